// The shots of a film side by side, each with a picture; only those in sight are drawn.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { clock, TimeCode, useMediaAddress } from "../../parts";
import { useNumber, useWords } from "../../words";
import { type Playhead, useAt } from "./playhead";
import type { Media } from "./queries";
import type { Timeline } from "./timeline";
import { WORDS } from "./words";

const TILE = 136;
const PICTURE_WIDTH = 160;

interface Shot {
  startMs: number;
  endMs: number;
}

interface Props {
  timeline: Timeline;
  media: Media | null;
  head: Playhead;
  onSeek: (ms: number) => void;
}

export function Strip({ timeline, media, head, onSeek }: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const rows = timeline.of("segment.shot");
  const known = rows.length > 0;
  const tiles = media?.pictures && media.duration_ms ? media.tiles : 0;
  const count = known ? rows.length : tiles;
  const apart = known ? 0 : (media?.duration_ms ?? 0) / Math.max(1, tiles);
  const shotAt = (place: number): Shot => {
    const row = rows[place];
    return row === undefined
      ? { startMs: place * apart, endMs: (place + 1) * apart }
      : { startMs: timeline.start(row), endMs: timeline.end(row) };
  };
  const current = useAt(head, (ms) =>
    known ? timeline.at(rows, ms) : Math.min(count - 1, Math.floor(ms / Math.max(1, apart))),
  );
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    horizontal: true,
    count,
    getScrollElement: () => box.current,
    estimateSize: () => TILE,
    overscan: 4,
  });
  useEffect(() => {
    if (current >= 0) list.scrollToIndex(current, { align: "auto" });
  }, [current, list]);
  if (count === 0) return null;
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const from = head.ms;
    if (by === undefined) return;
    event.preventDefault();
    const here = known ? timeline.begun(rows, from) : current;
    const to = Math.min(count - 1, Math.max(0, here + by));
    list.scrollToIndex(to);
    onSeek(shotAt(to).startMs);
  };
  return (
    <section className="film-strip">
      <h2>{known ? words.shots(number(count)) : words.pictures}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of controls, but what scrolls */}
      <div
        ref={box}
        className="film-strip-box"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the arrow keys
        tabIndex={0}
        role="group"
        onKeyDown={keys}
        aria-label={known ? words.shots(number(count)) : words.pictures}
      >
        <ol style={{ width: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, start }) => {
            const shot = shotAt(index);
            const time = clock(shot.startMs);
            return (
              <li key={index} style={{ left: start, width: TILE }}>
                <button
                  type="button"
                  tabIndex={-1}
                  aria-current={index === current ? "true" : undefined}
                  aria-label={known ? words.shot(number(index + 1), time) : words.picture(time)}
                  onClick={() => onSeek(shot.startMs)}
                >
                  <Picture media={media} shot={shot} />
                  <TimeCode ms={shot.startMs} />
                </button>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

// The tile of the preview strip that lies in the shot; where none does, a picture of its own.
function Picture({ media, shot }: { media: Media | null; shot: Shot }) {
  const { address } = useMediaAddress(media?.id ?? null);
  if (!media?.pictures) return <span className="film-picture" />;
  const middle = (shot.startMs + shot.endMs) / 2;
  const length = media.duration_ms ?? 0;
  const tile = Math.min(media.tiles - 1, Math.floor((middle / Math.max(1, length)) * media.tiles));
  const tileMs = ((tile + 0.5) / media.tiles) * length;
  if (length > 0 && tileMs >= shot.startMs && tileMs < shot.endMs) {
    const src = address("media/strip");
    return (
      <span
        className="film-picture"
        style={{
          backgroundImage: src ? `url("${src}")` : undefined,
          backgroundSize: `${media.tiles * 100}% 100%`,
          backgroundPosition: `${(tile / (media.tiles - 1)) * 100}% 0`,
        }}
      />
    );
  }
  const src = address("media/picture", { t_ms: Math.round(middle), width: PICTURE_WIDTH });
  return (
    <span className="film-picture">
      {src && <img src={src} alt="" loading="lazy" decoding="async" />}
    </span>
  );
}
