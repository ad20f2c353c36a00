// How the answer was found: in words, and the query with its values. All of it is text.

import { plain } from "../../parts";
import { useWords } from "../../words";
import type { How } from "./stream";
import { WORDS } from "./words";

const VALUES = 12;

export function HowFound({ how }: { how: How }) {
  const words = useWords(WORDS);
  const told = how.by === "plan" ? words.byPlan : how.by === "model" ? words.byModel : "";
  return (
    <details id="how">
      <summary>{words.how}</summary>
      <ol id="how-steps">
        {how.steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step keeps its place
          <li key={place}>{plain(step)}</li>
        ))}
      </ol>
      {how.cypher && (
        <div id="how-query">
          <p className="quiet">{told}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <section className="query" tabIndex={0} aria-label={words.query}>
            <pre id="cypher">{plain(how.cypher)}</pre>
          </section>
          <Parameters values={how.parameters ?? {}} />
        </div>
      )}
    </details>
  );
}

function Parameters({ values }: { values: Record<string, unknown> }) {
  const words = useWords(WORDS);
  return (
    <dl id="parameters" aria-label={words.values}>
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{plain(`$${name}`)}</dt>
          <dd>{plain(valued(value, words.more))}</dd>
        </div>
      ))}
    </dl>
  );
}

function valued(value: unknown, more: (n: number) => string): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const left = value.length - VALUES;
  const first = value.slice(0, VALUES).map((one) => JSON.stringify(one));
  return left > 0 ? `${first.join(", ")} ${more(left)}` : first.join(", ");
}
