// What of the Graph view is in the address: everything that is chosen, so that it can be sent.

import { useMemo } from "react";
import type { Origin } from "../../parts";
import { type Address, useAddress } from "../../state";

export const KINDS = [
  "Work",
  "Person",
  "CorporateBody",
  "PersonGroup",
  "Family",
  "Place",
  "Concept",
  "HistoricalEvent",
  "Object",
  "Collection",
] as const;

export type Level = 0 | 1 | 2;

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

export interface Chosen {
  level: Level;
  // Keys of communities that are drawn in their parts, and the one that is looked at.
  open: readonly string[];
  community: string | null;
  // Entities whose neighbours are drawn.
  around: readonly string[];
  from: string | null;
  to: string | null;
  everything: boolean;
  without: ReadonlySet<string>;
  rejected: boolean;
  camera: Camera | null;
}

const MOST_AROUND = 12;
const MOST_OPEN = 60;

export function chosenOf(params: URLSearchParams): Chosen {
  const level = Number(params.get("graph.level") ?? 0);
  const without = (params.get("graph.without") ?? "").split(",");
  return {
    level: level === 1 || level === 2 ? level : 0,
    open: [...new Set(params.getAll("graph.open"))].slice(0, MOST_OPEN),
    community: params.get("graph.community"),
    around: [...new Set(params.getAll("graph.around"))].slice(-MOST_AROUND),
    from: params.get("graph.from"),
    to: params.get("graph.to"),
    everything: params.get("graph.all") === "1",
    without: new Set(KINDS.filter((kind) => without.includes(kind))),
    rejected: params.get("graph.rejected") === "1",
    camera: cameraOf(params.get("graph.at")),
  };
}

function cameraOf(text: string | null): Camera | null {
  const [x, y, ratio] = (text ?? "").split(",").map(Number);
  const whole = [x, y, ratio].every((value) => Number.isFinite(value));
  if (!whole || x === undefined || y === undefined || !ratio || ratio <= 0) return null;
  return { x, y, ratio };
}

export function cameraText({ x, y, ratio }: Camera): string | null {
  const away = Math.abs(x - 0.5) + Math.abs(y - 0.5) + Math.abs(ratio - 1) > 1e-3;
  return away ? [x, y, ratio].map((value) => value.toFixed(4)).join(",") : null;
}

export interface GraphAddress extends Chosen {
  set: (name: string, value: string | null, how?: { replace?: boolean }) => void;
  toggleAround: (id: string) => void;
  look: (at: { community?: string | null; entity?: string | null }) => void;
  ends: (from: string | null, to: string | null) => void;
  toLevel: (level: Level) => void;
  hide: (kind: string, hidden: boolean) => void;
  // Opens a community, or closes it, and looks there.
  openOrShut: (key: string, camera: Camera | null) => void;
}

export function useGraphAddress(): GraphAddress {
  const { params, change } = useAddress();
  return useMemo(() => ({ ...chosenOf(params), ...edits(params, change) }), [params, change]);
}

function edits(params: URLSearchParams, change: Address["change"]) {
  const put = (next: URLSearchParams, name: string, value: string | null) =>
    value === null ? next.delete(name) : next.set(name, value);
  return {
    set: (name: string, value: string | null, how?: { replace?: boolean }) =>
      change((next) => put(next, name, value), how),
    toggleAround: (id: string) =>
      change((next) => {
        const held = next.getAll("graph.around");
        next.delete("graph.around");
        const kept = held.includes(id) ? held.filter((one) => one !== id) : [...held, id];
        for (const one of kept) next.append("graph.around", one);
      }),
    openOrShut: (key: string, camera: Camera | null) =>
      change((next) => {
        const held = next.getAll("graph.open");
        const open = !held.includes(key);
        const kept = held.filter((one) => one !== key && !one.startsWith(`${key}/`));
        next.delete("graph.open");
        for (const one of open ? [...held, key] : kept) next.append("graph.open", one);
        put(next, "graph.at", open && camera ? cameraText(camera) : null);
      }),
    look: (at: { community?: string | null; entity?: string | null }) =>
      change((next) => {
        put(next, "graph.community", at.community ?? null);
        put(next, "sel", at.entity ?? null);
        next.delete("t");
      }),
    ends: (from: string | null, to: string | null) =>
      change((next) => {
        put(next, "graph.from", from);
        put(next, "graph.to", to);
        // A way is looked at whole, and after it the whole graph.
        if ((from === null) === (to === null)) next.delete("graph.at");
      }),
    toLevel: (level: Level) =>
      change((next) => {
        put(next, "graph.level", level === 0 ? null : String(level));
        next.delete("graph.open");
        next.delete("graph.community");
      }),
    hide: (kind: string, hidden: boolean) =>
      change((next) => {
        const held = new Set(chosenOf(params).without);
        if (hidden) held.add(kind);
        else held.delete(kind);
        put(next, "graph.without", held.size ? [...held].join(",") : null);
      }),
  };
}

export function originsOf(chosen: Chosen): Origin[] {
  const shown: Origin[] = ["catalogue", "machine", "accepted"];
  return chosen.rejected ? [...shown, "rejected"] : shown;
}
