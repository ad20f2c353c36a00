// Keys of one letter: a view names its own, and the `?` sheet lists all that are in effect.

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { usePreferences } from "../theme/preferences";

export interface Key {
  // As KeyboardEvent.key has it.
  key: string;
  does: string;
  run: () => void;
}

interface Registry {
  add: (keys: readonly Key[]) => () => void;
  all: readonly Key[];
}

const Keys = createContext<Registry>({ add: () => () => {}, all: [] });

export function KeyProvider({ children }: { children: ReactNode }) {
  const { keys: on } = usePreferences();
  const [sets, setSets] = useState<readonly (readonly Key[])[]>([]);
  const add = useCallback((keys: readonly Key[]) => {
    setSets((held) => [...held, keys]);
    return () => setSets((held) => held.filter((one) => one !== keys));
  }, []);
  const all = useMemo(() => sets.flat(), [sets]);
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => press(event, all);
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [on, all]);
  const registry = useMemo(() => ({ add, all }), [add, all]);
  return <Keys value={registry}>{children}</Keys>;
}

function press(event: KeyboardEvent, keys: readonly Key[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) && event.key !== "Escape") return;
  if (event.key === " " && isPressed(event.target)) return;
  // The set added last is the view's, and comes before the shell's.
  const found = keys.findLast((one) => one.key === event.key);
  if (!found) return;
  event.preventDefault();
  found.run();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

// What the space bar presses by itself.
function isPressed(target: EventTarget | null): boolean {
  const pressed = "button, summary, video, [role=tab], [role=option], [role=slider]";
  return target instanceof Element && target.closest(pressed) !== null;
}

// Keys of a component while it is shown. `does` may change with the language.
export function useKeys(keys: readonly Key[]): void {
  const { add } = useContext(Keys);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const told = keys.map(({ key, does }) => `${key}\t${does}`).join("\n");
  useEffect(() => {
    const named = told.split("\n").map((line) => {
      const [key = "", does = ""] = line.split("\t");
      return { key, does, run: () => latest.current.find((one) => one.key === key)?.run() };
    });
    return add(named);
  }, [add, told]);
}

export function useAllKeys(): readonly Key[] {
  return useContext(Keys).all;
}
