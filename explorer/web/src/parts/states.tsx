// What a view shows when it has nothing, when it failed, and while it waits.

import type { ReactNode } from "react";
import { Problem } from "../api/problem";
import { useWords } from "../words";
import { SHELL } from "../words/shell";

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state-box">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

// What happened, what can be done, and a reference to quote.
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const words = useWords(SHELL);
  return (
    <div className="state-box failure" role="alert">
      <Told error={error} />
      {again && (
        <p>
          <button type="button" onClick={again}>
            {words.again}
          </button>
        </p>
      )}
    </div>
  );
}

function Told({ error }: { error: unknown }) {
  const words = useWords(SHELL);
  if (!(error instanceof Problem)) {
    const away = error instanceof TypeError;
    return (
      <p>
        <strong>{away ? words.away : words.failed}.</strong> {away && words.awayDetail}
      </p>
    );
  }
  const { title, detail, reference } = error.body;
  return (
    <p>
      <strong>{/[.!?]$/.test(title) ? title : `${title}.`}</strong> {detail}{" "}
      {reference && words.reference(reference)}
    </p>
  );
}

// Holds the place of what is loading, at its true size.
export function Skeleton({ height, lines = 1 }: { height?: string; lines?: number }) {
  const words = useWords(SHELL);
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike
        <span key={line} className="skeleton-line" style={height ? { height } : undefined} />
      ))}
    </div>
  );
}
