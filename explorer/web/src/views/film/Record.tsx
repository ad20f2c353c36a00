// The catalogue's record of a film, its rights and where it comes from, and what people decided.

import type { ReactNode } from "react";
import { clock, Door, plain, Said } from "../../parts";
import { useWords } from "../../words";
import { Decisions } from "../entity/Decisions";
import "../entity/entity.css";
import type { Film } from "./queries";
import { WORDS } from "./words";

export function Record({ film }: { film: Film }) {
  const words = useWords(WORDS);
  const { rights } = film;
  return (
    <section className="film-record">
      <h2>{words.theRecord}</h2>
      {film.summary && <p className="said">{plain(film.summary)}</p>}
      <dl className="facts">
        <Fact name={words.record} value={rights.source} />
        <Fact name={words.titles} value={film.titles.join(" · ")} />
        <Fact name={words.date} value={film.date_text} />
        <Fact name={words.makers} value={named(film.makers)} />
        <Fact name={words.about} value={named(film.about)} />
        <Fact name={words.collection} value={named(film.collections)} />
        <Fact name={words.colour} value={film.colour} />
        <Fact name={words.sound} value={film.sound} />
        <Fact name={words.length} value={film.duration_s && clock(film.duration_s * 1000)} />
        <Fact name={words.rights} value={rights.stated ? rights.text : words.notStated} />
        <Fact name={words.holder} value={rights.holder} />
        <Fact name={words.files} value={film.files.map(({ uri }) => uri).join(" · ")} />
      </dl>
      <Decisions id={film.id} quiet />
    </section>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{typeof value === "string" ? <Said text={value} /> : value}</dd>
    </div>
  );
}

function named(some: readonly { id: string; name: string; role?: string }[]): ReactNode {
  if (some.length === 0) return null;
  return (
    <ul className="plain-list">
      {some.map(({ id, name, role }) => (
        <li key={`${id} ${role}`}>
          <Door to="entity" id={id}>
            <Said text={name} />
          </Door>{" "}
          {role && <span className="quiet">{plain(role)}</span>}
        </li>
      ))}
    </ul>
  );
}
