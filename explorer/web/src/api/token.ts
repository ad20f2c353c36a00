// The token that a service may ask for. It is held in memory alone: neither kept nor in an address.

import { useSyncExternalStore } from "react";

interface Held {
  value: string;
  asked: boolean;
}

let held: Held = { value: "", asked: false };
const listeners = new Set<() => void>();

function change(next: Held): void {
  held = next;
  for (const tell of listeners) tell();
}

export const token = {
  get value(): string {
    return held.value;
  },
  set(value: string): void {
    change({ ...held, value });
  },
  // Called where the service answered 401.
  ask(): void {
    if (!held.asked) change({ ...held, asked: true });
  },
};

export function authorization(): Record<string, string> {
  return held.value ? { Authorization: `Bearer ${held.value}` } : {};
}

export function useToken(): Held {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => held,
  );
}
