// What the Film view asks of the service.

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, arrow, read } from "../../api/client";
import type { components } from "../../api/schema";
import { firstOf, type Media } from "../../parts";
import { Timeline } from "./timeline";

export type Film = components["schemas"]["FilmBody"];
export type Job = components["schemas"]["JobBody"];

export function useFilm(id: string | null) {
  return useQuery({
    queryKey: ["film", id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/film", { params: { query: { id: id ?? "" } }, signal })),
    enabled: id !== null,
  });
}

// The film's timeline, as far as it is on a file.
export function useTimeline(film: string, file: string | null) {
  const table = useQuery({
    queryKey: ["timeline", film],
    queryFn: ({ signal }) =>
      arrow(`/api/v1/film/timeline.arrow?${new URLSearchParams({ id: film })}`, signal),
  });
  const timeline = useMemo(
    () => (table.data ? new Timeline(table.data, file) : null),
    [table.data, file],
  );
  return { ...table, timeline };
}

// What the chosen file of a film holds, or the first that lies here.
export function useMedia(film: Film, chosen: string | null) {
  const ids = film.files.map(({ id }) => id);
  const wanted = chosen !== null && ids.includes(chosen) ? [chosen] : ids;
  return useQuery({
    queryKey: ["media", ...wanted],
    queryFn: ({ signal }) => firstOf(wanted, signal),
    enabled: wanted.length > 0,
  });
}

export type { Media };

export function evidenceOfText(film: string, of: string) {
  return read(api.GET("/api/v1/film/evidence", { params: { query: { id: film, of } } }));
}

const PAGE = 200;
const MOST_PAGES = 5;

// The claim by which somebody or something is in a film at a time, where there is one.
export async function claimAt(
  entity: string,
  film: string,
  startMs: number,
): Promise<components["schemas"]["EvidenceBody"] | null> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { id: entity, film, offset: page * PAGE, limit: PAGE };
    const found = await read(api.GET("/api/v1/entity/appearances", { params: { query } }));
    const here = found.appearances.find(({ start_ms }) => start_ms === startMs);
    if (here) {
      if (!here.claim) return null;
      const claim = { id: here.claim };
      return read(api.GET("/api/v1/network/claim", { params: { query: claim } }));
    }
    if (query.offset + PAGE >= found.total) return null;
  }
  return null;
}

export function makeCopy(id: string): Promise<Job> {
  return read(api.POST("/api/v1/media/copy", { params: { query: { id } } }));
}

export function jobOf(id: string, signal: AbortSignal): Promise<Job> {
  return read(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } }, signal }));
}

export function giveUp(id: string): Promise<Job> {
  return read(api.DELETE("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } }));
}
