// The colours of points.
//
// All were chosen by their least distance (CIEDE2000) to each other, as eyes of full sight and as
// protanopes, deuteranopes and tritanopes see them (after Machado, Oliveira and Fernandes, 2009),
// among those that stand out from the ground of the room: 14 at least between values without an
// order, 7 between neighbouring spans of years.

import { kindOf } from "../../parts";
import type { Rgb } from "./scene";

export type Scheme = "values" | "years" | "kinds";

// Points of no value that has a colour.
export const OTHER = 9;
export const MOST_VALUES = 8;
export const MOST_SPANS = 7;

// What stands for each kind of point: its sign and its colour are those of the whole app.
export const SORTS = [
  "Work",
  "Segment",
  "text",
  "Person",
  "CorporateBody",
  "Place",
  "HistoricalEvent",
  "Concept",
] as const;

interface Colours {
  values: readonly string[];
  years: readonly string[];
  other: string;
  dim: string;
  ink: string;
}

const DARK: Colours = {
  values: ["#f4741e", "#a1fffb", "#7a5aec", "#dafe35", "#ba2a31", "#cf96f1", "#8ec08d", "#89547d"], // prettier-ignore
  years: ["#9240a4", "#746bde", "#119af5", "#17c0d6", "#07e2b9", "#a3f37e", "#fff4b1"],
  other: "#8f8f8f",
  dim: "#3a3b3f",
  ink: "#ffffff",
};

const LIGHT: Colours = {
  values: ["#bb6802", "#4643d0", "#2b6c48", "#892504", "#4a87b1", "#7d4971", "#3b0f67", "#4f152c"], // prettier-ignore
  years: ["#240038", "#250271", "#003873", "#04556f", "#106f73", "#148a70", "#05a92e"],
  other: "#8a857b",
  dim: "#d3ccbd",
  ink: "#000000",
};

export interface Palette {
  of: readonly string[];
  dim: string;
  ink: string;
}

export function paletteOf(scheme: Scheme, light: boolean): Palette {
  const { values, years, other, dim, ink } = light ? LIGHT : DARK;
  const own = scheme === "values" ? values : scheme === "years" ? years : SORTS.map(ofKind);
  const of = Array.from({ length: OTHER + 1 }, (_, code) => own[code] ?? other);
  return { of, dim, ink };
}

function ofKind(sort: string): string {
  if (sort === "text") return "#b8e0d2";
  if (sort === "CorporateBody") return "#a7c7e7";
  const { colour } = kindOf(sort);
  const variable = /var\((--[\w-]+)\)/.exec(colour)?.[1];
  const styles = getComputedStyle(document.documentElement);
  return (variable && styles.getPropertyValue(variable).trim()) || colour;
}

export function rgb(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
