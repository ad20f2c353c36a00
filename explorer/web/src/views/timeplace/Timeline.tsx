// Films by year, with what is uncertain told apart, and a brush that sets the shared years.

import { useEffect, useMemo, useRef, useState } from "react";
import { Empty, Failure, plain, Skeleton } from "../../parts";
import { useFilms, useSelection } from "../../state";
import { useNumber, useWords } from "../../words";
import { Brush } from "./Brush";
import { type Bins, binsOf, type Dates, unsureOf, useDates, yearSpan } from "./dates";
import { useLeft } from "./left";
import { WORDS } from "./words";

const BARS = 104;
const AXIS = 20;
const STRIP = 14;
const LANE = 7;
const LANES = 12;

export function Timeline() {
  const words = useWords(WORDS);
  const dates = useDates();
  const left = useLeft({ from: null, to: null });
  const span = useMemo(() => (dates.data ? yearSpan(dates.data) : null), [dates.data]);
  if (dates.isError) return <Failure error={dates.error} again={() => void dates.refetch()} />;
  if (!dates.data || !left) return <Skeleton height={`${BARS + AXIS}px`} />;
  if (span === null) {
    return (
      <Empty title={words.noDates}>
        <p>{words.noDatesDetail}</p>
      </Empty>
    );
  }
  return <Drawn dates={dates.data} span={span} left={left} />;
}

function Drawn({ dates, span, left }: { dates: Dates; span: [number, number]; left: Uint8Array }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const [box, width] = useWidth();
  const bins = useMemo(() => binsOf(dates, span, left), [dates, span, left]);
  const unsure = useMemo(() => unsureOf(dates, left, Number.MAX_SAFE_INTEGER), [dates, left]);
  const lanes = unsure.slice(0, LANES);
  const events = [...bins.events].filter(([, counts]) => counts.some((count) => count > 0));
  const height = BARS + AXIS + events.length * STRIP + lanes.length * LANE;
  const scale = { start: span[0], years: span[1] - span[0] + 1, width };
  return (
    <section className="timeline" aria-label={words.timeline}>
      <div ref={box} className="timeline-box">
        <svg width={width} height={height} role="img" aria-label={words.timeline}>
          <Hatching />
          <Bars bins={bins} scale={scale} />
          <Axis scale={scale} />
          {events.map(([kind, counts], row) => (
            <Strip
              key={kind}
              kind={kind}
              counts={counts}
              scale={scale}
              top={BARS + AXIS + row * STRIP}
            />
          ))}
          <Ranges dates={dates} rows={lanes} scale={scale} top={height - lanes.length * LANE} />
        </svg>
        <Brush bins={bins} scale={scale} height={height} bars={BARS} />
      </div>
      {unsure.length > 0 && (
        <p className="quiet">{words.unsureShown(number(lanes.length), number(unsure.length))}</p>
      )}
      <Undated left={left} />
    </section>
  );
}

export interface Scale {
  start: number;
  years: number;
  width: number;
}

export function xOf(scale: Scale, year: number): number {
  return ((year - scale.start) / scale.years) * scale.width;
}

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(200, Math.floor(entry.contentRect.width)));
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

function Hatching() {
  return (
    <defs>
      <pattern id="perhaps" width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M-1,1 l2,-2 M0,5 l5,-5 M4,6 l2,-2" className="timeline-hatch" />
      </pattern>
    </defs>
  );
}

function Bars({ bins, scale }: { bins: Bins; scale: Scale }) {
  const years = useMemo(
    () =>
      Array.from(bins.sure, (sure, n) => ({
        year: bins.start + n,
        sure,
        maybe: bins.maybe[n] ?? 0,
      })).filter(({ sure, maybe }) => sure + maybe > 0),
    [bins],
  );
  const most = years.reduce((m, { sure, maybe }) => Math.max(m, sure + maybe), 1);
  const high = (count: number) => (count / most) * (BARS - 6);
  const width = Math.max(1, scale.width / scale.years - 1);
  return (
    <>
      {years.map(({ year, sure, maybe }) => (
        <g key={year}>
          <rect
            className="timeline-sure"
            x={xOf(scale, year)}
            y={BARS - high(sure)}
            width={width}
            height={high(sure)}
          />
          {maybe > 0 && (
            <rect
              className="timeline-maybe"
              x={xOf(scale, year)}
              y={BARS - high(sure) - high(maybe)}
              width={width}
              height={high(maybe)}
              fill="url(#perhaps)"
            />
          )}
        </g>
      ))}
    </>
  );
}

function Axis({ scale }: { scale: Scale }) {
  const room = scale.width / scale.years;
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200].find((years) => years * room > 44) ?? 500;
  const first = Math.ceil(scale.start / step) * step;
  const ticks = [];
  for (let year = first; year < scale.start + scale.years; year += step) ticks.push(year);
  return (
    <g className="timeline-axis">
      <line x1={0} x2={scale.width} y1={BARS + 0.5} y2={BARS + 0.5} />
      {ticks.map((year) => (
        <text
          key={year}
          x={Math.min(scale.width - 16, Math.max(16, xOf(scale, year + 0.5)))}
          y={BARS + 15}
          textAnchor="middle"
        >
          {year}
        </text>
      ))}
    </g>
  );
}

// Events of one kind: a mark in each year, the stronger the more there are.
function Strip(props: { kind: string; counts: Int32Array; scale: Scale; top: number }) {
  const words = useWords(WORDS);
  const { kind, counts, scale, top } = props;
  const most = counts.reduce((m, count) => Math.max(m, count), 1);
  const width = Math.max(1, scale.width / scale.years - 1);
  const named = (words as unknown as Record<string, string>)[kind] ?? kind;
  return (
    <g>
      {Array.from(counts, (count, n) =>
        count === 0 ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the year
            key={n}
            className="timeline-event"
            x={xOf(scale, scale.start + n)}
            y={top + 2}
            width={width}
            height={STRIP - 4}
            opacity={0.2 + 0.8 * (count / most)}
          />
        ),
      )}
      <text className="timeline-label" x={2} y={top + STRIP - 3}>
        {named}
      </text>
    </g>
  );
}

// Uncertain dates of single works, from the first to the last year that they may mean.
function Ranges(props: { dates: Dates; rows: readonly number[]; scale: Scale; top: number }) {
  const { dates, rows, scale, top } = props;
  const films = useFilms().data;
  const { select } = useSelection();
  return (
    <g>
      {rows.map((row, lane) => {
        const film = films?.rows[dates.films[row] ?? -1];
        const y = top + lane * LANE + LANE / 2;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table of uncertain dates has it too
          <line
            key={row}
            className="timeline-range"
            x1={xOf(scale, dates.first[row] ?? 0)}
            x2={xOf(scale, (dates.last[row] ?? 0) + 1)}
            y1={y}
            y2={y}
            onClick={() => film && select(film.id)}
          >
            <title>{`${plain(film?.title ?? "")} (${dates.text(row)})`}</title>
          </line>
        );
      })}
    </g>
  );
}

function Undated({ left }: { left: Uint8Array }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const films = useFilms().data;
  const undated = useMemo(
    () =>
      films?.rows.reduce((n, film, row) => n + (left[row] && film.yearFrom === null ? 1 : 0), 0),
    [films, left],
  );
  return undated ? <p className="quiet">{words.undated(number(undated))}</p> : null;
}
