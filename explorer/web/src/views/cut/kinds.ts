// The kinds of search, and what each is written in.

import { useAddress, useFilms, useQuestion } from "../../state";
import type { Ask, How } from "./queries";

export type Kind = How | "script" | "outline";

export const KINDS = [
  "phrase",
  "words",
  "person",
  "name",
  "pattern",
  "tokens",
  "silence",
  "looks",
  "script",
  "outline",
] as const satisfies readonly Kind[];

export const LEAST_S = 2;
export const MOST_S = 600;

export function isWritten(kind: Kind): boolean {
  return kind === "script" || kind === "outline";
}

export interface Chosen {
  kind: Kind;
  // Of a script or an outline.
  text: string;
  // Of a silence, in seconds.
  least: number;
  most: number;
  // The segment that more is wanted like.
  like: string | null;
}

export function useChosen(): Chosen {
  const { params } = useAddress();
  const kind = params.get("cut.how") as Kind | null;
  return {
    kind: kind && KINDS.includes(kind) ? kind : "phrase",
    text: params.get("cut.text") ?? "",
    least: secondsOf(params.get("cut.least"), LEAST_S),
    most: secondsOf(params.get("cut.most"), MOST_S),
    like: params.get("cut.like"),
  };
}

function secondsOf(value: string | null, otherwise: number): number {
  const number = Number.parseFloat(value ?? "");
  return number >= 0 && number <= 86_400 ? number : otherwise;
}

// What the service is asked; null where there is nothing to ask yet.
export function useAsk(): Ask | null {
  const { kind, least, most, like } = useChosen();
  const q = useQuestion();
  if (kind === "script" || kind === "outline") return null;
  if (kind === "silence") {
    return {
      how: "silence",
      q: "",
      leastMs: Math.round(least * 1000),
      mostMs: Math.round(most * 1000),
    };
  }
  if (kind === "looks") return like ? { how: "looks", q: like } : null;
  return q ? { how: kind, q } : null;
}

const EXAMPLES: Partial<Record<Kind, string>> = {
  phrase: "in the morning",
  words: "boats on the sea",
  name: "London",
  pattern: "\\b(boats?|ships?)\\b",
  tokens: "ADJ NOUN",
  script: "It is a fine day\nThe people gather\nAnd so we go home",
  outline:
    "A day at the seaside, 1930s: children on the sand, a boat, people walking, ending at dusk",
};

// An example of what can be looked for; people are those of the archive itself.
export function useExample(kind: Kind): string | null {
  const films = useFilms().data;
  if (kind !== "person") return EXAMPLES[kind] ?? null;
  return films?.rows.find(({ people }) => people.length > 0)?.people[0] ?? null;
}
