// One question at a time is asked. What is known of each is held by the address of its turns, so
// that going back asks nothing again.

import { Problem, type ProblemBody } from "../../api/problem";
import { putTurns, type Turn } from "../../state";
import { type Answer, hear, type Request, type Understood } from "./stream";
import { isWhole, NOTHING_TOLD, type Telling, untold, withSentence } from "./telling";

export type Progress = "looking" | "writing" | { passages: number } | null;

export interface Asking {
  turns: readonly Turn[];
  progress: Progress;
  understood: Understood | null;
  telling: Telling;
  // All of the answer, once it is there.
  answer: Answer | null;
  // It ended before that: stopped by the asker, or the line broke.
  broken: "stopped" | "line" | null;
  // It could not be had; "away" where the service doesn't answer.
  problem: ProblemBody | "away" | null;
}

interface Known {
  answer: Answer;
  telling: Telling;
}

const MOST_KNOWN = 100;
const NONE: Asking = {
  turns: [],
  progress: null,
  understood: null,
  telling: NOTHING_TOLD,
  answer: null,
  broken: null,
  problem: null,
};

export function keyOf(turns: readonly Turn[]): string {
  return putTurns(new URLSearchParams(), turns).toString();
}

function requestOf(turns: readonly Turn[]): Request {
  const last = turns.at(-1) ?? { question: "", without: [] };
  return { ...last, conversation: turns.slice(0, -1).map((turn) => ({ ...turn })) };
}

class Asker {
  private now = NONE;
  private work = new AbortController();
  private readonly known = new Map<string, Known>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (tell: () => void): (() => void) => {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  };

  readonly state = (): Asking => this.now;

  answerTo(turns: readonly Turn[]): string | null {
    return this.known.get(keyOf(turns))?.answer.answer ?? null;
  }

  // Gives up what is being asked, and asks this; nothing where there are no turns.
  async ask(turns: readonly Turn[]): Promise<void> {
    this.leave();
    this.work = new AbortController();
    const { signal } = this.work;
    this.now = { ...NONE, turns };
    if (turns.length === 0) return this.change({});
    const known = this.known.get(keyOf(turns));
    if (known) this.change({ ...known, understood: known.answer.understood as Understood });
    else this.change({ progress: "looking" });
    try {
      if (!known) await this.listen(turns, signal);
      await this.fill(turns, signal);
    } catch (error) {
      this.failed(error, turns, signal);
    }
  }

  // The asker has seen enough; what came stays.
  stop(): void {
    this.work.abort("stopped");
  }

  leave(): void {
    this.work.abort("left");
  }

  private async listen(turns: readonly Turn[], signal: AbortSignal): Promise<void> {
    let telling = NOTHING_TOLD;
    const answer = await hear(requestOf(turns), signal, {
      understood: (understood) => this.change({ understood }),
      reading: (progress) => this.change({ progress }),
      sentence: (sentence) => {
        telling = withSentence(telling, sentence);
        this.change({ progress: "writing", telling });
      },
    });
    if (!answer) throw new TypeError("the stream ended early");
    const known = this.hold(turns, answer, telling);
    if (signal.aborted) return;
    this.change({ ...known, understood: answer.understood as Understood, progress: null });
  }

  private hold(turns: readonly Turn[], answer: Answer, telling: Telling): Known {
    const whole = isWhole(telling, answer.answer);
    const known = { answer, telling: whole ? telling : untold(answer.answer, answer.citations) };
    this.known.set(keyOf(turns), known);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return known;
  }

  // What was asked before, where the address was opened and not come to question by question.
  private async fill(turns: readonly Turn[], signal: AbortSignal): Promise<void> {
    for (let place = 1; place < turns.length; place += 1) {
      const asked = turns.slice(0, place);
      if (this.known.has(keyOf(asked))) continue;
      const answer = await hear(requestOf(asked), signal, {});
      if (!answer) return;
      this.hold(asked, answer, NOTHING_TOLD);
      if (!signal.aborted) this.change({});
    }
  }

  private failed(error: unknown, turns: readonly Turn[], signal: AbortSignal): void {
    if (signal.reason === "stopped") this.change({ progress: null, broken: "stopped" });
    else if (!signal.aborted && !this.known.has(keyOf(turns))) {
      this.change({ progress: null, ...this.lost(error) });
    }
  }

  private lost(error: unknown): Partial<Asking> {
    if (error instanceof Problem) return { problem: error.body };
    const came = this.now.telling.sentences.length > 0 || this.now.understood !== null;
    return came ? { broken: "line" } : { problem: "away" };
  }

  private change(some: Partial<Asking>): void {
    this.now = { ...this.now, ...some };
    for (const tell of this.listeners) tell();
  }
}

export const asker = new Asker();
