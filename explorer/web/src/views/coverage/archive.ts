// The films that are left with what is known of them, worked out once for every part of the page.

import { useMemo } from "react";
import { type Film, type Films, useCrossFilter, useFilms, useFilters } from "../../state";
import { isReviewed, leftOf } from "../../state/filmset";
import {
  type Files,
  having,
  type Known,
  type Maker,
  type Tally,
  tally,
  useFiles,
  useKnown,
  useMakers,
} from "./known";

export interface Archive {
  films: Films;
  // 1 for each row of the table of films that is left.
  left: Uint8Array;
  // How many are left, of how many.
  number: number;
  total: number;
  known: Known;
  makers: readonly Maker[];
  tally: Tally;
  files: Files;
}

export function useArchive() {
  const queries = [useFilms(), useKnown(), useMakers(), useFiles()] as const;
  const [films, known, makers, files] = queries;
  const { filters } = useFilters();
  const { rows } = useCrossFilter();
  const key = JSON.stringify(filters);
  const archive = useMemo<Archive | undefined>(() => {
    if (!films.data || !known.data || !makers.data || !files.data) return undefined;
    const left = leftOf(films.data, JSON.parse(key), rows);
    return {
      films: films.data,
      left,
      number: left.reduce((sum, one) => sum + one, 0),
      total: films.data.rows.length,
      known: known.data,
      makers: makers.data,
      tally: tally(known.data, makers.data.length, left),
      files: files.data,
    };
  }, [films.data, known.data, makers.data, files.data, key, rows]);
  return { archive, failed: queries.find((query) => query.isError) };
}

// What films can lack, each with those of them that do.
export const GAPS = [
  "notEnriched",
  "noRecord",
  "undated",
  "unplaced",
  "undecided",
  "noFile",
  "away",
] as const;
export type Gap = (typeof GAPS)[number];

export function gapsOf(archive: Archive): Record<Gap, readonly number[]> {
  const { films, known, left, files } = archive;
  const has = (what: "records" | "unreviewed") => having(known, what, films.rows.length);
  const [records, unreviewed] = [has("records"), has("unreviewed")];
  const filed = new Uint8Array(films.rows.length);
  const here = new Uint8Array(films.rows.length);
  files.films.forEach((film, file) => {
    filed[film] = 1;
    if (files.here[file]) here[film] = 1;
  });
  const rows = (lacks: (film: Film, row: number) => boolean) =>
    films.rows.flatMap((film, row) => (left[row] && lacks(film, row) ? [row] : []));
  return {
    notEnriched: rows((film) => !film.enriched),
    noRecord: rows((_, row) => !records[row]),
    undated: rows((film) => film.yearFrom === null),
    unplaced: rows((film) => film.places.length === 0),
    undecided: rows((_, row) => unreviewed[row] === 1),
    noFile: rows((_, row) => !filed[row]),
    away: rows((_, row) => filed[row] === 1 && !here[row]),
  };
}

// What a share can be of: enriched at all, one step, reviewed whole, or a file that lies here.
export const SHARES = [
  "enriched",
  "records",
  "speech",
  "screen",
  "captions",
  "shots",
  "names",
  "reviewed",
  "here",
] as const;
export type Share = (typeof SHARES)[number];

// 1 for each film that counts.
export function shareOf(archive: Archive, share: Share): Uint8Array {
  const { films, known, files } = archive;
  if (share === "enriched" || share === "reviewed") {
    const counts = share === "enriched" ? (film: Film) => film.enriched : isReviewed;
    return Uint8Array.from(films.rows, (film) => Number(counts(film)));
  }
  if (share !== "here") return having(known, share, films.rows.length);
  const found = new Uint8Array(films.rows.length);
  files.films.forEach((film, file) => {
    if (files.here[file]) found[film] = 1;
  });
  return found;
}
