// How the map is drawn, in the colours of the room: land and borders of this service, no tiles and
// no letters fetched from anywhere.

import type { StyleSpecification } from "maplibre-gl";

export interface Colours {
  sea: string;
  land: string;
  edge: string;
  ink: string;
}

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { sea: of("--sunk"), land: of("--card"), edge: of("--edge"), ink: of("--ink") };
}

// `land` is the address of the GeoJSON that scripts/land.mjs makes.
export function styleOf(land: string, room: Colours): StyleSpecification {
  const nothing = { type: "FeatureCollection" as const, features: [] };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land },
      places: { type: "geojson", data: nothing },
      marked: { type: "geojson", data: nothing },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": room.sea } },
      {
        id: "land",
        type: "fill",
        source: "land",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "fill-color": room.land },
      },
      {
        id: "coast",
        type: "line",
        source: "land",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "line-color": room.edge, "line-width": 0.6 },
      },
      {
        id: "border",
        type: "line",
        source: "land",
        filter: ["==", ["get", "kind"], "border"],
        paint: { "line-color": room.edge, "line-width": 0.8, "line-dasharray": [3, 2] },
      },
      {
        id: "marked",
        type: "circle",
        source: "marked",
        paint: {
          "circle-radius": 17,
          "circle-opacity": 0,
          "circle-stroke-width": 2.5,
          "circle-stroke-color": room.ink,
        },
      },
      {
        id: "places",
        type: "symbol",
        source: "places",
        layout: {
          "icon-image": ["get", "way"],
          "icon-size": ["get", "size"],
          "icon-offset": ["get", "aside"],
          "icon-allow-overlap": true,
          "icon-ignore-placement": true,
          "symbol-sort-key": ["get", "films"],
        },
      },
    ],
  };
}
