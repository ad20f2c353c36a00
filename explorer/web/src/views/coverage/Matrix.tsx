// Collections by decades: how many films, and what share of them has what is asked for.

import { useMemo } from "react";
import { Said } from "../../parts";
import { useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { type Archive, SHARES, type Share, shareOf } from "./archive";
import { Framed } from "./Framed";
import { type Cell, gridOf, rowsIn, SPREAD, UNDATED } from "./grid";
import { SHOWN, useLead } from "./leading";
import { useShare } from "./numbers";
import { WORDS } from "./words";

export function Matrix({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const [asked, setAsked] = useAddressValue("coverage.share");
  const share = SHARES.find((one) => one === asked) ?? "enriched";
  const grid = useMemo(
    () => gridOf(archive.films, archive.left, shareOf(archive, share)),
    [archive, share],
  );
  const open = useOpen(archive);
  const many = grid.rows.length > 1;
  return (
    <Framed
      title={words.grid}
      name="coverage-grid"
      told={<Told share={share} onShare={setAsked} />}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{words.collection}</th>
            {grid.columns.map((column) => (
              <th key={column} scope="col">
                {nameOf(column, words)}
              </th>
            ))}
            <th scope="col">{words.allDecades}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ collection, cells, all }) => (
            <tr key={collection ?? ""}>
              <th scope="row">{collection === null ? words.none : <Said text={collection} />}</th>
              {grid.columns.map((column) => (
                <Figure
                  key={column}
                  cell={cells.get(column)}
                  share={share}
                  onOpen={() => open(collection ?? "", column)}
                />
              ))}
              <Figure cell={all} share={share} onOpen={() => open(collection ?? "", null)} />
            </tr>
          ))}
          {many && (
            <tr>
              <th scope="row">{words.allCollections}</th>
              {grid.columns.map((column) => (
                <Figure
                  key={column}
                  cell={grid.all.cells.get(column)}
                  share={share}
                  onOpen={() => open(null, column)}
                />
              ))}
              <Figure cell={grid.all.all} share={share} onOpen={() => open(null, null)} />
            </tr>
          )}
        </tbody>
      </table>
    </Framed>
  );
}

interface ToldProps {
  share: Share;
  onShare: (share: string | null) => void;
}

function Told({ share, onShare }: ToldProps) {
  const words = useWords(WORDS);
  return (
    <>
      <p className="quiet">{words.gridHint}</p>
      <label className="coverage-share">
        {words.share}{" "}
        <select
          value={share}
          onChange={({ target }) => onShare(target.value === "enriched" ? null : target.value)}
        >
          {SHARES.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function nameOf(column: string, words: ReturnType<typeof useWords<(typeof WORDS)["en"]>>): string {
  if (column === SPREAD) return words.spread;
  return column === UNDATED ? words.undated : words.decade(column);
}

function useOpen(archive: Archive) {
  const lead = useLead();
  return (collection: string | null, column: string | null) =>
    lead(rowsIn(archive.films, archive.left, collection, column));
}

interface FigureProps {
  cell: Cell | undefined;
  share: Share;
  onOpen: () => void;
}

function Figure({ cell, share, onOpen }: FigureProps) {
  const words = useWords(WORDS);
  const number = useNumber();
  const percent = useShare();
  if (!cell) return <td className="coverage-none">–</td>;
  const part = cell.having / cell.films;
  const [films, told] = [number(cell.films), percent(cell.having, cell.films)];
  return (
    <td style={{ "--part": part } as React.CSSProperties}>
      <button
        type="button"
        className="plain"
        disabled={!SHOWN}
        aria-label={words.cell(films, told, words[share])}
        onClick={onOpen}
      >
        {films}
      </button>
      <span className="quiet" aria-hidden="true">
        {told}
      </span>
    </td>
  );
}
