// What is known of each film, by kind of thing and by who says it: three tables, each loaded once.

import { useQuery } from "@tanstack/react-query";
import type { Table } from "apache-arrow";
import { arrow } from "../../api/client";

// What reached films, in the order in which it is shown.
export const STEPS = [
  "records",
  "shotlists",
  "speech",
  "screen",
  "captions",
  "summaries",
  "shots",
  "parts",
  "names",
  "pictures",
  "vectors",
  "positions",
] as const;
export type Step = (typeof STEPS)[number];

export const STATES = ["unreviewed", "accepted", "rejected"] as const;
export type State = (typeof STATES)[number];
export type What = Step | State | "statements";
const ALL: readonly What[] = [...STEPS, ...STATES, "statements"];

// Counts, sorted by film and by maker. Films and makers are rows; -1: of no one film, by none.
export interface Known {
  films: Int32Array;
  makers: Int32Array;
  whats: Uint8Array;
  counts: Int32Array;
}

export interface Maker {
  app: string | null;
  version: string | null;
  model: string | null;
  sources: number;
  first: string | null;
  last: string | null;
}

// The digital files: the film of each, whether it lies here, and whether browsers play its like.
export interface Files {
  films: Int32Array;
  here: readonly boolean[];
  plays: readonly boolean[];
}

export function useKnown() {
  return useQuery({
    queryKey: ["coverage", "known"],
    queryFn: async ({ signal }) => knownOf(await arrow("/api/v1/coverage/known.arrow", signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useMakers() {
  return useQuery({
    queryKey: ["coverage", "makers"],
    queryFn: async ({ signal }) => makersOf(await arrow("/api/v1/coverage/makers.arrow", signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useFiles() {
  return useQuery({
    queryKey: ["coverage", "files"],
    queryFn: async ({ signal }) => filesOf(await arrow("/api/v1/coverage/files.arrow", signal)),
  });
}

function knownOf(table: Table): Known {
  const whats = new Uint8Array(table.numRows);
  let at = 0;
  for (const data of table.getChild("what")?.data ?? []) {
    const names = [...(data.dictionary ?? [])].map((name) => ALL.indexOf(name as What));
    const keys = data.values as Int8Array;
    for (let row = 0; row < data.length; row += 1) whats[at + row] = names[keys[row] ?? 0] ?? 0;
    at += data.length;
  }
  return {
    films: rowsOf(table, "film"),
    makers: rowsOf(table, "maker"),
    whats,
    counts: rowsOf(table, "count"),
  };
}

// A column of numbers, -1 where there is none.
function rowsOf(table: Table, name: string): Int32Array {
  const rows = new Int32Array(table.numRows).fill(-1);
  let at = 0;
  for (const data of table.getChild(name)?.data ?? []) {
    const values = data.values as Int32Array;
    for (let row = 0; row < data.length; row += 1) {
      if (data.nullCount === 0 || data.getValid(row)) rows[at + row] = values[row] ?? -1;
    }
    at += data.length;
  }
  return rows;
}

function makersOf(table: Table): Maker[] {
  const words = (name: string, row: number) =>
    (table.getChild(name)?.get(row) as string | null) ?? null;
  return Array.from({ length: table.numRows }, (_, row) => ({
    app: words("app", row),
    version: words("app_version", row),
    model: words("model", row),
    sources: Number(table.getChild("sources")?.get(row) ?? 0),
    first: words("first", row),
    last: words("last", row),
  }));
}

function filesOf(table: Table): Files {
  const flags = (name: string) =>
    Array.from({ length: table.numRows }, (_, row) => Boolean(table.getChild(name)?.get(row)));
  return { films: rowsOf(table, "film"), here: flags("here"), plays: flags("plays") };
}

export interface Count {
  films: number;
  items: number;
}

export interface Tally {
  of: Readonly<Record<What, Count>>;
  // By row of the makers.
  makers: readonly { films: number; of: Readonly<Record<What, Count>> }[];
  // Claims of no one film, such as that two names are one; nothing narrows them.
  apart: number;
}

// Counts what is known of the films that are left (1 for each row).
export function tally(known: Known, makers: number, left: Uint8Array): Tally {
  const of = counts();
  const by = Array.from({ length: makers }, () => ({ films: 0, of: counts() }));
  const last = { of: seen(), by: Array.from({ length: makers }, seen), any: new Map() };
  let apart = 0;
  for (let row = 0; row < known.films.length; row += 1) {
    const film = known.films[row] ?? -1;
    const items = known.counts[row] ?? 0;
    const what = ALL[known.whats[row] ?? 0] as What;
    if (film < 0) {
      apart += items;
      continue;
    }
    if (!left[film]) continue;
    add(of, last.of, what, film, items);
    const maker = known.makers[row] ?? -1;
    const [held, before] = [by[maker], last.by[maker]];
    if (!held || !before) continue;
    add(held.of, before, what, film, items);
    if (last.any.get(maker) !== film) held.films += 1;
    last.any.set(maker, film);
  }
  return { of, makers: by, apart };
}

function counts(): Record<What, Count> {
  return Object.fromEntries(ALL.map((what) => [what, { films: 0, items: 0 }])) as Record<
    What,
    Count
  >;
}

function seen(): Map<What, number> {
  return new Map();
}

// The rows of a film lie together, so that the last film met tells whether one is new.
function add(
  into: Record<What, Count>,
  last: Map<What, number>,
  what: What,
  film: number,
  items: number,
): void {
  if (last.get(what) !== film) into[what].films += 1;
  last.set(what, film);
  into[what].items += items;
}

// 1 for each film that has any of something.
export function having(known: Known, wanted: What, films: number): Uint8Array {
  const found = new Uint8Array(films);
  const what = ALL.indexOf(wanted);
  for (let row = 0; row < known.films.length; row += 1) {
    const film = known.films[row] ?? -1;
    if (known.whats[row] === what && film >= 0) found[film] = 1;
  }
  return found;
}
