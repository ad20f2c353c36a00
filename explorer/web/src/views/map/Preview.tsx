// What the pointer is over: its name, its film, and the film itself where it can be shown.

import { useEffect, useState } from "react";
import { clock, plain, Said } from "../../parts";
import { useFilms } from "../../state";
import { useWords } from "../../words";
import type { Size } from "./camera";
import { useShown } from "./media";
import { type Point, usePointBodies } from "./points";
import { kindWord, WORDS } from "./words";

interface Props {
  version: string;
  row: number;
  at: readonly [number, number];
  size: Size;
}

const RESTING_MS = 80;

export function Preview({ version, row, at, size }: Props) {
  const resting = useRested(row);
  const point = usePointBodies(version, resting === row ? [row] : []).data?.[0];
  const [left, top] = at;
  if (!point) return null;
  const across = left > size.width / 2 ? "-100% - 14px" : "14px";
  const down = top > size.height / 2 ? "-100% - 10px" : "10px";
  const shift = `translate(calc(${across}), calc(${down}))`;
  return (
    <div className="map-preview" style={{ transform: `translate(${left}px, ${top}px) ${shift}` }}>
      <Screen key={point.id} point={point} />
      <Told point={point} />
    </div>
  );
}

// A pointer that only passes asks for nothing.
function useRested(row: number): number {
  const [rested, setRested] = useState(-1);
  useEffect(() => {
    const waiting = window.setTimeout(() => setRested(row), RESTING_MS);
    return () => window.clearTimeout(waiting);
  }, [row]);
  return rested;
}

function Told({ point }: { point: Point }) {
  const words = useWords(WORDS);
  const date = useFilms().data?.get(point.film)?.dateText;
  const time = typeof point.start_ms === "number" ? clock(point.start_ms) : null;
  return (
    <>
      <p className="map-preview-name">
        <Said text={point.name} />
      </p>
      {point.title && point.kind !== "film" && <p className="quiet">{plain(point.title)}</p>}
      <p className="quiet numbers">
        {[kindWord(words, point.kind), date && plain(date), time].filter(Boolean).join(" · ")}
      </p>
    </>
  );
}

const still = window.matchMedia("(prefers-reduced-motion: reduce)");

// Plays without sound from the point's second; a picture where only that can be had.
function Screen({ point }: { point: Point }) {
  const { film, picture } = useShown(point);
  if (film && !still.matches) {
    return (
      <video
        src={film}
        poster={picture ? `${picture}&width=320` : undefined}
        width={240}
        height={135}
        autoPlay
        muted
        playsInline
      />
    );
  }
  return picture && <img src={`${picture}&width=320`} alt="" width={240} height={135} />;
}
