// The films that an answer found, or what comes nearest; they can narrow every other view.

import { useState } from "react";
import { Link } from "react-router";
import { plain, useDoorOf } from "../../parts";
import { useCrossFilter } from "../../state";
import { VIEWS } from "../../views";
import { useWords } from "../../words";
import type { Answer } from "./stream";
import { WORDS } from "./words";

const SHOWN = 25;

export function Results({ answer: { results, abstained } }: { answer: Answer }) {
  const words = useWords(WORDS);
  const [all, setAll] = useState(false);
  const { choose } = useCrossFilter();
  const rows = all ? results : results.slice(0, SHOWN);
  const films = results.filter(({ id }) => id.startsWith("work:")).map(({ id }) => id);
  const narrows = VIEWS.some((view) => view.filters);
  const count = results.length;
  return (
    <section id="results-part">
      <h2 id="results-title">{abstained ? words.nearest(count) : words.found(count)}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.record}</th>
            <th scope="col">{words.title}</th>
          </tr>
        </thead>
        <tbody id="results">
          {rows.map((result) => (
            <Row key={result.id} result={result} />
          ))}
        </tbody>
      </table>
      <p className="result-tools">
        {rows.length < count && (
          <button id="more" type="button" onClick={() => setAll(true)}>
            {words.all}
          </button>
        )}
        {narrows && !abstained && films.length > 0 && (
          <button type="button" className="plain" onClick={() => choose(films)}>
            {words.takeOver}
          </button>
        )}
      </p>
    </section>
  );
}

function Row({ result }: { result: Answer["results"][number] }) {
  const door = useDoorOf();
  const film = result.id.startsWith("work:");
  const view = VIEWS.find(({ name }) => name === (film ? "film" : "entity"));
  const title = <bdi>{plain(result.label)}</bdi>;
  return (
    <tr>
      <td>{plain(result.record_id ?? "–")}</td>
      <td className="said">
        {view ? <Link to={door(view.path, result.id)}>{title}</Link> : title}
      </td>
    </tr>
  );
}
