// A storyboard: real shots in the order of an outline, each with why, and the next best in its place.

import { Empty, Failure, Said, Skeleton } from "../../parts";
import { useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { clipOf, type Moment } from "./clips";
import { useChosen } from "./kinds";
import { MomentCard } from "./MomentCard";
import { type MediaOf, useMedia } from "./media";
import { type Storyboard as Board, useStoryboard } from "./queries";
import { useSequence } from "./sequence";
import { WORDS } from "./words";

export function Storyboard() {
  const words = useWords(WORDS);
  const { text } = useChosen();
  const board = useStoryboard(text || null);
  if (!text) {
    return (
      <Empty title={words.beforeOutline}>
        <p>{words.beforeOutlineDetail}</p>
      </Empty>
    );
  }
  if (board.isError) return <Failure error={board.error} again={() => void board.refetch()} />;
  if (!board.data) return <Skeleton lines={4} height="7rem" />;
  return <Steps board={board.data} />;
}

function Steps({ board }: { board: Board }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { add } = useSequence();
  const { at, swap } = useSwaps(board.steps.length);
  const choices = board.steps.map(({ chosen, others }) => (chosen ? [chosen, ...others] : others));
  const mediaOf = useMedia(choices.flatMap((some) => some.map(({ file }) => file)));
  const chosen = choices.flatMap((some, step) => some[at(step) % some.length] ?? []);
  if (board.steps.length === 0) return <Empty title={words.noSteps} />;
  return (
    <section aria-label={words.storyboard}>
      <div className="cut-results-head">
        <div role="status">
          <h2>
            {words.shots(number(chosen.length), number(board.steps.length))}{" "}
            <Years from={board.year_from} to={board.year_to} />
          </h2>
        </div>
        <button
          type="button"
          className="primary"
          disabled={chosen.length === 0}
          onClick={() => add(chosen.map(clipOf))}
        >
          {words.addBoard}
        </button>
      </div>
      <ol className="cut-board">
        {board.steps.map(({ text }, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their order alone
          <li key={step}>
            <h3>
              <Said text={text} />
            </h3>
            <Step
              choices={choices[step] ?? []}
              at={at(step)}
              swap={() => swap(step)}
              mediaOf={mediaOf}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  choices: readonly Moment[];
  at: number;
  swap: () => void;
  mediaOf: MediaOf;
}

function Step({ choices, at, swap, mediaOf }: StepProps) {
  const words = useWords(WORDS);
  const moment = choices[at % choices.length];
  if (!moment) return <p className="quiet">{words.noShot}</p>;
  return (
    <MomentCard moment={moment} media={mediaOf(moment.file)}>
      {choices.length > 1 && (
        <button type="button" className="plain" onClick={swap}>
          {words.swap((at % choices.length) + 1, choices.length)}
        </button>
      )}
    </MomentCard>
  );
}

function Years({ from, to }: { from: number | null; to: number | null }) {
  const words = useWords(WORDS);
  if (from === null || to === null) return null;
  return <span className="quiet numbers">{words.years(from, to)}</span>;
}

// Which of its choices each step shows, from the address: "0.2.1".
function useSwaps(steps: number) {
  const [held, hold] = useAddressValue("cut.swap");
  const swaps = (held ?? "").split(".").map((text) => Number.parseInt(text, 10) || 0);
  const at = (step: number) => Math.max(0, swaps[step] ?? 0);
  const swap = (step: number) => {
    const next = Array.from({ length: steps }, (_, one) => at(one) + (one === step ? 1 : 0));
    hold(next.join("."));
  };
  return { at, swap };
}
