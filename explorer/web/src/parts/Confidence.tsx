import { useNumber, useWords } from "../words";
import { SHELL } from "../words/shell";

// How sure a machine was, 0 to 1: a short bar with its number.
export function Confidence({ value }: { value: number }) {
  const words = useWords(SHELL);
  const number = useNumber();
  const percent = number(value, { style: "percent" });
  return (
    <span className="confidence">
      <meter min={0} max={1} value={value} aria-label={words.confidence(percent)} />
      <span className="numbers" aria-hidden="true">
        {percent}
      </span>
    </span>
  );
}
