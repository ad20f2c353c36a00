// Which films are left when one filter is not counted: a view does not narrow itself.

import { useMemo } from "react";
import { type Filters, useCrossFilter, useFilms, useFilters } from "../../state";
import { leftOf } from "../../state/filmset";

// 1 for each row of the table of films that passes all filters but those named.
export function useLeft(without: Partial<Filters>): Uint8Array | undefined {
  const films = useFilms().data;
  const { filters } = useFilters();
  const { rows } = useCrossFilter();
  const key = JSON.stringify({ ...filters, ...without });
  return useMemo(
    () => films && leftOf(films, JSON.parse(key) as Filters, rows),
    [films, rows, key],
  );
}
