// The span of years over a timeline: dragged out, or moved by two handles with the keyboard.

import { useEffect, useRef, useState } from "react";
import { useFilters } from "../../state";
import { useNumber, useWords } from "../../words";
import type { Bins } from "./dates";
import { type Scale, xOf } from "./Timeline";
import { WORDS } from "./words";

// Changes of the address while something is dragged, in ms apart; browsers bound how many they take.
const PACE = 120;
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

interface Props {
  bins: Bins;
  scale: Scale;
  height: number;
  bars: number;
}

export function Brush({ bins, scale, height, bars }: Props) {
  const words = useWords(WORDS);
  const { span, put, drag, clear, set } = useSpan(scale);
  const [pointed, setPointed] = useState<number | null>(null);
  const [from, to] = span;
  const [left, right] = [xOf(scale, from), xOf(scale, to + 1)];
  return (
    <>
      <div
        className="brush"
        style={{ height: `${height}px` }}
        onPointerDown={(event) => drag(event)}
        onPointerMove={(event) => setPointed(yearAt(event, scale))}
        onPointerLeave={() => setPointed(null)}
      >
        <div className="brush-shade" style={{ left: 0, width: `${left}px` }} />
        <div
          className="brush-shade"
          style={{ left: `${right}px`, width: `${Math.max(0, scale.width - right)}px` }}
        />
      </div>
      <Handle
        at={left}
        high={bars}
        name={words.from}
        value={from}
        span={[scale.start, to]}
        bins={bins}
        onMove={(year) => put(year, to)}
      />
      <Handle
        at={right}
        high={bars}
        name={words.to}
        value={to}
        span={[from, scale.start + scale.years - 1]}
        bins={bins}
        onMove={(year) => put(from, year)}
      />
      <p className="brush-told quiet numbers">
        <Told bins={bins} year={pointed} span={set ? span : null} />
        {set && (
          <button type="button" className="plain" onClick={clear}>
            {words.allYears}
          </button>
        )}
      </p>
    </>
  );
}

function yearAt(event: { clientX: number; currentTarget: Element }, scale: Scale): number {
  const box = event.currentTarget.getBoundingClientRect();
  const part = (event.clientX - box.left) / Math.max(1, box.width);
  const year = scale.start + Math.floor(part * scale.years);
  return Math.min(scale.start + scale.years - 1, Math.max(scale.start, year));
}

// The span as it is dragged, or else as the address has it.
function useSpan(scale: Scale) {
  const { filters, set } = useFilters();
  const [dragged, setDragged] = useState<[number, number] | null>(null);
  const [start, end] = [scale.start, scale.start + scale.years - 1];
  const held: [number, number] = [
    Math.min(end, Math.max(start, filters.from ?? start)),
    Math.min(end, Math.max(start, filters.to ?? end)),
  ];
  const put = (from: number, to: number, replace = false) =>
    set({ from: from <= start ? null : from, to: to >= end ? null : to }, { replace });
  const latest = useRef(put);
  useEffect(() => {
    latest.current = put;
  });
  const drag = (event: React.PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const { currentTarget, pointerId } = event;
    currentTarget.setPointerCapture(pointerId);
    const first = yearAt(event, scale);
    let [span, sent, told]: [[number, number], number, string] = [[first, first], 0, ""];
    const send = () => {
      if (`${span}` === told) return;
      latest.current(...span, told !== "");
      [sent, told] = [performance.now(), `${span}`];
    };
    const move = (moved: PointerEvent) => {
      const year = yearAt({ clientX: moved.clientX, currentTarget }, scale);
      span = [Math.min(first, year), Math.max(first, year)];
      setDragged(span);
      if (performance.now() - sent > PACE) send();
    };
    const end = () => {
      currentTarget.removeEventListener("pointermove", move);
      currentTarget.removeEventListener("pointerup", end);
      currentTarget.removeEventListener("pointercancel", end);
      send();
      setDragged(null);
    };
    currentTarget.addEventListener("pointermove", move);
    currentTarget.addEventListener("pointerup", end);
    currentTarget.addEventListener("pointercancel", end);
  };
  return {
    span: dragged ?? held,
    set: dragged !== null || filters.from !== null || filters.to !== null,
    put,
    drag,
    clear: () => set({ from: null, to: null }),
  };
}

function Handle(props: {
  at: number;
  high: number;
  name: string;
  value: number;
  span: [number, number];
  bins: Bins;
  onMove: (year: number) => void;
}) {
  const { at, high, name, value, span, bins, onMove } = props;
  const number = useNumber();
  const words = useWords(WORDS);
  const move = (event: React.KeyboardEvent) => {
    const wanted =
      event.key === "Home"
        ? span[0]
        : event.key === "End"
          ? span[1]
          : value + (STEPS[event.key] ?? 0);
    if (wanted === value) return;
    event.preventDefault();
    onMove(Math.min(span[1], Math.max(span[0], wanted)));
  };
  return (
    <div
      className="brush-handle"
      style={{ left: `${at}px`, height: `${high}px` }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={span[0]}
      aria-valuemax={span[1]}
      aria-valuenow={value}
      aria-valuetext={words.year(value, number(bins.sure[value - bins.start] ?? 0))}
      onKeyDown={move}
    />
  );
}

function Told({
  bins,
  year,
  span,
}: {
  bins: Bins;
  year: number | null;
  span: [number, number] | null;
}) {
  const words = useWords(WORDS);
  const number = useNumber();
  if (year !== null) {
    const maybe = bins.maybe[year - bins.start] ?? 0;
    const told = words.year(year, number(bins.sure[year - bins.start] ?? 0));
    return <span>{maybe ? told + words.perhaps(number(maybe)) : told}</span>;
  }
  return <span>{span ? `${span[0]}–${span[1]}` : words.dragHint}</span>;
}
