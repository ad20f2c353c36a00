// CSV as RFC 4180 has it, safe to open in a spreadsheet.

import type { Table } from "@tanstack/react-table";

// The rows that pass and the columns that are shown, in the order on the page.
export function csvOf<T>(table: Table<T>): string {
  const columns = table.getVisibleLeafColumns();
  const head = columns.map((column) => String(column.columnDef.header));
  const rows = table
    .getRowModel()
    .rows.map((row) => columns.map((column) => row.getValue(column.id)));
  return linesOf([head, ...rows]);
}

export function linesOf(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  // A spreadsheet would run a cell that starts like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function save(name: string, text: string, type = "text/csv"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
