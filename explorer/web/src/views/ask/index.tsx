// Ask: a conversation with the archive, every answer with its evidence.

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { Problem } from "../../api/problem";
import { Failure } from "../../parts";
import { type Turn, useTurns } from "../../state";
import { useWords } from "../../words";
import "./ask.css";
import { asker, keyOf } from "./asking";
import { Outcome } from "./Outcome";
import { Thread, useTo } from "./Thread";
import { EXAMPLES, WORDS } from "./words";

export default function Ask() {
  const turns = useAsked();
  const asking = useSyncExternalStore(asker.subscribe, asker.state);
  const toggle = useToggle(turns);
  const error = useMemo(
    () =>
      asking.problem === "away"
        ? new TypeError("the service doesn't answer")
        : asking.problem && new Problem(asking.problem, 0),
    [asking.problem],
  );
  return (
    <>
      {turns.length === 0 && <Welcome />}
      <Thread turns={turns} />
      <Outcome asking={asking} toggle={toggle} />
      {error && <Failure error={error} again={() => void asker.ask(turns)} />}
    </>
  );
}

// Asks what the address says, again where it was gone to again; gives up when the view is left.
function useAsked(): readonly Turn[] {
  const { key } = useLocation();
  const turns = useTurns();
  const address = keyOf(turns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turns are those of the address
  useEffect(() => {
    void asker.ask(turns);
  }, [address, key]);
  useEffect(() => () => asker.leave(), []);
  return turns;
}

// Leaves out what was understood, or takes it back in.
function useToggle(turns: readonly Turn[]): (id: string) => void {
  const navigate = useNavigate();
  const to = useTo();
  return (id) => {
    const last = turns.at(-1);
    if (!last) return;
    const without = last.without.includes(id)
      ? last.without.filter((held) => held !== id)
      : [...last.without, id];
    navigate(to([...turns.slice(0, -1), { ...last, without }]));
  };
}

function Welcome() {
  const words = useWords(WORDS);
  const to = useTo();
  return (
    <section id="welcome">
      <p>{words.welcome}</p>
      <ul id="examples">
        {EXAMPLES.map((question) => (
          <li key={question}>
            <Link to={to([{ question, without: [] }])}>{question}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
