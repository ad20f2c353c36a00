// The values of one field with how many films have each, to choose among.

import { Popover } from "radix-ui";
import { useMemo, useState } from "react";
import { type Filters, type Many, useFilms, useFilters } from "../state";
import { useCrossFilter } from "../state/crossfilter";
import { passes, valuesOf } from "../state/filmset";
import { useNumber, useWords } from "../words";
import { SHELL } from "../words/shell";
import { plain } from "./text";

const MOST = 100;

export function FacetMenu({ field }: { field: Many }) {
  const words = useWords(SHELL);
  const { filters } = useFilters();
  const chosen = filters[field].length;
  return (
    <Popover.Root modal={false}>
      <Popover.Trigger asChild>
        <button type="button" className="facet-button">
          {words[field]}
          {chosen > 0 && <span className="facet-chosen">{chosen}</span>}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover facet"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Values field={field} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Values({ field }: { field: Many }) {
  const words = useWords(SHELL);
  const number = useNumber();
  const [looked, setLooked] = useState("");
  const { filters, set } = useFilters();
  const counts = useCounts(field, filters);
  const shown = useMemo(() => {
    const lower = looked.trim().toLowerCase();
    return counts.filter(([value]) => value.toLowerCase().includes(lower)).slice(0, MOST);
  }, [counts, looked]);
  const toggle = (value: string) => {
    const held = filters[field];
    set({ [field]: held.includes(value) ? held.filter((v) => v !== value) : [...held, value] });
  };
  return (
    <>
      <input
        type="search"
        aria-label={words.find(words[field])}
        placeholder={words.find(words[field])}
        value={looked}
        onChange={(event) => setLooked(event.target.value)}
      />
      {shown.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="facet-values">
        {shown.map(([value, films]) => (
          <li key={value}>
            <label>
              <input
                type="checkbox"
                checked={filters[field].includes(value)}
                onChange={() => toggle(value)}
              />
              <bdi className="facet-value">{plain(value)}</bdi>
              <span className="quiet numbers">{number(films)}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

// How many films have each value, of those that pass all other filters; chosen ones first.
function useCounts(field: Many, filters: Filters): [string, number][] {
  const films = useFilms().data;
  const { rows } = useCrossFilter();
  return useMemo(() => {
    const passing = passes({ ...filters, [field]: [] });
    const counts = new Map<string, number>(filters[field].map((value) => [value, 0]));
    for (const [row, film] of (films?.rows ?? []).entries()) {
      if ((rows && !rows.has(row)) || !passing(film)) continue;
      for (const value of valuesOf(film, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const chosen = new Set(filters[field]);
    return [...counts].sort(
      ([a, n], [b, m]) =>
        Number(chosen.has(b)) - Number(chosen.has(a)) || m - n || a.localeCompare(b),
    );
  }, [films, rows, field, filters]);
}
