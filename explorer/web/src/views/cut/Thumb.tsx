// A picture of a moment. Pointing at it plays it without sound; pressing it plays it once with sound.

import { useEffect, useRef, useState } from "react";
import { plain } from "../../parts";
import { useWords } from "../../words";
import { lengthOf } from "./clips";
import type { Media } from "./media";
import { WORDS } from "./words";

const PAUSE_MS = 180;

interface Props {
  media: Media;
  startMs: number;
  endMs: number;
  // What it is of, for those who can't see it.
  title: string;
}

export function Thumb({ media, startMs, endMs, title }: Props) {
  const words = useWords(WORDS);
  const { shown, point, leave, press } = usePreview(media.src !== null);
  const [broken, setBroken] = useState(false);
  const picture = media.picture((startMs + endMs) / 2);
  const seconds = (lengthOf([{ film: "", file: null, startMs, endMs, why: "" }]) / 1000).toFixed(1);
  return (
    <button
      type="button"
      className="cut-thumb"
      disabled={media.src === null}
      aria-pressed={shown === "sound"}
      onPointerEnter={(event) => event.pointerType === "mouse" && point()}
      onPointerLeave={leave}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && point()}
      onBlur={leave}
      onClick={press}
    >
      <span className="unseen">{words.preview(plain(title))}</span>
      {picture && !broken ? (
        <img
          src={picture}
          alt=""
          loading="lazy"
          draggable={false}
          onError={() => setBroken(true)}
        />
      ) : (
        <span className="cut-nothing">{words.noPicture(media.state, !media.about?.picture)}</span>
      )}
      {shown && media.src && (
        <Moving
          src={media.src}
          start={startMs / 1000}
          end={endMs / 1000}
          sound={shown === "sound"}
          onEnd={leave}
        />
      )}
      <span className="cut-length numbers">{seconds} s</span>
    </button>
  );
}

type Shown = null | "muted" | "sound";

function usePreview(can: boolean) {
  const [shown, setShown] = useState<Shown>(null);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const point = () => {
    if (!can || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setShown((now) => now ?? "muted"), PAUSE_MS);
  };
  const leave = () => {
    window.clearTimeout(timer.current);
    setShown(null);
  };
  const press = () => {
    window.clearTimeout(timer.current);
    setShown((now) => (now === "sound" ? null : "sound"));
  };
  return { shown, point, leave, press };
}

interface MovingProps {
  src: string;
  start: number;
  end: number;
  sound: boolean;
  onEnd: () => void;
}

function Moving({ src, start, end, sound, onEnd }: MovingProps) {
  const screen = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = screen.current;
    if (!video) return;
    video.muted = !sound;
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) video.currentTime = start;
    void video.play().catch(() => {});
  }, [sound, start]);
  const over = () => {
    const video = screen.current;
    if (!video || video.seeking || video.currentTime < end) return;
    if (sound) onEnd();
    else video.currentTime = start;
  };
  return (
    <video
      ref={screen}
      src={src}
      muted
      playsInline
      preload="metadata"
      aria-hidden="true"
      tabIndex={-1}
      onLoadedMetadata={(event) => {
        event.currentTarget.currentTime = start;
      }}
      onTimeUpdate={over}
      onEnded={over}
    />
  );
}
