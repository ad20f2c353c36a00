// Opening the evidence drawer on a link.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { evidenceOf, useEvidence } from "../../parts";
import { useWords } from "../../words";
import { evidenceBetween, type GraphLink } from "./queries";
import { GRAPH } from "./words";

export function useTellLink() {
  const words = useWords(GRAPH);
  const queries = useQueryClient();
  const { show } = useEvidence();
  return useCallback(
    async (link: GraphLink, title: string) => {
      const { start, end } = link;
      const all = await queries.fetchQuery({
        queryKey: ["evidence", start, end],
        queryFn: () => evidenceBetween(start, end),
        staleTime: 30_000,
      });
      const found = all.find(({ link: one }) => sameLink(one, link)) ?? all[0];
      if (found) show(evidenceOf(title, found.evidence, words.more_evidence));
      else show({ title });
    },
    [queries, show, words],
  );
}

function sameLink(one: GraphLink, other: GraphLink): boolean {
  return (
    one.start === other.start &&
    one.relation === other.relation &&
    one.role === other.role &&
    one.origin === other.origin
  );
}
