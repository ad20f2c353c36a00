// Pictures of a film's file, and the film itself, where they can be had.

import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import { Problem } from "../../api/problem";
import { useToken } from "../../api/token";
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
    queryFn: ({ signal }) => addressesOf(file as string, withPass, signal),
    staleTime: STALE_MS,
  }).data;
  if (!point || !found) return NONE;
  const start = point.start_ms ?? 0;
  const middle = Math.round((start + (point.end_ms ?? start)) / 2);
  return {
    picture: found.picture && `${found.picture}&t_ms=${middle}`,
    film: found.film && `${found.film}#t=${start / 1000}`,
  };
}

// Pictures and films are asked for without a header: a pass stands for the token.
async function addressesOf(id: string, withPass: boolean, signal: AbortSignal): Promise<Shown> {
  const query = { id };
  try {
    const about = await read(api.GET("/api/v1/media/about", { params: { query }, signal }));
    const params = new URLSearchParams(query);
    if (withPass) {
      const pass = await read(api.GET("/api/v1/media/pass", { params: { query }, signal }));
      params.set("pass", pass.value);
    }
    const plays = about.playable || about.copied;
    return {
      picture: about.pictures ? `/api/v1/media/picture?${params}` : null,
      film: plays ? `/api/v1/media${about.playable ? "" : "/copy"}?${params}` : null,
    };
  } catch (error) {
    if (error instanceof Problem) return NONE;
    throw error;
  }
}
