// What the Entity view says.

import { catalogue } from "../../words";

export const ENTITY = catalogue({
  en: {
    title: "Entity",
    noneTitle: "Nothing is chosen",
    noneDetail: "Choose a person, a place or a subject in the graph or in any evidence.",
    also: "Also known as",
    authorities: "Authorities",
    facts: "What is stated",
    films: (n: string) => `Films (${n})`,
    appearances: (n: string) => `Where it appears (${n})`,
    relations: (n: string) => `Relations (${n})`,
    history: (n: string) => `Decisions (${n})`,
    communities: "Communities",
    inGraph: "See it in the graph",
    more: "More",
    first: "First at",
    undone: "taken back",
    merged: "The identifier asked for was merged into this one.",
    evidence: (what: string) => `Evidence: ${what}`,
    alsoEvidence: "Also",
  },
  cy: {
    title: "Endid",
    also: "Enwau eraill",
    films: (n: string) => `Ffilmiau (${n})`,
    relations: (n: string) => `Perthnasau (${n})`,
    more: "Rhagor",
  },
});
