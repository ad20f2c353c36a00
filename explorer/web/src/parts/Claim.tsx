// A claim, told apart by where it comes from: the same everywhere, and never by colour alone.

import type { ReactNode } from "react";
import { useWords } from "../words";
import { SHELL } from "../words/shell";

export type Origin = "catalogue" | "machine" | "accepted" | "rejected";

// The origin of what the graph holds: the kind of its Source, and a claim's status where it is one.
export function originOf(kind: string, status?: string | null): Origin {
  if (status === "accepted" || status === "rejected") return status;
  return kind === "machine" ? "machine" : "catalogue";
}

export function Claim({ origin, children }: { origin: Origin; children: ReactNode }) {
  const words = useWords(SHELL);
  const told = {
    catalogue: words.catalogued,
    machine: words.machine,
    accepted: words.accepted,
    rejected: words.rejected,
  }[origin];
  return (
    <span className={`claim claim-${origin}`} title={told}>
      {origin === "rejected" ? <s>{children}</s> : children}
      <span className="unseen"> ({told})</span>
    </span>
  );
}
