// The sentences of one answer as they come, with the quotations that each rests on, numbered.

import type { Citation, Sentence } from "./stream";

export interface Told {
  text: string;
  // Numbers of its quotations, from 1.
  numbers: readonly number[];
}

export interface Telling {
  sentences: readonly Told[];
  citations: readonly Citation[];
}

export const NOTHING_TOLD: Telling = { sentences: [], citations: [] };

export function withSentence(telling: Telling, { text, citations }: Sentence): Telling {
  const held = [...telling.citations];
  const keys = held.map((citation) => JSON.stringify(citation));
  const numbers = citations.map((citation) => {
    const key = JSON.stringify(citation);
    if (!keys.includes(key)) {
      keys.push(key);
      held.push(citation);
    }
    return keys.indexOf(key) + 1;
  });
  const sentence = { text, numbers: [...new Set(numbers)] };
  return { sentences: [...telling.sentences, sentence], citations: held };
}

// Whether these sentences, in their order, are all of an answer: none was taken back.
export function isWhole(telling: Telling, answer: string): boolean {
  const text = telling.sentences.map((sentence) => sentence.text).join(" ");
  return text.replace(/\s+/gu, " ") === answer.replace(/\s+/gu, " ");
}

// An answer whose sentences did not come one by one: its lines, without numbers.
export function untold(answer: string, citations: readonly Citation[]): Telling {
  const lines = answer.split("\n");
  return { sentences: lines.map((text) => ({ text, numbers: [] })), citations };
}
