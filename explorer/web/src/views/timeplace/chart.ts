// The map itself: land from this service alone, and a mark for each way in which a place is known.

import land from "virtual:land";
import { type GeoJSONSource, Map as LibreMap, setWorkerUrl } from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { plain } from "../../parts";
import { MARK_SIZE, pictures } from "./marks";
import { type Counts, type Place, type Places, WAYS } from "./places";
import { colours, styleOf } from "./style";

setWorkerUrl(worker);

const NEAR = 7;
const LABELS = 24;
const LABEL = { high: 16, letter: 7, gap: 4, longest: 28 };

export interface Sight {
  lat: number;
  lon: number;
  zoom: number;
}

export interface Heard {
  // A place under the pointer, and where it is drawn; null where there is none.
  onPoint: (place: string | null, at: [number, number]) => void;
  onChoose: (place: string) => void;
  onMoved: (sight: Sight) => void;
}

// Raises where the browser has no WebGL2.
export class Chart {
  private readonly map: LibreMap;
  private readonly labels: HTMLElement;
  private shown: { place: Place; films: number; wide: number }[] = [];
  private ready = false;
  private waiting: (() => void)[] = [];

  constructor(box: HTMLElement, labels: HTMLElement, sight: Sight, heard: Heard) {
    this.labels = labels;
    this.map = new LibreMap({
      container: box,
      style: styleOf(new URL(land, window.location.href).href, colours()),
      center: [sight.lon, sight.lat],
      zoom: sight.zoom,
      maxZoom: 14,
      attributionControl: false,
      boxZoom: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.on("load", () => {
      for (const [way, picture] of pictures(colours().land)) {
        this.map.addImage(way, picture, { pixelRatio: 2 });
      }
      this.ready = true;
      for (const task of this.waiting) task();
      this.waiting = [];
    });
    this.map.on("move", () => this.name());
    this.map.on("moveend", () => heard.onMoved(this.sight()));
    this.map.on("mousemove", ({ point }) => {
      const found = this.at(point.x, point.y);
      this.map.getCanvas().style.cursor = found ? "pointer" : "";
      heard.onPoint(found, [point.x, point.y]);
    });
    this.map.on("mouseout", () => heard.onPoint(null, [0, 0]));
    this.map.on("click", ({ point }) => {
      const found = this.at(point.x, point.y);
      if (found) heard.onChoose(found);
    });
  }

  // What is shown of the places: films by way, of those that are left.
  show(places: Places, counts: Counts): void {
    this.whenReady(() => {
      const most = counts.films.reduce((m, films) => Math.max(m, films), 1);
      const features = [];
      this.shown = [];
      for (const [row, place] of places.rows.entries()) {
        const films = counts.films[row] ?? 0;
        if (films === 0 || place.lat === null || place.lon === null) continue;
        const ways = WAYS.filter((way) => (counts.ways[way][row] ?? 0) > 0);
        this.shown.push({ place, films, wide: ways.length * (MARK_SIZE - 4) });
        for (const [n, way] of ways.entries()) {
          const size = 0.55 + 0.75 * (Math.log1p(counts.ways[way][row] ?? 0) / Math.log1p(most));
          const aside = (n - (ways.length - 1) / 2) * (MARK_SIZE - 4);
          features.push({
            type: "Feature" as const,
            properties: { id: place.id, way, size, aside: [aside, 0], films },
            geometry: { type: "Point" as const, coordinates: [place.lon, place.lat] },
          });
        }
      }
      this.shown.sort((one, other) => other.films - one.films);
      this.source("places")?.setData({ type: "FeatureCollection", features });
      this.name();
    });
  }

  // Rings one place.
  mark(place: Place | null): void {
    this.whenReady(() => {
      const at = place && place.lat !== null && place.lon !== null ? [place.lon, place.lat] : null;
      this.source("marked")?.setData({
        type: "FeatureCollection",
        features: at
          ? [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at } }]
          : [],
      });
    });
  }

  // Brings a place into sight where it is out of it.
  reach(place: Place): void {
    if (place.lat === null || place.lon === null) return;
    if (this.map.getBounds().contains([place.lon, place.lat])) return;
    this.map.easeTo({ center: [place.lon, place.lat], duration: 140 });
  }

  // Follows the colours of the room.
  paint(): void {
    this.whenReady(() => {
      const room = colours();
      this.map.setPaintProperty("sea", "background-color", room.sea);
      this.map.setPaintProperty("land", "fill-color", room.land);
      this.map.setPaintProperty("coast", "line-color", room.edge);
      this.map.setPaintProperty("border", "line-color", room.edge);
      this.map.setPaintProperty("marked", "circle-stroke-color", room.ink);
      for (const [way, picture] of pictures(room.land)) this.map.updateImage(way, picture);
    });
  }

  // The places with coordinates within a box of pixels, or all in view.
  within(box: [[number, number], [number, number]] | null): Place[] {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const [[x1, y1], [x2, y2]] = box ?? [
      [0, 0],
      [clientWidth, clientHeight],
    ];
    return this.shown
      .filter(({ place }) => {
        const { x, y } = this.map.project([place.lon ?? 0, place.lat ?? 0]);
        return x >= x1 && x <= x2 && y >= y1 && y <= y2;
      })
      .map(({ place }) => place);
  }

  dragging(on: boolean): void {
    if (on) this.map.dragPan.enable();
    else this.map.dragPan.disable();
  }

  close(): void {
    this.map.remove();
  }

  private sight(): Sight {
    const { lng, lat } = this.map.getCenter();
    return { lat, lon: lng, zoom: this.map.getZoom() };
  }

  private whenReady(task: () => void): void {
    if (this.ready) task();
    else this.waiting.push(task);
  }

  private source(name: string): GeoJSONSource | undefined {
    return this.map.getSource(name);
  }

  private at(x: number, y: number): string | null {
    if (!this.ready) return null;
    const box: [[number, number], [number, number]] = [
      [x - NEAR, y - NEAR],
      [x + NEAR, y + NEAR],
    ];
    const [found] = this.map.queryRenderedFeatures(box, { layers: ["places"] });
    return found ? String(found.properties.id) : null;
  }

  // Writes the names of the places with most films, none over another. There are no glyphs to
  // fetch: the names are elements of the page.
  private name(): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const taken: Box[] = [];
    const named: HTMLElement[] = [];
    for (const { place, wide } of this.shown) {
      if (named.length >= LABELS) break;
      const { x, y } = this.map.project([place.lon ?? 0, place.lat ?? 0]);
      if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) continue;
      const left = x + wide / 2 + LABEL.gap;
      const name = shortened(place.name);
      const box: Box = [
        left,
        y - LABEL.high / 2,
        left + name.length * LABEL.letter,
        y + LABEL.high / 2,
      ];
      if (box[2] > clientWidth || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      const label = document.createElement("bdi");
      label.textContent = name;
      label.style.transform = `translate(${Math.round(box[0])}px, ${Math.round(box[1])}px)`;
      named.push(label);
    }
    this.labels.replaceChildren(...named);
  }
}

function shortened(name: string): string {
  const letters = [...plain(name)];
  return letters.length <= LABEL.longest
    ? letters.join("")
    : `${letters.slice(0, LABEL.longest - 1).join("")}…`;
}

type Box = [number, number, number, number];

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
