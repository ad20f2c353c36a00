// The evidence as a small graph: sentences, the quotations that they rest on, and their films.

import { type ReactNode, useEffect, useRef, useState } from "react";
import { kindOf, plain } from "../../parts";
import { useWords } from "../../words";
import { Short, useLook } from "./Quotations";
import type { Answer } from "./stream";
import type { Telling } from "./telling";
import { WORDS } from "./words";

// Pixels from one quotation to the next, and where the columns begin and end, of the width.
const STEP = 40;
const COLUMNS = { sentences: [0, 0.1], quotations: [0.2, 0.66], films: [0.76, 1] } as const;
const MOST = 24;

interface Node {
  key: string;
  y: number;
  // How it is said to those who can't see where it stands.
  name: string;
  shown: ReactNode;
  look: () => void;
}

interface Line {
  key: string;
  from: number;
  to: number;
  columns: readonly [number, number];
}

export function EvidenceGraph(props: {
  telling: Telling;
  results: Answer["results"];
  toEvidence: (number: number) => void;
}) {
  const words = useWords(WORDS);
  const drawing = useRef<HTMLDivElement>(null);
  const width = useWidth(drawing);
  const { sentences, quotations, films, lines, height } = useDrawing(props);
  return (
    <details id="graph-part" open>
      <summary>{words.drawn}</summary>
      <div ref={drawing} className="evidence-graph" style={{ height }}>
        {lines.map((line) => (
          <Edge key={line.key} line={line} width={width} />
        ))}
        <Column name={words.sentences} at={COLUMNS.sentences} nodes={sentences} kind="sentence" />
        <Column
          name={words.quotations}
          at={COLUMNS.quotations}
          nodes={quotations}
          kind="quotation"
        />
        <Column name={words.films} at={COLUMNS.films} nodes={films} kind="film" />
      </div>
    </details>
  );
}

function useDrawing(props: Parameters<typeof EvidenceGraph>[0]) {
  const words = useWords(WORDS);
  const look = useLook();
  const { telling, results, toEvidence } = props;
  const citations = telling.citations.slice(0, MOST);
  const told = telling.sentences
    .map(({ numbers }, place) => ({ place, numbers: numbers.filter((n) => n <= MOST) }))
    .filter(({ numbers }) => numbers.length > 0);
  const works = [...new Set(citations.map(({ work, record_id: id }) => work ?? id ?? "–"))];
  const titles = new Map(results.map(({ id, label }) => [id, label]));
  const height = Math.max(citations.length, told.length, works.length) * STEP;
  const at = (place: number, of: number) => ((place + 0.5) / of) * height;
  const sentences = told.map(({ place, numbers }, row) => ({
    key: `s${place}`,
    y: at(row, told.length),
    name: words.sentenceNumber(place + 1, shortened(numbers)),
    // As the marks in the answer have them.
    shown: shortened(numbers),
    look: () => toEvidence(numbers[0] ?? 1),
  }));
  const quotations = citations.map((citation, row) => ({
    key: `q${row}`,
    y: at(row, citations.length),
    name: words.quotationNumber(row + 1, plain(citation.text).slice(0, 200)),
    shown: (
      <>
        <span className="quiet numbers">{row + 1}</span> <Short text={citation.text} />
      </>
    ),
    look: () => look(citation),
  }));
  const films = works.map((work, row) => {
    const first = citations.find((citation) => (citation.work ?? citation.record_id) === work);
    const title = titles.get(work) ?? first?.record_id ?? work;
    return {
      key: `f${work}`,
      y: at(row, works.length),
      name: plain(title),
      shown: <Film title={title} />,
      look: () => first && look(first),
    };
  });
  const { sentences: s, quotations: q, films: f } = COLUMNS;
  const lines: Line[] = [
    ...told.flatMap(({ place, numbers }, row) =>
      numbers.map((number) => ({
        key: `${place} ${number}`,
        from: at(row, told.length),
        to: at(number - 1, citations.length),
        columns: [s[1], q[0]] as const,
      })),
    ),
    ...citations.map((citation, row) => ({
      key: `film of ${row}`,
      from: at(row, citations.length),
      to: at(works.indexOf(citation.work ?? citation.record_id ?? "–"), works.length),
      columns: [q[1], f[0]] as const,
    })),
  ];
  return { sentences, quotations, films, lines, height } satisfies {
    sentences: Node[];
    quotations: Node[];
    films: Node[];
    lines: Line[];
    height: number;
  };
}

// Numbers in order, a run of three or more by its ends: 1, 4–6.
export function shortened(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([from, to]) => (to - from < 2 ? [...new Set([from, to])].join(", ") : `${from}–${to}`))
    .join(", ");
}

function Film({ title }: { title: string }) {
  const { sign, colour } = kindOf("Work");
  return (
    <>
      <span aria-hidden="true" style={{ color: colour }}>
        {sign}
      </span>{" "}
      <Short text={title} />
    </>
  );
}

function Column(props: {
  name: string;
  at: readonly [number, number];
  nodes: readonly Node[];
  kind: string;
}) {
  const [left, right] = props.at;
  return (
    <ul
      aria-label={props.name}
      style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
    >
      {props.nodes.map(({ key, y, name, shown, look }) => (
        <li key={key} style={{ top: y }}>
          <button
            type="button"
            className={props.kind}
            aria-label={name}
            title={name}
            onClick={look}
          >
            {shown}
          </button>
        </li>
      ))}
    </ul>
  );
}

// A straight line, as a thin box that is turned: it needs no drawing that a record could forge.
function Edge({ line, width }: { line: Line; width: number }) {
  const [left, right] = line.columns;
  const across = (right - left) * width;
  const down = line.to - line.from;
  return (
    <span
      className="edge"
      style={{
        left: left * width,
        top: line.from,
        width: Math.hypot(across, down),
        transform: `rotate(${Math.atan2(down, across)}rad)`,
      }}
    />
  );
}

function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
