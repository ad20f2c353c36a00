// From a number to its films: all views are narrowed to them, and one that shows films is opened.

import { useCallback } from "react";
import { useNavigate } from "react-router";
import { useFilms } from "../../state";
import { textOf } from "../../state/crossfilter";
import { type Filters, write } from "../../state/filters";
import { VIEWS } from "..";

const NARROWED = VIEWS.filter(({ name, filters }) => filters && name !== "coverage");
// Where such films are shown; undefined while no other view has filters.
export const SHOWN = NARROWED.find(({ name }) => name === "time") ?? NARROWED[0];

// By filters where they say the same, so that the address can be read; or else by the films.
export function useLead(): (rows: readonly number[], filters?: Partial<Filters>) => void {
  const navigate = useNavigate();
  const films = useFilms().data;
  return useCallback(
    (rows, filters) => {
      if (!films || !SHOWN) return;
      const next = new URLSearchParams(window.location.search);
      for (const key of [...next.keys()]) if (key.startsWith("coverage.")) next.delete(key);
      next.delete("sel");
      next.delete("t");
      if (filters) write(next, filters);
      else
        next.set(
          "films",
          textOf(
            rows.map((row) => films.rows[row]?.id ?? ""),
            films,
          ),
        );
      navigate(`${SHOWN.path}?${next}`);
    },
    [navigate, films],
  );
}
