// The clips of the cut in their order: dragged, or moved, trimmed and taken out by keys.

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useKeys } from "../../parts";
import { useNumber, useWords } from "../../words";
import { ClipRow } from "./ClipRow";
import { inserted, lengthOf, moved, type ReadClip, without } from "./clips";
import { dropped, isOurs } from "./dragging";
import type { MediaOf } from "./media";
import { useSequence } from "./sequence";
import { WORDS } from "./words";

interface Props {
  mediaOf: MediaOf;
  read: readonly ReadClip[];
  rate: number;
  onPlayFrom: (place: number) => void;
}

export function SequenceList({ mediaOf, read, rate, onPlayFrom }: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { clips, undo, redo, lost, long, edit } = useSequence();
  const drop = useDrop();
  return (
    <section className="cut-sequence" aria-label={words.sequence}>
      <div className="cut-results-head">
        <h2>
          {words.clips(number(clips.length), clips.length)}
          {clips.length > 0 && (
            <span className="quiet numbers">
              {" "}
              {words.lasts((lengthOf(clips) / 1000).toFixed(1))}
            </span>
          )}
        </h2>
        <span className="cut-undo">
          <button type="button" className="plain" disabled={!undo} onClick={() => undo?.()}>
            {words.undo}
          </button>
          <button type="button" className="plain" disabled={!redo} onClick={() => redo?.()}>
            {words.redo}
          </button>
          {clips.length > 1 && (
            <button type="button" className="plain" onClick={() => edit([], { chosen: null })}>
              {words.empty}
            </button>
          )}
        </span>
      </div>
      {lost && (
        <p className="state-box failure" role="alert">
          {words.lost}
        </p>
      )}
      {long && !lost && (
        <p className="quiet" role="status">
          {words.long}
        </p>
      )}
      <ol className={`cut-clips ${drop.over === null ? "" : "cut-dropping"}`} {...drop.events}>
        {clips.map((clip, place) => (
          <ClipRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a clip is told by its place; the focus follows it
            key={place}
            place={place}
            clip={clip}
            read={read[place]}
            media={mediaOf(clip.file)}
            rate={rate}
            before={drop.over === place}
            onPlayFrom={onPlayFrom}
          />
        ))}
        <li className={`cut-end ${drop.over === clips.length ? "cut-before" : ""}`}>
          {clips.length === 0 ? words.noClips : words.dropHere}
        </li>
      </ol>
    </section>
  );
}

// Where something that is dragged would come to stand: before the clip at a place.
function useDrop() {
  const { clips, edit } = useSequence();
  const [over, setOver] = useState<number | null>(null);
  const placeOf = (list: HTMLElement, y: number): number => {
    const rows = [...list.querySelectorAll<HTMLElement>(":scope > li[data-place]")];
    const found = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return found < 0 ? rows.length : found;
  };
  const events = {
    onDragOver: (event: React.DragEvent<HTMLElement>) => {
      if (!isOurs(event.dataTransfer)) return;
      event.preventDefault();
      setOver(placeOf(event.currentTarget, event.clientY));
    },
    onDragLeave: (event: React.DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
    },
    onDrop: (event: React.DragEvent<HTMLElement>) => {
      const before = placeOf(event.currentTarget, event.clientY);
      const held = dropped(event.dataTransfer);
      setOver(null);
      if (!held) return;
      event.preventDefault();
      if ("clip" in held) edit(inserted(clips, before, [held.clip]), { chosen: before });
      else {
        const to = before > held.place ? before - 1 : before;
        edit(moved(clips, held.place, before), { chosen: to });
      }
    },
  };
  return { over, events };
}

// Keys for the chosen clip, and the focus that goes with it.
export function useClipKeys(place: number) {
  const { clips, choose, edit } = useSequence();
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const to = place + step;
    if (step !== 0 && event.altKey) {
      if (to >= 0 && to < clips.length) {
        edit(moved(clips, place, step < 0 ? to : to + 1), { chosen: to });
      }
    } else if (step !== 0) {
      if (to >= 0 && to < clips.length) choose(to);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      const left = clips.length - 1;
      edit(without(clips, place), { chosen: left ? Math.min(place, left - 1) : null });
    } else return;
    event.preventDefault();
  };
}

// Moves the focus to a row that was chosen by key, where the focus was in the list before.
export function useFollow(isChosen: boolean) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const held = document.activeElement;
    const inList = held?.closest(".cut-clips") || held === document.body;
    if (isChosen && inList && !held?.closest(".cut-trim")) row.current?.focus();
  }, [isChosen]);
  return row;
}

export function useUndoKeys(): void {
  const words = useWords(WORDS);
  const { undo, redo } = useSequence();
  useKeys([
    { key: "u", does: words.undo, run: () => undo?.() },
    { key: "r", does: words.redo, run: () => redo?.() },
  ]);
  const latest = useRef({ undo, redo });
  useEffect(() => {
    latest.current = { undo, redo };
  });
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      const typing = (event.target as HTMLElement).matches?.("input:not([type=range]), textarea");
      if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const does =
        key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
      if (!does) return;
      event.preventDefault();
      latest.current[does]?.();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
