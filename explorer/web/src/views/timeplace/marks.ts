// The signs by which a map tells apart how a place is known: each a shape and a colour of its own.

import { WAYS, type Way } from "./places";

export const MARK_SIZE = 18;

export const MARKS: Record<Way, { sign: string; colour: string }> = {
  catalogued: { sign: "●", colour: "#0072b2" },
  spoken: { sign: "▲", colour: "#d55e00" },
  seen: { sign: "■", colour: "#009e73" },
  described: { sign: "◆", colour: "#cc79a7" },
};

const PATHS: Record<Way, (size: number) => Path2D> = {
  catalogued: (size) => {
    const path = new Path2D();
    path.arc(size / 2, size / 2, size * 0.4, 0, 2 * Math.PI);
    return path;
  },
  spoken: (size) =>
    new Path2D(
      `M${size / 2} ${size * 0.08} L${size * 0.94} ${size * 0.88} L${size * 0.06} ${size * 0.88} Z`,
    ),
  seen: (size) =>
    new Path2D(`M${size * 0.14} ${size * 0.14} H${size * 0.86} V${size * 0.86} H${size * 0.14} Z`),
  described: (size) =>
    new Path2D(
      `M${size / 2} ${size * 0.04} L${size * 0.96} ${size / 2} L${size / 2} ${size * 0.96} L${size * 0.04} ${size / 2} Z`,
    ),
};

// A picture of each sign for a map, twice as fine as it is shown.
export function pictures(edge: string): [Way, ImageData][] {
  const size = MARK_SIZE * 2;
  return WAYS.map((way) => {
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext("2d");
    if (!context) return [way, new ImageData(size, size)];
    context.fillStyle = MARKS[way].colour;
    context.strokeStyle = edge;
    context.lineWidth = 2.5;
    const path = PATHS[way](size);
    context.fill(path);
    context.stroke(path);
    return [way, context.getImageData(0, 0, size, size)];
  });
}
