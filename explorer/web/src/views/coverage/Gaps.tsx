// What films lack: each number leads to its films in another view, and lists them here.

import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { Door, Said, Table } from "../../parts";
import { type Film, type Filters, useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { type Archive, GAPS, type Gap, gapsOf } from "./archive";
import { Framed } from "./Framed";
import { SHOWN, useLead } from "./leading";
import { useShare } from "./numbers";
import { WORDS } from "./words";

// A filter that says the same, where there is one.
const FILTERS: Partial<Record<Gap, Partial<Filters>>> = { notEnriched: { enriched: false } };

export function Gaps({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const share = useShare();
  const lead = useLead();
  const gaps = useMemo(() => gapsOf(archive), [archive]);
  const [asked, setAsked] = useAddressValue("coverage.list");
  const open = GAPS.find((gap) => gap === asked);
  return (
    <>
      <Framed title={words.gaps}>
        <table className="coverage-gaps">
          <thead>
            <tr>
              <th scope="col">{words.gap}</th>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.share}</th>
              <th scope="col">{words.list}</th>
            </tr>
          </thead>
          <tbody>
            {GAPS.map((gap) => (
              <tr key={gap}>
                <th scope="row">{nameOf(gap, words)}</th>
                <td>
                  <button
                    type="button"
                    className="plain"
                    disabled={!SHOWN || gaps[gap].length === 0}
                    aria-label={words.listed(nameOf(gap, words), number(gaps[gap].length))}
                    onClick={() => lead(gaps[gap], FILTERS[gap])}
                  >
                    {number(gaps[gap].length)}
                  </button>
                </td>
                <td>{share(gaps[gap].length, archive.number)}</td>
                <td>
                  <button
                    type="button"
                    className="plain"
                    disabled={gaps[gap].length === 0}
                    aria-expanded={open === gap}
                    aria-label={words.listOf(nameOf(gap, words))}
                    onClick={() => setAsked(open === gap ? null : gap)}
                  >
                    {words.list}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Framed>
      {open && gaps[open].length > 0 && (
        <Listed archive={archive} rows={gaps[open]} name={nameOf(open, words)} />
      )}
    </>
  );
}

function nameOf(gap: Gap, words: Record<Gap | "noDate", string>): string {
  return gap === "undated" ? words.noDate : words[gap];
}

interface ListedProps {
  archive: Archive;
  rows: readonly number[];
  name: string;
}

function Listed({ archive, rows, name }: ListedProps) {
  const words = useWords(WORDS);
  const number = useNumber();
  const films = useMemo(
    () => rows.flatMap((row) => archive.films.rows[row] ?? []),
    [archive, rows],
  );
  const columns = useMemo(() => {
    const column = createColumnHelper<Film>();
    return [
      column.accessor("title", {
        header: words.title2,
        cell: ({ row }) => (
          <Door to="film" id={row.original.id}>
            <Said text={row.original.title} />
          </Door>
        ),
      }),
      column.accessor((film) => film.dateText ?? "", { id: "date", header: words.date }),
      column.accessor((film) => film.recordId ?? "", { id: "record", header: words.record }),
    ];
  }, [words]);
  return (
    <section className="coverage-list">
      <h3>{words.listed(name, number(films.length))}</h3>
      <Table caption={name} columns={columns} rows={films} rowId={(film) => film.id} />
    </section>
  );
}
