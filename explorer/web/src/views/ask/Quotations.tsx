// The quotations that an answer rests on, and what the drawer shows of one.

import { clock, plain, Said, useEvidence } from "../../parts";
import { useWords } from "../../words";
import { FieldOfRecord } from "./FieldOfRecord";
import type { Citation } from "./stream";
import { WORDS } from "./words";

export function Quotations({ citations }: { citations: readonly Citation[] }) {
  const words = useWords(WORDS);
  const place = usePlace();
  const look = useLook();
  return (
    <ol id="evidence">
      {citations.map((citation, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a quotation keeps its number
        <li key={index} id={`evidence-${index + 1}`} tabIndex={-1}>
          <q className="said">{plain(citation.text)}</q>
          <span className="place">{plain(place(citation))}</span>
          <button
            type="button"
            className="plain look"
            aria-label={words.lookAt(index + 1)}
            onClick={() => look(citation)}
          >
            {words.look}
          </button>
        </li>
      ))}
    </ol>
  );
}

// Where a quotation stands, in words.
export function usePlace(): (citation: Citation) => string {
  const words = useWords(WORDS);
  return ({ start_ms: start, media, record_id: record, field }) =>
    start === null
      ? words.inRecord(record ?? "–", field)
      : words.atTime(media ?? record ?? "–", clock(start), field);
}

// Opens the evidence drawer on a quotation.
export function useLook(): (citation: Citation, how?: { focus?: boolean }) => void {
  const { show } = useEvidence();
  const place = usePlace();
  return (citation, how) =>
    show(
      {
        title: place(citation),
        quote: citation.text,
        origin: citation.machine ? "machine" : "catalogue",
        record: citation.record_id,
        field: citation.field,
        film: citation.work,
        media: citation.media,
        startMs: citation.start_ms,
        endMs: citation.end_ms,
        entity: citation.work,
        more: citation.start_ms === null && citation.work && (
          <FieldOfRecord key={JSON.stringify(citation)} citation={citation} work={citation.work} />
        ),
      },
      how,
    );
}

// A quotation in a line, for a list or a drawing.
export function Short({ text }: { text: string }) {
  return <Said text={text.length > 90 ? `${text.slice(0, 88)} …` : text} />;
}
