// What of the graph has the words in the search box.

import { Failure, plain } from "../../parts";
import { useWords } from "../../words";
import type { GraphAddress } from "./address";
import { useFound } from "./queries";
import { Sign } from "./Sign";
import { GRAPH } from "./words";

export function Found({ query, address }: { query: string; address: GraphAddress }) {
  const words = useWords(GRAPH);
  const found = useFound(query);
  const choose = (id: string) => {
    if (address.from && !address.to) address.ends(address.from, id);
    else if (address.to && !address.from) address.ends(id, address.to);
    else address.look({ entity: id });
  };
  if (found.isError) return <Failure error={found.error} />;
  return (
    <section className="graph-found">
      <h3>{words.found(plain(query))}</h3>
      {found.data?.length === 0 && <p className="quiet">{words.nothingFound}</p>}
      <ul className="plain-list graph-list">
        {found.data?.map(({ node }) => (
          <li key={node.id}>
            <button type="button" className="plain graph-name" onClick={() => choose(node.id)}>
              <Sign label={node.label} /> <bdi className="said">{nameOf(node)}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf(node: { id: string; properties: Record<string, unknown> }): string {
  const { name, preferred_title: title } = node.properties;
  return plain(String(name ?? title ?? node.id));
}
