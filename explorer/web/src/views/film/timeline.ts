// All that has a time on a film, as columns: what is read of a row is read when it is shown.

import type { Table, Vector } from "apache-arrow";
import { type Origin, originOf } from "../../parts";

// Rows of the timeline, in the order of time.
export type Rows = readonly number[];

const NO_ROWS: Rows = [];
const CHAPTERS = ["chapter", "programme", "scene", "clip"];

export class Timeline {
  readonly length: number;
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  private readonly columns: Record<string, Vector | null>;
  private readonly byKind: ReadonlyMap<string, Rows>;

  // `file` leaves out what stands on another file of the film.
  constructor(table: Table, file: string | null) {
    this.length = table.numRows;
    const names = ["part", "kind", "id", "segment", "file", "text", "how", "confidence", "status"];
    this.columns = Object.fromEntries(names.map((name) => [name, table.getChild(name)]));
    this.starts = numbers(table.getChild("start_ms"), this.length);
    this.ends = numbers(table.getChild("end_ms"), this.length);
    this.byKind = this.sorted(file);
  }

  private sorted(file: string | null): ReadonlyMap<string, Rows> {
    const found = new Map<string, number[]>();
    for (let row = 0; row < this.length; row += 1) {
      const here = this.read("file", row);
      if (file !== null && here !== null && here !== file) continue;
      const part = this.read("part", row) ?? "";
      const names = [part, `${part}.${this.read("kind", row)}`];
      for (const name of names) {
        const rows = found.get(name);
        if (rows) rows.push(row);
        else found.set(name, [row]);
      }
    }
    return found;
  }

  // Rows of a part, such as "entity", or of a kind of it, such as "text.transcript".
  of(kind: string): Rows {
    return this.byKind.get(kind) ?? NO_ROWS;
  }

  get chapters(): Rows {
    const kind = CHAPTERS.find((one) => this.of(`segment.${one}`).length > 0);
    return kind ? this.of(`segment.${kind}`) : NO_ROWS;
  }

  start(row: number): number {
    return this.starts[row] ?? 0;
  }
  end(row: number): number {
    return this.ends[row] ?? 0;
  }
  id(row: number): string {
    return this.read("id", row) ?? "";
  }
  kind(row: number): string {
    return this.read("kind", row) ?? "";
  }
  segment(row: number): string | null {
    return this.read("segment", row);
  }
  text(row: number): string | null {
    return this.read("text", row);
  }
  how(row: number): string | null {
    return this.read("how", row);
  }
  confidence(row: number): number | null {
    return (this.columns.confidence?.get(row) as number | null) ?? null;
  }
  origin(row: number): Origin {
    const status = this.read("status", row);
    return status === null ? "catalogue" : originOf("machine", status);
  }

  // The place in `rows` of the last that began at a time or before it; -1 where none has.
  begun(rows: Rows, ms: number): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(rows[middle] ?? 0) <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // The place of the row that a time lies in; -1 where it lies between rows.
  at(rows: Rows, ms: number): number {
    const place = this.begun(rows, ms);
    const row = rows[place];
    return row !== undefined && ms < Math.max(this.end(row), this.start(row) + 1) ? place : -1;
  }

  get lastMs(): number {
    return this.ends.reduce((last, end) => Math.max(last, end), 0);
  }

  private read(name: string, row: number): string | null {
    return (this.columns[name]?.get(row) as string | null) ?? null;
  }
}

function numbers(column: Vector | null, length: number): Float64Array {
  return column ? Float64Array.from(column.toArray() as Float64Array) : new Float64Array(length);
}
