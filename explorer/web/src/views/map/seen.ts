// Which points a window or an outline holds.

import { type Camera, type Size, toScreen, windowOf } from "./camera";
import { type Layout, stretches } from "./layout";
import { SHOWN } from "./paint";

// Lists of more than so many stay in the order of drawing.
const SORTED = 50_000;

// Rows of the points in a window that are not dim.
export function inWindow(
  layout: Layout,
  paint: Uint8Array,
  camera: Camera,
  size: Size,
): Int32Array {
  const box = windowOf(camera, size);
  const [left, right, bottom, top] = box;
  const { x, y } = layout;
  return rowsOf(layout, paint, box, (place) => {
    const [px, py] = [x[place] as number, y[place] as number];
    return px >= left && px <= right && py >= bottom && py <= top;
  });
}

// Rows of the points inside an outline, drawn on the window in pixels. It is painted, so that
// each point costs the same however long the outline is.
export function inOutline(
  layout: Layout,
  paint: Uint8Array,
  camera: Camera,
  size: Size,
  outline: readonly (readonly [number, number])[],
): Int32Array {
  const { width, height } = size;
  const inside = filled(outline, size);
  if (!inside) return new Int32Array(0);
  const { x, y } = layout;
  return rowsOf(layout, paint, windowOf(camera, size), (place) => {
    const at = toScreen(camera, size, x[place] as number, y[place] as number);
    const [left, top] = [Math.floor(at[0]), Math.floor(at[1])];
    if (left < 0 || top < 0 || left >= width || top >= height) return false;
    return (inside[4 * (top * width + left) + 3] as number) > 127;
  });
}

function filled(
  outline: readonly (readonly [number, number])[],
  { width, height }: Size,
): Uint8ClampedArray | null {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.beginPath();
  for (const [left, top] of outline) context.lineTo(left, top);
  context.fill("evenodd");
  return context.getImageData(0, 0, width, height).data;
}

function rowsOf(
  layout: Layout,
  paint: Uint8Array,
  box: readonly [number, number, number, number],
  holds: (place: number) => boolean,
): Int32Array {
  const found = new Int32Array(paint.length);
  let count = 0;
  for (const [from, to] of stretches(layout, box)) {
    for (let place = from; place < to; place += 1) {
      if ((paint[place] as number) < SHOWN || !holds(place)) continue;
      found[count] = layout.row[place] as number;
      count += 1;
    }
  }
  const rows = found.slice(0, count);
  return count > SORTED ? rows : rows.sort();
}
