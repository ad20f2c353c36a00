// Beside the drawing: all that is in it, as lists that the keyboard goes through.

import { useEffect, useRef } from "react";
import { Empty, Skeleton } from "../../parts";
import { useCrossFilter, useQuestion } from "../../state";
import { useNumber, useWords } from "../../words";
import type { GraphAddress } from "./address";
import { EntityPanel } from "./EntityPanel";
import { Found } from "./Found";
import { communityName, entityName } from "./names";
import { PathPanel } from "./PathPanel";
import { type Community, type Drawing, type Entity, filmsOf } from "./queries";
import { Sign } from "./Sign";
import { GRAPH } from "./words";

interface Props {
  address: GraphAddress;
  drawing: Drawing | undefined;
  selected: string | null;
  isFaint: (entity: Entity) => boolean;
  onOpen: (key: string) => void;
}

export function Panel(props: Props) {
  const words = useWords(GRAPH);
  const { address, selected, drawing } = props;
  const asked = useQuestion();
  const head = useRef<HTMLHeadingElement>(null);
  const at = address.from || address.to ? "way" : (selected ?? address.community ?? "list");
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel is read anew where it tells of another thing
  useEffect(() => {
    if (!first.current) head.current?.scrollIntoView({ block: "nearest" });
    first.current = false;
  }, [at]);
  return (
    <section className="graph-panel" aria-label={words.list}>
      <h2 ref={head} className="unseen">
        {words.list}
      </h2>
      {asked && <Found query={asked} address={address} />}
      {address.from || address.to ? (
        <PathPanel address={address} selected={selected} />
      ) : selected ? (
        <EntityPanel key={selected} id={selected} {...props} />
      ) : drawing ? (
        <Drawn {...props} drawing={drawing} />
      ) : (
        <Skeleton lines={8} />
      )}
    </section>
  );
}

function Drawn({ address, drawing, isFaint, onOpen }: Props & { drawing: Drawing }) {
  const words = useWords(GRAPH);
  const number = useNumber();
  const looked = [...drawing.communities, ...drawing.opened].find(
    ({ key }) => key === address.community,
  );
  if (!drawing.entities_in_all) {
    return (
      <Empty title={words.emptyTitle}>
        <p>{words.emptyDetail}</p>
      </Empty>
    );
  }
  const left = drawing.communities_left_out + drawing.entities_left_out;
  return (
    <>
      {looked && <CommunityCard community={looked} address={address} onOpen={onOpen} />}
      {!drawing.communities.length && !drawing.entities.length && <p>{words.alone}</p>}
      <OpenedList opened={drawing.opened} address={address} onOpen={onOpen} />
      {drawing.entities.length > 0 && (
        <>
          <h3>{words.entities}</h3>
          <ul className="plain-list graph-list">
            {drawing.entities.map((entity) => (
              <EntityRow
                key={entity.id}
                entity={entity}
                faint={isFaint(entity)}
                onChoose={() => address.look({ entity: entity.id })}
              />
            ))}
          </ul>
        </>
      )}
      {drawing.communities.length > 0 && <h3>{words.communities}</h3>}
      <ul className="plain-list graph-list">
        {drawing.communities.map((community) => (
          <CommunityRow
            key={community.key}
            community={community}
            address={address}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {left > 0 && <p className="quiet">{words.leftOut(number(left))}</p>}
    </>
  );
}

interface OneProps {
  community: Community;
  address: GraphAddress;
  onOpen: (key: string) => void;
}

interface OpenedProps extends Omit<OneProps, "community"> {
  opened: readonly Community[];
}

function CommunityRow({ community, address, onOpen }: OneProps) {
  const words = useWords(GRAPH);
  const number = useNumber();
  const name = communityName(community, words.unnamed);
  return (
    <li className={community.key === address.community ? "graph-chosen" : ""}>
      <button
        type="button"
        className="plain graph-name"
        onClick={() => address.look({ community: community.key })}
      >
        <span className="said">{name}</span>{" "}
        <span className="quiet numbers">{words.films(number(community.films))}</span>
      </button>
      <button
        type="button"
        aria-label={words.openCommunity(name)}
        onClick={() => onOpen(community.key)}
      >
        {words.open}
      </button>
    </li>
  );
}

function OpenedList({ opened, address, onOpen }: OpenedProps) {
  const words = useWords(GRAPH);
  if (!opened.length) return null;
  return (
    <>
      <h3>{words.opened}</h3>
      <ul className="plain-list graph-list">
        {opened.map((community) => {
          const name = communityName(community, words.unnamed);
          return (
            <li key={community.key}>
              <button
                type="button"
                className="plain graph-name"
                onClick={() => address.look({ community: community.key })}
              >
                <span className="said">{name}</span>
              </button>
              <button
                type="button"
                aria-label={words.shutCommunity(name)}
                onClick={() => onOpen(community.key)}
              >
                {words.shut}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function CommunityCard({ community, address, onOpen }: OneProps) {
  const words = useWords(GRAPH);
  const number = useNumber();
  const { choose } = useCrossFilter();
  const open = address.open.includes(community.key);
  return (
    <article className="graph-card">
      <p className="quiet">{words.community}</p>
      <h3 className="said">{communityName(community, words.unnamed)}</h3>
      <p className="quiet numbers">{words.films(number(community.films))}</p>
      <p className="graph-actions">
        <button type="button" onClick={() => onOpen(community.key)}>
          {open ? words.shut : words.open}
        </button>
        <button
          type="button"
          onClick={() => filmsOf(community.key).then(({ films }) => choose(films))}
        >
          {words.narrow}
        </button>
        <button type="button" className="plain" onClick={() => address.look({})}>
          {words.back}
        </button>
      </p>
    </article>
  );
}

interface RowProps {
  entity: Entity;
  faint: boolean;
  onChoose: () => void;
}

export function EntityRow({ entity, faint, onChoose }: RowProps) {
  const words = useWords(GRAPH);
  return (
    <li className={faint ? "graph-faint" : ""} title={faint ? words.faint : undefined}>
      <button type="button" className="plain graph-name" onClick={onChoose}>
        <Sign label={entity.label} /> <bdi className="said">{entityName(entity)}</bdi>
      </button>
    </li>
  );
}
