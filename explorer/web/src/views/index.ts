// The views, in the order of the menu. One that isn't there yet has no module, and no place in it.
//
// A view's module exports its component by default; it is loaded when it is first opened.

import type { ComponentType } from "react";
import type { Room } from "../theme/room";

export type ViewName = "ask" | "map" | "graph" | "time" | "film" | "entity" | "cut" | "coverage";

export interface View {
  name: ViewName;
  path: string;
  room: Room;
  // Whether the shared filters narrow it.
  filters: boolean;
  // The search box searches in the view (by useQuestion()), and does not leave it to ask.
  searches: boolean;
  // Whether it takes the whole window under the head, as a canvas does.
  wide: boolean;
  load: (() => Promise<{ default: ComponentType }>) | null;
}

const READING = { room: "reading", filters: true, searches: false, wide: false } as const;
const SCREENING = { room: "screening", filters: true, searches: true, wide: true } as const;

const ALL: readonly View[] = [
  {
    name: "ask",
    path: "/",
    ...READING,
    filters: false,
    searches: true,
    load: () => import("./ask"),
  },
  { name: "map", path: "/map", ...SCREENING, load: () => import("./map") },
  { name: "graph", path: "/graph", ...SCREENING, load: () => import("./graph") },
  {
    name: "time",
    path: "/time",
    ...READING,
    wide: true,
    load: () => import("./timeplace/TimePlace"),
  },
  { name: "film", path: "/film", ...READING, filters: false, load: () => import("./film") },
  { name: "entity", path: "/entity", ...READING, filters: false, load: () => import("./entity") },
  { name: "cut", path: "/cut", ...SCREENING, load: () => import("./cut") },
  { name: "coverage", path: "/coverage", ...READING, load: () => import("./coverage") },
];

export type ReadyView = View & { load: NonNullable<View["load"]> };

export const VIEWS: readonly ReadyView[] = ALL.filter((view): view is ReadyView => !!view.load);
