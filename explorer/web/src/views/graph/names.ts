// What is written on spots and lines, and in the list beside them.

import { kindOf, plain } from "../../parts";
import type { Community, Entity, GraphLink } from "./queries";
import type { Spot } from "./scene";
import { relationWords } from "./words";

export function communityName(community: Community, unnamed: string): string {
  return community.terms.length ? community.terms.map(plain).join(" · ") : unnamed;
}

export function entityName(entity: Entity): string {
  const name = plain(entity.name) || entity.id;
  return entity.label === "Work" && entity.year !== null && entity.year !== undefined
    ? `${name} (${entity.year})`
    : name;
}

// Short enough to be written on a drawing: of a community as many of its terms as fit.
export function spotName(spot: Spot, unnamed: string, longest: number): string {
  if (spot.entity) return cut(entityName(spot.entity), longest);
  const terms = spot.community?.terms.map(plain) ?? [];
  let name = terms[0] ?? unnamed;
  for (const term of terms.slice(1)) {
    if (name.length + term.length + 3 <= longest) name += ` · ${term}`;
  }
  return cut(name, longest);
}

function cut(name: string, longest: number): string {
  const letters = [...name];
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : name;
}

export function linksWords(links: readonly GraphLink[], words: Record<string, unknown>): string {
  const told = links.map(({ relation, role }) => relationWords(words, relation, role));
  return [...new Set(told)].join(", ");
}

export function signOf(label: string): string {
  return kindOf(label).sign;
}

export function kindWord(words: Record<string, unknown>, label: string): string {
  const told = words[`kind${label}`];
  return typeof told === "string" ? told : label;
}
