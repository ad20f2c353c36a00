// What a point's colour tells: its kind, its cluster, or something of its film.

import { type Film, type Films, MANY, type Many } from "../../state";
import { valuesOf } from "../../state/filmset";
import type { Layout } from "./layout";
import { MOST_SPANS, MOST_VALUES, OTHER, type Scheme, SORTS } from "./palette";
import { FAMILIES, type Family, familyOf, type Group, type Points } from "./points";

export const FIELDS = ["year", "group", "kind", ...MANY] as const;
export type Field = (typeof FIELDS)[number];

export interface Span {
  from: number;
  to: number;
}

export interface Entry {
  // Null: all that has no colour of its own.
  name: string | null;
  code: number;
  // The years it stands for, where it stands for years.
  span?: Span;
}

// How a column of the points is turned into colours.
export interface Coding {
  column: "kind" | "film" | "group";
  // The colour of each value of the column, by one more than it.
  codes: Uint8Array;
  entries: readonly Entry[];
  scheme: Scheme;
}

export function isField(value: string | null): value is Field {
  return FIELDS.includes(value as Field);
}

export function codingOf(
  points: Points,
  films: Films,
  groups: readonly Group[],
  field: Field,
): Coding {
  if (field === "kind") return byKind(points);
  if (field === "group") return byGroup(groups);
  return field === "year" ? byYear(films) : byValue(films, field);
}

function byKind(points: Points): Coding {
  const codes = new Uint8Array(points.kinds.length + 1).fill(OTHER);
  points.kinds.forEach((kind, number) => {
    const at = SORTS.indexOf(sortOf(kind));
    codes[number + 1] = at < 0 ? OTHER : at;
  });
  const entries = SORTS.map((name, code) => ({ name, code }));
  return { column: "kind", codes, entries, scheme: "kinds" };
}

type Sort = (typeof SORTS)[number];

function sortOf(kind: string): Sort {
  if (kind === "film") return "Work";
  if (kind === "caption") return "Segment";
  if (kind === "PersonGroup" || kind === "Family") return "Person";
  return familyOf(kind) === "passages" ? "text" : (kind as Sort);
}

function byGroup(groups: readonly Group[]): Coding {
  const coarse = groups.filter(({ level }) => level === 0).sort((a, b) => b.points - a.points);
  const largest = coarse.slice(0, MOST_VALUES);
  const last = groups.reduce((most, { row }) => Math.max(most, row), -1);
  const codes = new Uint8Array(last + 2).fill(OTHER);
  largest.forEach(({ row }, code) => {
    codes[row + 1] = code;
  });
  const entries = largest.map(({ name }, code) => ({ name, code }));
  return { column: "group", codes, entries, scheme: "values" };
}

function byYear(films: Films): Coding {
  const spans = spansOf(films);
  const codes = new Uint8Array(films.rows.length + 1).fill(OTHER);
  films.rows.forEach(({ yearFrom }, row) => {
    const code = spans.findIndex(({ to }) => yearFrom !== null && yearFrom <= to);
    if (code >= 0) codes[row + 1] = code;
  });
  const entries = spans.map((span, code) => ({ name: `${span.from}–${span.to}`, code, span }));
  return { column: "film", codes, entries, scheme: "years" };
}

// Decades; where there are more than colours, those with the fewest films are joined.
function spansOf(films: Films): Span[] {
  const counts = new Map<number, number>();
  for (const { yearFrom } of films.rows) {
    if (yearFrom === null) continue;
    const decade = Math.floor(yearFrom / 10) * 10;
    counts.set(decade, (counts.get(decade) ?? 0) + 1);
  }
  const spans = [...counts]
    .sort(([one], [other]) => one - other)
    .map(([decade, films]) => ({ from: decade, to: decade + 9, films }));
  while (spans.length > MOST_SPANS) {
    let at = 0;
    const both = (n: number) => (spans[n]?.films ?? 0) + (spans[n + 1]?.films ?? 0);
    for (let n = 1; n < spans.length - 1; n += 1) if (both(n) < both(at)) at = n;
    const [one, other] = [spans[at], spans[at + 1]];
    if (!one || !other) break;
    spans.splice(at, 2, { from: one.from, to: other.to, films: one.films + other.films });
  }
  return spans;
}

// The commonest values have a colour each; a film of several has that of the commonest.
function byValue(films: Films, field: Many): Coding {
  const counts = new Map<string, number>();
  for (const film of films.rows) {
    for (const value of valuesOf(film, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const common = [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_VALUES);
  const code = new Map(common.map(([name], at) => [name, at]));
  const codes = new Uint8Array(films.rows.length + 1).fill(OTHER);
  films.rows.forEach((film: Film, row) => {
    for (const value of valuesOf(film, field)) {
      codes[row + 1] = Math.min(codes[row + 1] as number, code.get(value) ?? OTHER);
    }
  });
  const entries = common.map(([name], at) => ({ name, code: at }));
  return { column: "film", codes, entries, scheme: "values" };
}

export const HIDDEN = 0;
export const DIM = 1;
// From here on points are shown, each in the colour whose code is added to this.
export const SHOWN = 2;

export interface Paint {
  // By place in the layout.
  of: Uint8Array;
  // How many points are shown in each colour, and in all.
  counts: Uint32Array;
  shown: number;
}

// Hides the kinds that are off, and dims what is of films that do not pass (`left` has 1 for each
// that does). An entity is of many films and stays.
export function painted(
  layout: Layout,
  coding: Coding,
  kinds: Uint8Array,
  left: Uint8Array,
): Paint {
  const { kind, film } = layout;
  const values = layout[coding.column];
  const of = new Uint8Array(kind.length);
  const counts = new Uint32Array(OTHER + 1);
  for (let at = 0; at < of.length; at += 1) {
    if (!kinds[kind[at] as number]) continue;
    const row = film[at] as number;
    if (row >= 0 && !left[row]) {
      of[at] = DIM;
      continue;
    }
    const code = coding.codes[(values[at] as number) + 1] ?? OTHER;
    of[at] = SHOWN + code;
    counts[code] = (counts[code] as number) + 1;
  }
  return { of, counts, shown: counts.reduce((sum, count) => sum + count, 0) };
}

// Those that an address switches on; all but entities where it says nothing.
export function familiesOf(points: Points, chosen: string | null): ReadonlySet<Family> {
  const there = new Set(points.kinds.map(familyOf));
  const wanted = chosen?.split(",") ?? FAMILIES.filter((name) => name !== "entities");
  const found = FAMILIES.filter((name) => there.has(name) && wanted.includes(name));
  return new Set(found.length || chosen !== null ? found : there);
}
