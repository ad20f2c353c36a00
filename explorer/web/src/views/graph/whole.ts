// Every entity and every link at once, as one layer under what sigma draws: columns go to the
// graphics card as they came, so that nothing is built node by node.

import type { Table } from "apache-arrow";
import { KINDS } from "./address";
import type { Entity } from "./queries";

export interface WholeNetwork {
  ids: (row: number) => string;
  names: (row: number) => string;
  kinds: Uint8Array;
  x: Float32Array;
  y: Float32Array;
  radius: Float32Array;
  centrality: Float32Array;
  // Pairs of rows, and whether a machine says so and nobody reviewed it.
  edges: Int32Array;
  machine: Uint8Array;
}

const MACHINE = 1;

export function wholeOf(nodes: Table, edges: Table): WholeNetwork {
  const label = nodes.getChild("label");
  const words = label?.data[0]?.dictionary?.toArray() as ArrayLike<string> | undefined;
  const codes = label?.data[0]?.values as Int8Array | undefined;
  const kindOfCode = Array.from(words ?? [], (word) => kindNumber(String(word)));
  const centrality = numbers(nodes, "centrality");
  const origin = numbers(edges, "origin");
  const ends = [numbers(edges, "node"), numbers(edges, "other")] as const;
  const pairs = new Int32Array(2 * edges.numRows);
  const machine = new Uint8Array(edges.numRows);
  for (let row = 0; row < edges.numRows; row += 1) {
    pairs[2 * row] = ends[0][row] ?? 0;
    pairs[2 * row + 1] = ends[1][row] ?? 0;
    machine[row] = origin[row] === MACHINE ? 1 : 0;
  }
  const [ids, names] = [nodes.getChild("id"), nodes.getChild("name")];
  return {
    ids: (row) => String(ids?.get(row)),
    names: (row) => String(names?.get(row)),
    kinds: Uint8Array.from({ length: nodes.numRows }, (_, row) => {
      return kindOfCode[codes?.[row] ?? 0] ?? KINDS.length;
    }),
    x: Float32Array.from(numbers(nodes, "x")),
    y: Float32Array.from(numbers(nodes, "y")),
    radius: Float32Array.from(
      centrality,
      (rank) => 0.5 * Math.cbrt(Math.min(60, Math.max(0.3, rank))),
    ),
    centrality: Float32Array.from(centrality),
    edges: pairs,
    machine,
  };
}

export function kindNumber(label: string): number {
  const number = (KINDS as readonly string[]).indexOf(label);
  return number < 0 ? KINDS.length : number;
}

function numbers(table: Table, name: string): ArrayLike<number> & Iterable<number> {
  return (table.getChild(name)?.toArray() ?? []) as ArrayLike<number> & Iterable<number>;
}

// The most central entities, whose names are written over the drawing.
export function mostCentral(network: WholeNetwork, count: number): Entity[] {
  return centralRows(network, count).map((row) => ({
    id: network.ids(row),
    label: KINDS[network.kinds[row] ?? KINDS.length] ?? "",
    name: network.names(row),
    centrality: network.centrality[row] ?? 0,
    degree: 0,
    community: "",
    x: network.x[row] ?? 0,
    y: network.y[row] ?? 0,
  }));
}

function centralRows(network: WholeNetwork, count: number): number[] {
  const best: number[] = [];
  let least = -1;
  for (let row = 0; row < network.centrality.length; row += 1) {
    const rank = network.centrality[row] ?? 0;
    if (best.length >= count && rank <= least) continue;
    best.push(row);
    if (best.length >= 4 * count) {
      best.sort((a, b) => (network.centrality[b] ?? 0) - (network.centrality[a] ?? 0));
      best.length = count;
      least = network.centrality[best[count - 1] ?? 0] ?? 0;
    }
  }
  best.sort((a, b) => (network.centrality[b] ?? 0) - (network.centrality[a] ?? 0));
  return best.slice(0, count);
}

// The row of the entity that is nearest to a place, if any is within reach; by looking at all.
export function nearest(
  network: WholeNetwork,
  hidden: ReadonlySet<number>,
  at: { x: number; y: number },
  reach: number,
): number | null {
  let found: number | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (let row = 0; row < network.x.length; row += 1) {
    const dx = (network.x[row] ?? 0) - at.x;
    const dy = (network.y[row] ?? 0) - at.y;
    const far = Math.hypot(dx, dy) - (network.radius[row] ?? 0);
    if (far < best && far < reach && !hidden.has(network.kinds[row] ?? 0)) {
      best = far;
      found = row;
    }
  }
  return found;
}
