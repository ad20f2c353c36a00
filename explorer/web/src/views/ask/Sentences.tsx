// The answer, a sentence at a time, each with numbers that lead to its quotations.

import { Fragment } from "react";
import { plain } from "../../parts";
import { useWords } from "../../words";
import type { Told } from "./telling";
import { WORDS } from "./words";

// What a strand of an overview is called, with its size: it reads as a head.
const HEAD = /^.{1,100}?\)(?=: )/u;

interface Props {
  sentences: readonly Told[];
  // An overview's strands, and the lines of an answer that has several, stand apart.
  apart: boolean;
  overview: boolean;
  toEvidence: (number: number) => void;
}

// The place of the answer is always there, so that what comes into it is read aloud as it comes.
export function Sentences({ sentences, apart, overview, toEvidence }: Props) {
  return (
    <div id="answer" aria-live="polite">
      {sentences.map((sentence, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence keeps its place
        <Fragment key={place}>
          {place > 0 && " "}
          <Sentence told={sentence} apart={apart} overview={overview} toEvidence={toEvidence} />
        </Fragment>
      ))}
    </div>
  );
}

function Sentence(props: Omit<Props, "sentences"> & { told: Told }) {
  const words = useWords(WORDS);
  const { text, numbers } = props.told;
  const head = (props.overview && numbers.length > 0 && HEAD.exec(text)?.[0]) || "";
  return (
    <span className={props.apart ? "sentence paragraph" : "sentence"}>
      {head && <span className="strand">{plain(head)}</span>}
      {plain(text.slice(head.length))}
      {numbers.map((number) => (
        // It has no text of its own: what is copied from the answer is the answer.
        <button
          key={number}
          type="button"
          className="mark"
          data-number={number}
          aria-label={words.evidenceNumber(number)}
          onClick={() => props.toEvidence(number)}
        />
      ))}
    </span>
  );
}
