// What is said, written and seen in a film, and its chapters: a tab each.

import { Tabs } from "radix-ui";
import { useCallback, useMemo } from "react";
import { evidenceOf, useEvidence } from "../../parts";
import { useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { Lines } from "./Lines";
import type { Playhead } from "./playhead";
import { evidenceOfText, type Film } from "./queries";
import type { Rows, Timeline } from "./timeline";
import { WORDS } from "./words";

const CHANNELS = ["transcript", "ocr", "caption", "shotlist"] as const;
type Tab = (typeof CHANNELS)[number] | "chapters";

interface Props {
  film: Film;
  timeline: Timeline;
  head: Playhead;
  onSeek: (ms: number) => void;
}

export function Texts({ film, timeline, head, onSeek }: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const [asked, setTab] = useAddressValue("film.tab");
  const tabs = useMemo(() => tabsOf(timeline), [timeline]);
  const tell = useTell(film, timeline);
  const textOf = useTextOf(timeline, words.chapters);
  const shown = (tabs.find(([name]) => name === asked) ?? tabs[0])?.[0];
  if (shown === undefined) return <p className="quiet">{words.noTexts}</p>;
  const turn = (name: string) => setTab(name, { replace: true });
  return (
    <Tabs.Root className="film-texts" value={shown} onValueChange={turn}>
      <Tabs.List className="film-tabs" aria-label={words.texts}>
        {tabs.map(([name, rows]) => (
          <Tabs.Trigger key={name} value={name}>
            {words[name]} <span className="numbers">({number(rows.length)})</span>
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map(([name, rows]) => (
        <Tabs.Content key={name} value={name} tabIndex={-1}>
          <Lines
            label={words[name]}
            timeline={timeline}
            rows={rows}
            textOf={textOf}
            head={head}
            onSeek={onSeek}
            onEvidence={tell}
          />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function tabsOf(timeline: Timeline): (readonly [Tab, Rows])[] {
  const texts = CHANNELS.map((name) => [name, timeline.of(`text.${name}`)] as const);
  const all: (readonly [Tab, Rows])[] = [...texts, ["chapters", timeline.chapters]];
  return all.filter(([, rows]) => rows.length > 0);
}

// What a row says; of a chapter without words of its own, what was summed up of it.
function useTextOf(timeline: Timeline, chapter: string): (row: number) => string {
  const summaries = useMemo(() => {
    const rows = timeline.of("text.summary");
    return new Map(rows.map((row) => [timeline.segment(row), timeline.text(row)]));
  }, [timeline]);
  return useCallback(
    (row) => timeline.text(row) ?? summaries.get(timeline.id(row)) ?? chapter,
    [timeline, summaries, chapter],
  );
}

function useTell(film: Film, timeline: Timeline): (row: number) => void {
  const words = useWords(WORDS);
  const { show } = useEvidence();
  return (row) => {
    const known = {
      quote: timeline.text(row) ?? undefined,
      origin: timeline.origin(row),
      field: timeline.kind(row),
      film: film.id,
      startMs: timeline.start(row),
      endMs: timeline.end(row),
    };
    evidenceOfText(film.id, timeline.id(row))
      .then((body) => {
        const told = evidenceOf(film.title, body, words.alsoEvidence);
        show({ ...told, ...known, field: told.field ?? known.field });
      })
      .catch(() => show({ title: film.title, ...known }));
  };
}
