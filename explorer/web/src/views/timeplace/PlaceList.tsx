// All places as a table, those without coordinates among them, and the names that are no place yet.

import { useInfiniteQuery } from "@tanstack/react-query";
import { type ColumnDef, createColumnHelper } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { api, read } from "../../api/client";
import { Failure, plain, Said, Skeleton, Table } from "../../parts";
import { useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { Namings } from "./Namings";
import { type Counts, type Place, type Places, WAYS } from "./places";
import { WORDS } from "./words";

interface Line {
  place: Place;
  films: number;
  ways: number[];
}

interface Props {
  places: Places;
  counts: Counts;
  onChoose: (place: Place) => void;
  // With what there is room for beside no map: coordinates and wider places.
  whole: boolean;
}

export function PlaceList({ places, counts, onChoose, whole }: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const rows = useMemo(() => linesOf(places, counts), [places, counts]);
  const columns = useColumns(onChoose, whole);
  const located = places.rows.filter((place) => place.lat !== null).length;
  return (
    <section className="place-list">
      <h2>{words.places}</h2>
      <p className="quiet">{words.located(number(located), number(places.rows.length))}</p>
      <Table caption={words.places} columns={columns} rows={rows} rowId={(line) => line.place.id} />
      <Unlinked />
    </section>
  );
}

function linesOf(places: Places, counts: Counts): Line[] {
  return places.rows
    .map((place, row) => ({
      place,
      films: counts.films[row] ?? 0,
      ways: WAYS.map((way) => counts.ways[way][row] ?? 0),
    }))
    .filter((line) => line.films > 0)
    .sort((one, other) => other.films - one.films);
}

// biome-ignore lint/suspicious/noExplicitAny: columns of one table hold values of several types
function useColumns(onChoose: (place: Place) => void, whole: boolean): ColumnDef<Line, any>[] {
  const words = useWords(WORDS);
  return useMemo(() => {
    const column = createColumnHelper<Line>();
    const columns = [
      column.accessor((line) => line.place.name, {
        id: "place",
        header: words.place,
        cell: ({ row }) => (
          <button
            type="button"
            className="plain place-name"
            onClick={() => onChoose(row.original.place)}
          >
            <Said text={row.original.place.name} />
          </button>
        ),
      }),
      column.accessor("films", { header: words.films }),
      ...WAYS.map((way, n) =>
        column.accessor((line) => line.ways[n] ?? 0, { id: way, header: words[way] }),
      ),
      column.accessor((line) => line.place.timed, { id: "timed", header: words.timed }),
    ];
    const more = [
      column.accessor((line) => coordinatesOf(line.place), {
        id: "coordinates",
        header: words.coordinates,
      }),
      column.accessor((line) => line.place.within.map(plain).join(" · "), {
        id: "within",
        header: words.within,
      }),
    ];
    return whole ? [...columns, ...more] : columns;
  }, [words, onChoose, whole]);
}

function coordinatesOf(place: Place): string {
  if (place.lat === null || place.lon === null) return "";
  return `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}`;
}

// Names met in records, speech and pictures that are linked to no place.
function Unlinked() {
  const words = useWords(WORDS);
  const number = useNumber();
  const [looked, setLooked] = useState("");
  const [name, setName] = useAddressValue("time.name");
  const found = useInfiniteQuery({
    queryKey: ["names", looked],
    initialPageParam: 0,
    queryFn: ({ pageParam: offset, signal }) =>
      read(
        api.GET("/api/v1/place/names", {
          params: { query: { q: looked, offset, limit: 50 } },
          signal,
        }),
      ),
    getNextPageParam: (last, pages) =>
      pages.length * 50 < last.total ? pages.length * 50 : undefined,
    placeholderData: (before) => before,
  });
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const first = found.data?.pages[0];
  if (!found.data || !first) return <Skeleton lines={3} />;
  if (first.total === 0 && looked === "") return null;
  return (
    <section className="place-unlinked">
      <h2>{words.unlinked}</h2>
      <p className="quiet">{words.unlinkedTold(number(first.total), number(first.namings))}</p>
      <input
        type="search"
        aria-label={words.findName}
        placeholder={words.findName}
        value={looked}
        onChange={({ target }) => setLooked(target.value)}
      />
      <ul className="place-names">
        {found.data.pages
          .flatMap((page) => page.names)
          .map((one) => (
            <li key={one.key}>
              <button
                type="button"
                className="plain place-name"
                aria-expanded={name === one.key}
                onClick={() => setName(name === one.key ? null : one.key)}
              >
                <Said text={one.name} />
              </button>{" "}
              <span className="quiet numbers">{number(one.namings)}</span>
              {name === one.key && <Namings of={{ name: one.key }} />}
            </li>
          ))}
      </ul>
      {found.hasNextPage && (
        <button type="button" onClick={() => void found.fetchNextPage()}>
          {words.more}
        </button>
      )}
    </section>
  );
}
