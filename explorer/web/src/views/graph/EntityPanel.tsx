// One entity: what it is next to, on what evidence, and where to go from it.

import { Claim, Confidence, Door, Failure, type Origin, Skeleton, useEvidence } from "../../parts";
import { useNumber, useWords } from "../../words";
import type { GraphAddress } from "./address";
import { useTellLink } from "./evidence";
import { entityName } from "./names";
import { EntityRow } from "./Panel";
import { type Entity, type GraphLink, useNeighbours } from "./queries";
import { Sign } from "./Sign";
import { GRAPH, RELATIONS, relationWords } from "./words";

interface Props {
  id: string;
  address: GraphAddress;
  isFaint: (entity: Entity) => boolean;
}

export function EntityPanel({ id, address, isFaint }: Props) {
  const words = useWords(GRAPH);
  const number = useNumber();
  const near = useNeighbours(id, address);
  const { close } = useEvidence();
  const back = () => {
    close();
    address.look({});
  };
  const first = near.data?.pages[0];
  const list = near.data?.pages.flatMap(({ neighbours }) => neighbours) ?? [];
  if (near.isError) {
    return (
      <>
        <Failure error={near.error} />
        <button type="button" onClick={back}>
          {words.back}
        </button>
      </>
    );
  }
  if (!first) return <Skeleton lines={8} />;
  return (
    <>
      <Head entity={first.entity} address={address} />
      <p className="graph-actions">
        <Door to="entity" id={id}>
          {words.page}
        </Door>
        <button type="button" className="plain" onClick={back}>
          {words.back}
        </button>
      </p>
      <h3>{words.neighbours}</h3>
      <p className="quiet">{words.neighboursOf(number(list.length), number(first.total))}</p>
      <ul className="plain-list graph-neighbours">
        {list.map(({ entity, links }) => (
          <li key={entity.id}>
            <ul className="plain-list graph-list">
              <EntityRow
                entity={entity}
                faint={isFaint(entity)}
                onChoose={() => address.look({ entity: entity.id })}
              />
            </ul>
            <Links links={links} name={`${entityName(first.entity)} – ${entityName(entity)}`} />
          </li>
        ))}
      </ul>
      {near.hasNextPage && (
        <button type="button" onClick={() => near.fetchNextPage()}>
          {words.more}
        </button>
      )}
    </>
  );
}

function Head({ entity, address }: { entity: Entity; address: GraphAddress }) {
  const words = useWords(GRAPH);
  const number = useNumber();
  const around = address.around.includes(entity.id);
  return (
    <article className="graph-card">
      <h3>
        <Sign label={entity.label} /> <bdi className="said">{entityName(entity)}</bdi>
      </h3>
      <p className="quiet numbers">
        {words.centrality} {number(entity.centrality, { maximumFractionDigits: 1 })} ·{" "}
        {words.links(number(entity.degree))}
      </p>
      <p className="graph-actions">
        <button type="button" aria-pressed={around} onClick={() => address.toggleAround(entity.id)}>
          {around ? words.notAround : words.around}
        </button>
        <button type="button" onClick={() => address.ends(entity.id, address.to)}>
          {words.from}
        </button>
        <button type="button" onClick={() => address.ends(address.from, entity.id)}>
          {words.to}
        </button>
      </p>
    </article>
  );
}

// Links of one pair, each a claim that opens its evidence.
export function Links({ links, name }: { links: readonly GraphLink[]; name: string }) {
  const words = useWords(GRAPH);
  const relations = useWords(RELATIONS);
  const number = useNumber();
  const tell = useTellLink();
  return (
    <ul className="plain-list graph-links">
      {links.map((link) => {
        const told = relationWords(relations, link.relation, link.role);
        return (
          <li key={`${link.start} ${link.relation} ${link.role} ${link.origin}`}>
            <button
              type="button"
              className="plain graph-link"
              aria-label={words.evidenceOf(`${name}: ${told}`)}
              onClick={() => tell(link, `${name}: ${told}`)}
            >
              <Claim origin={link.origin as Origin}>{told}</Claim>
            </button>
            {link.moments > 1 && (
              <span className="quiet numbers">{words.moments(number(link.moments))}</span>
            )}
            {typeof link.confidence === "number" && <Confidence value={link.confidence} />}
          </li>
        );
      })}
    </ul>
  );
}
