// Lines of text with times, which follow the film and lead to it; only those in sight are drawn.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { clock, plain, Said, TimeCode } from "../../parts";
import { useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { type Playhead, useAt } from "./playhead";
import type { Rows, Timeline } from "./timeline";
import { WORDS } from "./words";

const LINE = 44;

interface Props {
  label: string;
  timeline: Timeline;
  rows: Rows;
  textOf: (row: number) => string;
  head: Playhead;
  onSeek: (ms: number) => void;
  onEvidence: (row: number) => void;
}

export function Lines(props: Props) {
  const { timeline, rows, textOf } = props;
  const words = useWords(WORDS);
  const number = useNumber();
  const [find, setFind] = useAddressValue("film.find");
  const wanted = find?.toLowerCase().trim() ?? "";
  const shown = useMemo(
    () => (wanted ? rows.filter((row) => textOf(row).toLowerCase().includes(wanted)) : rows),
    [rows, textOf, wanted],
  );
  const origins = useMemo(() => new Set(rows.map((row) => timeline.origin(row))), [rows, timeline]);
  return (
    <>
      <input
        type="search"
        className="film-find"
        aria-label={words.find}
        placeholder={words.find}
        maxLength={200}
        value={find ?? ""}
        onChange={({ target }) => setFind(target.value || null, { replace: true })}
      />
      {origins.has("machine") && (
        <p className="quiet">{origins.size === 1 ? words.byMachine : words.mixed}</p>
      )}
      {wanted && (
        <p className="quiet" role="status">
          {shown.length
            ? words.found(number(shown.length), number(rows.length))
            : words.nothingFound}
        </p>
      )}
      <List {...props} rows={shown} wanted={wanted} />
    </>
  );
}

function List(props: Props & { wanted: string }) {
  const { label, timeline, rows, head, wanted } = props;
  const words = useWords(WORDS);
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const current = useAt(head, (ms) => timeline.at(rows, ms));
  const begun = useAt(head, (ms) => timeline.begun(rows, ms));
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 6,
  });
  const follows = following && wanted === "";
  useEffect(() => {
    if (follows && begun >= 0) list.scrollToIndex(begun, { align: "center" });
  }, [follows, begun, list]);
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const to = Math.max(0, begun + (by ?? 0));
    const row = rows[to];
    if (by === undefined || row === undefined) return;
    event.preventDefault();
    props.onSeek(timeline.start(row));
    list.scrollToIndex(to, { align: "center" });
  };
  const leave = () => setFollowing(false);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of controls, but what scrolls */}
      <div
        ref={box}
        className="film-lines"
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the arrow keys
        tabIndex={0}
        onKeyDown={keys}
        onWheel={leave}
        onTouchMove={leave}
      >
        <ol style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, start }) => {
            const row = rows[index] ?? 0;
            return (
              <li
                key={index}
                ref={list.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
                className={`film-line film-line-${timeline.origin(row)}`}
                aria-current={index === current ? "true" : undefined}
              >
                <Line {...props} row={row} />
              </li>
            );
          })}
        </ol>
      </div>
      {!following && wanted === "" && (
        <button type="button" onClick={() => setFollowing(true)}>
          {words.follow}
        </button>
      )}
    </>
  );
}

function Line(props: Props & { row: number; wanted: string }) {
  const { timeline, row, textOf, wanted } = props;
  const words = useWords(WORDS);
  const ms = timeline.start(row);
  const text = textOf(row);
  return (
    <>
      <button type="button" className="plain film-said" onClick={() => props.onSeek(ms)}>
        <TimeCode ms={ms} /> <Marked text={text} wanted={wanted} />
      </button>
      <button
        type="button"
        className="plain film-why"
        aria-label={words.evidenceOf(plain(text).slice(0, 60), clock(ms))}
        onClick={() => props.onEvidence(row)}
      >
        {words.evidence}
      </button>
    </>
  );
}

function Marked({ text, wanted }: { text: string; wanted: string }) {
  const said = plain(text);
  const at = wanted ? said.toLowerCase().indexOf(wanted) : -1;
  if (at < 0) return <Said text={text} />;
  return (
    <bdi className="said">
      {said.slice(0, at)}
      <mark>{said.slice(at, at + wanted.length)}</mark>
      {said.slice(at + wanted.length)}
    </bdi>
  );
}
