// Every date of a work or an event, and how many fall in each year.

import { useQuery } from "@tanstack/react-query";
import type { Table } from "apache-arrow";
import { arrow } from "../../api/client";
import { type Films, useFilms } from "../../state";
import { numbersOf, rowsOf } from "./places";

export const UNCERTAIN = 1;
export const APPROXIMATE = 2;
export const WORK = "Work";

// Columns of the table of dates; `first` and `last` are years.
export interface Dates {
  films: Int32Array;
  kinds: Uint8Array;
  // Names of the kinds, by number.
  named: readonly string[];
  first: Int16Array;
  last: Int16Array;
  doubt: Uint8Array;
  text: (row: number) => string;
  name: (row: number) => string | null;
}

export function useDates() {
  const films = useFilms().data;
  return useQuery({
    queryKey: ["dates", films?.rows.length],
    queryFn: async ({ signal }) => datesOf(await arrow("/api/v1/timeline.arrow", signal), films),
    enabled: films !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function datesOf(table: Table, films: Films | undefined): Dates {
  const named: string[] = [];
  const kinds = rowsOf(table, "kind", (kind) => {
    if (!named.includes(kind)) named.push(kind);
    return named.indexOf(kind);
  });
  const words = (name: string) => {
    const column = table.getChild(name);
    return (row: number) => (column?.get(row) as string | null) ?? null;
  };
  const text = words("date_text");
  return {
    films: rowsOf(table, "film", (id) => films?.row(id)),
    kinds: Uint8Array.from(kinds),
    named,
    first: yearsOf(table, "first"),
    last: yearsOf(table, "last"),
    doubt: numbersOf(table, "doubt", new Uint8Array(table.numRows)),
    text: (row) => text(row) ?? "",
    name: words("name"),
  };
}

const DAY = 86_400_000;

// Years of a column of days. A day is worked out once: works of one year share theirs.
function yearsOf(table: Table, name: string): Int16Array {
  const known = new Map<number, number>();
  const yearOf = (day: number) => {
    const year = known.get(day) ?? new Date(day * DAY).getUTCFullYear();
    known.set(day, year);
    return year;
  };
  return Int16Array.from(numbersOf(table, name, new Int32Array(table.numRows)), yearOf);
}

// Isn't known to the year: a range, or one that the catalogue marks as doubtful.
export function isUnsure(dates: Dates, row: number): boolean {
  return dates.first[row] !== dates.last[row] || dates.doubt[row] !== 0;
}

export interface Bins {
  // The year of the first bin.
  start: number;
  // By year: works surely of it, and works that may be of it.
  sure: Int32Array;
  maybe: Int32Array;
  // Of each kind of event, by year.
  events: ReadonlyMap<string, Int32Array>;
}

// The years that any date touches.
export function yearSpan(dates: Dates): [number, number] | null {
  if (dates.first.length === 0) return null;
  let [first, last] = [9999, 0];
  for (let row = 0; row < dates.first.length; row += 1) {
    first = Math.min(first, dates.first[row] ?? first);
    last = Math.max(last, dates.last[row] ?? last);
  }
  return [first, last];
}

// How many works and events each year has, of the films that are left (1 for each row left).
export function binsOf(dates: Dates, span: [number, number], left: Uint8Array): Bins {
  const [start, end] = span;
  const size = end - start + 1;
  const kinds = dates.named.map(() => new Int32Array(size));
  const maybe = new Int32Array(size);
  const work = dates.named.indexOf(WORK);
  for (let row = 0; row < dates.first.length; row += 1) {
    if (!left[dates.films[row] ?? -1]) continue;
    const [first, last] = [(dates.first[row] ?? 0) - start, (dates.last[row] ?? 0) - start];
    const kind = dates.kinds[row] ?? 0;
    const bins = kind === work && isUnsure(dates, row) ? maybe : kinds[kind];
    if (!bins) continue;
    for (let year = first; year <= last; year += 1) bins[year] = (bins[year] ?? 0) + 1;
  }
  const events = new Map<string, Int32Array>();
  dates.named.forEach((name, kind) => {
    const bins = kinds[kind];
    if (kind !== work && bins) events.set(name, bins);
  });
  return { start, sure: kinds[work] ?? new Int32Array(size), maybe, events };
}

// Works whose date is unsure, of the films left: at most so many, the earliest first.
export function unsureOf(dates: Dates, left: Uint8Array, most: number): number[] {
  const work = dates.named.indexOf(WORK);
  const rows: number[] = [];
  for (let row = 0; row < dates.first.length; row += 1) {
    if (dates.kinds[row] !== work || !left[dates.films[row] ?? -1]) continue;
    if (isUnsure(dates, row)) rows.push(row);
  }
  rows.sort((a, b) => (dates.first[a] ?? 0) - (dates.first[b] ?? 0) || a - b);
  return rows.slice(0, most);
}
