// Films by collection and decade, and how many of each cell have what is asked for.

import type { Film, Films } from "../../state";

export const SPREAD = "spread";
export const UNDATED = "undated";

export interface Cell {
  films: number;
  having: number;
}

export interface Grid {
  // First years of decades in order, then SPREAD and UNDATED where there are such films.
  columns: readonly string[];
  // The largest collection first; null for films in none.
  rows: readonly { collection: string | null; all: Cell; cells: ReadonlyMap<string, Cell> }[];
  all: { all: Cell; cells: ReadonlyMap<string, Cell> };
}

// The decade that a film is dated wholly within, as its first year; SPREAD and UNDATED besides.
export function columnOf(film: Film): string {
  if (film.yearFrom === null) return UNDATED;
  const [first, last] = [film.yearFrom, film.yearTo ?? film.yearFrom].map(
    (year) => Math.floor(year / 10) * 10,
  );
  return first === last ? String(first) : SPREAD;
}

export function gridOf(films: Films, left: Uint8Array, having: Uint8Array): Grid {
  const found = new Map<string | null, Map<string, Cell>>();
  const cells = new Map<string, Cell>();
  films.rows.forEach((film, row) => {
    if (!left[row]) return;
    const column = columnOf(film);
    const has = having[row] ?? 0;
    count(cells, column, has);
    for (const collection of film.collections.length ? film.collections : [null]) {
      const held = found.get(collection) ?? new Map<string, Cell>();
      found.set(collection, held);
      count(held, column, has);
    }
  });
  const rows = [...found].map(([collection, held]) => ({
    collection,
    all: sum(held),
    cells: held,
  }));
  rows.sort((one, other) => other.all.films - one.all.films);
  return { columns: ordered([...cells.keys()]), rows, all: { all: sum(cells), cells } };
}

function count(cells: Map<string, Cell>, column: string, has: number): void {
  const cell = cells.get(column) ?? { films: 0, having: 0 };
  cell.films += 1;
  cell.having += has;
  cells.set(column, cell);
}

function sum(cells: ReadonlyMap<string, Cell>): Cell {
  const all = { films: 0, having: 0 };
  for (const cell of cells.values()) {
    all.films += cell.films;
    all.having += cell.having;
  }
  return all;
}

// Every decade between the first and the last, so that one without films is seen as such.
function ordered(columns: readonly string[]): string[] {
  const decades = columns.filter((column) => column !== SPREAD && column !== UNDATED).map(Number);
  const [first, last] = [Math.min(...decades), Math.max(...decades)];
  const all: string[] = [];
  for (let decade = first; decade <= last; decade += 10) all.push(String(decade));
  return [...all, ...[SPREAD, UNDATED].filter((column) => columns.includes(column))];
}

// The rows of the films of a cell; null stands for any collection, "" for none.
export function rowsIn(
  films: Films,
  left: Uint8Array,
  collection: string | null,
  column: string | null,
): number[] {
  return films.rows.flatMap((film, row) => {
    if (!left[row] || (column !== null && columnOf(film) !== column)) return [];
    if (collection === "" && film.collections.length > 0) return [];
    return !collection || film.collections.includes(collection) ? [row] : [];
  });
}
