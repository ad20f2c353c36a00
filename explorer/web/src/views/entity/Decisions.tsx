// What people decided on an entity or a film, the latest first.

import type { components } from "../../api/schema";
import { plain } from "../../parts";
import { useWords } from "../../words";
import { useList } from "./queries";
import { Section } from "./Section";
import { ENTITY } from "./words";

// A `quiet` list of none says nothing.
export function Decisions({ id, quiet = false }: { id: string; quiet?: boolean }) {
  const words = useWords(ENTITY);
  const list = useList("/api/v1/entity/history", id);
  const pages = (list.data?.pages ?? []) as unknown as components["schemas"]["HistoryBody"][];
  if (quiet && !pages[0]?.total && !list.isError) return null;
  return (
    <Section heading={words.history} list={list}>
      {pages
        .flatMap(({ edits }) => edits)
        .map((edit) => (
          <li key={edit.id}>
            {edit.undone ? <s>{edit.op}</s> : edit.op} · {plain(edit.user)} ·{" "}
            <span className="numbers">{edit.time.slice(0, 10)}</span> {plain(edit.reason)}
            {edit.undone && <span className="quiet"> ({words.undone})</span>}
          </li>
        ))}
    </Section>
  );
}
