// Each time that a place, or a name that no place is known for, is named in a film.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client";
import type { components } from "../../api/schema";
import {
  Claim,
  clock,
  Door,
  Failure,
  originOf,
  PlayAt,
  plain,
  Said,
  Skeleton,
  TimeCode,
  useEvidence,
} from "../../parts";
import { useAddressValue } from "../../state";
import { useNumber, useWords } from "../../words";
import { Sign } from "./PlaceMap";
import { WAYS } from "./places";
import { WORDS } from "./words";

type Naming = components["schemas"]["NamingBody"];

const PAGE = 20;

export function Namings({ of }: { of: { id: string } | { name: string } }) {
  const words = useWords(WORDS);
  const number = useNumber();
  const [timed, setTimed] = useState(false);
  const found = useInfiniteQuery({
    queryKey: ["namings", of, timed],
    initialPageParam: 0,
    queryFn: ({ pageParam: offset, signal }) =>
      read(
        api.GET("/api/v1/place/namings", {
          params: { query: { ...of, timed, offset, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (last, pages) => {
      const all = timed ? last.timed : last.total;
      return pages.length * PAGE < all ? pages.length * PAGE : undefined;
    },
  });
  if (found.isError) return <Failure error={found.error} again={() => void found.refetch()} />;
  const first = found.data?.pages[0];
  if (!found.data || !first) return <Skeleton lines={4} />;
  return (
    <section>
      <h3>{words.named}</h3>
      <p className="quiet">{words.namedAt(number(first.timed), number(first.total))}</p>
      {first.timed > 0 && first.timed < first.total && (
        <label className="check">
          <input type="checkbox" checked={timed} onChange={() => setTimed(!timed)} />
          {words.onlyTimed}
        </label>
      )}
      <ul className="place-namings">
        {found.data.pages
          .flatMap((page) => page.namings)
          .map((naming, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of namings does not change
            <li key={n}>
              <One naming={naming} />
            </li>
          ))}
      </ul>
      {found.hasNextPage && (
        <button type="button" onClick={() => void found.fetchNextPage()}>
          {words.more}
        </button>
      )}
    </section>
  );
}

function One({ naming }: { naming: Naming }) {
  const words = useWords(WORDS);
  const { show } = useEvidence();
  const way = WAYS.find((one) => one === naming.how) ?? "catalogued";
  const origin = naming.status === null ? "catalogue" : originOf("machine", naming.status);
  const at = naming.start_ms;
  const [played, setPlayed] = useAddressValue("time.play");
  const mark = at === null ? null : `${at}@${naming.film}`;
  return (
    <>
      <Sign way={way} /> <span className="unseen">{words[way]}:</span>
      {at !== null && (
        <button
          type="button"
          className="plain place-play"
          aria-expanded={played === mark}
          aria-label={words.playAt(clock(at))}
          onClick={() => setPlayed(played === mark ? null : mark)}
        >
          <span aria-hidden="true">▶ </span>
          <TimeCode ms={at} />
        </button>
      )}{" "}
      <Door to="film" id={naming.film} ms={at}>
        <Said text={naming.title} />
      </Door>{" "}
      {at !== null && played === mark && <PlayAt film={naming.film} startMs={at} />}
      {naming.text && <Quote text={naming.text} name={naming.name} />}
      <span className="quiet">
        <Claim origin={origin}>
          <Said text={naming.name} />
        </Claim>{" "}
        <button
          type="button"
          className="plain place-evidence"
          onClick={() =>
            show({
              title: naming.name,
              quote: naming.text ?? undefined,
              origin,
              confidence: naming.confidence,
              field: naming.origin,
              record: naming.title,
              film: naming.film,
              startMs: at,
              endMs: naming.end_ms,
            })
          }
        >
          {words.evidence}
        </button>
      </span>
    </>
  );
}

// The words around a name, with the name marked.
function Quote({ text, name }: { text: string; name: string }) {
  const at = text.indexOf(name);
  if (at < 0) return <q className="said">{plain(text)}</q>;
  return (
    <q className="said">
      {plain(text.slice(0, at))}
      <mark>{plain(name)}</mark>
      {plain(text.slice(at + name.length))}
    </q>
  );
}
