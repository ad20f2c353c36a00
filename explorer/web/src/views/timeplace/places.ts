// The places of the graph, and which film is of which: two tables, each loaded once.

import { useQuery } from "@tanstack/react-query";
import type { Table } from "apache-arrow";
import { arrow } from "../../api/client";
import { type Films, useFilms } from "../../state";

export const WAYS = ["catalogued", "spoken", "seen", "described"] as const;
export type Way = (typeof WAYS)[number];

export interface Place {
  id: string;
  name: string;
  // Degrees; null where no source gives them.
  lat: number | null;
  lon: number | null;
  feature: string | null;
  gazetteer: string | null;
  within: readonly string[];
  // How often it is named at a known second.
  timed: number;
}

export interface Places {
  rows: readonly Place[];
  row: (id: string) => number | undefined;
}

// A tie each of a film and a place: rows of the two tables, and the ways as bits.
export interface Ties {
  films: Int32Array;
  places: Int32Array;
  ways: Uint8Array;
}

export function usePlaces() {
  return useQuery({
    queryKey: ["places"],
    queryFn: async ({ signal }) => placesOf(await arrow("/api/v1/places.arrow", signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTies() {
  const films = useFilms().data;
  const places = usePlaces().data;
  return useQuery({
    queryKey: ["ties", films?.rows.length, places?.rows.length],
    queryFn: async ({ signal }) =>
      tiesOf(await arrow("/api/v1/place/ties.arrow", signal), films as Films, places as Places),
    enabled: films !== undefined && places !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function placesOf(table: Table): Places {
  const column = (name: string) => table.getChild(name);
  const [id, name, lat, lon, feature, gazetteer, within, timed] = [
    "id",
    "name",
    "lat",
    "lon",
    "feature",
    "gazetteer",
    "within",
    "timed",
  ].map(column);
  const rows = Array.from({ length: table.numRows }, (_, row) => ({
    id: String(id?.get(row)),
    name: String(name?.get(row)),
    lat: lat?.get(row) ?? null,
    lon: lon?.get(row) ?? null,
    feature: feature?.get(row) ?? null,
    gazetteer: gazetteer?.get(row) ?? null,
    within: [...((within?.get(row) as Iterable<string> | null) ?? [])],
    timed: Number(timed?.get(row) ?? 0),
  }));
  const numbers = new Map(rows.map((place, row) => [place.id, row]));
  return { rows, row: (wanted) => numbers.get(wanted) };
}

function tiesOf(table: Table, films: Films, places: Places): Ties {
  return {
    films: rowsOf(table, "film", (id) => films.row(id)),
    places: rowsOf(table, "place", (id) => places.row(id)),
    ways: numbersOf(table, "ways", new Uint8Array(table.numRows)),
  };
}

// A column of ids as rows of another table, -1 where that lacks one. Each id is looked up once.
export function rowsOf(
  table: Table,
  name: string,
  row: (id: string) => number | undefined,
): Int32Array {
  const found = new Int32Array(table.numRows);
  let at = 0;
  for (const data of table.getChild(name)?.data ?? []) {
    const ids = data.dictionary;
    const numbers = Array.from({ length: ids?.length ?? 0 }, (_, n) => row(ids?.get(n)) ?? -1);
    const keys = data.values as Int32Array;
    for (let n = 0; n < data.length; n += 1) found[at + n] = numbers[keys[n] ?? -1] ?? -1;
    at += data.length;
  }
  return found;
}

// A column of numbers without nulls, copied into an array of its length.
export function numbersOf<A extends Uint8Array | Int32Array>(
  table: Table,
  name: string,
  into: A,
): A {
  let at = 0;
  for (const data of table.getChild(name)?.data ?? []) {
    into.set((data.values as A).subarray(0, data.length), at);
    at += data.length;
  }
  return into;
}

// Films by way for each place, of those that are left.
export interface Counts {
  films: Int32Array;
  ways: Record<Way, Int32Array>;
}

// Counts places among films. `left` has 1 for each film's row that is left.
export function countsOf(ties: Ties, places: number, left: Uint8Array): Counts {
  const films = new Int32Array(places);
  const ways = WAYS.map(() => new Int32Array(places));
  for (let tie = 0; tie < ties.ways.length; tie += 1) {
    const place = ties.places[tie] ?? -1;
    if (place < 0 || !left[ties.films[tie] ?? -1]) continue;
    films[place] = (films[place] ?? 0) + 1;
    const bits = ties.ways[tie] ?? 0;
    for (const [bit, counts] of ways.entries()) {
      if ((bits >> bit) & 1) counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  const [catalogued, spoken, seen, described] = ways as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  return { films, ways: { catalogued, spoken, seen, described } };
}
