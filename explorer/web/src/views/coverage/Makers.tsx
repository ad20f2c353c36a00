// The programs and models that speak of the films, with what each said and when it ran.

import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { plain, Table } from "../../parts";
import { useWords } from "../../words";
import type { Archive } from "./archive";
import type { Maker, Tally, What } from "./known";
import { WORDS } from "./words";

interface Line {
  row: number;
  maker: Maker;
  said: Tally["makers"][number];
}

const TEXTS = ["speech", "screen", "captions", "summaries"] as const;

export function Makers({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const lines = useMemo(() => linesOf(archive), [archive]);
  const columns = useColumns();
  return (
    <section>
      <h2>{words.makers}</h2>
      {lines.length === 0 ? (
        <p>{words.makersNone}</p>
      ) : (
        <Table
          caption={words.makers}
          columns={columns}
          rows={lines}
          rowId={(line) => String(line.row)}
        />
      )}
    </section>
  );
}

// Those that say something of the films that are left; of all films, those too that speak of none.
function linesOf({ makers, tally, number, total }: Archive): Line[] {
  return makers
    .flatMap((maker, row): Line[] => {
      const said = tally.makers[row];
      return said && (said.films > 0 || number === total) ? [{ row, maker, said }] : [];
    })
    .sort((one, other) => other.said.films - one.said.films);
}

function useColumns() {
  const words = useWords(WORDS);
  return useMemo(() => {
    const column = createColumnHelper<Line>();
    const told = (name: "app" | "version" | "model", header: string) =>
      column.accessor(({ maker }) => plain(maker[name] ?? words.unnamed), { id: name, header });
    const count = (whats: readonly What[], header: string) =>
      column.accessor(({ said }) => whats.reduce((sum, what) => sum + said.of[what].items, 0), {
        id: header,
        header,
      });
    return [
      told("app", words.program),
      told("version", words.version),
      told("model", words.model),
      column.accessor(({ maker }) => maker.first ?? words.unnamed, {
        id: "first",
        header: words.first,
      }),
      column.accessor(({ maker }) => maker.last ?? words.unnamed, {
        id: "last",
        header: words.last,
      }),
      column.accessor(({ said }) => said.films, { id: "films", header: words.films }),
      count(TEXTS, words.texts),
      count(["shots", "parts"], words.shots),
      count(["names"], words.namesShort),
      count(["unreviewed"], words.unreviewedShort),
      count(["accepted"], words.acceptedShort),
      count(["rejected"], words.rejectedShort),
    ];
  }, [words]);
}
