// The films to choose from: those that the filters leave.

import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { clock, Door, Empty, Failure, FilterBar, Said, Skeleton, Table } from "../../parts";
import { type Film, useFilmSet, useFilms } from "../../state";
import { useWords } from "../../words";
import { WORDS } from "./words";

export function Chooser({ title }: { title: string }) {
  const words = useWords(WORDS);
  const films = useFilms();
  const left = useFilmSet();
  const columns = useColumns();
  if (films.isError) return <Failure error={films.error} again={() => void films.refetch()} />;
  if (!left) return <Skeleton lines={8} />;
  if (left.total === 0) {
    return (
      <Empty title={words.noFilms}>
        <p>{words.noFilmsDetail}</p>
      </Empty>
    );
  }
  return (
    <section>
      <h1>{title}</h1>
      <FilterBar />
      <Table caption={words.films} columns={columns} rows={left.films} rowId={(film) => film.id} />
    </section>
  );
}

function useColumns() {
  const words = useWords(WORDS);
  return useMemo(() => {
    const column = createColumnHelper<Film>();
    const record = (film: Film) => [film.partner, film.recordId].filter(Boolean).join(" ");
    const length = (film: Film) => (film.durationS === null ? "" : clock(film.durationS * 1000));
    return [
      column.accessor("title", {
        header: words.title,
        cell: ({ row }) => (
          <Door to="film" id={row.original.id}>
            <Said text={row.original.title || row.original.id} />
          </Door>
        ),
      }),
      column.accessor((film) => film.dateText ?? "", { id: "date", header: words.date }),
      column.accessor(record, { id: "record", header: words.record }),
      column.accessor(length, { id: "length", header: words.length }),
      column.accessor((film) => (film.enriched ? words.yes : words.no), {
        id: "enriched",
        header: words.enriched,
      }),
    ];
  }, [words]);
}
