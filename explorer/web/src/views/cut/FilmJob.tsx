// The cut as a film: made in the background, with how far it is, and given up when asked.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, fetched, read } from "../../api/client";
import { Failure } from "../../parts";
import { useNumber, useWords } from "../../words";
import type { CutBody } from "./Export";
import { download } from "./saving";
import { WORDS } from "./words";

const HEIGHTS = [480, 720, 1080] as const;
const ASK_AGAIN_MS = 500;

// The film that is being made or was; held by the view, so that it goes on while the sheet is shut.
export interface Making {
  job: string | null;
  // Of which cut, as text.
  of: string | null;
  hold: (job: string | null, of: string | null) => void;
}

export function useMaking(): Making {
  const [held, set] = useState<{ job: string | null; of: string | null }>({ job: null, of: null });
  return { ...held, hold: (job, of) => set({ job, of }) };
}

export function useJob(id: string | null) {
  return useQuery({
    queryKey: ["job", id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id ?? "" } }, signal })),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data && !["waiting", "running"].includes(state.data.state) ? false : ASK_AGAIN_MS,
  });
}

interface Props {
  body: CutBody;
  making: Making;
  can: boolean;
}

export function FilmJob({ body, making, can }: Props) {
  const words = useWords(WORDS);
  const [height, setHeight] = useState<(typeof HEIGHTS)[number]>(720);
  const of = JSON.stringify({ ...body, height });
  const start = useMutation({
    mutationFn: () => read(api.POST("/api/v1/cut/film", { body: { ...body, height } as never })),
    onSuccess: ({ id }) => making.hold(id, of),
  });
  const job = useJob(making.job);
  const busy = job.data?.state === "waiting" || job.data?.state === "running";
  return (
    <section aria-label={words.film}>
      <h3>{words.film}</h3>
      <p className="cut-make">
        <label className="choice">
          {words.size}
          <select
            value={height}
            onChange={({ target }) => setHeight(Number(target.value) as typeof height)}
          >
            {HEIGHTS.map((one) => (
              <option key={one} value={one}>
                {words.sizeOf(one)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="primary"
          disabled={!can || busy || start.isPending}
          onClick={() => start.mutate()}
        >
          {words.makeFilm}
        </button>
      </p>
      {start.isError && <Failure error={start.error} />}
      {job.isError && <Failure error={job.error} again={() => void job.refetch()} />}
      {job.data && <State job={job.data} changed={making.of !== of} />}
    </section>
  );
}

interface StateProps {
  job: NonNullable<ReturnType<typeof useJob>["data"]>;
  // The cut is no longer the one that the film is made of.
  changed: boolean;
}

function State({ job, changed }: StateProps) {
  const words = useWords(WORDS);
  const number = useNumber();
  const cancel = useMutation({
    mutationFn: () =>
      read(api.DELETE("/api/v1/jobs/{job_id}", { params: { path: { job_id: job.id } } })),
  });
  const save = useMutation({
    mutationFn: async () => download(await fetched(`/api/v1/jobs/${job.id}/film`)),
  });
  const percent = number(job.done, { style: "percent" });
  if (job.state === "waiting" || job.state === "running") {
    return (
      <p className="cut-make" role="status">
        <progress max={1} value={job.done} aria-label={words.film} />
        <span className="numbers">{words.making(job.state, percent)}</span>
        <button type="button" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {words.cancel}
        </button>
      </p>
    );
  }
  if (job.state !== "done") {
    return (
      <p role="status">
        {job.state === "cancelled" ? words.cancelled : words.notMade(job.problem)}
      </p>
    );
  }
  return (
    <p className="cut-make" role="status">
      {changed ? words.madeBefore : words.made}
      <button type="button" disabled={save.isPending} onClick={() => save.mutate()}>
        {words.saveFilm}
      </button>
      {save.isError && <Failure error={save.error} />}
    </p>
  );
}
