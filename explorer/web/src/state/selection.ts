// What is selected in every view: an entity or a film, and for a film the second.

import { useMemo } from "react";
import { useAddress } from "./address";

export interface Selection {
  selected: string | null;
  // Seconds from the film's start.
  second: number | null;
  select: (id: string | null, second?: number | null, how?: { replace?: boolean }) => void;
}

export function useSelection(): Selection {
  const { params, change } = useAddress();
  return useMemo(
    () => ({
      selected: params.get("sel") || null,
      second: secondOf(params.get("t")),
      select: (id, second = null, how) =>
        change((next) => {
          if (id === null) next.delete("sel");
          else next.set("sel", id);
          if (second === null) next.delete("t");
          else next.set("t", String(Math.round(second * 1000) / 1000));
        }, how),
    }),
    [params, change],
  );
}

function secondOf(value: string | null): number | null {
  const number = Number.parseFloat(value ?? "");
  return Number.isFinite(number) && number >= 0 ? number : null;
}
