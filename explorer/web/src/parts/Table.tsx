// A table that sorts, filters, hides columns and can be saved as CSV.

import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  type Table as Held,
  type Row,
  type SortingState,
  useReactTable,
  type VisibilityState,
} from "@tanstack/react-table";
import { useState } from "react";
import { useNumber, useWords } from "../words";
import { SHELL } from "../words/shell";
import { csvOf, save } from "./csv";

const STEP = 200;

interface Props<T> {
  // Said to those who can't see it, and the name of the file when it is saved.
  caption: string;
  // Each with an accessor, so that it can be sorted and saved; `header` is its plain name.
  // biome-ignore lint/suspicious/noExplicitAny: columns of one table hold values of several types
  columns: readonly ColumnDef<T, any>[];
  rows: readonly T[];
  rowId: (row: T) => string;
}

export function Table<T>({ caption, columns, rows, rowId }: Props<T>) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const [words, setWords] = useState("");
  const [visible, setVisible] = useState<VisibilityState>({});
  const [shown, setShown] = useState(STEP);
  const table = useReactTable<T>({
    columns: columns as ColumnDef<T, unknown>[],
    data: rows as T[],
    getRowId: rowId,
    state: { sorting, globalFilter: words, columnVisibility: visible },
    onSortingChange: setSorting,
    onGlobalFilterChange: setWords,
    onColumnVisibilityChange: setVisible,
    getCoreRowModel: getCoreRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const passing = table.getRowModel().rows;
  return (
    <div className="table-part">
      <Tools table={table} caption={caption} filter={words} onFilter={setWords} />
      <section className="table-scroll" aria-label={caption}>
        <table>
          <caption className="unseen">{caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <th key={header.id} scope="col" aria-sort={sortOf(header.column.getIsSorted())}>
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      {flexRender(header.column.columnDef.header, header.getContext())}
                    </button>
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {passing.slice(0, shown).map((row) => (
              <Cells key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <More shown={shown} all={passing.length} onMore={() => setShown(shown + STEP)} />
    </div>
  );
}

function sortOf(sorted: false | "asc" | "desc"): "ascending" | "descending" | "none" {
  if (!sorted) return "none";
  return sorted === "asc" ? "ascending" : "descending";
}

function Cells<T>({ row }: { row: Row<T> }) {
  return (
    <tr>
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</td>
      ))}
    </tr>
  );
}

function Tools<T>(props: {
  table: Held<T>;
  caption: string;
  filter: string;
  onFilter: (words: string) => void;
}) {
  const words = useWords(SHELL);
  const { table, caption } = props;
  const columns = table.getAllLeafColumns();
  return (
    <div className="table-tools">
      <input
        type="search"
        aria-label={`${words.filterRows}: ${caption}`}
        placeholder={words.filterRows}
        value={props.filter}
        onChange={(event) => props.onFilter(event.target.value)}
      />
      <details className="table-columns">
        <summary>{words.columns}</summary>
        {columns.map((column) => (
          <label key={column.id}>
            <input
              type="checkbox"
              checked={column.getIsVisible()}
              onChange={column.getToggleVisibilityHandler()}
            />
            {String(column.columnDef.header)}
          </label>
        ))}
      </details>
      <button type="button" onClick={() => save(`${caption}.csv`, csvOf(table))}>
        {words.csv}
      </button>
    </div>
  );
}

function More({ shown, all, onMore }: { shown: number; all: number; onMore: () => void }) {
  const words = useWords(SHELL);
  const number = useNumber();
  if (shown >= all) return null;
  return (
    <p className="table-more">
      <span className="quiet">{words.rows(number(shown), number(all))}</span>
      <button type="button" onClick={onMore}>
        {words.moreRows}
      </button>
    </p>
  );
}
