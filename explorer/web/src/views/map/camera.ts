// What part of the map is shown: its middle, and pixels a unit.

import type { Extent } from "./layout";

export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const MARGIN = 0.92;

export function fitted([left, right, bottom, top]: Extent, size: Size): Camera {
  const scale = MARGIN * Math.min(size.width / (right - left), size.height / (top - bottom));
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale: Math.max(scale, 1e-6) };
}

export function toScreen(camera: Camera, size: Size, x: number, y: number): [number, number] {
  return [
    size.width / 2 + (x - camera.x) * camera.scale,
    size.height / 2 - (y - camera.y) * camera.scale,
  ];
}

export function toMap(camera: Camera, size: Size, left: number, top: number): [number, number] {
  return [
    camera.x + (left - size.width / 2) / camera.scale,
    camera.y - (top - size.height / 2) / camera.scale,
  ];
}

// What the window shows, in units of the map.
export function windowOf(camera: Camera, size: Size): Extent {
  const [left, top] = toMap(camera, size, 0, 0);
  const [right, bottom] = toMap(camera, size, size.width, size.height);
  return [left, right, bottom, top];
}

// The point under the pointer stays under it.
export function zoomed(camera: Camera, size: Size, by: number, at: [number, number]): Camera {
  const [x, y] = toMap(camera, size, ...at);
  const scale = Math.min(1e6, Math.max(1e-3, camera.scale * by));
  const share = camera.scale / scale;
  return { x: x + (camera.x - x) * share, y: y + (camera.y - y) * share, scale };
}

export function written(camera: Camera): string {
  return [camera.x, camera.y, camera.scale].map((value) => value.toPrecision(6)).join(",");
}

export function readCamera(text: string | null): Camera | null {
  const [x, y, scale] = (text ?? "").split(",").map(Number);
  if (x === undefined || y === undefined || scale === undefined) return null;
  return Number.isFinite(x + y + scale) && scale > 0 ? { x, y, scale } : null;
}
