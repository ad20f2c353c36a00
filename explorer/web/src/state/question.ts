// The words in the search box: q for each question of a conversation, x for what is left out.

import { useMemo } from "react";
import { useAddress } from "./address";

export const MOST_TURNS = 21;

export interface Turn {
  question: string;
  without: string[];
}

// The turns of an address, oldest first.
export function turnsOf(params: URLSearchParams): Turn[] {
  const turns: Turn[] = params
    .getAll("q")
    .filter((question) => question.trim())
    .map((question) => ({ question, without: [] }));
  for (const left of params.getAll("x")) {
    const match = /^(\d{1,2}):([0-9a-f]{8})$/.exec(left);
    if (match) turns[Number(match[1])]?.without.push(match[2] ?? "");
  }
  return turns.slice(-MOST_TURNS);
}

// Puts the turns into an address's parameters, and leaves the rest of it.
export function putTurns(params: URLSearchParams, turns: readonly Turn[]): URLSearchParams {
  params.delete("q");
  params.delete("x");
  for (const { question } of turns) params.append("q", question);
  turns.forEach(({ without }, place) => {
    for (const id of without) params.append("x", `${place}:${id}`);
  });
  return params;
}

export function useTurns(): Turn[] {
  const { params } = useAddress();
  return useMemo(() => turnsOf(params), [params]);
}

// What was searched for last; empty where nothing was.
export function useQuestion(): string {
  return useTurns().at(-1)?.question ?? "";
}
