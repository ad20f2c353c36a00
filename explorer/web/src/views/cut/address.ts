// A cut as a word of the address.
//
// Films, files and reasons stand once each, in the order of their first clip; of an id only what
// differs from the one before is written. The text is then put into letters that an address takes.

import type { Clip } from "./clips";

const VERSION = "1";
const LONGEST_WHY = 60;
const FILM = "work:";
const FILE = "instantiation:";
const MOST_SHARED = 35;

export function encoded(clips: readonly Clip[]): string {
  if (clips.length === 0) return "";
  const sources = new Once(clips.map(sourceOf));
  const reasons = new Once(clips.map(({ why }) => reasonOf(why)));
  const places = clips.map((clip) =>
    [
      sources.place(sourceOf(clip)),
      clip.startMs,
      clip.endMs - clip.startMs,
      reasons.place(reasonOf(clip.why)),
    ]
      .map((number) => number.toString(36))
      .join(","),
  );
  const parts = [sharing(sources.all).join("\n"), reasons.all.join("\n"), places.join(" ")];
  return VERSION + letters(parts.join("\n\n\n"));
}

// The clips of a word; null where it is none.
export function decoded(word: string): Clip[] | null {
  if (word === "") return [];
  if (!word.startsWith(VERSION)) return null;
  try {
    const [sources = "", reasons = "", places = ""] = textOf(word.slice(1)).split("\n\n\n");
    const held = unshared(sources.split("\n"));
    const why = reasons.split("\n");
    const clips = places.split(" ").map((place) => clipAt(place, held, why));
    return clips.every((clip) => clip !== null) ? clips : null;
  } catch {
    return null;
  }
}

function clipAt(
  place: string,
  sources: readonly string[],
  reasons: readonly string[],
): Clip | null {
  const [source = NaN, startMs = NaN, length = NaN, why = NaN] = place
    .split(",")
    .map((number) => Number.parseInt(number, 36));
  const [film, file] = (sources[source] ?? "").split("\t");
  if (!film || !(startMs >= 0) || !(length > 0)) return null;
  return {
    film: full(film, FILM),
    file: file ? full(file, FILE) : null,
    startMs,
    endMs: startMs + length,
    why: reasons[why] ?? "",
  };
}

function sourceOf({ film, file }: Clip): string {
  return `${brief(film, FILM)}\t${file === null ? "" : brief(file, FILE)}`;
}

function brief(id: string, start: string): string {
  return id.startsWith(start) ? id.slice(start.length) : `:${id}`;
}

function full(id: string, start: string): string {
  return id.startsWith(":") ? id.slice(1) : start + id;
}

function reasonOf(why: string): string {
  return why.replace(/\s+/g, " ").trim().slice(0, LONGEST_WHY);
}

class Once {
  readonly all: readonly string[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(values: readonly string[]) {
    this.all = [...new Set(values)];
    this.places = new Map(this.all.map((value, place) => [value, place]));
  }

  place(value: string): number {
    return this.places.get(value) ?? 0;
  }
}

// Each with the letters that it shares with the one before as a number.
function sharing(values: readonly string[]): string[] {
  return values.map((value, place) => {
    const before = values[place - 1] ?? "";
    let shared = 0;
    while (shared < MOST_SHARED && shared < value.length && value[shared] === before[shared]) {
      shared += 1;
    }
    return shared.toString(36) + value.slice(shared);
  });
}

function unshared(values: readonly string[]): string[] {
  let before = "";
  return values.map((value) => {
    before = before.slice(0, Number.parseInt(value[0] ?? "0", 36)) + value.slice(1);
    return before;
  });
}

function letters(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function textOf(word: string): string {
  const bytes = atob(word.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(
    Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)),
  );
}
