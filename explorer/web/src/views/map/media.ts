// Pictures of a film's file, and the film itself, where they can be had.

import { useQuery } from "@tanstack/react-query";
import { Problem } from "../../api/problem";
import { useToken } from "../../api/token";
import { shownOf } from "../../parts/media";
import type { Point } from "./points";

export interface Shown {
  // The address of a picture of the point; null where none can be made.
  picture: string | null;
  // The address that plays the film; null where a browser can't.
  film: string | null;
}

const NONE: Shown = { picture: null, film: null };
const STALE_MS = 10 * 60_000;

// What can be shown of a point.
export function useShown(point: Point | null): Shown {
  const file = point?.file ?? null;
  const withPass = useToken().value !== "";
  const found = useQuery({
    queryKey: ["shown", file, withPass],
    enabled: file !== null,
    // null: it doesn't lie here.
    queryFn: ({ signal }) =>
      shownOf(file as string, withPass, signal).catch((error: unknown) => {
        if (error instanceof Problem) return null;
        throw error;
      }),
    staleTime: STALE_MS,
  }).data;
  if (!point || !found) return NONE;
  const start = point.start_ms ?? 0;
  const middle = Math.round((start + (point.end_ms ?? start)) / 2);
  return {
    picture: found.picture?.(middle) ?? null,
    film: found.film && `${found.film}#t=${start / 1000}`,
  };
}
