// What is dragged: a moment that was found, or a clip of the cut by its place.

import type { Clip } from "./clips";

export type Dragged = { clip: Clip } | { place: number };

const TYPE = "application/x-reelgraph-clip";

export function takeAlong(data: DataTransfer, dragged: Dragged): void {
  data.setData(TYPE, JSON.stringify(dragged));
  data.effectAllowed = "clip" in dragged ? "copy" : "move";
}

export function isOurs(data: DataTransfer): boolean {
  return data.types.includes(TYPE);
}

// What was dropped; null where it is not from this view.
export function dropped(data: DataTransfer): Dragged | null {
  try {
    const held: unknown = JSON.parse(data.getData(TYPE));
    return isDragged(held) ? held : null;
  } catch {
    return null;
  }
}

function isDragged(held: unknown): held is Dragged {
  if (typeof held !== "object" || held === null) return false;
  return "place" in held
    ? typeof held.place === "number"
    : "clip" in held && typeof (held.clip as Clip | null)?.film === "string";
}
