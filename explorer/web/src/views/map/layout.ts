// The points in the order in which they are drawn: sorted into the cells of a grid, so that what a
// window shows is a few stretches of them.

export interface Columns {
  readonly x: Float32Array;
  readonly y: Float32Array;
  // Numbers of the kinds of points.
  readonly kind: Int8Array;
  // Rows of the table of films; -1: an entity.
  readonly film: Int32Array;
  // Rows of the coarse clusters; -1: in none.
  readonly group: Int16Array;
}

// Columns in the order of drawing. A point's place is its index there.
export interface Layout extends Columns {
  // The row in points.arrow of each place, and the place of each row.
  readonly row: Int32Array;
  readonly place: Int32Array;
  // Where each cell starts, and where the last ends.
  readonly starts: Uint32Array;
  readonly grid: Grid;
  // Left, right, bottom and top of all but a few points far from the others.
  readonly extent: Extent;
}

export type Extent = readonly [number, number, number, number];

interface Grid {
  readonly left: number;
  readonly bottom: number;
  readonly cell: number;
}

export const A_SIDE = 256;
const LEFT_OUT = 0.002;
const SAMPLE = 20_000;

// Linear in the points. Runs in a worker.
export function laidOut(columns: Columns): Layout {
  const { x, y } = columns;
  const count = x.length;
  const grid = gridOf(x, y);
  const cells = new Uint16Array(count);
  const starts = new Uint32Array(A_SIDE * A_SIDE + 1);
  for (let row = 0; row < count; row += 1) {
    const cell = cellOf(grid, x[row] as number, y[row] as number);
    cells[row] = cell;
    starts[cell + 1] = (starts[cell + 1] as number) + 1;
  }
  for (let cell = 0; cell < A_SIDE * A_SIDE; cell += 1) {
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  }
  const next = starts.slice();
  const row = new Int32Array(count);
  const place = new Int32Array(count);
  for (let n = 0; n < count; n += 1) {
    const cell = cells[n] as number;
    const at = next[cell] as number;
    next[cell] = at + 1;
    row[at] = n;
    place[n] = at;
  }
  return {
    x: taken(x, row, new Float32Array(count)),
    y: taken(y, row, new Float32Array(count)),
    kind: taken(columns.kind, row, new Int8Array(count)),
    film: taken(columns.film, row, new Int32Array(count)),
    group: taken(columns.group, row, new Int16Array(count)),
    row,
    place,
    starts,
    grid,
    extent: [...spread(x), ...spread(y)],
  };
}

type Numbers = Float32Array | Int32Array | Int16Array | Int8Array;

function taken<T extends Numbers>(from: T, rows: Int32Array, into: T): T {
  for (let at = 0; at < rows.length; at += 1) into[at] = from[rows[at] as number] as number;
  return into;
}

function gridOf(x: Float32Array, y: Float32Array): Grid {
  const [left, right] = ends(x);
  const [bottom, top] = ends(y);
  return { left, bottom, cell: Math.max(right - left, top - bottom, 1e-9) / A_SIDE };
}

function ends(values: Float32Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

function spread(values: Float32Array): [number, number] {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const some = values.filter((value, row) => row % step === 0 && Number.isFinite(value)).sort();
  if (some.length === 0) return [-1, 1];
  const cut = Math.floor(some.length * LEFT_OUT);
  const [low, high] = [some[cut] as number, some[some.length - 1 - cut] as number];
  return high > low ? [low, high] : [low - 1, high + 1];
}

function cellOf(grid: Grid, x: number, y: number): number {
  return clamped((y - grid.bottom) / grid.cell) * A_SIDE + clamped((x - grid.left) / grid.cell);
}

function clamped(cell: number): number {
  return cell > 0 ? Math.min(A_SIDE - 1, Math.floor(cell)) : 0;
}

// The places of all points of the cells that a box touches, as stretches from and to.
export function stretches(layout: Layout, box: Extent): [number, number][] {
  const { grid, starts } = layout;
  const [first, last] = [box[0], box[1]].map((x) => clamped((x - grid.left) / grid.cell));
  const [low, high] = [box[2], box[3]].map((y) => clamped((y - grid.bottom) / grid.cell));
  const found: [number, number][] = [];
  for (let down = low as number; down <= (high as number); down += 1) {
    const from = starts[down * A_SIDE + (first as number)] as number;
    const to = starts[down * A_SIDE + (last as number) + 1] as number;
    const before = found[found.length - 1];
    if (before && before[1] === from) before[1] = to;
    else if (to > from) found.push([from, to]);
  }
  return found;
}

// The place of the nearest point within a distance that may be chosen; -1 where there is none.
export function nearest(
  layout: Layout,
  at: readonly [number, number],
  within: number,
  may: (place: number) => boolean,
): number {
  const [x, y] = at;
  let [best, least] = [-1, within * within];
  for (const [from, to] of stretches(layout, [x - within, x + within, y - within, y + within])) {
    for (let place = from; place < to; place += 1) {
      const [dx, dy] = [(layout.x[place] as number) - x, (layout.y[place] as number) - y];
      const square = dx * dx + dy * dy;
      if (square <= least && may(place)) [best, least] = [place, square];
    }
  }
  return best;
}
