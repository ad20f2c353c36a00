// Which room a view is shown in. Reading views follow the system between light and dark, views of
// pictures are dark; somebody may pin either for all.

import { useLayoutEffect, useSyncExternalStore } from "react";
import { usePreferences } from "./preferences";

export type Room = "reading" | "screening";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function subscribe(tell: () => void): () => void {
  dark.addEventListener("change", tell);
  return () => dark.removeEventListener("change", tell);
}

export function useRoom(ofView: Room): Room {
  const { room, density, language } = usePreferences();
  const prefersDark = useSyncExternalStore(subscribe, () => dark.matches);
  const shown = room === "view" ? (prefersDark ? "screening" : ofView) : room;
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.room = shown;
    root.dataset.density = density;
    root.lang = language;
  }, [shown, density, language]);
  return shown;
}
