// Where a clip starts and ends: typed, or moved by frames or seconds, by buttons or by keys.

import { useEffect, useState } from "react";
import { useKeys } from "../../parts";
import { useAddressValue } from "../../state";
import { useWords } from "../../words";
import { type Clip, exact, framesOn, timeOf, trimmed } from "./clips";
import { useSequence } from "./sequence";
import { WORDS } from "./words";

const STEPS = ["frame", "tenth", "second"] as const;
type Step = (typeof STEPS)[number];
type End = "startMs" | "endMs";

interface Props {
  place: number;
  clip: Clip;
  rate: number;
  filmMs: number | null;
}

export function Trim({ place, clip, rate, filmMs }: Props) {
  const words = useWords(WORDS);
  const { clips, edit } = useSequence();
  const [held, hold] = useAddressValue("cut.step");
  const step = STEPS.find((one) => one === held) ?? "frame";
  const set = (end: End, ms: number) =>
    edit(trimmed(clips, place, { [end]: ms }, filmMs), { replace: true });
  const by = (end: End, steps: number) => set(end, stepped(clip[end], step, steps, rate));
  useKeys([
    { key: "[", does: words.startEarlier, run: () => by("startMs", -1) },
    { key: "]", does: words.startLater, run: () => by("startMs", 1) },
    { key: "{", does: words.endEarlier, run: () => by("endMs", -1) },
    { key: "}", does: words.endLater, run: () => by("endMs", 1) },
  ]);
  return (
    <div className="cut-trims">
      <Time
        label={words.in}
        less={words.startEarlier}
        more={words.startLater}
        ms={clip.startMs}
        onSet={(ms) => set("startMs", ms)}
        onStep={(steps) => by("startMs", steps)}
      />
      <Time
        label={words.out}
        less={words.endEarlier}
        more={words.endLater}
        ms={clip.endMs}
        onSet={(ms) => set("endMs", ms)}
        onStep={(steps) => by("endMs", steps)}
      />
      <label className="choice">
        {words.step}
        <select
          value={step}
          onChange={({ target: { value } }) =>
            hold(value === "frame" ? null : value, { replace: true })
          }
        >
          {STEPS.map((one) => (
            <option key={one} value={one}>
              {words.stepOf(one)}
            </option>
          ))}
        </select>
      </label>
      <span className="quiet numbers">
        {words.lasts(((clip.endMs - clip.startMs) / 1000).toFixed(2))}
      </span>
    </div>
  );
}

function stepped(ms: number, step: Step, steps: number, rate: number): number {
  if (step === "frame") return framesOn(ms, steps, rate);
  return Math.max(0, ms + steps * (step === "tenth" ? 100 : 1000));
}

interface TimeProps {
  label: string;
  less: string;
  more: string;
  ms: number;
  onSet: (ms: number) => void;
  onStep: (steps: number) => void;
}

function Time({ label, less, more, ms, onSet, onStep }: TimeProps) {
  const [typed, setTyped] = useState(exact(ms));
  useEffect(() => setTyped(exact(ms)), [ms]);
  const take = () => {
    const time = timeOf(typed);
    if (time === null) setTyped(exact(ms));
    else if (time !== ms) onSet(time);
  };
  return (
    <span className="cut-time">
      <button type="button" aria-label={less} title={less} onClick={() => onStep(-1)}>
        −
      </button>
      <label className="choice">
        {label}
        <input
          className="numbers"
          inputMode="decimal"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === "Enter" && take()}
        />
      </label>
      <button type="button" aria-label={more} title={more} onClick={() => onStep(1)}>
        +
      </button>
    </span>
  );
}
