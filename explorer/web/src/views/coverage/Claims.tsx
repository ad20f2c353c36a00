// What catalogue and machines say, told apart as everywhere: solid, dashed, ticked, struck through.

import { Claim, type Origin } from "../../parts";
import { useNumber, useWords } from "../../words";
import type { Archive } from "./archive";
import { Framed } from "./Framed";
import type { What } from "./known";
import { WORDS } from "./words";

const ORIGINS: readonly [What & keyof (typeof WORDS)["en"], Origin][] = [
  ["statements", "catalogue"],
  ["unreviewed", "machine"],
  ["accepted", "accepted"],
  ["rejected", "rejected"],
];

export function Claims({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  return (
    <Framed title={words.claimsTitle}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.origin}</th>
            <th scope="col">{words.claimsCount}</th>
            <th scope="col">{words.films}</th>
          </tr>
        </thead>
        <tbody>
          {ORIGINS.map(([what, origin]) => (
            <tr key={what}>
              <th scope="row">
                <Claim origin={origin}>{words[what]}</Claim>
              </th>
              <td>{number(archive.tally.of[what].items)}</td>
              <td>{number(archive.tally.of[what].films)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Framed>
  );
}
