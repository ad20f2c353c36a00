// What came of asking: the answer as it comes, its evidence, what it found and how.

import { useRef } from "react";
import { Link } from "react-router";
import { useNumber, useWords } from "../../words";
import { type Asking, asker } from "./asking";
import { EvidenceGraph } from "./EvidenceGraph";
import { HowFound } from "./HowFound";
import { Quotations, useLook } from "./Quotations";
import { Results } from "./Results";
import { Sentences } from "./Sentences";
import type { Answer } from "./stream";
import { useTo } from "./Thread";
import { Understood } from "./Understood";
import { WORDS } from "./words";

interface Props {
  asking: Asking;
  toggle: (id: string) => void;
}

export function Outcome({ asking, toggle }: Props) {
  const words = useWords(WORDS);
  const place = useRef<HTMLElement>(null);
  const { answer, understood, telling, progress } = asking;
  const shown = asking.turns.length > 0 && !asking.problem;
  const toEvidence = useToEvidence(asking);
  const settled = answer !== null || asking.broken !== null;
  const overview = understood?.kind === "overview";
  const lines = answer !== null && telling.sentences.every(({ numbers }) => numbers.length === 0);
  return (
    <section
      id="outcome"
      ref={place}
      aria-label={words.answer}
      aria-busy={progress !== null}
      hidden={!shown}
    >
      <GoOn />
      {understood && <Understood read={understood} toggle={toggle} />}
      <Sentences
        sentences={telling.sentences}
        apart={overview || (lines && telling.sentences.length > 1)}
        overview={overview}
        toEvidence={toEvidence}
      />
      <State asking={asking} />
      {asking.broken && <Broken asking={asking} />}
      {answer?.understood?.how && <HowFound key={answer.question} how={answer.understood.how} />}
      {settled && telling.citations.length > 0 && (
        <section id="evidence-part">
          <h2>{words.evidence}</h2>
          {answer && telling.sentences.some(({ numbers }) => numbers.length > 0) && (
            <EvidenceGraph telling={telling} results={answer.results} toEvidence={toEvidence} />
          )}
          <Quotations citations={telling.citations} />
        </section>
      )}
      {answer && answer.results.length > 0 && (
        <Results key={JSON.stringify(asking.turns)} answer={answer} />
      )}
    </section>
  );
}

// From a number to its quotation; where there is room, the drawer shows it too.
function useToEvidence({ telling }: Asking): (number: number) => void {
  const look = useLook();
  return (number) => {
    const citation = telling.citations[number - 1];
    if (citation && window.matchMedia("(min-width: 64rem)").matches) {
      look(citation, { focus: false });
    }
    const quoted = document.getElementById(`evidence-${number}`);
    quoted?.focus();
    quoted?.scrollIntoView({ block: "center" });
  };
}

function GoOn() {
  const words = useWords(WORDS);
  const to = useTo();
  return (
    <p id="go-on" className="quiet">
      {words.goOn} <Link to={to([])}>{words.afresh}</Link>.
    </p>
  );
}

function State({ asking: { progress, answer } }: { asking: Asking }) {
  const words = useWords(WORDS);
  const told =
    progress === null
      ? ""
      : typeof progress === "object"
        ? words.reading(progress.passages)
        : words[progress];
  return (
    <div id="state">
      <span role="status">
        <span id="progress">{told}</span> <span id="timing">{answer && <Cost of={answer} />}</span>
      </span>
      <button id="stop" type="button" hidden={told === ""} onClick={() => asker.stop()}>
        {words.stop}
      </button>
    </div>
  );
}

function Cost({ of: { timings_ms: times, usage, dropped } }: { of: Answer }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const told = [words.answeredIn(String(Math.round(times.total ?? 0)))];
  if (usage) told.push(words.tokens(usage.prompt_tokens + usage.completion_tokens));
  if (dropped) told.push(words.dropped(dropped));
  return <span title={number(times.total ?? 0)}>{told.join(" · ")}</span>;
}

// What came before the answer was broken off stays, and can be asked for again.
function Broken({ asking }: { asking: Asking }) {
  const words = useWords(WORDS);
  const told = asking.broken === "stopped" ? words.stopped : words.line;
  const came = asking.telling.sentences.length > 0;
  return (
    <p id="again-part" role="alert">
      <span>{`${told} ${came ? words.someCame : words.noneCame}`}</span>
      <button id="again" type="button" onClick={() => void asker.ask(asking.turns)}>
        {words.again}
      </button>
    </p>
  );
}
