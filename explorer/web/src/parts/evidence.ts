// What the service tells of a relationship or a claim, as the evidence drawer shows it.

import { createElement, Fragment, type ReactNode } from "react";
import type { components } from "../api/schema";
import type { Origin } from "./Claim";
import type { Evidence } from "./EvidenceDrawer";
import { Said } from "./Said";
import { TimeCode } from "./TimeCode";

export type ServedEvidence = components["schemas"]["EvidenceBody"];
type Item = components["schemas"]["ItemBody"];

// `also` heads the pieces of evidence after the first.
export function evidenceOf(title: string, body: ServedEvidence, also: string): Evidence {
  const [first, ...rest] = body.items;
  const { claim } = body;
  return {
    title,
    origin: body.origin as Origin,
    quote: first?.text,
    confidence: claim?.confidence,
    record: recordOf(body),
    field: first?.field,
    source: claim?.explanation,
    film: first?.film,
    media: first?.media,
    startMs: first?.start_ms,
    endMs: first?.end_ms,
    model: modelOf(claim?.run ?? body.run),
    decision: decisionOf(claim?.decision),
    more: rest.length ? moreOf(rest, also) : undefined,
  };
}

function recordOf({ records }: ServedEvidence): string | null {
  const named = records.map(({ partner, record_id, source }) =>
    record_id ? `${partner} ${record_id}` : source,
  );
  return named.length ? named.join(", ") : null;
}

function modelOf(run: components["schemas"]["RunBody"] | null | undefined): string | null {
  if (!run) return null;
  return [run.model, run.app, run.app_version].filter(Boolean).join(", ");
}

function decisionOf(
  decision: components["schemas"]["DecisionBody"] | null | undefined,
): string | null {
  if (!decision) return null;
  const { op, user, time, reason } = decision;
  return [op, user, time.slice(0, 10), reason].filter(Boolean).join(" · ");
}

function moreOf(items: readonly Item[], also: string): ReactNode {
  const told = items.map((item) =>
    createElement(
      "li",
      { key: item.id },
      item.start_ms !== null && item.start_ms !== undefined
        ? createElement(TimeCode, { ms: item.start_ms })
        : null,
      " ",
      createElement(Said, { text: item.text }),
    ),
  );
  return createElement(
    Fragment,
    null,
    createElement("h3", null, also),
    createElement("ul", { className: "plain-list" }, told),
  );
}
