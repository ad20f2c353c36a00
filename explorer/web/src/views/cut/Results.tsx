// The moments that a search found, or what to do where it found none.

import { Empty, Failure, Skeleton } from "../../parts";
import { useAddress, useFilters, useQuestion } from "../../state";
import { useNumber, useWords } from "../../words";
import { clipOf, MOST_CLIPS, type Moment } from "./clips";
import { useAsk, useChosen } from "./kinds";
import { MomentCard } from "./MomentCard";
import { useMedia } from "./media";
import { useMoments, useTextCount } from "./queries";
import { useSequence } from "./sequence";
import { WORDS } from "./words";

export function Results() {
  const words = useWords(WORDS);
  const number = useNumber();
  const ask = useAsk();
  const found = useMoments(ask);
  if (!ask) return <Before />;
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={5} height="6rem" />;
  const moments = found.data.pages.flatMap((page) => page.moments);
  const [first] = found.data.pages;
  if (!first || moments.length === 0) return <Nothing />;
  const told = words.found(number(first.total), first.total);
  return (
    <section aria-label={words.results}>
      <div className="cut-results-head">
        <div role="status">
          <h2>
            {told}
            {!first.whole && <span className="quiet"> {words.notWhole}</span>}
          </h2>
        </div>
        <AddAll moments={moments} />
      </div>
      <Moments moments={moments} />
      {found.hasNextPage && (
        <button
          type="button"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {words.more}
        </button>
      )}
    </section>
  );
}

export function Moments({ moments }: { moments: readonly Moment[] }) {
  const mediaOf = useMedia(moments.map(({ file }) => file));
  return (
    <ul className="cut-moments">
      {moments.map((moment) => (
        <li key={`${moment.film} ${moment.id} ${moment.start_ms} ${moment.end_ms}`}>
          <MomentCard moment={moment} media={mediaOf(moment.file)} />
        </li>
      ))}
    </ul>
  );
}

function AddAll({ moments }: { moments: readonly Moment[] }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { clips, add } = useSequence();
  return (
    <button
      type="button"
      className="plain"
      disabled={clips.length >= MOST_CLIPS}
      onClick={() => add(moments.map(clipOf))}
    >
      {words.addAll(number(moments.length))}
    </button>
  );
}

// Before anything is looked for: how much there is to search, or what to do where there is nothing.
function Before() {
  const words = useWords(WORDS);
  const number = useNumber();
  const { kind } = useChosen();
  const { count: filters } = useFilters();
  const count = useTextCount(true);
  if (count === 0 && filters === 0) {
    return (
      <Empty title={words.noTexts}>
        <p>{words.noTextsDetail}</p>
      </Empty>
    );
  }
  return (
    <Empty title={kind === "looks" ? words.beforeLooks : words.before}>
      <p>{count === undefined ? words.counting : words.texts(number(count))}</p>
    </Empty>
  );
}

function Nothing() {
  const words = useWords(WORDS);
  const { kind } = useChosen();
  const question = useQuestion();
  const { change } = useAddress();
  const { count, clear } = useFilters();
  const texts = useTextCount(true);
  if (texts === 0 && count === 0) return <Before />;
  return (
    <Empty title={words.nothing}>
      <p>{words.nothingDetail(kind)}</p>
      <p className="doors">
        {kind !== "words" && kind !== "silence" && question && (
          <button type="button" onClick={() => change((p) => p.set("cut.how", "words"))}>
            {words.anyWords}
          </button>
        )}
        {count > 0 && (
          <button type="button" onClick={clear}>
            {words.allFilms}
          </button>
        )}
      </p>
    </Empty>
  );
}
