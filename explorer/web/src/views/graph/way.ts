// Names and words along a way in the drawing: each only where it lies over no other.

import type Graph from "graphology";
import { type Point, sidesOf, wordedOf } from "./labels";
import type { Scene, Spot } from "./scene";

// Sizes of names and of words on lines, in pixels.
export const NAME_PX = 12;
export const WORDS_PX = 11;
export const FONT = "Inter, system-ui, sans-serif";
// Of a letter, about, where it can't be measured.
export const LETTER_PX = 6.4;

export interface Stage {
  width: number;
  height: number;
  // Where a place of the layout is, in pixels from the corner.
  at: (spot: Point) => Point;
  // Words fit on lines at all.
  roomy: boolean;
}

export function wayOf(scene: Scene | undefined): Spot[] {
  return [...(scene?.spots.values() ?? [])].filter(({ onWay }) => onWay);
}

// The middle of a way, and how far around it has to be seen; null where there is none.
export function circleOf(spots: readonly Spot[]): { middle: Point; radius: number } | null {
  if (spots.length === 0) return null;
  const [x, y] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [low, high] = [Math.min(...y), Math.max(...y)];
  return {
    middle: { x: (left + right) / 2, y: (low + high) / 2 },
    // With room for the names at its ends.
    radius: Math.max(1, 0.6 * Math.max(right - left, high - low)),
  };
}

// What there is no room for is left out: the list beside has it.
export function nameWay(graph: Graph, scene: Scene, stage: Stage): void {
  const spots = wayOf(scene);
  if (spots.length === 0) return;
  const places = new Map(spots.map((spot) => [spot.key, stage.at(spot)]));
  const at = (key: string) => places.get(key) ?? { x: 0, y: 0 };
  const lines = [...scene.lines.values()]
    .filter(({ onWay }) => onWay)
    .map(({ key, one, other }) => {
      const words = String(graph.getEdgeAttribute(key, "label"));
      return { key, one: at(one), other: at(other), width: widthOf(words, WORDS_PX) };
    });
  const worded = wordedOf(lines);
  for (const line of lines) {
    const written = stage.roomy && worded.has(line.key);
    if (!written) line.width = 0;
    graph.mergeEdgeAttributes(line.key, { labelVisibility: written ? "visible" : "hidden" });
  }
  const named = spots.map(({ key }) => {
    const { size, label } = graph.getNodeAttributes(key);
    return { key, ...at(key), size, width: widthOf(String(label), NAME_PX) };
  });
  for (const [key, side] of sidesOf(named, lines, stage)) {
    const labelVisibility = side ? "visible" : "hidden";
    graph.mergeNodeAttributes(key, { labelPosition: side ?? "right", labelVisibility });
  }
}

let pen: OffscreenCanvasRenderingContext2D | null = null;

function widthOf(text: string, size: number): number {
  pen ??= new OffscreenCanvas(1, 1).getContext("2d");
  if (!pen) return text.length * LETTER_PX;
  pen.font = `${size}px ${FONT}`;
  return pen.measureText(text).width;
}
