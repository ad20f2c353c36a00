// What was asked before in the same conversation, each with its answer.

import { Link } from "react-router";
import { plain } from "../../parts";
import { putTurns, type Turn, useAddress } from "../../state";
import { useWords } from "../../words";
import { asker, keyOf } from "./asking";
import { WORDS } from "./words";

export function Thread({ turns }: { turns: readonly Turn[] }) {
  const words = useWords(WORDS);
  const to = useTo();
  const earlier = turns.slice(0, -1);
  if (earlier.length === 0) return null;
  return (
    <section id="thread-part" aria-label={words.before}>
      <ol id="thread">
        {earlier.map(({ question }, place) => {
          const asked = turns.slice(0, place + 1);
          return (
            <li key={keyOf(asked)}>
              <Link to={to(asked)}>{plain(question)}</Link>
              <p>{plain(asker.answerTo(asked) ?? "…")}</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

// The address of some turns; what else is in the address stays.
export function useTo(): (turns: readonly Turn[]) => string {
  const { params } = useAddress();
  return (turns) => `/?${putTurns(new URLSearchParams(params), turns)}`;
}
