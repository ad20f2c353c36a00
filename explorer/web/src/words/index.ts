// Messages by language. A view keeps its own beside it:
//
//   const WORDS = catalogue({ en: { found: (n: number) => `Found (${n})` }, cy: { … } });
//   const words = useWords(WORDS);   words.found(3)
//
// English is whole; what another language lacks is said in English.

import { usePreferences } from "../theme/preferences";

// biome-ignore lint/suspicious/noExplicitAny: a message takes what its own text needs.
type Message = string | ((...values: any[]) => string);
type Messages = Record<string, Message>;
type Same<M extends Messages> = { [Key in keyof M]: M[Key] extends string ? string : M[Key] };

export interface Catalogue<M extends Messages> {
  en: M;
  cy: Same<M>;
}

export function catalogue<M extends Messages>(words: {
  en: M;
  cy: Partial<Same<M>>;
}): Catalogue<M> {
  return { en: words.en, cy: { ...words.en, ...words.cy } as Same<M> };
}

export function useWords<M extends Messages>(words: Catalogue<M>): Same<M> {
  const { language } = usePreferences();
  return words[language] as Same<M>;
}

// Numbers as the chosen language writes them: 6,017.
export function useNumber(): (value: number, options?: Intl.NumberFormatOptions) => string {
  const { language } = usePreferences();
  return (value, options) => value.toLocaleString(language === "cy" ? "cy-GB" : "en-GB", options);
}
