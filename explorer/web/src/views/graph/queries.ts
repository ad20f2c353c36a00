// What the Graph view asks of the service: only for what is looked at.

import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { api, arrow, read } from "../../api/client";
import type { components } from "../../api/schema";
import type { Origin } from "../../parts";
import { type Chosen, type Level, originsOf } from "./address";

type Bodies = components["schemas"];
export type Drawing = Bodies["DrawingBody"];
export type Community = Bodies["DrawnCommunityBody"];
export type Entity = Bodies["EntityBody"];
export type GraphLink = Bodies["LinkBody"];
export type Neighbours = Bodies["NeighboursBody"];
export type Paths = Bodies["PathsBody"];

const FIRST = 40;

export function useDrawing(level: Level, open: readonly string[]) {
  return useQuery({
    queryKey: ["network", level, ...open],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/network", { params: { query: { level, open: [...open] } }, signal })),
    // What is drawn stays till its next shape is there.
    placeholderData: keepPreviousData,
  });
}

function neighboursOf(id: string, origins: Origin[], offset: number, signal: AbortSignal) {
  const query = { id, origin: origins, offset, limit: FIRST };
  return read(api.GET("/api/v1/network/neighbours", { params: { query }, signal }));
}

export function useNeighbours(id: string | null, chosen: Chosen) {
  const origins = originsOf(chosen);
  return useInfiniteQuery({
    queryKey: ["neighbours", id, origins.join()],
    queryFn: ({ pageParam, signal }) => neighboursOf(id ?? "", origins, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => {
      const next = last.offset + last.neighbours.length;
      return next < last.total && last.neighbours.length ? next : undefined;
    },
    enabled: id !== null,
    retry: false,
  });
}

// The first neighbours of each entity that they are drawn of.
export function useAround(ids: readonly string[], chosen: Chosen): Neighbours[] {
  const origins = originsOf(chosen);
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["around", id, origins.join()],
      queryFn: ({ signal }: { signal: AbortSignal }) => neighboursOf(id, origins, 0, signal),
      retry: false,
    })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  });
}

export function usePaths(from: string | null, to: string | null, chosen: Chosen) {
  const origins = originsOf(chosen);
  return useQuery({
    queryKey: ["paths", from, to, origins.join()],
    queryFn: ({ signal }) => {
      const query = { from: from ?? "", to: to ?? "", origin: origins };
      return read(api.GET("/api/v1/network/paths", { params: { query }, signal }));
    },
    enabled: from !== null && to !== null,
    retry: false,
  });
}

export function useFound(words: string) {
  return useQuery({
    queryKey: ["found", words],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/v1/search", {
          params: { query: { q: words, label: LOOKED_FOR, limit: 12 } },
          signal,
        }),
      ),
    enabled: words !== "",
  });
}

const LOOKED_FOR = [
  "Person",
  "CorporateBody",
  "PersonGroup",
  "Family",
  "Place",
  "Concept",
  "Work",
  "HistoricalEvent",
  "Collection",
];

export function evidenceBetween(from: string, to: string) {
  return read(api.GET("/api/v1/network/evidence", { params: { query: { from, to } } }));
}

export function filmsOf(key: string) {
  return read(api.GET("/api/v1/network/films", { params: { query: { key } } }));
}

// The whole network as columns; asked for only when it is drawn.
export function useWhole(wanted: boolean) {
  return useQuery({
    queryKey: ["network", "whole"],
    queryFn: async ({ signal }) => {
      const [nodes, edges] = await Promise.all([
        arrow("/api/v1/network/nodes.arrow", signal),
        arrow("/api/v1/network/edges.arrow", signal),
      ]);
      const versions = [nodes, edges].map((table) => table.schema.metadata.get("version"));
      if (versions[0] !== versions[1]) throw new TypeError("the graph changed meanwhile");
      return { nodes, edges };
    },
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
