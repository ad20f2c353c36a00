// What the Entity view asks of the service, page by page.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client";

const PAGE = 25;

export function usePage(id: string | null) {
  return useQuery({
    queryKey: ["entity", id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/entity", { params: { query: { id: id ?? "" } }, signal })),
    enabled: id !== null,
    retry: false,
  });
}

type Path =
  | "/api/v1/entity/films"
  | "/api/v1/entity/appearances"
  | "/api/v1/entity/history"
  | "/api/v1/network/neighbours";

// What isn't a film; an entity's films are a list of their own.
export const OTHERS = [
  ...["Person", "CorporateBody", "Family", "PersonGroup", "Place", "Concept"],
  ...["HistoricalEvent", "Object", "Collection"],
];

// Pages of a list; each has `total` and `offset`.
export function useList<P extends Path>(path: P, id: string, labels?: string[]) {
  return useInfiniteQuery({
    queryKey: [path, id, labels],
    queryFn: ({ pageParam, signal }) => {
      const query = { id, offset: pageParam, limit: PAGE, ...(labels && { labels }) };
      return read(api.GET(path as "/api/v1/entity/films", { params: { query }, signal }));
    },
    initialPageParam: 0,
    getNextPageParam: (last) => (last.offset + PAGE < last.total ? last.offset + PAGE : undefined),
    retry: false,
  });
}

export function evidenceOfClaim(id: string) {
  return read(api.GET("/api/v1/network/claim", { params: { query: { id } } }));
}
