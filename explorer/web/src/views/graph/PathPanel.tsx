// How two entities are joined: ways, step by step, each step with its evidence.

import { Claim, evidenceOf, Failure, type Origin, Skeleton, useEvidence } from "../../parts";
import { useNumber, useWords } from "../../words";
import type { GraphAddress } from "./address";
import { entityName } from "./names";
import { EntityRow } from "./Panel";
import { type Paths, usePaths } from "./queries";
import { GRAPH, RELATIONS, relationWords } from "./words";

interface Props {
  address: GraphAddress;
  selected: string | null;
}

export function PathPanel({ address, selected }: Props) {
  const words = useWords(GRAPH);
  const { from, to } = address;
  const found = usePaths(from, to, address);
  const other = selected !== null && selected !== from && selected !== to;
  return (
    <>
      <h3>{words.ways}</h3>
      <p className="graph-actions">
        <button type="button" onClick={() => address.ends(null, null)}>
          {words.endWays}
        </button>
        {from && to && (
          <button type="button" className="plain" onClick={() => address.ends(to, from)}>
            {words.swap}
          </button>
        )}
        {other && (
          <button
            type="button"
            className="primary"
            onClick={() => (from ? address.ends(from, selected) : address.ends(selected, to))}
          >
            {from ? words.to : words.from}
          </button>
        )}
      </p>
      {!(from && to) && <p>{words.chooseOther}</p>}
      {found.isFetching && <Skeleton lines={6} />}
      {found.isError && <Failure error={found.error} />}
      {found.data && !found.isFetching && <Ways paths={found.data} address={address} />}
    </>
  );
}

function Ways({ paths, address }: { paths: Paths; address: GraphAddress }) {
  const words = useWords(GRAPH);
  const number = useNumber();
  if (!paths.ways.length) return <p>{paths.gave_up ? words.gaveUp : words.noWay}</p>;
  return (
    <ol className="plain-list graph-ways">
      {paths.ways.map((way, place) => (
        <li key={way.entities.map(({ id }) => id).join(" ")}>
          <h4>{words.way(number(place + 1), number(way.steps.length))}</h4>
          <ol className="plain-list">
            {way.entities.map((entity, at) => (
              <li key={entity.id}>
                <ul className="plain-list graph-list">
                  <EntityRow
                    entity={entity}
                    faint={false}
                    onChoose={() => address.set("sel", entity.id)}
                  />
                </ul>
                <Step step={way.steps[at]} name={stepName(way, at)} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

type Way = Paths["ways"][number];

function stepName(way: Way, at: number): string {
  const [one, other] = [way.entities[at], way.entities[at + 1]];
  return one && other ? `${entityName(one)} – ${entityName(other)}` : "";
}

function Step({ step, name }: { step: Way["steps"][number] | undefined; name: string }) {
  const words = useWords(GRAPH);
  const relations = useWords(RELATIONS);
  const { show } = useEvidence();
  if (!step) return null;
  return (
    <ul className="plain-list graph-links graph-step">
      {step.links.map((link, at) => {
        const told = relationWords(relations, link.relation, link.role);
        const evidence = step.evidence[at];
        return (
          <li key={`${link.start} ${link.relation} ${link.role} ${link.origin}`}>
            <button
              type="button"
              className="plain graph-link"
              aria-label={words.evidenceOf(`${name}: ${told}`)}
              onClick={() =>
                evidence && show(evidenceOf(`${name}: ${told}`, evidence, words.more_evidence))
              }
            >
              <Claim origin={link.origin as Origin}>{told}</Claim>
            </button>
            {evidence?.items[0] && (
              <q className="said graph-quote">{evidence.items[0].text.slice(0, 120)}</q>
            )}
          </li>
        );
      })}
    </ul>
  );
}
