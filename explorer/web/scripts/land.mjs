// Makes the map's land and borders while the app is built: GeoJSON of Natural Earth's outlines (in the
// public domain), from the package world-atlas. Britain, Ireland and the isles around them are at
// 1:10 million, the rest of the world at 1:50 million.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { merge, mesh } from "topojson-client";

const HERE = createRequire(import.meta.url);
const FINE = new Set(["826", "372", "833", "831", "832", "234"]);
const NAME = "virtual:land";

export function land() {
  let served = false;
  return {
    name: "land",
    configResolved(config) {
      served = config.command === "serve";
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined;
      if (served) return `export default "/land.json";`;
      const file = this.emitFile({ type: "asset", name: "land.json", source: await drawn() });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    configureServer(server) {
      server.middlewares.use("/land.json", async (_, response) => {
        response.setHeader("Content-Type", "application/json");
        response.end(await drawn());
      });
    },
  };
}

async function drawn() {
  const [coarse, fine] = await Promise.all([read("50m"), read("10m")]);
  const inner = mesh(
    coarse,
    coarse.objects.countries,
    (one, other) => one !== other && !FINE.has(one.id) && !FINE.has(other.id),
  );
  const isles = { type: "GeometryCollection", geometries: of(fine, true) };
  const features = [
    ["land", merge(coarse, of(coarse, false)), 100],
    ["land", merge(fine, of(fine, true)), 1000],
    ["border", inner, 100],
    ["border", mesh(fine, isles, (one, other) => one !== other), 1000],
  ].map(([kind, geometry, parts]) => ({
    type: "Feature",
    properties: { kind },
    geometry: { ...geometry, coordinates: rounded(geometry.coordinates, parts) },
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

async function read(scale) {
  return JSON.parse(await readFile(HERE.resolve(`world-atlas/countries-${scale}.json`), "utf8"));
}

function of(topology, isFine) {
  return topology.objects.countries.geometries.filter(({ id }) => FINE.has(id) === isFine);
}

// Coordinates in whole parts of a degree; a hundredth is a kilometre at most.
function rounded(value, parts) {
  return Array.isArray(value)
    ? value.map((one) => rounded(one, parts))
    : Math.round(value * parts) / parts;
}
