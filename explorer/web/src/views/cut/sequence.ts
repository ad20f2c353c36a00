// The cut of the address, with what was done to it and can be undone.

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useAddress } from "../../state";
import { decoded, encoded } from "./address";
import { type Clip, inserted } from "./clips";
import { keep, keptAs } from "./kept";

const KEY = "cut.seq";
// What servers and proxies take of an address at the least.
const LONGEST_ADDRESS = 7000;
const MOST_STEPS = 200;

export interface Sequence {
  clips: readonly Clip[];
  // The address has a cut that can't be read here: broken, or kept in another browser.
  lost: boolean;
  // Too long for a link: the address is good in this browser alone.
  long: boolean;
  // The clip that keys and trimming are for.
  chosen: number | null;
  choose: (place: number | null) => void;
  // A step of trimming replaces the address; others can be gone back from.
  edit: (clips: readonly Clip[], how?: { chosen?: number | null; replace?: boolean }) => void;
  // Clips at the end of the cut as it is in the address, though it was not drawn yet: of two quick
  // presses both hold. Gives the place of the first.
  add: (clips: readonly Clip[]) => number;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

const Held = createContext<Sequence | null>(null);
export const SequenceProvider = Held.Provider;

export function useSequence(): Sequence {
  const held = useContext(Held);
  if (!held) throw new Error("a part of the Cut view stands outside it");
  return held;
}

export function useHeldSequence(): Sequence {
  const { params, change } = useAddress();
  const word = params.get(KEY) ?? "";
  const read = useMemo(() => readOf(word), [word]);
  const clips = useMemo(() => read ?? [], [read]);
  const [chosen, choose] = useState<number | null>(null);
  const steps = useSteps(word);
  const put = useCallback(
    (next: string, replace: boolean) => {
      steps.put(next);
      if (next === (new URLSearchParams(window.location.search).get(KEY) ?? "")) return;
      steps.write(next);
      change((p) => (next ? p.set(KEY, next) : p.delete(KEY)), { replace });
    },
    [steps, change],
  );
  const edit = useCallback<Sequence["edit"]>(
    (next, how = {}) => {
      put(wordOf(next), how.replace ?? false);
      if (how.chosen !== undefined) choose(how.chosen);
    },
    [put],
  );
  const add = useCallback<Sequence["add"]>(
    (more) => {
      const held = readOf(new URLSearchParams(window.location.search).get(KEY) ?? "") ?? [];
      put(wordOf(inserted(held, held.length, more)), false);
      return held.length;
    },
    [put],
  );
  const { past, future } = steps;
  return {
    clips,
    lost: read === null,
    long: word.startsWith("@"),
    chosen: chosen !== null && chosen < clips.length ? chosen : null,
    choose,
    edit,
    add,
    undo: past.length ? () => steps.back((w) => put(w, true)) : null,
    redo: future.length ? () => steps.on((w) => put(w, true)) : null,
  };
}

function readOf(word: string): Clip[] | null {
  const full = word.startsWith("@") ? keptAs(word) : word;
  return full === null ? null : decoded(full);
}

// The word for clips; one that makes the address too long is kept in this browser.
function wordOf(clips: readonly Clip[]): string {
  const word = encoded(clips);
  const others = new URLSearchParams(window.location.search);
  others.delete(KEY);
  if (word.length + others.toString().length <= LONGEST_ADDRESS) return word;
  return keep(word) ?? word;
}

interface Steps {
  past: readonly string[];
  future: readonly string[];
  put: (word: string) => void;
  write: (word: string) => void;
  back: (put: (word: string) => void) => void;
  on: (put: (word: string) => void) => void;
}

interface Line {
  past: readonly string[];
  now: string;
  future: readonly string[];
}

// What the cut was before and after. An address that changed otherwise, by the back button or a
// link, is a step like any other.
function useSteps(word: string): Steps {
  const [line, setLine] = useState<Line>({ past: [], now: word, future: [] });
  const latest = useRef(line);
  const hold = useCallback((next: Line) => {
    latest.current = next;
    setLine(next);
  }, []);
  const put = useCallback(
    (next: string) => {
      const { past, now } = latest.current;
      if (next === now) return;
      hold({ past: [...past, now].slice(-MOST_STEPS), now: next, future: [] });
    },
    [hold],
  );
  // What was written and isn't in the address as it was drawn yet: until it is, an older word may
  // still come by, and is no step.
  const written = useRef<string | null>(null);
  const write = useCallback((next: string) => {
    written.current = next;
  }, []);
  useEffect(() => {
    if (written.current === null) put(word);
    else if (written.current === word) written.current = null;
  }, [put, word]);
  const back = useCallback<Steps["back"]>(
    (show) => {
      const { past, now, future } = latest.current;
      const to = past.at(-1);
      if (to === undefined) return;
      hold({ past: past.slice(0, -1), now: to, future: [now, ...future] });
      show(to);
    },
    [hold],
  );
  const on = useCallback<Steps["on"]>(
    (show) => {
      const { past, now, future } = latest.current;
      const [to, ...rest] = future;
      if (to === undefined) return;
      hold({ past: [...past, now], now: to, future: rest });
      show(to);
    },
    [hold],
  );
  return useMemo(
    () => ({ past: line.past, future: line.future, put, write, back, on }),
    [line, put, write, back, on],
  );
}
