// What moving, zooming, pointing at and drawing an outline do.

import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { type Camera, type Size, zoomed } from "./camera";

export type Tool = "move" | "lasso" | "box";
export type At = [number, number];

interface Hands {
  // Where the camera is by now, which may not be rendered yet.
  now: () => Camera;
  size: Size;
  tool: Tool;
  onCamera: (camera: Camera | null) => void;
  // Null: over nothing any more.
  onHover: (at: At | null) => void;
  onClick: (at: At) => void;
  onOutline: (outline: readonly At[]) => void;
}

const STEP = 80;
const CLICK = 4;
export const ZOOM = 1.5;

export function useGestures(canvas: RefObject<HTMLCanvasElement | null>, hands: Hands) {
  useWheel(canvas, hands);
  const [outline, setOutline] = useState<readonly At[]>([]);
  const held = useRef<{ from: At; camera: Camera } | null>(null);
  const fingers = useRef(new Map<number, At>());
  const { now, size, tool } = hands;
  const moved = (here: At, id: number) => {
    if (!held.current) return hands.onHover(here);
    const pinched = pinch(fingers.current, id, here);
    if (pinched) {
      setOutline([]);
      hands.onCamera(zoomed(now(), size, pinched, here));
    } else if (outline.length > 0) {
      setOutline(tool === "box" ? boxOf(held.current.from, here) : [...outline, here]);
    } else if (fingers.current.size === 1) {
      const { from } = held.current;
      const { x, y, scale } = held.current.camera;
      const [right, down] = [here[0] - from[0], here[1] - from[1]];
      hands.onCamera({ x: x - right / scale, y: y + down / scale, scale });
    }
  };
  const ended = (here: At, id: number) => {
    fingers.current.delete(id);
    if (!held.current) return;
    const { from } = held.current;
    held.current = null;
    setOutline([]);
    if (Math.hypot(here[0] - from[0], here[1] - from[1]) < CLICK) hands.onClick(here);
    else if (outline.length > 2) hands.onOutline(outline);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      const here = placeOf(event);
      fingers.current.set(event.pointerId, here);
      held.current = { from: here, camera: now() };
      hands.onHover(null);
      if (tool !== "move" || event.shiftKey) setOutline([here]);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) =>
      moved(placeOf(event), event.pointerId),
    onPointerUp: (event: PointerEvent<HTMLCanvasElement>) => ended(placeOf(event), event.pointerId),
    onPointerCancel: (event: PointerEvent<HTMLCanvasElement>) => {
      fingers.current.delete(event.pointerId);
      held.current = null;
      setOutline([]);
    },
    onPointerLeave: () => hands.onHover(null),
  };
  return { outline, handlers };
}

function placeOf(event: PointerEvent): At {
  const box = event.currentTarget.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

// How much two fingers moved apart; null where there are not two.
function pinch(fingers: Map<number, At>, id: number, here: At): number | null {
  const before = fingers.get(id);
  if (!before) return null;
  fingers.set(id, here);
  const other = [...fingers].find(([finger]) => finger !== id)?.[1];
  if (!other) return null;
  const apart = (at: At) => Math.hypot(at[0] - other[0], at[1] - other[1]);
  return apart(here) / Math.max(apart(before), 1);
}

function boxOf(from: At, to: At): At[] {
  return [from, [to[0], from[1]], to, [from[0], to[1]]];
}

// React's own wheel events can't keep the page from scrolling.
function useWheel(canvas: RefObject<HTMLCanvasElement | null>, hands: Hands) {
  const latest = useRef(hands);
  useEffect(() => {
    latest.current = hands;
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const turned = (event: WheelEvent) => {
      event.preventDefault();
      const { now, size, onCamera } = latest.current;
      const box = element.getBoundingClientRect();
      const by = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015));
      const at: At = [event.clientX - box.left, event.clientY - box.top];
      onCamera(zoomed(now(), size, by, at));
    };
    element.addEventListener("wheel", turned, { passive: false });
    return () => element.removeEventListener("wheel", turned);
  }, [canvas]);
}

// Moves by arrows, zooms by + and −, shows all by 0.
export function keyed(event: KeyboardEvent, { now, size, onCamera }: Hands): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const camera = now();
  const { x, y, scale } = camera;
  const step = STEP / scale;
  const middle: At = [size.width / 2, size.height / 2];
  const moves: Record<string, Camera | null> = {
    ArrowLeft: { x: x - step, y, scale },
    ArrowRight: { x: x + step, y, scale },
    ArrowUp: { x, y: y + step, scale },
    ArrowDown: { x, y: y - step, scale },
    "+": zoomed(camera, size, ZOOM, middle),
    "=": zoomed(camera, size, ZOOM, middle),
    "-": zoomed(camera, size, 1 / ZOOM, middle),
    "0": null,
  };
  const next = moves[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  onCamera(next);
}
