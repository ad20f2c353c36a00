// What words found on the map, or what is most like a point.

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, read } from "../../api/client";
import { putTurns, useAddress, useQuestion } from "../../state";
import type { Points } from "./points";

export interface Found {
  // Rows, best first; null where nothing was searched for.
  rows: readonly number[] | null;
  waiting: boolean;
  error: unknown;
  again: () => void;
  // The words; null where it was searched by likeness.
  words: string | null;
  endWords: () => void;
}

export function useFound(points: Points, like: string | null): Found {
  const question = useQuestion().trim().slice(0, 500);
  const { change } = useAddress();
  const { version } = points;
  const asked = like !== null || question !== "";
  const found = useQuery({
    queryKey: ["points found", version, like, like === null ? question : null],
    enabled: asked,
    queryFn: async ({ signal }) => {
      const reply =
        like !== null
          ? api.GET("/api/v1/points/like", { params: { query: { id: like, version } }, signal })
          : api.GET("/api/v1/points/search", {
              params: { query: { q: question, version } },
              signal,
            });
      return (await read(reply)).rows;
    },
  });
  const { data, isPending, error, refetch } = found;
  return useMemo(
    () => ({
      rows: asked && !error ? (data ?? NONE) : null,
      waiting: asked && isPending,
      error: asked ? error : null,
      again: () => void refetch(),
      words: like === null && question !== "" ? question : null,
      endWords: () => change((params) => putTurns(params, [])),
    }),
    [asked, data, isPending, error, refetch, like, question, change],
  );
}

const NONE: readonly number[] = [];
