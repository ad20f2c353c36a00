// Opening a point: it is selected, and the drawer tells what it is and leads to it.

import { useEffect } from "react";
import { useEvidence } from "../../parts";
import { useAddressValue, useSelection } from "../../state";
import { useWords } from "../../words";
import { useShown } from "./media";
import { type Point, usePointBodies } from "./points";
import { WORDS } from "./words";

export function useOpen(): (point: Point, how?: { focus?: boolean }) => void {
  const { select } = useSelection();
  const { show } = useEvidence();
  return (point, how) => {
    const second = typeof point.start_ms === "number" ? point.start_ms / 1000 : null;
    select(point.film ?? point.id, second);
    const isFilm = point.kind === "film";
    const evidence = {
      title: point.title ?? point.name,
      quote: point.film && !isFilm ? point.name : undefined,
      film: point.film,
      startMs: point.start_ms,
      endMs: point.end_ms,
      entity: point.film ? null : point.id,
      more: <More point={point} />,
    };
    show(evidence, how);
  };
}

function More({ point }: { point: Point }) {
  const words = useWords(WORDS);
  const [, setLike] = useAddressValue("map.like");
  const { picture } = useShown(point);
  if (!point.film) return null;
  return (
    <>
      {picture && <img className="map-frame" src={`${picture}&width=320`} alt="" />}
      <p>
        <button type="button" onClick={() => setLike(point.id)}>
          {words.like}
        </button>
      </p>
    </>
  );
}

// Opens a row of the canvas once it is known what it is.
export function useOpened(version: string, row: number | null, done: () => void): void {
  const open = useOpen();
  const point = usePointBodies(version, row === null ? [] : [row]).data?.[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for each point
  useEffect(() => {
    if (row === null || point?.row !== row) return;
    // Whoever points goes on pointing.
    open(point, { focus: false });
    done();
  }, [row, point]);
}
