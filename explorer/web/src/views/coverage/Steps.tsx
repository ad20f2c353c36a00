// How many films each step of description and enrichment reached, and where their files are.

import { useNumber, useWords } from "../../words";
import type { Archive } from "./archive";
import { Framed } from "./Framed";
import { STEPS } from "./known";
import { useShare } from "./numbers";
import { WORDS } from "./words";

export function Steps({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const share = useShare();
  return (
    <Framed title={words.steps}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.films}</th>
            <th scope="col">{words.ofFilms}</th>
            <th scope="col">{words.items}</th>
          </tr>
        </thead>
        <tbody>
          {STEPS.map((step) => {
            const { films, items } = archive.tally.of[step];
            return (
              <tr key={step}>
                <th scope="row">{words[step]}</th>
                <td>{number(films)}</td>
                <td>
                  <Part part={films / archive.number}>{share(films, archive.number)}</Part>
                </td>
                <td>{number(items)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Framed>
  );
}

// A share as a bar beside its number.
function Part({ part, children }: { part: number; children: string }) {
  return (
    <span className="coverage-part" style={{ "--part": part } as React.CSSProperties}>
      {children}
    </span>
  );
}

export function Media({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { files, left } = archive;
  const counts = { known: 0, here: 0, plays: 0 };
  files.films.forEach((film, file) => {
    if (!left[film]) return;
    counts.known += 1;
    counts.here += Number(files.here[file]);
    counts.plays += Number(files.plays[file]);
  });
  return (
    <section>
      <h2>{words.media}</h2>
      <dl className="facts coverage-media">
        {(
          [
            [words.mediaKnown, counts.known],
            [words.mediaHere, counts.here],
            [words.mediaPlays, counts.plays],
            [words.mediaAway, counts.known - counts.here],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numbers">{number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
