// The films that pass every filter and what other views chose.

import { useMemo } from "react";
import { useCrossFilter } from "./crossfilter";
import { type Film, type Films, useFilms } from "./films";
import { type Filters, MANY, type Many, useFilters } from "./filters";

export interface FilmSet {
  films: readonly Film[];
  ids: ReadonlySet<string>;
  // Of all films; equal where nothing narrows.
  total: number;
  whole: boolean;
}

// The films that pass; undefined until the table of films is there.
export function useFilmSet(): FilmSet | undefined {
  const films = useFilms().data;
  const { filters, count } = useFilters();
  const { rows } = useCrossFilter();
  return useMemo(
    () => films && filmSet(films, filters, rows, count === 0 && rows === null),
    [films, filters, rows, count],
  );
}

function filmSet(
  all: Films,
  filters: Filters,
  rows: ReadonlySet<number> | null,
  whole: boolean,
): FilmSet {
  const left = whole ? null : leftOf(all, filters, rows);
  const films = left === null ? all.rows : all.rows.filter((_, row) => left[row]);
  let ids: ReadonlySet<string> | null = null;
  return {
    films,
    get ids() {
      ids ??= new Set(films.map((film) => film.id));
      return ids;
    },
    total: all.rows.length,
    whole,
  };
}

interface Worked {
  films: Films;
  rows: ReadonlySet<number> | null;
  key: string;
  left: Uint8Array;
}

// Several parts of a page ask for the same at the same moment: the latest few are kept.
const MOST_KEPT = 4;
let kept: readonly Worked[] = [];

// 1 for each row of the table of films that passes.
export function leftOf(
  films: Films,
  filters: Filters,
  rows: ReadonlySet<number> | null,
): Uint8Array {
  const key = JSON.stringify(filters);
  const held = kept.find((one) => one.films === films && one.rows === rows && one.key === key);
  if (held) return held.left;
  const passing = passes(filters);
  const left = new Uint8Array(films.rows.length);
  films.rows.forEach((film, row) => {
    if ((rows === null || rows.has(row)) && passing(film)) left[row] = 1;
  });
  kept = [{ films, rows, key, left }, ...kept].slice(0, MOST_KEPT);
  return left;
}

// What a film says for a field of many values.
export function valuesOf(film: Film, field: Many): readonly string[] {
  switch (field) {
    case "collection":
      return film.collections;
    case "place":
      return film.places;
    case "subject":
      return film.subjects;
    case "genre":
      return film.genres;
    case "person":
      return film.people;
    case "colour":
    case "sound": {
      const value = film[field];
      return value === null ? [] : [value];
    }
  }
}

// Decided: machines said something, and a person has decided all of it.
export function isReviewed(film: Film): boolean {
  return film.claims > 0 && film.undecided === 0;
}

export function passes(filters: Filters): (film: Film) => boolean {
  const wanted = MANY.flatMap((field) =>
    filters[field].length ? [[field, new Set(filters[field])] as const] : [],
  );
  const { from, to, enriched, reviewed } = filters;
  return (film) =>
    inYears(film, from, to) &&
    (enriched === null || film.enriched === enriched) &&
    (reviewed === null || isReviewed(film) === reviewed) &&
    wanted.every(([field, values]) => valuesOf(film, field).some((value) => values.has(value)));
}

// A film passes where its date may lie in the span; one without a date only where none is asked.
function inYears(film: Film, from: number | null, to: number | null): boolean {
  if (from === null && to === null) return true;
  if (film.yearFrom === null) return false;
  const last = film.yearTo ?? film.yearFrom;
  return (from === null || last >= from) && (to === null || film.yearFrom <= to);
}
