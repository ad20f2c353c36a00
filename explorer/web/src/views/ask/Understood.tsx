// What was understood, a chip a condition; a chip with an id can be left out or taken back in.

import { plain } from "../../parts";
import { useWords } from "../../words";
import type { Understood as Read } from "./stream";
import { WORDS } from "./words";

interface Chip {
  id?: string | undefined;
  text: string;
  kind?: "carried" | "left-out" | undefined;
}

export function Understood({ read, toggle }: { read: Read; toggle: (id: string) => void }) {
  const words = useWords(WORDS);
  const chips = useChips(read);
  return (
    <ul id="understood" className="chips" aria-label={words.understood}>
      {chips.map(({ id, text, kind }, place) => (
        <li
          key={id ?? `${place} ${text}`}
          className={`chip ${kind ?? ""}`}
          title={kind === "carried" ? plain(words.fromBefore(read.follows ?? "")) : undefined}
        >
          <bdi>{plain(text)}</bdi>
          {id && (
            <button
              type="button"
              title={kind === "left-out" ? words.takeBack : words.leaveOut}
              aria-label={`${kind === "left-out" ? words.takeBack : words.leaveOut}: ${plain(text)}`}
              onClick={() => toggle(id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function useChips(read: Read): Chip[] {
  const words = useWords(WORDS);
  const { filters = [], order, group, asks = [], missing = [], left_out: left = [] } = read;
  return [
    ...filters.map(({ id, means, negated, carried }) => ({
      id,
      text: negated ? words.not(means) : means,
      kind: carried ? ("carried" as const) : undefined,
    })),
    ...asks.map((asked) => ({ text: words.asksFor(asked) })),
    ...missing.map(({ id, words: said }) => ({ id, text: words.missing(said) })),
    ...(group ? [{ text: words.forEach(group) }] : []),
    ...(order ? [{ text: order }] : []),
    ...left.map(({ id, means }) => ({ id, text: means, kind: "left-out" as const })),
  ];
}
