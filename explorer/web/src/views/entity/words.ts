// What the Entity view says.

import { catalogue } from "../../words";

export const ENTITY = catalogue({
  en: {
    title: "Entity",
    noneTitle: "Nothing is chosen",
    noneDetail: "Choose a person, a place or a subject in the graph or in any evidence.",
    also: "Also known as",
    coordinates: "Coordinates",
    at: (lat: number, lon: number) =>
      `${Math.abs(lat)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon)}° ${lon < 0 ? "W" : "E"}`,
    films: (n: string) => `Films (${n})`,
    appearances: (n: string) => `Where it appears (${n})`,
    relations: (n: string) => `Relations (${n})`,
    history: (n: string) => `Decisions (${n})`,
    inGraph: "See it in the graph",
    more: "More",
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

// Properties of entities as the graph names them.
export const FACTS = catalogue({
  en: {
    gazetteer: "Coordinates from",
    feature: "Kind of place",
    within: "Lies in",
    scheme: "Of the list",
    birth: "Born",
    death: "Died",
    date: "Date",
    description: "Description",
  },
  cy: {},
});

// Authority files by the names that they give themselves.
export const AUTHORITIES: Readonly<Record<string, string>> = {
  wikidata: "Wikidata",
  viaf: "VIAF",
  gnd: "GND",
  geonames: "GeoNames",
  osm: "OpenStreetMap",
  aat: "Getty AAT",
  tgn: "Getty TGN",
  imdb: "IMDb",
};
