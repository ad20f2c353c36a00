// A way to a film or an entity on the view that shows it; its words alone while there is none.

import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAddress } from "../state/address";
import { VIEWS } from "../views";

interface Props {
  to: "film" | "entity";
  id: string;
  // Where in the film, in milliseconds.
  ms?: number | null | undefined;
  children: ReactNode;
}

export function Door({ to, id, ms = null, children }: Props) {
  const door = useDoorOf();
  const view = VIEWS.find(({ name }) => name === to);
  return view ? <Link to={door(view.path, id, ms)}>{children}</Link> : <span>{children}</span>;
}

// Gives the address of a view with something selected, all else of the present address kept.
export function useDoorOf(): (path: string, id: string, ms?: number | null) => string {
  const { params } = useAddress();
  return (path, id, ms = null) => doorOf(params, path, id, ms);
}

export function doorOf(
  params: URLSearchParams,
  path: string,
  id: string,
  ms: number | null,
): string {
  const next = new URLSearchParams(params);
  next.delete("t");
  next.set("sel", id);
  if (ms !== null) next.set("t", String(ms / 1000));
  return `${path}?${next}`;
}
