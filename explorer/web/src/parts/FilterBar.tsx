// The filters that all views share: what is set as chips, and how many films are left.

import { useEffect, useState } from "react";
import { type Filters, MANY, useCrossFilter, useFilmSet, useFilms, useFilters } from "../state";
import { useNumber, useWords } from "../words";
import { SHELL } from "../words/shell";
import { FacetMenu } from "./FacetMenu";
import { Failure } from "./states";
import { plain } from "./text";

const FLAGS = ["enriched", "reviewed"] as const;

export function FilterBar() {
  const words = useWords(SHELL);
  const films = useFilms();
  const { filters, set } = useFilters();
  if (films.isError) return <Failure error={films.error} again={() => void films.refetch()} />;
  return (
    <section className="filters" aria-label={words.filters}>
      <div className="filter-row">
        <Year name="from" filters={filters} set={set} />
        <Year name="to" filters={filters} set={set} />
        {MANY.map((field) => (
          <FacetMenu key={field} field={field} />
        ))}
        {FLAGS.map((flag) => (
          <Flag key={flag} flag={flag} filters={filters} set={set} />
        ))}
        <Count />
      </div>
      <Chips />
    </section>
  );
}

interface Edit {
  filters: Filters;
  set: (filters: Partial<Filters>) => void;
}

function Year({ name, filters, set }: Edit & { name: "from" | "to" }) {
  const words = useWords(SHELL);
  const held = filters[name];
  const [typed, setTyped] = useState(held === null ? "" : String(held));
  useEffect(() => setTyped(held === null ? "" : String(held)), [held]);
  const take = () => {
    const good = /^\d{3,4}$/.test(typed);
    if (good || typed === "") set({ [name]: good ? Number(typed) : null });
  };
  return (
    <label className="filter-year">
      <span className="unseen">{words[name]}</span>
      <input
        inputMode="numeric"
        maxLength={4}
        placeholder={words[name]}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </label>
  );
}

function Flag({ flag, filters, set }: Edit & { flag: (typeof FLAGS)[number] }) {
  const words = useWords(SHELL);
  const not = flag === "enriched" ? words.notEnriched : words.notReviewed;
  return (
    <select
      aria-label={words[flag]}
      value={filters[flag] === null ? "" : filters[flag] ? "yes" : "no"}
      onChange={({ target: { value } }) => set({ [flag]: value === "" ? null : value === "yes" })}
    >
      <option value="">{`${words[flag]}: –`}</option>
      <option value="yes">{words[flag]}</option>
      <option value="no">{not}</option>
    </select>
  );
}

function Count() {
  const words = useWords(SHELL);
  const number = useNumber();
  const set = useFilmSet();
  const told = set
    ? set.whole
      ? words.allShown(number(set.total))
      : words.shown(number(set.films.length), number(set.total))
    : words.loading;
  return (
    <output className="filter-count quiet numbers" aria-live="polite">
      {told}
    </output>
  );
}

function Chips() {
  const words = useWords(SHELL);
  const number = useNumber();
  const { filters, set, clear, count } = useFilters();
  const { rows, outdated, choose } = useCrossFilter();
  if (count === 0 && rows === null && !outdated) return null;
  return (
    <ul className="chips" aria-label={words.filters}>
      {MANY.flatMap((field) =>
        filters[field].map((value) => (
          <Chip
            key={`${field} ${value}`}
            text={`${words[field]}: ${plain(value)}`}
            remove={() => set({ [field]: filters[field].filter((one) => one !== value) })}
          />
        )),
      )}
      {(["from", "to"] as const).map(
        (name) =>
          filters[name] !== null && (
            <Chip
              key={name}
              text={`${words[name]}: ${filters[name]}`}
              remove={() => set({ [name]: null })}
            />
          ),
      )}
      {FLAGS.map(
        (flag) =>
          filters[flag] !== null && (
            <Chip
              key={flag}
              text={
                filters[flag]
                  ? words[flag]
                  : flag === "enriched"
                    ? words.notEnriched
                    : words.notReviewed
              }
              remove={() => set({ [flag]: null })}
            />
          ),
      )}
      {rows && <Chip text={words.chosen(number(rows.size))} remove={() => choose(null)} />}
      {outdated && <Chip text={words.outdated} remove={() => choose(null)} />}
      {count > 1 && (
        <li className="chip-clear">
          <button type="button" className="plain" onClick={clear}>
            {words.clearFilters}
          </button>
        </li>
      )}
    </ul>
  );
}

function Chip({ text, remove }: { text: string; remove: () => void }) {
  const words = useWords(SHELL);
  return (
    <li className="chip">
      <bdi>{text}</bdi>
      <button type="button" aria-label={words.remove(text)} onClick={remove}>
        ×
      </button>
    </li>
  );
}
