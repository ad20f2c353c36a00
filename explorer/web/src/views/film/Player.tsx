// The film itself: the browser's own player, its keys, captions and audio description.

import { type RefObject, useEffect, useRef, useState } from "react";
import { plain, Skeleton, useKeys, useMediaAddress } from "../../parts";
import { useAddressValue } from "../../state";
import { useWords } from "../../words";
import { Copy } from "./Copy";
import { type Description, useDescriptions } from "./descriptions";
import type { Playhead } from "./playhead";
import type { Media } from "./queries";
import type { Timeline } from "./timeline";
import { WORDS } from "./words";

interface Props {
  media: Media;
  head: Playhead;
  timeline: Timeline | null;
  // What audio description would tell.
  descriptions: readonly Description[];
  // Called where somebody leaves the film standing.
  onStand: () => void;
}

export function Player(props: Props) {
  const { media, head } = props;
  const words = useWords(WORDS);
  const { address, renew } = useMediaAddress(media.id);
  const [failed, setFailed] = useState<string | null>(null);
  const src = address(media.playable ? "media" : "media/copy");
  if (!media.playable && !media.copied) {
    return <Copy file={media.id} why={words.unplayable} />;
  }
  if (src === null) return <Skeleton height="16rem" />;
  if (failed === src) {
    return (
      <>
        <Copy file={media.id} why={words.failed} />
        <button type="button" onClick={() => setFailed(null)}>
          {words.again}
        </button>
      </>
    );
  }
  const onFailed = () => {
    renew();
    setFailed(src);
  };
  return <Screen {...props} key={`${src}`} src={src} head={head} onFailed={onFailed} />;
}

function Screen({
  media,
  head,
  src,
  timeline,
  descriptions,
  onStand,
  onFailed,
}: Props & { src: string; onFailed: () => void }) {
  const words = useWords(WORDS);
  const screen = useRef<HTMLVideoElement>(null);
  const [described, setDescribed] = useAddressValue("film.ad");
  const on = described === "1" && descriptions.length > 0;
  const told = useDescriptions(head, descriptions, on);
  const [captions, setCaptions] = useState(false);
  const captioned = (timeline?.of("text.transcript").length ?? 0) > 0;
  useCaptions(screen, timeline, captions);
  const describe = () => setDescribed(on ? null : "1", { replace: true });
  usePlayerKeys(head, media, () => setCaptions(!captions), describe);
  useEffect(() => () => head.take(null), [head]);
  const moved = () => {
    const film = screen.current;
    // Before it knows its length, it stands at no place that anybody chose.
    if (film && film.readyState > 0) head.moved(Math.round(film.currentTime * 1000));
  };
  return (
    <div className="film-player">
      <div className="film-screen">
        {/* biome-ignore lint/a11y/useMediaCaption: there is a track where there is a transcript */}
        <video
          ref={screen}
          className={media.picture === null ? "film-sound" : ""}
          src={src}
          controls
          playsInline
          preload="metadata"
          aria-label={words.screen}
          onLoadedMetadata={() => head.take(screen.current)}
          onTimeUpdate={moved}
          onSeeking={moved}
          onPause={onStand}
          onError={onFailed}
        />
        {on && told.description && (
          <p className="film-described" aria-live={told.voiced ? "off" : "polite"}>
            {plain(told.description.text)}
          </p>
        )}
      </div>
      <div className="film-tools">
        {captioned && (
          <button type="button" aria-pressed={captions} onClick={() => setCaptions(!captions)}>
            {words.captions}
          </button>
        )}
        {descriptions.length > 0 && (
          <button type="button" aria-pressed={on} title={words.descriptionsAre} onClick={describe}>
            {words.descriptions}
          </button>
        )}
        {media.remark && <span className="quiet">{media.remark}</span>}
      </div>
      {on && (
        <p className="quiet">
          {words.descriptionsAre} {!told.voiced && words.noVoice}
        </p>
      )}
    </div>
  );
}

// The transcript as captions of the screen; made in the page, as a track's own request would carry
// no token.
function useCaptions(
  screen: RefObject<HTMLVideoElement | null>,
  timeline: Timeline | null,
  shown: boolean,
): void {
  const words = useWords(WORDS);
  const track = useRef<TextTrack>(null);
  useEffect(() => {
    const lines = timeline?.of("text.transcript") ?? [];
    if (!timeline || !screen.current || lines.length === 0) return;
    track.current ??= screen.current.addTextTrack("captions", words.transcript);
    const made = track.current;
    made.mode = "hidden";
    const cues = lines.map((row) => {
      const [start, end] = [
        timeline.start(row),
        Math.max(timeline.end(row), timeline.start(row) + 1),
      ];
      return new VTTCue(start / 1000, end / 1000, escaped(plain(timeline.text(row) ?? "")));
    });
    for (const cue of cues) made.addCue(cue);
    return () => {
      for (const cue of cues) made.removeCue(cue);
    };
  }, [screen, timeline, words]);
  useEffect(() => {
    if (track.current && timeline) track.current.mode = shown ? "showing" : "hidden";
  }, [timeline, shown]);
}

// Cues are markup.
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function usePlayerKeys(
  head: Playhead,
  media: Media,
  captions: () => void,
  describe: () => void,
): void {
  const words = useWords(WORDS);
  const [frames, seconds] = media.fps ?? [];
  const rate = frames && seconds ? frames / seconds : null;
  const go = (ms: number) => () => head.seek(head.ms + ms);
  const toggle = () => head.toggle();
  useKeys([
    { key: " ", does: words.keyPlay, run: toggle },
    { key: "k", does: words.keyPlay, run: toggle },
    { key: "j", does: words.keyBack, run: go(-10_000) },
    { key: "l", does: words.keyOn, run: go(10_000) },
    { key: "ArrowLeft", does: words.keyLeft, run: go(-5_000) },
    { key: "ArrowRight", does: words.keyRight, run: go(5_000) },
    ...(rate
      ? [
          { key: ",", does: words.keyFrameBack, run: () => head.step(-1, rate) },
          { key: ".", does: words.keyFrameOn, run: () => head.step(1, rate) },
        ]
      : []),
    { key: "m", does: words.keyMute, run: () => head.mute() },
    { key: "c", does: words.keyCaptions, run: captions },
    { key: "d", does: words.keyDescriptions, run: describe },
  ]);
}
