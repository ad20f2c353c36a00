// The cut, played at once and without rendering: two screens that take turns.

import { useEffect, useMemo, useRef, useState } from "react";
import { clock, Said, useKeys } from "../../parts";
import { useWords } from "../../words";
import { exact, lengthOf, type ReadClip } from "./clips";
import type { MediaOf } from "./media";
import { Player, type Playing, type Reel, totalOf } from "./player";
import { useSequence } from "./sequence";
import { WORDS } from "./words";

const STILL: Playing = { on: false, reel: 0, at: 0, waiting: false, failed: [], screen: 0 };

interface Props {
  mediaOf: MediaOf;
  read: readonly ReadClip[];
  // Milliseconds of a frame of the cut.
  frameMs: number;
  // The player, for those that play from a clip.
  onPlayer: (player: { playFrom: (place: number) => void } | null) => void;
}

export function Monitor({ mediaOf, read, frameMs, onPlayer }: Props) {
  const words = useWords(WORDS);
  const { clips } = useSequence();
  const reels = useReels(mediaOf);
  const first = useRef<HTMLVideoElement>(null);
  const second = useRef<HTMLVideoElement>(null);
  const player = useRef<Player | null>(null);
  const [playing, setPlaying] = useState(STILL);
  useEffect(() => {
    if (!first.current || !second.current) return;
    const made = new Player([first.current, second.current], setPlaying);
    player.current = made;
    return () => {
      made.close();
      player.current = null;
    };
  }, []);
  useEffect(() => player.current?.load(reels), [reels]);
  useEffect(() => {
    onPlayer({
      playFrom: (place) => {
        const reel = reels.findIndex((one) => one.place >= place);
        if (reel < 0) return;
        player.current?.seek(totalOf(reels.slice(0, reel)));
        player.current?.play();
      },
    });
    return () => onPlayer(null);
  }, [reels, onPlayer]);
  const toggle = () => (playing.on ? player.current?.pause() : player.current?.play());
  useKeys([{ key: "p", does: words.playKey, run: toggle }]);
  const total = totalOf(reels);
  const now = reels[playing.reel];
  const told = now ? read[now.place] : undefined;
  const silent = clips.flatMap((_, place) =>
    reels.some((reel) => reel.place === place) && !playing.failed.includes(place)
      ? []
      : [place + 1],
  );
  const pictured = now ? mediaOf(clips[now.place]?.file).about?.picture !== null : true;
  return (
    <section className="cut-monitor" aria-label={words.monitor}>
      <div className="cut-screens" hidden={clips.length === 0}>
        {[first, second].map((screen, number) => (
          // biome-ignore lint/a11y/useMediaCaption: what is said stands below
          <video
            // biome-ignore lint/suspicious/noArrayIndexKey: there are always these two
            key={number}
            ref={screen}
            className={playing.screen === number && now ? "" : "cut-behind"}
            preload="auto"
            playsInline
            tabIndex={-1}
            aria-hidden={playing.screen !== number}
            aria-label={words.monitor}
          />
        ))}
        {now && !pictured && <p className="cut-over">{words.soundOnly}</p>}
        {!now && clips.length > 0 && <p className="cut-over">{words.nothingPlays}</p>}
        {playing.waiting && <p className="cut-over cut-wait">{words.waiting}</p>}
      </div>
      {clips.length > 0 && (
        <>
          <p className="cut-says">{told && <Said text={told.text || told.title} />}</p>
          <div className="cut-transport">
            <button
              type="button"
              className="primary cut-play"
              disabled={reels.length === 0}
              onClick={toggle}
            >
              {playing.on ? words.pause : words.play}
            </button>
            <Playhead
              reels={reels}
              at={playing.at}
              step={frameMs / 1000}
              onSeek={(to) => player.current?.seek(to)}
            />
            <output className="numbers cut-clock">
              {clock(playing.at * 1000)} / {clock(total * 1000)}
            </output>
          </div>
          {silent.length > 0 && reels.length > 0 && (
            <p className="quiet" role="status">
              {words.skipped(silent)}
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface PlayheadProps {
  reels: readonly Reel[];
  at: number;
  step: number;
  onSeek: (second: number) => void;
}

// The whole cut as a line, with its clips as stretches of it.
function Playhead({ reels, at, step, onSeek }: PlayheadProps) {
  const words = useWords(WORDS);
  const total = totalOf(reels);
  return (
    <div className="cut-playhead">
      <div className="cut-stretches" aria-hidden="true">
        {reels.map((reel) => (
          <span key={reel.place} style={{ flexGrow: reel.end - reel.start }} />
        ))}
      </div>
      <input
        type="range"
        aria-label={words.playhead}
        aria-valuetext={words.playheadAt(exact(Math.round(at * 1000)), clock(total * 1000))}
        min={0}
        max={total}
        step={step}
        value={at}
        disabled={reels.length === 0}
        onChange={(event) => onSeek(Number(event.target.value))}
      />
    </div>
  );
}

// The clips that can be played here; the same list while nothing of it changes.
function useReels(mediaOf: MediaOf): readonly Reel[] {
  const { clips } = useSequence();
  const made = clips.flatMap(({ file, startMs, endMs }, place) => {
    const { src } = mediaOf(file);
    return src ? [{ place, src, start: startMs / 1000, end: endMs / 1000 }] : [];
  });
  const key = JSON.stringify(made);
  return useMemo(() => JSON.parse(key) as Reel[], [key]);
}

export function totalLength(clips: Parameters<typeof lengthOf>[0]): string {
  return clock(lengthOf(clips));
}
