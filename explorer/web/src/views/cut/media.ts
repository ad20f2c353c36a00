// Files of films: whether they lie here, and the addresses that play and picture them.

import { useQueries } from "@tanstack/react-query";
import { Problem } from "../../api/problem";
import type { components } from "../../api/schema";
import { useToken } from "../../api/token";
import { shownOf } from "../../parts/media";

type About = components["schemas"]["MediaBody"];

export interface Media {
  // unplayable: it lies here, but browsers don't play it as it is. missing: it doesn't lie here.
  state: "waiting" | "here" | "unplayable" | "missing";
  src: string | null;
  pictures: boolean;
  about: About | null;
  // What is the matter, in the service's words.
  remark: string | null;
  // A picture at a time, where pictures can be had.
  picture: (ms: number) => string | null;
}

const WAITING: Media = {
  state: "waiting",
  src: null,
  pictures: false,
  about: null,
  remark: null,
  picture: () => null,
};
const MISSING: Media = { ...WAITING, state: "missing" };

export type MediaOf = (file: string | null | undefined) => Media;

export function useMedia(files: readonly (string | null | undefined)[]): MediaOf {
  const { value } = useToken();
  const ids = [...new Set(files.filter((file) => typeof file === "string"))].sort();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["media", id, value !== ""],
      queryFn: ({ signal }: { signal: AbortSignal }) => mediaOf(id, value !== "", signal),
      staleTime: 10 * 60_000,
    })),
    combine: (found) => {
      const held = new Map(
        ids.map((id, place) => [
          id,
          found[place]?.isError ? MISSING : (found[place]?.data ?? WAITING),
        ]),
      );
      return (file) => (file ? (held.get(file) ?? WAITING) : MISSING);
    },
  });
}

async function mediaOf(id: string, withPass: boolean, signal: AbortSignal): Promise<Media> {
  try {
    const { media, film, picture } = await shownOf(id, withPass, signal);
    return {
      state: film ? "here" : "unplayable",
      src: film,
      pictures: media.pictures,
      about: media,
      remark: media.remark ?? null,
      picture: (ms) => picture?.(ms) ?? null,
    };
  } catch (error) {
    if (error instanceof Problem) return { ...MISSING, remark: error.body.detail ?? error.message };
    throw error;
  }
}
