// The map of places, and the box over it that chooses films.

import { useEffect, useMemo, useRef, useState } from "react";
import { plain } from "../../parts";
import { useAddressValue, useCrossFilter, useFilms, useSelection } from "../../state";
import { useNumber, useWords } from "../../words";
import { Chart, type Sight } from "./chart";
import { MARKS } from "./marks";
import { type Counts, type Place, type Places, type Ties, WAYS } from "./places";
import { WORDS } from "./words";

const ISLES: Sight = { lat: 55.6, lon: -4.2, zoom: 4.7 };

interface Props {
  places: Places;
  ties: Ties;
  counts: Counts;
  onChoose: (place: Place) => void;
}

interface Pointed {
  place: Place;
  at: [number, number];
}

export function PlaceMap({ places, ties, counts, onChoose }: Props) {
  const words = useWords(WORDS);
  const { selected } = useSelection();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { box, labels, chart, failed } = useChart(places, onChoose, setPointed);
  const [boxing, setBoxing] = useState(false);
  const choose = useChoosing(places, ties);
  useEffect(() => chart?.show(places, counts), [chart, places, counts]);
  useEffect(() => {
    const row = selected === null ? undefined : places.row(selected);
    const place = row === undefined ? null : (places.rows[row] ?? null);
    chart?.mark(place);
    if (place) chart?.reach(place);
  }, [chart, places, selected]);
  if (failed) return <p className="state-box">{words.noMap}</p>;
  return (
    <section className="place-map" aria-label={words.map}>
      <div className="place-map-tools">
        <button type="button" aria-pressed={boxing} onClick={() => setBoxing(!boxing)}>
          {boxing ? words.boxOn : words.box}
        </button>
        <button type="button" onClick={() => choose(chart?.within(null) ?? [])}>
          {words.boxHere}
        </button>
        <Legend />
      </div>
      <div className="place-map-frame">
        <div ref={box} className="place-map-box" />
        <div ref={labels} className="place-map-labels" aria-hidden="true" />
        {boxing && chart && (
          <Box
            chart={chart}
            onBox={(found) => {
              choose(found);
              setBoxing(false);
            }}
          />
        )}
        {pointed && <Card pointed={pointed} places={places} counts={counts} />}
      </div>
      <p className="quiet">
        {words.mapHint} {words.land}.
      </p>
    </section>
  );
}

function useChart(
  places: Places,
  onChoose: (place: Place) => void,
  onPoint: (pointed: Pointed | null) => void,
) {
  const box = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [failed, setFailed] = useState(false);
  const [at, setAt] = useAddressValue("time.at");
  const words = useWords(WORDS);
  const latest = useRef({ places, onChoose, onPoint, at, setAt, words });
  useEffect(() => {
    latest.current = { places, onChoose, onPoint, at, setAt, words };
  });
  useEffect(() => {
    if (!box.current || !labels.current) return;
    const found = (id: string) => {
      const row = latest.current.places.row(id);
      return row === undefined ? undefined : latest.current.places.rows[row];
    };
    let made: Chart;
    try {
      made = new Chart(box.current, labels.current, sightOf(latest.current.at) ?? ISLES, {
        onPoint: (id, point) => {
          const place = id === null ? undefined : found(id);
          latest.current.onPoint(place ? { place, at: point } : null);
        },
        onChoose: (id) => {
          const place = found(id);
          if (place) latest.current.onChoose(place);
        },
        onMoved: (sight) => latest.current.setAt(textOf(sight), { replace: true }),
      });
    } catch {
      setFailed(true);
      return;
    }
    box.current.querySelector("canvas")?.setAttribute("aria-label", latest.current.words.map);
    setChart(made);
    const watch = new MutationObserver(() => made.paint());
    watch.observe(document.documentElement, { attributeFilter: ["data-room"] });
    return () => {
      watch.disconnect();
      made.close();
      setChart(null);
    };
  }, []);
  return { box, labels, chart, failed };
}

function sightOf(text: string | null): Sight | null {
  const [lat, lon, zoom] = (text ?? "").split(",").map(Number);
  const whole = [lat, lon, zoom].every((value) => value !== undefined && Number.isFinite(value));
  if (!whole || Math.abs(lat ?? 99) > 85) return null;
  return { lat: lat ?? 0, lon: lon ?? 0, zoom: Math.min(14, Math.max(0, zoom ?? 0)) };
}

function textOf({ lat, lon, zoom }: Sight): string {
  return `${lat.toFixed(3)},${lon.toFixed(3)},${zoom.toFixed(2)}`;
}

// Chooses the films of places, for all views.
function useChoosing(places: Places, ties: Ties): (chosen: Place[]) => void {
  const films = useFilms().data;
  const { choose } = useCrossFilter();
  return (chosen) => {
    const rows = new Set(chosen.map((place) => places.row(place.id)));
    const ids = new Set<string>();
    for (let tie = 0; tie < ties.ways.length; tie += 1) {
      const film = films?.rows[ties.films[tie] ?? -1];
      if (film && rows.has(ties.places[tie])) ids.add(film.id);
    }
    if (ids.size > 0) choose(ids);
  };
}

// Takes the pointer while a box is drawn.
function Box({ chart, onBox }: { chart: Chart; onBox: (places: Place[]) => void }) {
  const [box, setBox] = useState<[[number, number], [number, number]] | null>(null);
  const from = useRef<[number, number] | null>(null);
  const spanned = (event: React.PointerEvent): [[number, number], [number, number]] => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const to = [event.clientX - left, event.clientY - top] as const;
    const [x, y] = from.current ?? to;
    return [
      [Math.min(x, to[0]), Math.min(y, to[1])],
      [Math.max(x, to[0]), Math.max(y, to[1])],
    ];
  };
  return (
    <div
      className="place-map-boxing"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const [[x, y]] = spanned(event);
        from.current = [x, y];
      }}
      onPointerMove={(event) => from.current && setBox(spanned(event))}
      onPointerUp={(event) => from.current && onBox(chart.within(spanned(event)))}
    >
      {box && (
        <div
          className="place-map-rubber"
          style={{
            left: `${box[0][0]}px`,
            top: `${box[0][1]}px`,
            width: `${box[1][0] - box[0][0]}px`,
            height: `${box[1][1] - box[0][1]}px`,
          }}
        />
      )}
    </div>
  );
}

function Card({ pointed, places, counts }: { pointed: Pointed; places: Places; counts: Counts }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { place, at } = pointed;
  const row = places.row(place.id) ?? -1;
  return (
    <div
      className="place-card"
      style={{ transform: `translate(${at[0] + 14}px, ${at[1] + 14}px)` }}
    >
      <strong>{plain(place.name)}</strong>
      {WAYS.map((way) => {
        const films = counts.ways[way][row] ?? 0;
        return films ? (
          <span key={way}>
            <Sign way={way} /> {words[way]}: {number(films)}
          </span>
        ) : null;
      })}
    </div>
  );
}

export function Sign({ way }: { way: (typeof WAYS)[number] }) {
  const { sign, colour } = MARKS[way];
  return (
    <span className="place-sign" style={{ color: colour }} aria-hidden="true">
      {sign}
    </span>
  );
}

function Legend() {
  const words = useWords(WORDS);
  const ways = useMemo(() => WAYS.map((way) => [way, words[way]] as const), [words]);
  return (
    <ul className="place-legend">
      {ways.map(([way, name]) => (
        <li key={way}>
          <Sign way={way} /> {name}
        </li>
      ))}
    </ul>
  );
}
