import { plain } from "./text";

// What the archive says, as text and in its own direction of writing.
export function Said({ text, className = "" }: { text: string; className?: string }) {
  return <bdi className={`said ${className}`}>{plain(text)}</bdi>;
}
