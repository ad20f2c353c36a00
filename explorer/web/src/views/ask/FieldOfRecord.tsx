// The whole field of the record as it was received, with what is quoted marked in it.

import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import { Failure, plain, Skeleton } from "../../parts";
import type { Citation } from "./stream";

export function FieldOfRecord({ citation, work }: { citation: Citation; work: string }) {
  const { record_id: record, field, char_start: start, char_end: end } = citation;
  const records = useQuery({
    queryKey: ["record", work],
    queryFn: () => read(api.GET("/api/v1/record", { params: { query: { id: work } } })),
  });
  if (records.isError) return <Failure error={records.error} />;
  if (!records.data) return <Skeleton lines={3} />;
  const text = records.data.find((one) => one.record_id === record)?.fields[field];
  if (text === undefined || start === null || end === null) return null;
  // Characters are counted as the service does, by code points.
  const letters = [...text];
  const part = (from: number, to?: number) => plain(letters.slice(from, to).join(""));
  return (
    <section className="whole-field">
      <h3>{field}</h3>
      <p className="said">
        {part(0, start)}
        <mark>{part(start, end)}</mark>
        {part(end)}
      </p>
    </section>
  );
}
