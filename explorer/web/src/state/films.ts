// Every film that may be seen, once: the rows of /api/v1/films.arrow, which filters work on.

import { useQuery } from "@tanstack/react-query";
import type { Table } from "apache-arrow";
import { arrow } from "../api/client";

export interface Film {
  id: string;
  title: string;
  // The title is the archive's own, for a film that came without one.
  titleSupplied: boolean;
  partner: string | null;
  recordId: string | null;
  yearFrom: number | null;
  yearTo: number | null;
  dateText: string | null;
  collections: readonly string[];
  places: readonly string[];
  subjects: readonly string[];
  genres: readonly string[];
  people: readonly string[];
  colour: string | null;
  sound: string | null;
  durationS: number | null;
  enriched: boolean;
  // Claims of machines, and of these those that wait for a person.
  claims: number;
  undecided: number;
}

export class Films {
  readonly rows: readonly Film[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(rows: readonly Film[]) {
    this.rows = rows;
    this.places = new Map(rows.map((film, row) => [film.id, row]));
  }

  static of(table: Table): Films {
    return new Films(filmsOf(table));
  }

  get(id: string | null): Film | undefined {
    const row = id === null ? undefined : this.places.get(id);
    return row === undefined ? undefined : this.rows[row];
  }

  // The row of a film; undefined where it isn't there.
  row(id: string): number | undefined {
    return this.places.get(id);
  }
}

function filmsOf(table: Table): Film[] {
  const columns = new Map(
    table.schema.fields.map(({ name }) => [name, table.getChild(name)] as const),
  );
  const at = (name: string, row: number): unknown => columns.get(name)?.get(row) ?? null;
  const words = (name: string, row: number) => (at(name, row) as string | null) || null;
  const number = (name: string, row: number) => {
    const value = at(name, row);
    return value === null ? null : Number(value);
  };
  const list = (name: string, row: number): string[] => {
    const value = at(name, row) as Iterable<string> | null;
    return value === null ? [] : [...value];
  };
  return Array.from({ length: table.numRows }, (_, row) => ({
    id: String(at("id", row)),
    title: words("title", row) ?? "",
    titleSupplied: Boolean(at("title_supplied", row)),
    partner: words("partner", row),
    recordId: words("record_id", row),
    yearFrom: number("year_from", row),
    yearTo: number("year_to", row) ?? number("year_from", row),
    dateText: words("date_text", row),
    collections: list("collections", row),
    places: list("places", row),
    subjects: list("subjects", row),
    genres: list("genres", row),
    people: list("people", row),
    colour: words("colour", row),
    sound: words("sound", row),
    durationS: number("duration_s", row),
    enriched: Boolean(at("enriched", row)),
    claims: number("claims", row) ?? 0,
    undecided: number("undecided", row) ?? 0,
  }));
}

export function useFilms() {
  return useQuery({
    queryKey: ["films"],
    queryFn: async ({ signal }) => Films.of(await arrow("/api/v1/films.arrow", signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
