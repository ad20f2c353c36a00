// The filters that all views share. Values of one field widen each other, fields narrow.

import { useMemo } from "react";
import { type Address, useAddress } from "./address";

export const MANY = [
  "collection",
  "place",
  "subject",
  "genre",
  "person",
  "colour",
  "sound",
] as const;
export type Many = (typeof MANY)[number];

export interface Filters extends Record<Many, readonly string[]> {
  from: number | null;
  to: number | null;
  enriched: boolean | null;
  reviewed: boolean | null;
}

export const NO_FILTERS: Filters = {
  ...(Object.fromEntries(MANY.map((name) => [name, []])) as unknown as Record<Many, string[]>),
  from: null,
  to: null,
  enriched: null,
  reviewed: null,
};

const YEARS = ["from", "to"] as const;
const FLAGS = ["enriched", "reviewed"] as const;
const LONGEST = 500;

export function filtersOf(params: URLSearchParams): Filters {
  const filters = { ...NO_FILTERS };
  for (const name of MANY) {
    const values = params.getAll(name).filter((value) => value && value.length <= LONGEST);
    filters[name] = [...new Set(values)];
  }
  for (const name of YEARS) {
    const value = params.get(name);
    filters[name] = value && /^\d{3,4}$/.test(value) ? Number(value) : null;
  }
  for (const name of FLAGS) {
    const value = params.get(name);
    filters[name] = value === "yes" ? true : value === "no" ? false : null;
  }
  return filters;
}

// Writes filters into an address's parameters; what is not named stays.
export function write(params: URLSearchParams, filters: Partial<Filters>): void {
  for (const [name, value] of Object.entries(filters)) {
    params.delete(name);
    if (Array.isArray(value)) for (const one of value) params.append(name, one);
    else if (typeof value === "boolean") params.set(name, value ? "yes" : "no");
    else if (value !== null && value !== undefined) params.set(name, String(value));
  }
}

export function count(filters: Filters): number {
  const many = MANY.reduce((sum, name) => sum + filters[name].length, 0);
  return many + [...YEARS, ...FLAGS].filter((name) => filters[name] !== null).length;
}

export interface UseFilters {
  filters: Filters;
  set: (filters: Partial<Filters>, how?: { replace?: boolean }) => void;
  clear: () => void;
  count: number;
}

export function useFilters(): UseFilters {
  const { params, change } = useAddress();
  return useMemo(() => hold(params, change), [params, change]);
}

function hold(params: URLSearchParams, change: Address["change"]): UseFilters {
  const filters = filtersOf(params);
  return {
    filters,
    set: (some, how) => change((next) => write(next, some), how),
    clear: () => change((next) => write(next, NO_FILTERS)),
    count: count(filters),
  };
}
