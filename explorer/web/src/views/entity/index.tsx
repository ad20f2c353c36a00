// The Entity view: who or what it is, its films, each second it appears at, its relations with
// their evidence, and what people decided on it.

import { useEffect } from "react";
import { Link } from "react-router";
import type { components } from "../../api/schema";
import {
  Claim,
  Door,
  Empty,
  evidenceOf,
  Failure,
  type Origin,
  plain,
  Said,
  Skeleton,
  TimeCode,
  useDoorOf,
  useEvidence,
} from "../../parts";
import { useSelection } from "../../state";
import { useWords } from "../../words";
import { Links } from "../graph/EntityPanel";
import { Sign } from "../graph/Sign";
import "../graph/graph.css";
import { Decisions } from "./Decisions";
import "./entity.css";
import { evidenceOfClaim, OTHERS, useList, usePage } from "./queries";
import { Section } from "./Section";
import { AUTHORITIES, ENTITY, FACTS } from "./words";

type Bodies = components["schemas"];

export default function EntityView() {
  const words = useWords(ENTITY);
  const { selected, select } = useSelection();
  const page = usePage(selected);
  const survivor = page.data?.id;
  useEffect(() => {
    if (survivor && selected && survivor !== selected) select(survivor, null, { replace: true });
  }, [survivor, selected, select]);
  if (selected === null) {
    return (
      <Empty title={words.noneTitle}>
        <p>{words.noneDetail}</p>
      </Empty>
    );
  }
  if (page.isError) return <Failure error={page.error} again={() => page.refetch()} />;
  if (!page.data) return <Skeleton lines={8} />;
  return <Told page={page.data} />;
}

function Told({ page }: { page: Bodies["EntityPageBody"] }) {
  const words = useWords(ENTITY);
  const graph = useDoorOf()("/graph", page.id, null);
  return (
    <article className="entity" key={page.id}>
      <h1>
        <Sign label={page.label} /> <Said text={page.name} />
      </h1>
      {page.asked !== page.id && <p className="quiet">{words.merged}</p>}
      {page.names.length > 0 && (
        <p>
          <span className="quiet">{words.also}</span> <Said text={page.names.join(" · ")} />
        </p>
      )}
      <p>
        <Link to={graph}>{words.inGraph}</Link>
      </p>
      <Facts page={page} />
      <Films id={page.id} />
      {page.appearances > 0 && <Appearances id={page.id} />}
      <Relations page={page} />
      {page.edits > 0 && <Decisions id={page.id} />}
    </article>
  );
}

function Facts({ page }: { page: Bodies["EntityPageBody"] }) {
  const words = useWords(ENTITY);
  const named: Record<string, string> = useWords(FACTS);
  const held = Object.fromEntries(page.facts.map(({ name, value }) => [name, value]));
  const { lat, lon, ...others } = held;
  const placed = typeof lat === "number" && typeof lon === "number";
  return (
    <dl className="facts">
      {placed && <Fact name={words.coordinates}>{words.at(lat, lon)}</Fact>}
      {Object.entries(others).map(([name, value]) => (
        <Fact key={name} name={named[name] ?? name.replaceAll("_", " ")}>
          {plain(Array.isArray(value) ? value.join(", ") : String(value))}
        </Fact>
      ))}
      {page.authorities.map((one) => (
        <Fact key={one.scheme + one.identifier} name={AUTHORITIES[one.scheme] ?? one.scheme}>
          <Claim origin={one.origin as Origin}>
            <AuthorityLink uri={one.uri} identifier={plain(one.identifier)} />
          </Claim>
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// Partners write these addresses: one that is not of the web stays a plain word.
function AuthorityLink({
  uri,
  identifier,
}: {
  uri: string | null | undefined;
  identifier: string;
}) {
  if (!uri || !/^https?:\/\//i.test(uri)) return identifier;
  return (
    <a href={uri} target="_blank" rel="noopener noreferrer">
      {identifier}
    </a>
  );
}

function Films({ id }: { id: string }) {
  const words = useWords(ENTITY);
  const list = useList("/api/v1/entity/films", id);
  return (
    <Section heading={words.films} list={list}>
      {list.data?.pages
        .flatMap(({ films }) => films)
        .map((film) => (
          <li key={film.id}>
            <FilmDoor id={film.id} title={film.title} startMs={film.first_ms} />{" "}
            <span className="quiet numbers">{film.year}</span>
            <Links links={film.links} name={film.title} />
          </li>
        ))}
    </Section>
  );
}

function FilmDoor(props: { id: string; title: string; startMs: number | null }) {
  return (
    <Door to="film" id={props.id} ms={props.startMs}>
      <Said text={props.title} />
      {props.startMs !== null && (
        <>
          {" "}
          <TimeCode ms={props.startMs} />
        </>
      )}
    </Door>
  );
}

function Appearances({ id }: { id: string }) {
  const words = useWords(ENTITY);
  const list = useList("/api/v1/entity/appearances", id);
  const { show } = useEvidence();
  const pages = (list.data?.pages ?? []) as unknown as Bodies["AppearancesBody"][];
  const tell = async (one: Bodies["AppearanceBody"]) => {
    if (one.claim)
      show(evidenceOf(one.title, await evidenceOfClaim(one.claim), words.alsoEvidence));
  };
  return (
    <Section heading={words.appearances} list={list}>
      {pages
        .flatMap(({ appearances }) => appearances)
        .map((one) => (
          <li key={`${one.evidence} ${one.claim}`}>
            <FilmDoor id={one.film} title={one.title} startMs={one.start_ms} />{" "}
            <Claim origin={one.origin as Origin}>{one.how}</Claim>
            {one.text && <p className="said">{plain(one.text)}</p>}
            {one.claim && (
              <button type="button" className="plain" onClick={() => tell(one)}>
                {words.evidence(plain(one.title))}
              </button>
            )}
          </li>
        ))}
    </Section>
  );
}

function Relations({ page: { id, name, label } }: { page: Bodies["EntityPageBody"] }) {
  const words = useWords(ENTITY);
  const { select } = useSelection();
  const labels = label === "Work" ? undefined : OTHERS;
  const list = useList("/api/v1/network/neighbours", id, labels);
  const pages = (list.data?.pages ?? []) as unknown as Bodies["NeighboursBody"][];
  if (pages[0]?.total === 0) return null;
  return (
    <Section heading={words.relations} list={list}>
      {pages
        .flatMap(({ neighbours }) => neighbours)
        .map(({ entity, links }) => (
          <li key={entity.id}>
            <button type="button" className="plain graph-name" onClick={() => select(entity.id)}>
              <Sign label={entity.label} /> <Said text={entity.name} />
            </button>
            <Links links={links} name={`${name} – ${entity.name}`} />
          </li>
        ))}
    </Section>
  );
}
