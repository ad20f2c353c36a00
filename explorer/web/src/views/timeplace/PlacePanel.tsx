// One place: how it is known, each time that it is named, and the films of it and near it.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { api, read } from "../../api/client";
import type { components } from "../../api/schema";
import { Door, doorOf, Failure, plain, Said, Skeleton, TimeCode } from "../../parts";
import { useAddress, useAddressValue, useFilters } from "../../state";
import { useNumber, useWords } from "../../words";
import { Namings } from "./Namings";
import { Sign } from "./PlaceMap";
import { WAYS } from "./places";
import { WORDS } from "./words";

type Told = components["schemas"]["PlaceBody"];
type Film = components["schemas"]["PlaceFilmBody"];

const PAGE = 50;
const WIDTHS = [5, 15, 30, 60, 120];

export function PlacePanel({ id, onBack }: { id: string; onBack: () => void }) {
  const words = useWords(WORDS);
  const [km, setKm] = useNearness();
  const place = useQuery({
    queryKey: ["place", id, km],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/place", { params: { query: { id, km } }, signal })),
  });
  if (place.isError) return <Failure error={place.error} again={() => void place.refetch()} />;
  if (!place.data) return <Skeleton lines={8} />;
  return (
    <article className="place-panel">
      <button type="button" className="plain" onClick={onBack}>
        ← {words.backToPlaces}
      </button>
      <Head place={place.data} />
      <Namings of={{ id }} />
      <Films place={place.data} km={km} />
      <Near place={place.data} km={km} onWidth={setKm} />
    </article>
  );
}

function useNearness(): [number, (km: number) => void] {
  const [held, set] = useAddressValue("time.km");
  const km = Number(held ?? 15);
  return [WIDTHS.includes(km) ? km : 15, (wanted) => set(String(wanted))];
}

function Head({ place }: { place: Told }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { filters, set } = useFilters();
  const narrowed = filters.place.includes(place.name);
  return (
    <>
      <h2>
        <Said text={place.name} />
      </h2>
      <p className="quiet">
        {[place.feature, ...place.within]
          .filter((one) => !!one)
          .map((one) => plain(one ?? ""))
          .join(" · ")}
      </p>
      <ul className="place-legend">
        {WAYS.map((way) => (
          <li key={way}>
            <Sign way={way} /> {words[way]}: <span className="numbers">{number(place[way])}</span>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {place.gazetteer ? words.coordinatesBy(plain(place.gazetteer)) : words.noCoordinates}
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={narrowed}
          onChange={() => set({ place: narrowed ? [] : [place.name] })}
        />
        {words.narrow(plain(place.name))}
      </label>
    </>
  );
}

function Films({ place, km }: { place: Told; km: number }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const found = useInfiniteQuery({
    queryKey: ["place films", place.id, km],
    initialPageParam: 0,
    queryFn: ({ pageParam: offset, signal }) =>
      read(
        api.GET("/api/v1/place/films", {
          params: { query: { id: place.id, km, offset, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (last, pages) =>
      pages.length * PAGE < last.total ? pages.length * PAGE : undefined,
  });
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const first = found.data?.pages[0];
  if (!found.data || !first) return <Skeleton lines={4} />;
  const films = found.data.pages.flatMap((page) => page.films);
  const here = films.filter((film) => film.place === place.id);
  const near = films.filter((film) => film.place !== place.id);
  return (
    <section>
      <h3>{words.filmsHere(number(first.here))}</h3>
      <FilmList films={here} />
      {first.total > first.here && (
        <>
          <h3>{words.filmsNear(number(first.total - first.here))}</h3>
          <FilmList films={near} />
        </>
      )}
      {found.hasNextPage && (
        <button type="button" onClick={() => void found.fetchNextPage()}>
          {words.more}
        </button>
      )}
    </section>
  );
}

function FilmList({ films }: { films: readonly Film[] }) {
  const words = useWords(WORDS);
  const number = useNumber();
  return (
    <ul className="place-films">
      {films.map((film) => (
        <li key={film.id}>
          <Door to="film" id={film.id} ms={film.first_ms}>
            <Said text={film.title} />
          </Door>{" "}
          <span className="quiet numbers">
            {film.date_text} {film.first_ms !== null && <TimeCode ms={film.first_ms} />}
            {film.km !== 0 && ` ${plain(film.name)}`}
            {film.km ? `, ${words.km(number(film.km, { maximumFractionDigits: 1 }))}` : ""}
            {film.inside && `, ${words.inside}`}
          </span>{" "}
          {WAYS.filter((way) => film.ways.includes(way)).map((way) => (
            <span key={way} title={words[way]}>
              <Sign way={way} />
              <span className="unseen">{words[way]}</span>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Near({ place, km, onWidth }: { place: Told; km: number; onWidth: (km: number) => void }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { params } = useAddress();
  const [all, setAll] = useState(false);
  const shown = all ? place.near : place.near.slice(0, 12);
  return (
    <section>
      <h3>{words.near}</h3>
      <label className="quiet">
        {words.nearness}{" "}
        <select value={km} onChange={({ target }) => onWidth(Number(target.value))}>
          {WIDTHS.map((width) => (
            <option key={width} value={width}>
              {words.wide(number(width))}
            </option>
          ))}
        </select>
      </label>
      <ul className="place-films">
        {shown.map((one) => (
          <li key={one.id}>
            <Link to={doorOf(params, "/time", one.id, null)}>
              <Said text={one.name} />
            </Link>{" "}
            <span className="quiet numbers">
              {one.km !== null && words.km(number(one.km, { maximumFractionDigits: 1 }))}
              {one.inside && ` ${words.inside}`}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < place.near.length && (
        <button type="button" onClick={() => setAll(true)}>
          {words.more}
        </button>
      )}
    </section>
  );
}
