import { clock } from "./text";

// A place in a film: 00:12:34.
export function TimeCode({ ms }: { ms: number }) {
  return (
    <time className="numbers" dateTime={`PT${(ms / 1000).toFixed(1)}S`}>
      {clock(ms)}
    </time>
  );
}
