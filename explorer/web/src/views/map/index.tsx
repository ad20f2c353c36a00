// The Map view: films, shots, passages and entities as points, with what is alike together.

import "./map.css";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Empty, Failure, Skeleton } from "../../parts";
import {
  type Films,
  useAddressValue,
  useCrossFilter,
  useFilms,
  useFilters,
  useSelection,
} from "../../state";
import { leftOf } from "../../state/filmset";
import { useRoom } from "../../theme/room";
import { useNumber, useWords } from "../../words";
import { type MapAddress, useMapAddress } from "./address";
import { Controls } from "./Controls";
import { type Camera, fitted, type Size, toScreen, written } from "./camera";
import { useFound } from "./found";
import type { Layout } from "./layout";
import { useOpened } from "./opening";
import { PAGE } from "./PointList";
import { type Coding, codingOf, HIDDEN, type Paint, painted, SHOWN } from "./paint";
import { paletteOf, rgb } from "./palette";
import {
  familyOf,
  type Group,
  type Points,
  useGroups,
  useLayout,
  usePointBodies,
  usePointOf,
  usePoints,
} from "./points";
import { Groups, Side } from "./Side";
import { markOf, Stage } from "./Stage";
import type { Mark } from "./scene";
import { inWindow } from "./seen";
import { useResting } from "./useCamera";
import { WORDS } from "./words";

export default function MapView() {
  const words = useWords(WORDS);
  const points = usePoints();
  const films = useFilms();
  const failed = points.isError ? points : films.isError ? films : null;
  if (failed) return <Failure error={failed.error} again={() => void failed.refetch()} />;
  if (!points.data || !films.data) return <Skeleton height="30rem" />;
  if (points.data.count === 0) {
    return (
      <Empty title={words.noPoints}>
        <p>{films.data.rows.length > 0 ? words.noPlaces : words.noFilms}</p>
      </Empty>
    );
  }
  return <Laid points={points.data} films={films.data} />;
}

interface Held {
  points: Points;
  films: Films;
}

function Laid({ points, films }: Held) {
  const address = useMapAddress(points);
  const layout = useLayout(points, address.method);
  if (layout.isError) return <Failure error={layout.error} again={() => void layout.refetch()} />;
  if (!layout.data) return <Skeleton height="30rem" />;
  return (
    <Ready
      key={address.method}
      points={points}
      films={films}
      layout={layout.data}
      address={address}
    />
  );
}

interface ReadyProps extends Held {
  layout: Layout;
  address: MapAddress;
}

const NO_GROUPS: Group[] = [];
// Fewer than so many in view are near enough for pictures.
const NEAR = 150;

function Ready({ points, films, layout, address }: ReadyProps) {
  const words = useWords(WORDS);
  const light = useRoom("screening") === "reading";
  const { box, size } = useSize();
  const groups = useGroups(address.method).data ?? NO_GROUPS;
  const { coding, paint } = usePaint(points, films, layout, groups, address);
  const palette = useMemo(() => paletteOf(coding.scheme, light), [coding.scheme, light]);
  const look = useMemo(
    () => ({ palette: palette.of.map(rgb), dim: rgb(palette.dim), ink: rgb(palette.ink) }),
    [palette],
  );
  const found = useFound(points, address.like);
  const resting = useResting(layout.extent, size);
  // Worked out after what the eye waits for.
  const settled = useDeferredValue(paint);
  const seen = useMemo(
    () => inWindow(layout, settled.of, resting, size),
    [layout, settled, resting, size],
  );
  const rows = useMemo(
    () => found.rows?.filter((row) => isShown(layout, settled, row)) ?? seen,
    [found.rows, seen, layout, settled],
  );
  const near = usePointBodies(points.version, nearest(seen)).data ?? [];
  const [pointed, setPointed] = useState<number | null>(null);
  const marks = useMarks({ points, films, layout }, paint, found.rows, pointed);
  const [opened, setOpened] = useState<number | null>(null);
  useOpened(points.version, opened, () => setOpened(null));
  const [said, choose] = useChoosing(films, layout);
  const { go, reach } = useGo(layout, size, resting);
  return (
    <div className="point-map">
      <h1 className="unseen">{words.title}</h1>
      <Stage
        {...{ box, size, points, layout, groups, paint, look, marks, resting, near }}
        faint={found.rows !== null}
        onSelect={setOpened}
        onChoose={choose}
        onChooseShown={() => choose(seen)}
      />
      <aside className="map-side" aria-label={words.side}>
        <Controls {...{ points, address, coding, palette, paint }} />
        <p className="map-said" role="status">
          {said}
        </p>
        <Side {...{ points, address, found, rows }} onPoint={setPointed} onReach={reach} />
        <Groups groups={groups} onGo={go} />
      </aside>
    </div>
  );
}

function isShown(layout: Layout, paint: Paint, row: number): boolean {
  return (paint.of[layout.place[row] as number] as number) >= SHOWN;
}

function nearest(seen: Int32Array): number[] {
  return seen.length <= NEAR ? [...seen.slice(0, PAGE)] : [];
}

interface Painted {
  coding: Coding;
  paint: Paint;
}

function usePaint(
  points: Points,
  films: Films,
  layout: Layout,
  groups: readonly Group[],
  { field, families }: MapAddress,
): Painted {
  const { filters } = useFilters();
  const { rows } = useCrossFilter();
  const left = leftOf(films, filters, rows);
  const coding = useMemo(
    () => codingOf(points, films, groups, field),
    [points, films, groups, field],
  );
  const paint = useMemo(() => {
    const kinds = Uint8Array.from(points.kinds, (kind) => (families.has(familyOf(kind)) ? 1 : 0));
    return painted(layout, coding, kinds, left);
  }, [points, layout, coding, families, left]);
  return { coding, paint };
}

// Rings around what was found, what is selected and what the list points at.
function useMarks(
  { points, films, layout }: Held & { layout: Layout },
  paint: Paint,
  found: readonly number[] | null,
  pointed: number | null,
): readonly Mark[] {
  const { selected } = useSelection();
  const film = selected === null ? undefined : films.row(selected);
  const entity = usePointOf(points.version, film === undefined ? selected : null)?.row ?? null;
  const chosen = useMemo(() => placesOf(layout, film, entity), [layout, film, entity]);
  return useMemo(() => {
    const shown = (found ?? []).map((row) => layout.place[row] as number);
    const bright = shown.filter((place) => (paint.of[place] as number) >= SHOWN).reverse();
    const strong = chosen.filter((place) => paint.of[place] !== HIDDEN);
    if (pointed !== null) strong.push(layout.place[pointed] as number);
    return [
      ...bright.map((place) => markOf(layout, paint, place, false)),
      ...strong.map((place) => markOf(layout, paint, place, true)),
    ];
  }, [layout, paint, found, chosen, pointed]);
}

const MOST_MARKED = 500;

function placesOf(layout: Layout, film: number | undefined, entity: number | null): number[] {
  if (film === undefined) return entity === null ? [] : [layout.place[entity] as number];
  const places: number[] = [];
  for (let at = layout.film.indexOf(film); at >= 0 && places.length < MOST_MARKED; ) {
    places.push(at);
    at = layout.film.indexOf(film, at + 1);
  }
  return places;
}

// Narrows all views to the films of some points; what came of it is told.
function useChoosing(films: Films, layout: Layout): [string, (rows: Int32Array) => void] {
  const words = useWords(WORDS);
  const number = useNumber();
  const { choose } = useCrossFilter();
  const [said, setSaid] = useState("");
  const narrow = useCallback(
    (rows: Int32Array) => {
      const chosen = new Set<number>();
      for (const row of rows) chosen.add(layout.film[layout.place[row] as number] as number);
      chosen.delete(-1);
      const ids = [...chosen].flatMap((row) => films.rows[row]?.id ?? []);
      setSaid(words.chose(number(rows.length), number(ids.length)));
      if (ids.length > 0) void choose(ids);
    },
    [films, layout, choose, words, number],
  );
  return [said, narrow];
}

// Ways to a group, and to a point that isn't in the window.
function useGo(layout: Layout, size: Size, resting: Camera) {
  const [, setAt] = useAddressValue("map.at");
  const go = useCallback(
    ({ x, y }: Group) => {
      const { scale } = fitted(layout.extent, size);
      setAt(written({ x, y, scale: scale * 3 }));
    },
    [layout, size, setAt],
  );
  const reach = useCallback(
    (row: number) => {
      const place = layout.place[row] as number;
      const [x, y] = [layout.x[place] as number, layout.y[place] as number];
      const [left, top] = toScreen(resting, size, x, y);
      const isInside = left > 0 && left < size.width && top > 0 && top < size.height;
      if (!isInside) setAt(written({ x, y, scale: resting.scale }), { replace: true });
    },
    [layout, size, resting, setAt],
  );
  return { go, reach };
}

function useSize(): { box: React.RefObject<HTMLDivElement | null>; size: Size } {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 };
      setSize({ width: Math.round(width), height: Math.round(height) });
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, size };
}
