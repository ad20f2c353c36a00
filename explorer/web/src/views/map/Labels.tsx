// Names of groups over the canvas; those that would cover each other give way to larger ones.

import { useMemo } from "react";
import { plain } from "../../parts";
import { type Camera, type Size, toScreen } from "./camera";
import type { Group } from "./points";

interface Props {
  groups: readonly Group[];
  camera: Camera;
  size: Size;
  // The scale at which the whole map is in view.
  whole: number;
}

const MOST = 40;
const WIDEST = 240;
const GAP = 8;
const LINE = 20;
const FINE_FROM = 2.2;

export function Labels({ groups, camera, size, whole }: Props) {
  const named = useMemo(() => measured(groups), [groups]);
  const labels = placed(named, camera, size, camera.scale / whole);
  return (
    <div className="map-labels" aria-hidden="true">
      {labels.map(({ group, left, top }) => (
        <bdi
          key={group.row}
          className={group.level === 0 ? "map-label" : "map-label fine"}
          style={{ transform: `translate(${left}px, ${top}px) translate(-50%, -50%)` }}
        >
          {plain(group.name)}
        </bdi>
      ))}
    </div>
  );
}

interface Named {
  group: Group;
  half: number;
}

function measured(groups: readonly Group[]): Named[] {
  const context = document.createElement("canvas").getContext("2d");
  const styles = getComputedStyle(document.documentElement);
  if (context) context.font = `600 0.8125rem ${styles.getPropertyValue("--sans") || "sans-serif"}`;
  const width = (name: string) => context?.measureText(name).width ?? name.length * 8;
  return [...groups]
    .sort((one, other) => other.points - one.points)
    .map((group) => ({ group, half: (Math.min(width(plain(group.name)), WIDEST) + GAP) / 2 }));
}

interface Label {
  group: Group;
  half: number;
  left: number;
  top: number;
}

function placed(named: readonly Named[], camera: Camera, size: Size, zoom: number): Label[] {
  const level = zoom >= FINE_FROM ? 1 : 0;
  const labels: Label[] = [];
  for (const { group, half } of named) {
    if (group.level !== level) continue;
    const [left, top] = toScreen(camera, size, group.x, group.y);
    if (left < half || left > size.width - half || top < LINE || top > size.height - LINE) continue;
    const covers = labels.some(
      (label) =>
        Math.abs(label.top - top) < LINE && Math.abs(label.left - left) < half + label.half,
    );
    if (!covers) labels.push({ group, half, left, top });
    if (labels.length === MOST) break;
  }
  return labels;
}
