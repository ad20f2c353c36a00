// A copy that browsers can play, made on request: how far it is, and a way to give it up.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Failure } from "../../parts";
import { useNumber, useWords } from "../../words";
import { giveUp, type Job, jobOf, makeCopy } from "./queries";
import { WORDS } from "./words";

const ASK_AGAIN_MS = 700;

// `why` says why one is needed.
export function Copy({ file, why }: { file: string; why: string }) {
  const words = useWords(WORDS);
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const asked = useMutation({
    mutationFn: () => makeCopy(file),
    onSuccess: (job) => setId(job.id),
  });
  const job = useQuery({
    queryKey: ["job", id],
    queryFn: ({ signal }) => jobOf(id ?? "", signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isGoing(state.data ?? asked.data) ? ASK_AGAIN_MS : false),
    staleTime: 0,
  });
  const now = id === null ? undefined : (job.data ?? asked.data);
  const done = now?.state === "done";
  useEffect(() => {
    if (done) void queries.invalidateQueries({ queryKey: ["media"] });
  }, [done, queries]);
  const cancel = async () => {
    if (id !== null) queries.setQueryData(["job", id], await giveUp(id));
  };
  return (
    <div className="state-box film-copy">
      <p>{why}</p>
      {asked.isError && <Failure error={asked.error} />}
      {job.isError && <Failure error={job.error} again={() => void job.refetch()} />}
      {now && <Progress job={now} />}
      {isGoing(now) ? (
        <button type="button" onClick={() => void cancel()}>
          {words.cancel}
        </button>
      ) : (
        !done && (
          <button
            type="button"
            className="primary"
            disabled={asked.isPending}
            onClick={() => asked.mutate()}
          >
            {words.makeCopy}
          </button>
        )
      )}
    </div>
  );
}

function isGoing(job: Job | undefined): boolean {
  return job?.state === "waiting" || job?.state === "running";
}

function Progress({ job }: { job: Job }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const percent = number(job.done, { style: "percent", maximumFractionDigits: 0 });
  const told = {
    waiting: words.waiting,
    running: words.making(percent),
    done: words.making(percent),
    cancelled: words.cancelled,
    failed: words.copyFailed(job.problem),
  }[job.state];
  return (
    <>
      {(isGoing(job) || job.state === "done") && (
        <progress value={job.done} max={1} aria-label={words.making(percent)} />
      )}
      <p role="status">{told}</p>
    </>
  );
}
