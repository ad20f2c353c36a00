// Who and what is in a film, and when: a lane each. A lane costs the same however often it is met.

import { type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import {
  Claim,
  Confidence,
  clock,
  Door,
  evidenceOf,
  Said,
  TimeCode,
  useEvidence,
} from "../../parts";
import { useNumber, useWords } from "../../words";
import { Sign } from "../graph/Sign";
import "../graph/graph.css";
import type { Playhead } from "./playhead";
import { claimAt, type Film } from "./queries";
import type { Timeline } from "./timeline";
import { WORDS } from "./words";

const STEPS = 1000;
const STEP = 20;

interface Lane {
  id: string;
  label: string;
  name: string;
  rows: number[];
}

interface Props {
  film: Film;
  timeline: Timeline;
  lengthMs: number;
  head: Playhead;
  onSeek: (ms: number) => void;
}

export function Lanes(props: Props) {
  const { timeline } = props;
  const words = useWords(WORDS);
  const number = useNumber();
  const lanes = useMemo(() => lanesOf(timeline), [timeline]);
  const [open, setOpen] = useState<string | null>(null);
  const [shown, setShown] = useState(STEP);
  if (lanes.length === 0) return null;
  return (
    <section className="film-entities">
      <h2>{words.entities(number(lanes.length))}</h2>
      <ul className="plain-list">
        {lanes.slice(0, shown).map((lane) => (
          <li key={lane.id}>
            <div className="film-lane">
              <button
                type="button"
                className="plain"
                aria-expanded={open === lane.id}
                onClick={() => setOpen(open === lane.id ? null : lane.id)}
              >
                <Sign label={lane.label} /> <Said text={lane.name} />{" "}
                <span className="quiet numbers">{number(lane.rows.length)}</span>
              </button>
              <Track {...props} lane={lane} />
            </div>
            {open === lane.id && <Times {...props} lane={lane} />}
          </li>
        ))}
      </ul>
      {shown < lanes.length && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          {words.more}
        </button>
      )}
    </section>
  );
}

// Those met most often first.
function lanesOf(timeline: Timeline): Lane[] {
  const found = new Map<string, Lane>();
  for (const row of timeline.of("entity")) {
    const id = timeline.id(row);
    const lane = found.get(id) ?? { id, label: timeline.kind(row), name: "", rows: [] };
    lane.name ||= timeline.text(row) ?? id;
    lane.rows.push(row);
    found.set(id, lane);
  }
  return [...found.values()].sort(
    (one, other) => other.rows.length - one.rows.length || one.name.localeCompare(other.name),
  );
}

type LaneProps = Props & { lane: Lane };

function Track({ lane, timeline, lengthMs, head, onSeek }: LaneProps) {
  const scale = STEPS / Math.max(1, lengthMs);
  const paths = useMemo(() => {
    const made = { sure: "", doubted: "" };
    const drawn = new Set<string>();
    for (const row of lane.rows) {
      const from = Math.floor(timeline.start(row) * scale);
      const to = Math.max(from + 4, Math.ceil(timeline.end(row) * scale));
      const path = timeline.origin(row) === "machine" ? "doubted" : "sure";
      if (drawn.has(path + from)) continue;
      drawn.add(path + from);
      made[path] += `M${from} 1H${to}V9H${from}Z`;
    }
    return made;
  }, [lane, timeline, scale]);
  const seek = (event: MouseEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const ms = ((event.clientX - left) / Math.max(1, width)) * lengthMs;
    const far = (row: number) =>
      Math.max(0, timeline.start(row) - ms, ms - Math.max(timeline.end(row), timeline.start(row)));
    const nearest = lane.rows.reduce((best, row) => (far(row) < far(best) ? row : best));
    onSeek(timeline.start(nearest));
  };
  return (
    // The times of the lane are the same, as buttons.
    <div className="film-track" aria-hidden="true" onClick={seek}>
      <svg viewBox={`0 0 ${STEPS} 10`} preserveAspectRatio="none" aria-hidden="true">
        <path d={paths.sure} />
        <path d={paths.doubted} className="film-doubted" />
      </svg>
      <Mark head={head} lengthMs={lengthMs} />
    </div>
  );
}

// Where the film stands; moved without drawing the lanes again.
function Mark({ head, lengthMs }: { head: Playhead; lengthMs: number }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const move = () => {
      const share = Math.min(1, head.ms / Math.max(1, lengthMs));
      if (mark.current) mark.current.style.left = `${100 * share}%`;
    };
    move();
    return head.subscribe(move);
  }, [head, lengthMs]);
  return <span ref={mark} className="film-mark" />;
}

function Times({ film, lane, timeline, onSeek }: LaneProps) {
  const words = useWords(WORDS);
  const { show } = useEvidence();
  const [shown, setShown] = useState(STEP);
  const how: Record<string, string> = {
    appears: words.appears,
    speaks: words.speaks,
    shown: words.shown,
    mentioned: words.mentioned,
    spoken: words.spoken,
    "on screen": words.onScreen,
    "in text": words.inText,
  };
  const tell = async (row: number) => {
    const claim = await claimAt(lane.id, film.id, timeline.start(row)).catch(() => null);
    const known = {
      title: lane.name,
      origin: timeline.origin(row),
      confidence: timeline.confidence(row),
      record: film.rights.source,
      film: film.id,
      startMs: timeline.start(row),
      endMs: timeline.end(row),
    };
    const told = claim ? evidenceOf(lane.name, claim, words.alsoEvidence) : known;
    show({ ...told, entity: lane.id });
  };
  return (
    <div className="film-times">
      <Door to="entity" id={lane.id}>
        <Said text={lane.name} />
      </Door>
      <ul className="plain-list">
        {lane.rows.slice(0, shown).map((row) => {
          const confidence = timeline.confidence(row);
          return (
            <li key={row}>
              <button type="button" className="plain" onClick={() => onSeek(timeline.start(row))}>
                <TimeCode ms={timeline.start(row)} />
              </button>{" "}
              <Claim origin={timeline.origin(row)}>{how[timeline.how(row) ?? ""] ?? ""}</Claim>{" "}
              {confidence !== null && <Confidence value={confidence} />}
              <button
                type="button"
                className="plain"
                aria-label={words.evidenceOf(lane.name, clock(timeline.start(row)))}
                onClick={() => void tell(row)}
              >
                {words.evidence}
              </button>
            </li>
          );
        })}
      </ul>
      {shown < lane.rows.length && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          {words.more}
        </button>
      )}
    </div>
  );
}
