// What somebody chose for this browser: the room, the density, the language, keys of one letter.

import { useSyncExternalStore } from "react";

export interface Preferences {
  room: "view" | "reading" | "screening";
  density: "comfortable" | "compact";
  language: "en" | "cy";
  keys: boolean;
}

const KEPT = "reelgraph.preferences";
const FIRST: Preferences = {
  room: "view",
  density: "comfortable",
  language: navigator.language.startsWith("cy") ? "cy" : "en",
  keys: true,
};
const CHOICES: { [Name in keyof Preferences]: readonly Preferences[Name][] } = {
  room: ["view", "reading", "screening"],
  density: ["comfortable", "compact"],
  language: ["en", "cy"],
  keys: [true, false],
};

let held = kept();
const listeners = new Set<() => void>();

function kept(): Preferences {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return { ...FIRST, ...known(read as Record<string, unknown>) };
  } catch {
    // A browser may forbid keeping anything, or hold what another version wrote.
    return FIRST;
  }
}

function known(read: Record<string, unknown>): Partial<Preferences> {
  const names = Object.keys(CHOICES) as (keyof Preferences)[];
  const good = names.filter((name) => (CHOICES[name] as readonly unknown[]).includes(read[name]));
  return Object.fromEntries(good.map((name) => [name, read[name]]));
}

export function prefer(some: Partial<Preferences>): void {
  held = { ...held, ...some };
  try {
    localStorage.setItem(KEPT, JSON.stringify(held));
  } catch {
    // It holds until the page is closed.
  }
  for (const tell of listeners) tell();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => held);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
