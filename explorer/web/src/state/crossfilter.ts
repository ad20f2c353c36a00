// Films that a view chose (a lasso, a community, a stretch of time), for all other views.
//
// In the address it is `films`: a few by their ids, more as a bit for each row of the table of
// films, after a mark of that table. An address made over another state of the catalogue can't
// be read so, and says it.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAddress } from "./address";
import { FILMS, type Films } from "./films";

const MOST_NAMED = 20;
const BITS = /^~([0-9a-z]{1,8})\.([\w-]*)$/;

export interface CrossFilter {
  // The rows chosen; null where nothing is.
  rows: ReadonlySet<number> | null;
  // The address chooses films of a table that has changed since.
  outdated: boolean;
  choose: (ids: Iterable<string> | null, how?: { replace?: boolean }) => Promise<void>;
}

export function useCrossFilter(): CrossFilter {
  const { params, change } = useAddress();
  const queries = useQueryClient();
  const written = params.get("films");
  // A view that only chooses waits for no table.
  const films = useQuery({ ...FILMS, enabled: written !== null }).data;
  return useMemo(() => {
    const rows = written && films ? heldRows(written, films) : null;
    return {
      rows,
      outdated: Boolean(written && films && rows === null),
      choose: async (ids, how) => {
        const text = ids && textOf(ids, await queries.ensureQueryData(FILMS));
        change((next) => (text === null ? next.delete("films") : next.set("films", text)), how);
      },
    };
  }, [written, films, change, queries]);
}

let held: { text: string; films: Films; rows: Set<number> | null } | null = null;

// The same set for every part of a page, so that what is worked out of it is worked out once.
function heldRows(text: string, films: Films): Set<number> | null {
  if (held?.text !== text || held.films !== films) {
    held = { text, films, rows: rowsOf(text, films) };
  }
  return held.rows;
}

// Rows that an address chooses; null where it is of another table.
export function rowsOf(text: string, films: Films): Set<number> | null {
  const bits = BITS.exec(text);
  if (!bits) {
    const ids = text.split(",").map((id) => id.replaceAll("%2C", ","));
    const rows = ids.map((id) => films.row(id)).filter((row) => row !== undefined);
    return new Set(rows);
  }
  if (bits[1] !== markOf(films)) return null;
  const base64 = (bits[2] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const rows = new Set<number>();
  for (let row = 0; row < films.rows.length; row += 1) {
    if (((bytes[row >> 3] ?? 0) >> (row & 7)) & 1) rows.add(row);
  }
  return rows;
}

export function textOf(ids: Iterable<string>, films: Films): string {
  const rows = [...new Set(ids)].map((id) => films.row(id)).filter((row) => row !== undefined);
  if (rows.length <= MOST_NAMED) {
    return rows.map((row) => encoded(films.rows[row]?.id ?? "")).join(",");
  }
  const bytes = new Uint8Array((Math.max(...rows) >> 3) + 1);
  for (const row of rows) bytes[row >> 3] = (bytes[row >> 3] ?? 0) | (1 << (row & 7));
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  const base64 = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `~${markOf(films)}.${base64}`;
}

function encoded(id: string): string {
  return id.replaceAll(",", "%2C");
}

const marks = new WeakMap<Films, string>();

// A short mark of a table's films and their order (FNV-1a).
function markOf(films: Films): string {
  let mark = marks.get(films);
  if (mark === undefined) {
    let hash = 0x811c9dc5;
    for (const { id } of films.rows) {
      for (let at = 0; at < id.length; at += 1) {
        hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
      }
    }
    mark = (hash >>> 0).toString(36);
    marks.set(films, mark);
  }
  return mark;
}
