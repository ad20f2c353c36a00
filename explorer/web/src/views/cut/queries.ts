// What the Cut view asks of the service.

import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import type { components } from "../../api/schema";
import { useFilmSet } from "../../state";
import type { Clip } from "./clips";

export type How = components["schemas"]["MomentsAsk"]["how"];
export type Storyboard = components["schemas"]["StoryboardBody"];

export interface Ask {
  how: How;
  q: string;
  leastMs?: number;
  mostMs?: number;
}

const PAGE = 24;
const OF_A_LINE = 6;
const MOST_FILMS = 50_000;

// The films that the filters leave; null for all, undefined until they are known.
export function useFilmIds(): readonly string[] | null | undefined {
  const set = useFilmSet();
  if (!set) return undefined;
  return set.whole || set.films.length > MOST_FILMS ? null : [...set.ids];
}

function moments(
  { how, q, leastMs, mostMs }: Ask,
  films: readonly string[] | null,
  place: { after: number; limit: number },
  signal: AbortSignal,
) {
  const body = {
    how,
    q,
    films: films && [...films],
    channels: [],
    least_ms: leastMs ?? 1000,
    most_ms: mostMs ?? 600_000,
    ...place,
  };
  return read(api.POST("/api/v1/moments", { body, signal }));
}

export function useMoments(ask: Ask | null) {
  const films = useFilmIds();
  return useInfiniteQuery({
    queryKey: ["moments", ask, films],
    queryFn: ({ pageParam: after, signal }) =>
      moments(ask ?? { how: "phrase", q: "" }, films ?? null, { after, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: ask !== null && films !== undefined,
    retry: false,
  });
}

// How many texts with a time there are to search; undefined until it is known.
export function useTextCount(wanted: boolean): number | undefined {
  const films = useFilmIds();
  return useQuery({
    queryKey: ["texts with a time", films],
    queryFn: ({ signal }) =>
      moments({ how: "pattern", q: "." }, films ?? null, { after: 0, limit: 1 }, signal),
    enabled: wanted && films !== undefined,
    retry: false,
  }).data?.total;
}

// Moments for each line of a script: those that say it, else those that have words of it.
export function useLines(lines: readonly string[]) {
  const films = useFilmIds();
  return useQueries({
    queries: lines.map((line) => ({
      queryKey: ["line", line, films],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const place = { after: 0, limit: OF_A_LINE };
        const said = await moments({ how: "phrase", q: line }, films ?? null, place, signal);
        if (said.total > 0) return { ...said, said: true };
        const near = await moments({ how: "words", q: line }, films ?? null, place, signal);
        return { ...near, said: false };
      },
      enabled: films !== undefined,
      retry: false,
    })),
  });
}

export function useStoryboard(outline: string | null) {
  const films = useFilmIds();
  return useQuery({
    queryKey: ["storyboard", outline, films],
    queryFn: ({ signal }) => {
      const body = { outline: outline ?? "", films: films ? [...films] : null, others: 8 };
      return read(api.POST("/api/v1/storyboard", { body: body as never, signal }));
    },
    enabled: outline !== null && films !== undefined,
    retry: false,
  });
}

// What the graph tells of the clips, by their places.
export function useRead(clips: readonly Clip[]) {
  const asked = clips.map(({ film, file, startMs, endMs }) => ({
    film,
    file,
    start_ms: startMs,
    end_ms: endMs,
    text: "",
    why: "",
  }));
  return useQuery({
    queryKey: ["clips", asked],
    queryFn: async ({ signal }) => {
      const { clips: told } = await read(
        api.POST("/api/v1/cut/clips", { body: { clips: asked }, signal }),
      );
      return told;
    },
    // While clips are trimmed, what was known of them stays.
    placeholderData: keepPreviousData,
    enabled: clips.length > 0,
  });
}
