// The files of films as players and pictures ask for them.

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, read } from "../api/client";
import { Problem } from "../api/problem";
import type { components } from "../api/schema";
import { useToken } from "../api/token";

export type Media = components["schemas"]["MediaBody"];

type Route = "media" | "media/copy" | "media/picture" | "media/strip";

const SIX_HOURS = 6 * 3600_000;

// Gives the addresses of a file's film and pictures. A player's requests carry no token, so where
// one is in use a pass stands in the address; null until it is there.
export function useMediaAddress(id: string | null): {
  address: (route: Route, query?: Record<string, number>) => string | null;
  // Asks for another pass, after one ran out.
  renew: () => void;
} {
  const token = useToken().value;
  const pass = useQuery({
    queryKey: ["pass", id, token],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/media/pass", { params: { query: { id: id ?? "" } }, signal })),
    enabled: id !== null && token !== "",
    staleTime: SIX_HOURS,
  });
  const { refetch } = pass;
  const value = pass.data?.value;
  const address = useCallback(
    (route: Route, query: Record<string, number> = {}) => {
      if (id === null || (token && !value)) return null;
      return addressOf(route, id, token ? value : undefined, query);
    },
    [id, token, value],
  );
  const renew = useCallback(() => {
    if (token) void refetch();
  }, [token, refetch]);
  return { address, renew };
}

function addressOf(
  route: Route,
  id: string,
  pass: string | undefined,
  query: Record<string, number> = {},
): string {
  const params = new URLSearchParams({ id });
  for (const [name, one] of Object.entries(query)) params.set(name, String(one));
  if (pass) params.set("pass", pass);
  return `/api/v1/${route}?${params}`;
}

export interface Shown {
  media: Media;
  // The address that plays the film; null where a browser can't.
  film: string | null;
  // The address of a picture at a time; null where none can be made.
  picture: ((ms: number) => string) | null;
}

// How a file is played and pictured; a Problem where it doesn't lie here.
export async function shownOf(id: string, withPass: boolean, signal: AbortSignal): Promise<Shown> {
  const media = await mediaOf(id, signal);
  const pass = withPass
    ? (await read(api.GET("/api/v1/media/pass", { params: { query: { id } }, signal }))).value
    : undefined;
  const route = media.playable ? "media" : media.copied ? "media/copy" : null;
  return {
    media,
    film: route && addressOf(route, id, pass),
    picture: media.pictures
      ? (ms) => addressOf("media/picture", id, pass, { t_ms: Math.round(ms), width: 320 })
      : null,
  };
}

// What a file holds; a Problem with status 404 where it doesn't lie here.
export function mediaOf(id: string, signal: AbortSignal): Promise<Media> {
  return read(api.GET("/api/v1/media/about", { params: { query: { id } }, signal }));
}

// The first of some files that lies here; why the first doesn't, where none does.
export async function firstOf(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<{ media: Media | null; missing: Problem | null }> {
  let missing: Problem | null = null;
  for (const id of ids) {
    try {
      return { media: await mediaOf(id, signal), missing: null };
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error;
      missing ??= error;
    }
  }
  return { media: null, missing };
}
