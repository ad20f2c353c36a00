// Pictures of the points that are near, where there are any and they don't cover each other.

import { type Camera, type Size, toScreen } from "./camera";
import type { Layout } from "./layout";
import { useShown } from "./media";
import type { Point } from "./points";

interface Props {
  points: readonly Point[];
  layout: Layout;
  camera: Camera;
  size: Size;
}

const WIDTH = 96;
const HEIGHT = 54;
const MOST = 24;

export function Thumbs({ points, layout, camera, size }: Props) {
  return (
    <div className="map-thumbs" aria-hidden="true">
      {placed(points, layout, camera, size).map(({ point, left, top }) => (
        <Thumb key={point.id} point={point} left={left} top={top} />
      ))}
    </div>
  );
}

interface Placed {
  point: Point;
  left: number;
  top: number;
}

function placed(points: readonly Point[], layout: Layout, camera: Camera, size: Size): Placed[] {
  const found: Placed[] = [];
  for (const point of points) {
    if (!point.file) continue;
    const place = layout.place[point.row] as number;
    const at = [layout.x[place] as number, layout.y[place] as number] as const;
    const [left, top] = toScreen(camera, size, ...at);
    if (left < 0 || left > size.width || top < 0 || top > size.height) continue;
    const covers = found.some(
      (one) => Math.abs(one.left - left) < WIDTH && Math.abs(one.top - top) < HEIGHT,
    );
    if (!covers) found.push({ point, left, top });
    if (found.length === MOST) break;
  }
  return found;
}

function Thumb({ point, left, top }: Placed) {
  const { picture } = useShown(point);
  if (!picture) return null;
  return (
    <img
      src={`${picture}&width=160`}
      alt=""
      width={WIDTH}
      height={HEIGHT}
      style={{ transform: `translate(${left}px, ${top}px) translate(-50%, 8px)` }}
    />
  );
}
