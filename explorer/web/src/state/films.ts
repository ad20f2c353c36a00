// Every film that may be seen, once: the rows of /api/v1/films.arrow, which filters work on.

import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Table, Vector } from "apache-arrow";
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
  private numbers: ReadonlyMap<string, number> | null = null;

  constructor(rows: readonly Film[]) {
    this.rows = rows;
  }

  static of(table: Table): Films {
    const columns = new Columns(table);
    return new Films(Array.from({ length: table.numRows }, (_, row) => new Row(columns, row)));
  }

  get(id: string | null): Film | undefined {
    const row = id === null ? undefined : this.row(id);
    return row === undefined ? undefined : this.rows[row];
  }

  // The row of a film; undefined where it isn't there.
  row(id: string): number | undefined {
    this.numbers ??= new Map(this.rows.map((film, row) => [film.id, row]));
    return this.numbers.get(id);
  }
}

const NONE: readonly string[] = [];

// The columns of the table of films. What is read of a film is read when it is asked for: most of
// a large table never is.
class Columns {
  private readonly columns: ReadonlyMap<string, Vector>;
  private readonly numbers = new Map<string, Float64Array>();
  private readonly lists = new Map<string, (row: number) => readonly string[]>();

  constructor(table: Table) {
    this.columns = new Map(
      table.schema.fields.flatMap(({ name }) => {
        const column = table.getChild(name);
        return column ? [[name, column] as const] : [];
      }),
    );
  }

  at(name: string, row: number): unknown {
    return this.columns.get(name)?.get(row) ?? null;
  }

  words(name: string, row: number): string | null {
    return (this.at(name, row) as string | null) || null;
  }

  number(name: string, row: number): number | null {
    let numbers = this.numbers.get(name);
    if (numbers === undefined) {
      numbers = numbersOf(this.columns.get(name));
      this.numbers.set(name, numbers);
    }
    const value = numbers[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }

  list(name: string, row: number): readonly string[] {
    let list = this.lists.get(name);
    if (list === undefined) {
      list = listsOf(this.columns.get(name));
      this.lists.set(name, list);
    }
    return list(row);
  }
}

// A column of numbers, NaN where there is none, read at once: filters ask all of it each time.
function numbersOf(column: Vector | undefined): Float64Array {
  const numbers = new Float64Array(column?.length ?? 0).fill(Number.NaN);
  let at = 0;
  for (const data of column?.data ?? []) {
    const values = data.values as ArrayLike<number>;
    for (let row = 0; row < data.length; row += 1) {
      if (data.getValid(row)) numbers[at + row] = Number(values[row]);
    }
    at += data.length;
  }
  return numbers;
}

// Lists of words, each word of which stands once in a dictionary.
function listsOf(column: Vector | undefined): (row: number) => readonly string[] {
  const data = column?.data.length === 1 ? column.data[0] : undefined;
  const values = data?.children[0];
  if (!data || !values?.dictionary || data.offset > 0) {
    return (row) => [...((column?.get(row) as Iterable<string> | null) ?? NONE)];
  }
  const words = [...values.dictionary] as string[];
  const starts = data.valueOffsets as Int32Array;
  const keys = values.values as Int32Array;
  return (row) => {
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    if (start === end) return NONE;
    return Array.from(keys.subarray(start, end), (key) => words[key] ?? "");
  };
}

class Row implements Film {
  constructor(
    private readonly columns: Columns,
    private readonly row: number,
  ) {}

  get id() {
    return String(this.columns.at("id", this.row));
  }
  get title() {
    return this.columns.words("title", this.row) ?? "";
  }
  get titleSupplied() {
    return Boolean(this.columns.at("title_supplied", this.row));
  }
  get partner() {
    return this.columns.words("partner", this.row);
  }
  get recordId() {
    return this.columns.words("record_id", this.row);
  }
  get yearFrom() {
    return this.columns.number("year_from", this.row);
  }
  get yearTo() {
    return this.columns.number("year_to", this.row) ?? this.yearFrom;
  }
  get dateText() {
    return this.columns.words("date_text", this.row);
  }
  get collections() {
    return this.columns.list("collections", this.row);
  }
  get places() {
    return this.columns.list("places", this.row);
  }
  get subjects() {
    return this.columns.list("subjects", this.row);
  }
  get genres() {
    return this.columns.list("genres", this.row);
  }
  get people() {
    return this.columns.list("people", this.row);
  }
  get colour() {
    return this.columns.words("colour", this.row);
  }
  get sound() {
    return this.columns.words("sound", this.row);
  }
  get durationS() {
    return this.columns.number("duration_s", this.row);
  }
  get enriched() {
    return Boolean(this.columns.at("enriched", this.row));
  }
  get claims() {
    return this.columns.number("claims", this.row) ?? 0;
  }
  get undecided() {
    return this.columns.number("undecided", this.row) ?? 0;
  }
}

export const FILMS = queryOptions({
  queryKey: ["films"],
  queryFn: async ({ signal }) => Films.of(await arrow("/api/v1/films.arrow", signal)),
  staleTime: Number.POSITIVE_INFINITY,
});

export function useFilms() {
  return useQuery(FILMS);
}
