// The points of the map, as columns of /api/v1/points.arrow, and its clusters.

import { useQuery } from "@tanstack/react-query";
import type { Table } from "apache-arrow";
import { api, arrow, read } from "../../api/client";
import type { components } from "../../api/schema";
import type { Columns, Layout } from "./layout";

export type Method = "umap" | "tsne";
export type Point = components["schemas"]["PointBody"];

export interface Points {
  readonly count: number;
  // Told to routes that name points by row: rows of another map mean nothing.
  readonly version: string;
  // What the numbers of the column of kinds mean.
  readonly kinds: readonly string[];
  readonly columns: Readonly<Record<Method, Columns | null>>;
}

export interface Group {
  row: number;
  level: number;
  name: string;
  points: number;
  x: number;
  y: number;
}

// What is switched on and off as one.
export const FAMILIES = ["films", "shots", "passages", "entities"] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(kind: string): Family {
  if (kind === "film") return "films";
  if (kind === "caption") return "shots";
  return kind[0] === kind[0]?.toLowerCase() ? "passages" : "entities";
}

export function usePoints() {
  return useQuery({
    queryKey: ["points"],
    queryFn: async ({ signal }) => pointsOf(await arrow("/api/v1/points.arrow", signal)),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

// The points in the order of drawing.
export function useLayout(points: Points, method: Method) {
  return useQuery({
    queryKey: ["points laid out", points.version, method],
    queryFn: () => sorted(points.columns[method] as Columns),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

function sorted(columns: Columns): Promise<Layout> {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  return new Promise<Layout>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Layout>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(columns);
  }).finally(() => worker.terminate());
}

export function useGroups(method: Method) {
  return useQuery({
    queryKey: ["groups", method],
    queryFn: async ({ signal }) => groupsOf(await arrow("/api/v1/groups.arrow", signal), method),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

// What points are, by row; at most 200 at once.
export function usePointBodies(version: string, rows: readonly number[]) {
  return useQuery({
    queryKey: ["point", version, ...rows],
    enabled: rows.length > 0,
    queryFn: async ({ signal }) => {
      const query = { rows: [...rows], version };
      return (await read(api.GET("/api/v1/points", { params: { query }, signal }))).points;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

// The point of something; null where it has none, undefined until it is known.
export function usePointOf(version: string, id: string | null): Point | null | undefined {
  return useQuery({
    queryKey: ["point of", version, id],
    enabled: id !== null,
    queryFn: async ({ signal }) => {
      const query = { ids: [id as string], version };
      const { points } = await read(api.GET("/api/v1/points", { params: { query }, signal }));
      return points[0] ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

function column<T>(table: Table, name: string): T | null {
  return (table.getChild(name)?.toArray() as T | undefined) ?? null;
}

function pointsOf(table: Table): Points {
  const kinds = table.getChild("kind");
  const kind = new Int8Array(table.numRows);
  let at = 0;
  for (const part of kinds?.data ?? []) {
    kind.set((part.values as Int8Array).subarray(0, part.length), at);
    at += part.length;
  }
  const film = column<Int32Array>(table, "film") ?? new Int32Array(table.numRows).fill(-1);
  const group = column<Int16Array>(table, "group_0") ?? new Int16Array(table.numRows).fill(-1);
  const laid = (xName: string, yName: string): Columns | null => {
    const [x, y] = [column<Float32Array>(table, xName), column<Float32Array>(table, yName)];
    return x && y ? { x, y, kind, film, group } : null;
  };
  return {
    count: table.numRows,
    version: table.schema.metadata.get("version") ?? "",
    kinds: [...(kinds?.data[0]?.dictionary ?? [])].map(String),
    columns: { umap: laid("x", "y"), tsne: laid("x_tsne", "y_tsne") },
  };
}

function groupsOf(table: Table, method: Method): Group[] {
  const [x, y] = method === "umap" ? ["x", "y"] : ["x_tsne", "y_tsne"];
  const at = (name: string, row: number): unknown => table.getChild(name)?.get(row) ?? null;
  const all = Array.from({ length: table.numRows }, (_, row) => ({
    row,
    level: Number(at("level", row)),
    name: String(at("name", row) ?? ""),
    points: Number(at("points", row)),
    x: Number(at(x, row) ?? Number.NaN),
    y: Number(at(y, row) ?? Number.NaN),
  }));
  return all.filter((group) => group.name && Number.isFinite(group.x + group.y));
}
