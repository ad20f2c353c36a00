import { useWords } from "../../words";
import { kindWord, signOf } from "./names";
import { GRAPH } from "./words";

// The shape and colour of a kind of thing, with its name for those who can't see it.
export function Sign({ label }: { label: string }) {
  const words = useWords(GRAPH);
  const name = kindWord(words, label);
  return (
    <span className={`graph-sign graph-sign-${label}`} title={name}>
      <span aria-hidden="true">{signOf(label)}</span>
      <span className="unseen">{name}</span>
    </span>
  );
}
