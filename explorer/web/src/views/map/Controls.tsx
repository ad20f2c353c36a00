// What the map's colours tell, and what is shown.

import { memo } from "react";
import { kindOf, plain } from "../../parts";
import { useFilters } from "../../state";
import { useNumber, useWords } from "../../words";
import type { MapAddress } from "./address";
import { type Coding, type Entry, FIELDS, type Field, type Paint } from "./paint";
import { OTHER, type Palette } from "./palette";
import { FAMILIES, type Family, familyOf, type Points } from "./points";
import { kindWord, WORDS } from "./words";

interface Props {
  points: Points;
  address: MapAddress;
  coding: Coding;
  palette: Palette;
  paint: Paint;
}

export const Controls = memo(function Controls(props: Props) {
  const words = useWords(WORDS);
  const { points, address } = props;
  return (
    <section className="map-controls" aria-label={words.controls}>
      <Families points={points} address={address} />
      <label>
        {words.colourBy}{" "}
        <select
          value={address.field}
          onChange={({ target }) => address.setField(target.value as Field)}
        >
          {FIELDS.map((name) => (
            <option key={name} value={name}>
              {words[name]}
            </option>
          ))}
        </select>
      </label>
      <Legend {...props} />
      {points.columns.tsne && (
        <label>
          {words.method}{" "}
          <select
            value={address.method}
            onChange={({ target }) => address.setMethod(target.value === "tsne" ? "tsne" : "umap")}
          >
            <option value="umap">{words.umap}</option>
            <option value="tsne">{words.tsne}</option>
          </select>
        </label>
      )}
    </section>
  );
});

function Legend({ address, coding, palette, paint }: Props) {
  const words = useWords(WORDS);
  const { field } = address;
  const rest: Entry = { name: null, code: OTHER };
  const shown = [...coding.entries, rest].filter(({ code }) => paint.counts[code]);
  return (
    <ul className="map-legend" aria-label={`${words.colourBy} ${words[field]}`}>
      {shown.map((entry) => (
        <Line
          key={entry.code}
          entry={entry}
          field={field}
          colour={palette.of[entry.code] as string}
          count={paint.counts[entry.code] as number}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  entry: Entry;
  field: Field;
  colour: string;
  count: number;
}

function Line({ entry, field, colour, count }: LineProps) {
  const words = useWords(WORDS);
  const number = useNumber();
  const narrow = useNarrow(entry, field);
  const said =
    entry.name === null
      ? words.others
      : field === "kind"
        ? kindWord(words, entry.name)
        : plain(entry.name);
  return (
    <li>
      <span style={{ color: colour }} aria-hidden="true">
        {field === "kind" && entry.name ? kindOf(entry.name).sign : "●"}
      </span>
      {narrow ? (
        <button
          type="button"
          className="plain"
          aria-pressed={narrow.on}
          title={words.narrowTo}
          onClick={narrow.turn}
        >
          <bdi>{said}</bdi>
        </button>
      ) : (
        <bdi>{said}</bdi>
      )}
      <span className="quiet numbers">{number(count)}</span>
    </li>
  );
}

// Narrows all views to what a line of the legend stands for; null where no filter does that.
function useNarrow({ name, span }: Entry, field: Field): { on: boolean; turn: () => void } | null {
  const { filters, set } = useFilters();
  if (name === null || field === "kind" || field === "group") return null;
  if (field === "year") {
    if (!span) return null;
    const on = filters.from === span.from && filters.to === span.to;
    return {
      on,
      turn: () => set(on ? { from: null, to: null } : { from: span.from, to: span.to }),
    };
  }
  const on = filters[field].includes(name);
  const others = filters[field].filter((value) => value !== name);
  return { on, turn: () => set({ [field]: on ? others : [...others, name] }) };
}

function Families({ points, address }: Pick<Props, "points" | "address">) {
  const words = useWords(WORDS);
  const there = new Set(points.kinds.map(familyOf));
  const turned = (family: Family) => {
    const next = new Set(address.families);
    if (!next.delete(family)) next.add(family);
    address.setFamilies(next);
  };
  return (
    <fieldset className="map-families">
      <legend>{words.show}</legend>
      {FAMILIES.filter((family) => there.has(family)).map((family) => (
        <label key={family}>
          <input
            type="checkbox"
            checked={address.families.has(family)}
            onChange={() => turned(family)}
          />{" "}
          {words[family]}
        </label>
      ))}
    </fieldset>
  );
}
