// What is known, in words first: for those who read no table.

import { useMemo } from "react";
import type { Film } from "../../state";
import { useNumber, useWords } from "../../words";
import { type Archive, gapsOf } from "./archive";
import { STATES } from "./known";
import { useShare } from "./numbers";
import { WORDS } from "./words";

export function Statement({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { number: films, total } = archive;
  return (
    <section className="coverage-told" aria-label={words.title}>
      <ul>
        <li>
          {films === total ? words.all(number(total)) : words.some(number(films), number(total))}
        </li>
        <Enriched archive={archive} />
        <Described archive={archive} />
        <Claimed archive={archive} />
        <Lacking archive={archive} />
      </ul>
      <p>{words.about}</p>
      <p className="quiet">{words.narrows}</p>
    </section>
  );
}

function Enriched({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const share = useShare();
  const { enriched, earlier, later, first, last } = useMemo(() => datesOf(archive), [archive]);
  if (enriched === 0) return <li>{words.enrichedNone}</li>;
  return (
    <>
      <li>{words.enrichedSome(number(enriched), share(enriched, archive.number))}</li>
      {earlier > 0 && <li>{words.earlier(number(earlier), first)}</li>}
      {later > 0 && <li>{words.later(number(later), last)}</li>}
    </>
  );
}

// The years that enriched films are surely or perhaps of, and how many films lie outside them.
function datesOf({ films, left }: Archive) {
  const all = films.rows.filter((_, row) => left[row]);
  const enriched = all.filter((film) => film.enriched);
  const dated = enriched.filter((film) => film.yearFrom !== null);
  const first = Math.min(...dated.map((film) => film.yearFrom ?? 0));
  const last = Math.max(...dated.map(endOf));
  const told = dated.length > 0;
  return {
    enriched: enriched.length,
    first,
    last,
    earlier: told ? all.filter((f) => f.yearFrom !== null && endOf(f) < first).length : 0,
    later: told ? all.filter((f) => f.yearFrom !== null && f.yearFrom > last).length : 0,
  };
}

function endOf(film: Film): number {
  return film.yearTo ?? film.yearFrom ?? 0;
}

function Described({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { films, items } = archive.tally.of.captions;
  if (items === 0) return <li>{words.describedNone}</li>;
  return <li>{words.described(number(items), number(films))}</li>;
}

function Claimed({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { of, apart } = archive.tally;
  const [waiting, accepted, rejected] = STATES.map((state) => of[state].items) as [
    number,
    number,
    number,
  ];
  const all = waiting + accepted + rejected;
  return (
    <>
      <li>
        {all === 0
          ? words.claimsNone
          : all === waiting
            ? words.claimsUnread(number(all))
            : words.claims(number(all), number(accepted), number(rejected), number(waiting))}
      </li>
      {apart > 0 && <li>{words.apart(number(apart))}</li>}
    </>
  );
}

function Lacking({ archive }: { archive: Archive }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const gaps = useMemo(() => gapsOf(archive), [archive]);
  const known = archive.number - gaps.noFile.length;
  return (
    <>
      <li>{words.lacking(number(gaps.undated.length), number(gaps.unplaced.length))}</li>
      <li>
        {known === 0
          ? words.filesNone
          : words.files(number(known), number(known - gaps.away.length))}
      </li>
    </>
  );
}
