// What to look for: the kind of search in plain words, an example of each, and what it is written in.

import { useEffect, useRef, useState } from "react";
import { putTurns, useAddress, useQuestion } from "../../state";
import { useWords } from "../../words";
import { isWritten, KINDS, type Kind, LEAST_S, MOST_S, useChosen, useExample } from "./kinds";
import { WORDS } from "./words";

const LONGEST_TEXT = 4000;

export function Finder() {
  const words = useWords(WORDS);
  const { kind } = useChosen();
  const choose = useKind();
  useLeavesWriting();
  return (
    <section className="cut-finder" aria-label={words.find}>
      <fieldset className="cut-kinds">
        <legend className="unseen">{words.kinds}</legend>
        {KINDS.map((one) => (
          <label key={one} className="cut-kind">
            <input
              type="radio"
              name="cut-kind"
              checked={one === kind}
              onChange={() => choose(one)}
            />
            <span>{words.kind(one)}</span>
          </label>
        ))}
      </fieldset>
      <p className="quiet cut-hint">
        {words.hint(kind)} <Example kind={kind} />
      </p>
      {kind === "silence" && <Silence />}
      {isWritten(kind) && <Writing key={kind} kind={kind} />}
    </section>
  );
}

function useKind(): (kind: Kind) => void {
  const { change } = useAddress();
  return (kind) =>
    change((params) => {
      if (kind === "phrase") params.delete("cut.how");
      else params.set("cut.how", kind);
      for (const key of ["cut.text", "cut.swap", "cut.like"]) params.delete(key);
    });
}

// Words in the search box are looked for as words, whatever was chosen before.
function useLeavesWriting(): void {
  const question = useQuestion();
  const { kind } = useChosen();
  const { change } = useAddress();
  const before = useRef(question);
  useEffect(() => {
    if (before.current === question) return;
    before.current = question;
    if (question && (isWritten(kind) || kind === "silence" || kind === "looks")) {
      change((params) => params.delete("cut.how"), { replace: true });
    }
  }, [question, kind, change]);
}

function Example({ kind }: { kind: Kind }) {
  const words = useWords(WORDS);
  const example = useExample(kind);
  const { change } = useAddress();
  if (!example) return null;
  const take = () =>
    change((params) => {
      if (isWritten(kind)) params.set("cut.text", example);
      else putTurns(params, [{ question: example, without: [] }]);
    });
  return (
    <button type="button" className="plain cut-example" onClick={take}>
      {words.example(isWritten(kind) ? words.exampleText : example)}
    </button>
  );
}

function Silence() {
  const words = useWords(WORDS);
  const { least, most } = useChosen();
  return (
    <p className="cut-silence">
      <Seconds name="cut.least" label={words.least} value={least} otherwise={LEAST_S} />
      <Seconds name="cut.most" label={words.most} value={most} otherwise={MOST_S} />
    </p>
  );
}

interface SecondsProps {
  name: string;
  label: string;
  value: number;
  otherwise: number;
}

function Seconds({ name, label, value, otherwise }: SecondsProps) {
  const { change } = useAddress();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const take = () => {
    const good = Number.parseFloat(typed) >= 0;
    change((params) => {
      if (good && Number(typed) !== otherwise) params.set(name, typed);
      else params.delete(name);
    });
  };
  return (
    <label className="choice">
      {label}
      <input
        type="number"
        min={0}
        step={0.5}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </label>
  );
}

function Writing({ kind }: { kind: Kind }) {
  const words = useWords(WORDS);
  const { text } = useChosen();
  const { change } = useAddress();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const take = () =>
    change((params) => {
      params.delete("cut.swap");
      if (typed.trim()) params.set("cut.text", typed.trim());
      else params.delete("cut.text");
    });
  const script = kind === "script";
  return (
    <form
      className="cut-writing"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <textarea
        aria-label={script ? words.script : words.outline}
        rows={script ? 5 : 3}
        maxLength={LONGEST_TEXT}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take();
        }}
      />
      <button type="submit" className="primary">
        {script ? words.findLines : words.findShots}
      </button>
    </form>
  );
}
