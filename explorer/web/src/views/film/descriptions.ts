// Audio description: what is seen, told where nobody speaks. It is fitted between the lines of
// speech; where it does not fit, the film waits for it.

import { useEffect, useState } from "react";
import type { Playhead } from "./playhead";
import type { Timeline } from "./timeline";

export interface Description {
  row: number;
  text: string;
  // When it begins, and when speech begins again.
  atMs: number;
  freeMs: number;
}

// About 150 words a minute, the usual rate of described films.
const MS_A_WORD = 400;
const LATE_MS = 1500;

// A description for each caption of a shot, where it is to be told.
export function descriptionsOf(timeline: Timeline): Description[] {
  const speech = timeline.of("text.transcript");
  return timeline.of("text.caption").flatMap((row) => {
    const text = timeline.text(row);
    if (!text) return [];
    const needed = text.split(/\s+/).length * MS_A_WORD;
    const gap = gapFor(timeline, speech, timeline.start(row), timeline.end(row), needed);
    return [{ row, text, atMs: gap[0], freeMs: gap[1] - gap[0] }];
  });
}

// The first stretch of a shot without speech that is long enough, else the longest there is.
function gapFor(
  timeline: Timeline,
  speech: readonly number[],
  startMs: number,
  endMs: number,
  neededMs: number,
): readonly [number, number] {
  let best: readonly [number, number] = [startMs, startMs];
  let from = startMs;
  for (let place = Math.max(0, timeline.begun(speech, startMs)); from < endMs; place += 1) {
    const line = speech[place];
    const until = line === undefined ? Number.POSITIVE_INFINITY : timeline.start(line);
    if (until - from > best[1] - best[0]) best = [from, until];
    if (line === undefined || best[1] - best[0] >= neededMs) break;
    from = Math.max(from, timeline.end(line));
  }
  return best;
}

export interface Told {
  description: Description | null;
  // The browser reads it out; where it has no voice it is only written.
  voiced: boolean;
}

// The description of the moment, read out while the film plays.
export function useDescriptions(
  head: Playhead,
  descriptions: readonly Description[],
  on: boolean,
): Told {
  const [description, setDescription] = useState<Description | null>(null);
  const voiced = useVoice();
  useEffect(() => {
    setDescription(null);
    if (!on) return;
    let last = head.ms;
    const stop = head.subscribe(() => {
      const [before, now] = [last, head.ms];
      last = now;
      if (!head.playing || now < before || now - before > LATE_MS) return;
      const due = descriptions.find(({ atMs }) => atMs > before - 1 && atMs <= now);
      if (!due) return;
      setDescription(due);
      if (voiced) say(due, head);
    });
    return () => {
      stop();
      if (voiced) window.speechSynthesis.cancel();
    };
  }, [head, descriptions, on, voiced]);
  return { description, voiced };
}

function say(description: Description, head: Playhead): void {
  const words = new SpeechSynthesisUtterance(description.text);
  words.lang = document.documentElement.lang === "cy" ? "cy-GB" : "en-GB";
  const begun = performance.now();
  let held = false;
  const waits = window.setTimeout(
    () => {
      held = head.playing;
      if (held) head.pause();
    },
    Math.min(description.freeMs, 60_000),
  );
  words.onend = words.onerror = () => {
    window.clearTimeout(waits);
    // Somebody may have gone on or away by themselves.
    if (held && !head.playing && performance.now() - begun < 120_000) head.play();
  };
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(words);
}

// Whether this browser can read out; voices come some time after the page.
function useVoice(): boolean {
  const [voiced, setVoiced] = useState(false);
  useEffect(() => {
    const voices = window.speechSynthesis;
    if (!voices) return;
    const look = () => setVoiced(voices.getVoices().some((voice) => voice.localService));
    look();
    voices.addEventListener?.("voiceschanged", look);
    return () => voices.removeEventListener?.("voiceschanged", look);
  }, []);
  return voiced;
}
