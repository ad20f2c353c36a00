// The timeline as tables: every year, and every uncertain date.

import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { Door, Said, Table } from "../../parts";
import { type Film, useFilms } from "../../state";
import { useWords } from "../../words";
import { binsOf, type Dates, unsureOf, useDates, yearSpan } from "./dates";
import { useLeft } from "./left";
import { WORDS } from "./words";

interface Year {
  year: number;
  sure: number;
  maybe: number;
  events: number[];
}

interface Unsure {
  film: Film;
  text: string;
  first: number;
  last: number;
}

export function Tables() {
  const dates = useDates().data;
  const left = useLeft({ from: null, to: null });
  const span = dates ? yearSpan(dates) : null;
  if (!dates || !left || !span) return null;
  return (
    <div className="timeline-tables">
      <Years dates={dates} left={left} span={span} />
      <Doubtful dates={dates} left={left} />
    </div>
  );
}

function Years({ dates, left, span }: { dates: Dates; left: Uint8Array; span: [number, number] }) {
  const words = useWords(WORDS);
  const [first, last] = span;
  const { rows, kinds } = useMemo(() => {
    const bins = binsOf(dates, [first, last], left);
    const kinds = [...bins.events.keys()];
    const rows: Year[] = [];
    for (let n = 0; n <= last - first; n += 1) {
      const events = kinds.map((kind) => bins.events.get(kind)?.[n] ?? 0);
      const [sure, maybe] = [bins.sure[n] ?? 0, bins.maybe[n] ?? 0];
      if (sure + maybe + events.reduce((sum, one) => sum + one, 0) > 0) {
        rows.push({ year: first + n, sure, maybe, events });
      }
    }
    return { rows, kinds };
  }, [dates, left, first, last]);
  const columns = useMemo(() => {
    const column = createColumnHelper<Year>();
    const named = words as unknown as Record<string, string>;
    return [
      column.accessor("year", { header: words.years }),
      column.accessor("sure", { header: words.sure }),
      column.accessor("maybe", { header: words.maybe }),
      ...kinds.map((kind, n) =>
        column.accessor((row) => row.events[n] ?? 0, { id: kind, header: named[kind] ?? kind }),
      ),
    ];
  }, [words, kinds]);
  return (
    <Table caption={words.timeline} columns={columns} rows={rows} rowId={(row) => `${row.year}`} />
  );
}

function Doubtful({ dates, left }: { dates: Dates; left: Uint8Array }) {
  const words = useWords(WORDS);
  const films = useFilms().data;
  const rows = useMemo(
    () =>
      unsureOf(dates, left, Number.MAX_SAFE_INTEGER).flatMap((row): Unsure[] => {
        const film = films?.rows[dates.films[row] ?? -1];
        const [first, last] = [dates.first[row] ?? 0, dates.last[row] ?? 0];
        return film ? [{ film, text: dates.text(row), first, last }] : [];
      }),
    [dates, left, films],
  );
  const columns = useMemo(() => {
    const column = createColumnHelper<Unsure>();
    return [
      column.accessor((row) => row.film.title, {
        id: "film",
        header: words.film,
        cell: ({ row }) => (
          <Door to="film" id={row.original.film.id}>
            <Said text={row.original.film.title} />
          </Door>
        ),
      }),
      column.accessor("text", { header: words.date }),
      column.accessor("first", { header: words.from }),
      column.accessor("last", { header: words.to }),
    ];
  }, [words]);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{words.uncertainDates}</h2>
      <Table
        caption={words.uncertainDates}
        columns={columns}
        rows={rows}
        rowId={(row) => row.film.id}
      />
    </section>
  );
}
