// The Cut view: moments found in films, put into an order, played at once and taken elsewhere.

import "./cut.css";
import { useCallback, useRef, useState } from "react";
import { Empty, Skeleton } from "../../parts";
import { useAddressValue, useFilms } from "../../state";
import { useWords } from "../../words";
import { RATES, rateNear } from "./clips";
import { Export } from "./Export";
import { useMaking } from "./FilmJob";
import { Finder } from "./Finder";
import { useChosen } from "./kinds";
import { Monitor } from "./Monitor";
import { useMedia } from "./media";
import { useRead } from "./queries";
import { Results } from "./Results";
import { Script } from "./Script";
import { SequenceList, useUndoKeys } from "./SequenceList";
import { Storyboard } from "./Storyboard";
import { SequenceProvider, useHeldSequence, useSequence } from "./sequence";
import { WORDS } from "./words";

export default function Cut() {
  const words = useWords(WORDS);
  const films = useFilms();
  const sequence = useHeldSequence();
  // The bar of filters tells where the films can't be had.
  if (films.isError) return null;
  if (!films.data) return <Skeleton lines={6} height="4rem" />;
  if (films.data.rows.length === 0) {
    return (
      <Empty title={words.noFilms}>
        <p>{words.noFilmsDetail}</p>
      </Empty>
    );
  }
  return (
    <SequenceProvider value={sequence}>
      <div className={`cut ${sequence.clips.length ? "cut-begun" : ""}`}>
        <h1 className="unseen">{words.title}</h1>
        <div className="cut-found">
          <Finder />
          <Found />
        </div>
        <Bench />
      </div>
    </SequenceProvider>
  );
}

function Found() {
  const { kind } = useChosen();
  if (kind === "script") return <Script />;
  if (kind === "outline") return <Storyboard />;
  return <Results />;
}

// The cut itself: the screen, the clips and the way out.
function Bench() {
  const words = useWords(WORDS);
  const { clips } = useSequence();
  const read = useRead(clips).data ?? [];
  const mediaOf = useMedia(clips.map(({ file }) => file));
  const [held] = useAddressValue("cut.fps");
  const own = clips.map(({ file }) => mediaOf(file).about?.fps).find(Boolean);
  const fps = held && held in RATES ? held : rateNear(own);
  const rate = RATES[fps] ?? 25;
  const [open, setOpen] = useState(false);
  const making = useMaking();
  const player = useRef<{ playFrom: (place: number) => void } | null>(null);
  const onPlayer = useCallback((made: typeof player.current) => {
    player.current = made;
  }, []);
  useUndoKeys();
  return (
    <div className="cut-bench">
      <Monitor mediaOf={mediaOf} read={read} frameMs={1000 / rate} onPlayer={onPlayer} />
      {clips.length > 0 && (
        <p className="cut-out">
          <button type="button" onClick={() => setOpen(true)}>
            {words.export} …
          </button>
          <CopyLink />
        </p>
      )}
      <SequenceList
        mediaOf={mediaOf}
        read={read}
        rate={rate}
        onPlayFrom={(place) => player.current?.playFrom(place)}
      />
      <p id="cut-keys" className="quiet cut-keys">
        {clips.length > 0 && words.keys}
      </p>
      <Export
        open={open}
        onClose={() => setOpen(false)}
        clips={clips}
        read={read}
        fps={fps}
        making={making}
      />
    </div>
  );
}

function CopyLink() {
  const words = useWords(WORDS);
  const { long } = useSequence();
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  if (long) return null;
  const copy = () => {
    // Browsers forbid it where the page came over an unsafe line.
    const done = navigator.clipboard?.writeText(window.location.href) ?? Promise.reject();
    done.then(
      () => setCopied("yes"),
      () => setCopied("failed"),
    );
  };
  return (
    <>
      <button type="button" className="plain" onClick={copy}>
        {words.copyLink}
      </button>
      <span className="quiet" role="status">
        {copied === "yes" ? words.copied : copied === "failed" ? words.copyYourself : ""}
      </span>
    </>
  );
}
