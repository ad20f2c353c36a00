// What is on the map as a list: what was found, or else what is in view.

import { memo, useState } from "react";
import { Failure, kindOf, plain, Said, Skeleton, TimeCode } from "../../parts";
import { useSelection } from "../../state";
import { useNumber, useWords } from "../../words";
import { useOpen } from "./opening";
import { type Point, usePointBodies } from "./points";
import { kindWord, WORDS } from "./words";

export const PAGE = 50;

interface Props {
  version: string;
  heading: string;
  rows: readonly number[] | Int32Array;
  onLike: (id: string) => void;
  // Told which row is looked at; null where none is any more.
  onPoint: (row: number | null) => void;
  // Told which row was opened, so that the map shows where it is.
  onReach: (row: number) => void;
}

export const PointList = memo(function PointList(props: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { rows, heading } = props;
  const [more, setMore] = useState({ rows, pages: 1 });
  // Other rows begin at their first page.
  const pages = more.rows === rows ? more.pages : 1;
  const shown = Math.min(rows.length, pages * PAGE);
  const starts = Array.from({ length: Math.ceil(shown / PAGE) }, (_, page) => page * PAGE);
  return (
    <section className="map-list" aria-label={words.list}>
      <h2>{heading}</h2>
      {rows.length === 0 && <p className="quiet">{words.none}</p>}
      {starts.map((start) => (
        <Page key={start} {...props} rows={[...rows.slice(start, start + PAGE)]} />
      ))}
      {shown < rows.length && (
        <p>
          <button type="button" onClick={() => setMore({ rows, pages: pages + 1 })}>
            {words.more}
          </button>{" "}
          <span className="quiet">{words.first(number(shown), number(rows.length))}</span>
        </p>
      )}
    </section>
  );
});

function Page({ version, rows, ...does }: Omit<Props, "rows"> & { rows: number[] }) {
  const held = usePointBodies(version, rows);
  if (held.isError) return <Failure error={held.error} again={() => void held.refetch()} />;
  if (!held.data) return <Skeleton lines={Math.min(rows.length, 8)} />;
  const bodies = new Map(held.data.map((point) => [point.row, point]));
  return (
    <ul>
      {rows.flatMap((row) => {
        const point = bodies.get(row);
        return point ? [<Line key={row} point={point} {...does} />] : [];
      })}
    </ul>
  );
}

type LineProps = Pick<Props, "onLike" | "onPoint" | "onReach"> & { point: Point };

function Line({ point, onLike, onPoint, onReach }: LineProps) {
  const words = useWords(WORDS);
  const { selected, second } = useSelection();
  const open = useOpen();
  const isFilm = point.kind === "film";
  const kind = kindOf(isFilm ? "Work" : point.film ? "Segment" : point.kind);
  const at = typeof point.start_ms === "number" ? point.start_ms / 1000 : null;
  const current = selected === (point.film ?? point.id) && second === at;
  return (
    <li onPointerEnter={() => onPoint(point.row)} onPointerLeave={() => onPoint(null)}>
      <button
        type="button"
        className="plain map-line"
        aria-current={current ? "true" : undefined}
        onFocus={() => onPoint(point.row)}
        onBlur={() => onPoint(null)}
        onClick={() => {
          onReach(point.row);
          open(point);
        }}
      >
        <span style={{ color: kind.colour }} aria-hidden="true">
          {kind.sign}
        </span>{" "}
        <span className="unseen">{kindWord(words, point.kind)} </span>
        <Said text={point.name} />
        {point.title && !isFilm && <span className="quiet"> {plain(point.title)}</span>}{" "}
        {typeof point.start_ms === "number" && <TimeCode ms={point.start_ms} />}
      </button>
      {point.film && (
        <button type="button" className="plain map-like" onClick={() => onLike(point.id)}>
          {words.like}
          <span className="unseen">: {plain(point.name)}</span>
        </button>
      )}
    </li>
  );
}
