// The list beside the map, with how to end a search, and the groups.

import { memo } from "react";
import { Failure, plain, Skeleton } from "../../parts";
import { useNumber, useWords } from "../../words";
import type { MapAddress } from "./address";
import type { Found } from "./found";
import { PointList } from "./PointList";
import { type Group, type Points, usePointOf } from "./points";
import { WORDS } from "./words";

interface Props {
  points: Points;
  address: MapAddress;
  found: Found;
  // Of what is found or in view, those that are shown.
  rows: readonly number[] | Int32Array;
  onPoint: (row: number | null) => void;
  onReach: (row: number) => void;
}

export function Side({ points, address, found, rows, ...does }: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const count = number(rows.length);
  const heading =
    found.rows === null
      ? words.inView(count)
      : address.like === null
        ? words.found(count)
        : words.alike(count);
  return (
    <>
      <Search points={points} address={address} found={found} />
      {found.error ? (
        <Failure error={found.error} again={found.again} />
      ) : found.waiting ? (
        <Skeleton lines={8} />
      ) : (
        <PointList
          version={points.version}
          heading={heading}
          rows={rows}
          onLike={address.setLike}
          {...does}
        />
      )}
    </>
  );
}

// What was searched for, and the way back from it.
function Search({ points, address, found }: Pick<Props, "points" | "address" | "found">) {
  const words = useWords(WORDS);
  const like = usePointOf(points.version, address.like);
  if (address.like !== null) {
    return (
      <p className="map-search">
        <span>{words.likeOf(plain(like?.name || address.like))}</span>
        <button type="button" onClick={() => address.setLike(null)}>
          {words.endLike}
        </button>
      </p>
    );
  }
  if (found.words === null) return null;
  return (
    <p className="map-search">
      <span>{words.searched(plain(found.words))}</span>
      <button type="button" onClick={found.endWords}>
        {words.endSearch}
      </button>
    </p>
  );
}

interface GroupsProps {
  groups: readonly Group[];
  onGo: (group: Group) => void;
}

export const Groups = memo(function Groups({ groups, onGo }: GroupsProps) {
  const words = useWords(WORDS);
  const number = useNumber();
  const coarse = groups
    .filter((group) => group.level === 0)
    .sort((one, other) => other.points - one.points);
  if (coarse.length === 0) return null;
  return (
    <details className="map-groups">
      <summary>{words.groups}</summary>
      <ul>
        {coarse.map((group) => (
          <li key={group.row}>
            <button type="button" className="plain" onClick={() => onGo(group)}>
              <span className="unseen">{words.goTo} </span>
              <bdi>{plain(group.name)}</bdi>
            </button>{" "}
            <span className="quiet numbers">{number(group.points)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
});
