// The service's events as they come (server-sent events over POST, which EventSource can't do).

import { fetched } from "../../api/client";
import type { components } from "../../api/schema";

export type Answer = components["schemas"]["AnswerBody"];
export type Citation = components["schemas"]["CitationItem"];
export type How = components["schemas"]["HowBody"];
export type Request = components["schemas"]["AskRequest"];

export interface Condition {
  id?: string;
  means: string;
  negated?: boolean;
  carried?: boolean;
}

// How a question was read; there is more where there is more to tell.
export interface Understood {
  kind?: string;
  filters?: Condition[];
  order?: string | null;
  group?: string | null;
  asks?: string[];
  missing?: { id?: string; words: string }[];
  left_out?: Condition[];
  follows?: string;
  how?: How | null;
}

export interface Sentence {
  text: string;
  citations: Citation[];
}

export interface Hearing {
  understood: (understood: Understood) => void;
  reading: (told: { passages: number }) => void;
  sentence: (sentence: Sentence) => void;
}

// The service says at least every 15 s that it is still there.
const SILENCE_MS = 45_000;

// Tells each event; gives the whole answer, or null where the stream ends before it. Throws a
// Problem, or the network's own error.
export async function hear(
  body: Request,
  signal: AbortSignal,
  hearing: Partial<Hearing>,
): Promise<Answer | null> {
  const quiet = new AbortController();
  const response = await fetched("/api/v1/ask/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, quiet.signal]),
  });
  let timer = 0;
  const heard = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => quiet.abort(), SILENCE_MS);
  };
  try {
    heard();
    for await (const { name, data } of eventsOf(response, heard)) {
      if (name === "done") return data as Answer;
      if (!signal.aborted) tell(hearing, name, data);
    }
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function tell(hearing: Partial<Hearing>, name: string, data: unknown): void {
  if (name === "understood") hearing.understood?.(data as Understood);
  if (name === "reading") hearing.reading?.(data as { passages: number });
  if (name === "sentence") hearing.sentence?.(data as Sentence);
}

interface StreamEvent {
  name: string;
  data: unknown;
}

// Events of a stream of bytes; comments, by which the service shows that it is there, are none.
async function* eventsOf(response: Response, heard: () => void): AsyncGenerator<StreamEvent> {
  if (!response.body) return;
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      held = (held + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
      const blocks = held.split("\n\n");
      held = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function eventOf(block: string): StreamEvent | null {
  let name = "";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}
