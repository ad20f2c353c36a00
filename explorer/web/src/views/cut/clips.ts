// Clips of a cut, and what can be done to their order and their ends.

import type { components } from "../../api/schema";

export type Moment = components["schemas"]["MomentBody"];
export type ReadClip = components["schemas"]["ReadClipBody"];

export interface Clip {
  film: string;
  file: string | null;
  startMs: number;
  endMs: number;
  // Why it was chosen, as a search told it.
  why: string;
}

export const MOST_CLIPS = 500;
export const LONGEST_MS = 24 * 3600 * 1000;
const SHORTEST_MS = 40;

export function clipOf(moment: Moment): Clip {
  const { film, file, start_ms, end_ms, why } = moment;
  // What has no length of its own, such as a frame, is shown for two seconds.
  const end = end_ms > start_ms ? end_ms : start_ms + 2000;
  return { film, file, startMs: start_ms, endMs: end, why };
}

export function lengthOf(clips: readonly Clip[]): number {
  return clips.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

export function inserted(clips: readonly Clip[], at: number, more: readonly Clip[]): Clip[] {
  return [...clips.slice(0, at), ...more, ...clips.slice(at)].slice(0, MOST_CLIPS);
}

export function without(clips: readonly Clip[], at: number): Clip[] {
  return clips.filter((_, place) => place !== at);
}

// Puts a clip before the one that stands at a place now; past the last, behind all.
export function moved(clips: readonly Clip[], from: number, before: number): Clip[] {
  const clip = clips[from];
  if (!clip) return [...clips];
  return inserted(without(clips, from), before > from ? before - 1 : before, [clip]);
}

// Sets where a clip starts and ends; it keeps a frame at least, and stays within its film.
export function trimmed(
  clips: readonly Clip[],
  at: number,
  ends: { startMs?: number; endMs?: number },
  filmMs: number | null = null,
): Clip[] {
  const last = filmMs ?? LONGEST_MS;
  return clips.map((clip, place) => {
    if (place !== at) return clip;
    const endMs = bounded(ends.endMs ?? clip.endMs, clip.startMs + SHORTEST_MS, last);
    const startMs = bounded(ends.startMs ?? clip.startMs, 0, endMs - SHORTEST_MS);
    return { ...clip, startMs, endMs };
  });
}

function bounded(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(Math.max(least, most), Math.round(value)));
}

// 00:00:09.360: a time to the thousandth, which can be typed too.
export function exact(ms: number): string {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60];
  const whole = [hours, minutes, seconds].map((part) => String(Math.floor(part)).padStart(2, "0"));
  return `${whole.join(":")}.${String(ms % 1000).padStart(3, "0")}`;
}

// Reads 1:02:03.5, 2:03 or 3.25; null for anything else.
export function timeOf(text: string): number | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, hours = "0", minutes = "0", seconds = "0", parts = ""] = match;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Number(parts.padEnd(3, "0"));
}

// Frames a second by the names that the service has for them.
export const RATES: Record<string, number> = {
  "23.976": 24000 / 1001,
  "24": 24,
  "25": 25,
  "29.97": 30000 / 1001,
  "29.97df": 30000 / 1001,
  "30": 30,
  "50": 50,
  "59.94": 60000 / 1001,
  "59.94df": 60000 / 1001,
  "60": 60,
};

// The name of the rate nearest to a film's own; 25 where none is known.
export function rateNear(fps: readonly number[] | null | undefined): string {
  const own = fps?.[0] && fps[1] ? fps[0] / fps[1] : 25;
  const names = Object.keys(RATES).filter((name) => !name.endsWith("df"));
  const far = (name: string) => Math.abs((RATES[name] ?? 0) - own);
  return names.reduce((best, name) => (far(name) < far(best) ? name : best), "25");
}

// A time some frames on, at the start of a frame.
export function framesOn(ms: number, frames: number, rate: number): number {
  return Math.max(0, Math.round(((Math.round((ms * rate) / 1000) + frames) * 1000) / rate));
}
