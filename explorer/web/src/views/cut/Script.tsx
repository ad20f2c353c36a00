// A script: each line with the moments that say it.

import { Empty, Failure, Said, Skeleton } from "../../parts";
import { useNumber, useWords } from "../../words";
import { clipOf } from "./clips";
import { useChosen } from "./kinds";
import { useLines } from "./queries";
import { Moments } from "./Results";
import { useSequence } from "./sequence";
import { WORDS } from "./words";

const MOST_LINES = 40;

export function Script() {
  const words = useWords(WORDS);
  const number = useNumber();
  const { text } = useChosen();
  const { add } = useSequence();
  const lines = [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
  const shown = lines.slice(0, MOST_LINES);
  const found = useLines(shown);
  if (shown.length === 0) {
    return (
      <Empty title={words.beforeScript}>
        <p>{words.beforeScriptDetail}</p>
      </Empty>
    );
  }
  const firsts = found.flatMap(({ data }) => data?.moments.slice(0, 1) ?? []);
  return (
    <section aria-label={words.results}>
      <div className="cut-results-head">
        <div role="status">
          <h2>{words.linesFound(number(firsts.length), number(shown.length))}</h2>
        </div>
        <button
          type="button"
          className="primary"
          disabled={firsts.length === 0}
          onClick={() => add(firsts.map(clipOf))}
        >
          {words.addFirsts}
        </button>
      </div>
      {lines.length > shown.length && <p className="quiet">{words.mostLines(MOST_LINES)}</p>}
      <ol className="cut-lines">
        {shown.map((line, place) => (
          <li key={line}>
            <h3>
              <Said text={line} />
            </h3>
            <Line found={found[place]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Line({ found }: { found: ReturnType<typeof useLines>[number] | undefined }) {
  const words = useWords(WORDS);
  if (found?.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (!found?.data) return <Skeleton lines={1} height="5rem" />;
  const { moments, said } = found.data;
  if (moments.length === 0) return <p className="quiet">{words.noLine}</p>;
  return (
    <>
      {!said && <p className="quiet">{words.nearLine}</p>}
      <Moments moments={moments} />
    </>
  );
}
