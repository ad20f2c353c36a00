// Cuts that are too long for an address: kept in this browser, under a short word of the address.

const KEY = "reelgraph.cuts";
const MOST = 20;

type Kept = readonly (readonly [string, string])[];

// Keeps a cut and gives the word for it; null where the browser keeps nothing.
export function keep(word: string): string | null {
  const name = `@${markOf(word)}`;
  const rest = all().filter(([held]) => held !== name);
  try {
    localStorage.setItem(KEY, JSON.stringify([[name, word], ...rest].slice(0, MOST)));
    return name;
  } catch {
    return null;
  }
}

export function keptAs(name: string): string | null {
  return all().find(([held]) => held === name)?.[1] ?? null;
}

function all(): Kept {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(held) ? (held as Kept) : [];
  } catch {
    return [];
  }
}

// FNV-1a, twice from different starts.
function markOf(text: string): string {
  const marks = [0x811c9dc5, 0x9dc5811c].map((start) => {
    let hash = start;
    for (let at = 0; at < text.length; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    return (hash >>> 0).toString(36);
  });
  return marks.join("");
}
