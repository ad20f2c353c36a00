// One clip of the cut. The chosen one shows its words, its rights and how it is trimmed.

import { useState } from "react";
import { Door, Said } from "../../parts";
import { useWords } from "../../words";
import { type Clip, exact, moved, type ReadClip, without } from "./clips";
import { takeAlong } from "./dragging";
import type { Media } from "./media";
import { useClipKeys, useFollow } from "./SequenceList";
import { useSequence } from "./sequence";
import { Trim } from "./Trim";
import { WORDS } from "./words";

interface Props {
  place: number;
  clip: Clip;
  read: ReadClip | undefined;
  media: Media;
  rate: number;
  // Something that is dragged would come to stand before it.
  before: boolean;
  onPlayFrom: (place: number) => void;
}

export function ClipRow({ place, clip, read, media, rate, before, onPlayFrom }: Props) {
  const words = useWords(WORDS);
  const { chosen, choose } = useSequence();
  const isChosen = chosen === place;
  const row = useFollow(isChosen);
  const keys = useClipKeys(place);
  const title = read?.known === false ? words.unknown : read?.title || words.loadingClip;
  return (
    <li
      data-place={place}
      className={`cut-clip ${isChosen ? "cut-chosen" : ""} ${before ? "cut-before" : ""}`}
      draggable={!isChosen}
      onDragStart={(event) => takeAlong(event.dataTransfer, { place })}
    >
      <div className="cut-clip-head">
        <button
          ref={row}
          type="button"
          className="cut-clip-name"
          aria-expanded={isChosen}
          aria-describedby="cut-keys"
          onClick={() => choose(isChosen ? null : place)}
          onKeyDown={keys}
        >
          <Still media={media} ms={clip.startMs} />
          <span className="cut-clip-words">
            <span className="numbers">{place + 1}. </span>
            <Said text={read?.text || title} />
            <span className="quiet numbers">
              {exact(clip.startMs)} – {exact(clip.endMs)}
            </span>
          </span>
        </button>
        <Does place={place} playable={media.src !== null} onPlayFrom={onPlayFrom} />
      </div>
      {media.state === "missing" && <p className="quiet">{media.remark ?? words.notHere}</p>}
      {media.state === "unplayable" && <p className="quiet">{media.remark ?? words.unplayable}</p>}
      {isChosen && (
        <div className="cut-trim">
          <p className="cut-film">
            <Door to="film" id={clip.film} ms={clip.startMs}>
              <Said text={title} />
            </Door>{" "}
            {read?.date && <Said text={`(${read.date})`} />}
          </p>
          <p className="quiet">
            {read?.source && <Said text={`${read.source}. `} className="cut-plain" />}
            {read?.known && (read.rights_stated ? read.rights : words.notStated)}
          </p>
          {clip.why && (
            <p className="quiet">
              {words.why} <Said text={clip.why} className="cut-plain" />
            </p>
          )}
          <Trim place={place} clip={clip} rate={rate} filmMs={media.about?.duration_ms ?? null} />
        </div>
      )}
    </li>
  );
}

function Still({ media, ms }: { media: Media; ms: number }) {
  const [broken, setBroken] = useState<string | null>(null);
  const picture = media.picture(ms);
  return picture && picture !== broken ? (
    <img
      className="cut-still"
      src={picture}
      alt=""
      loading="lazy"
      draggable={false}
      onError={() => setBroken(picture)}
    />
  ) : (
    <span className="cut-still" aria-hidden="true" />
  );
}

interface DoesProps {
  place: number;
  playable: boolean;
  onPlayFrom: (place: number) => void;
}

function Does({ place, playable, onPlayFrom }: DoesProps) {
  const words = useWords(WORDS);
  const { clips, edit } = useSequence();
  const number = place + 1;
  const left = clips.length - 1;
  const move = (to: number, before: number) => edit(moved(clips, place, before), { chosen: to });
  return (
    <span className="cut-does">
      <button
        type="button"
        className="plain"
        aria-label={words.playFrom(number)}
        title={words.playFrom(number)}
        disabled={!playable}
        onClick={() => onPlayFrom(place)}
      >
        ▶
      </button>
      <button
        type="button"
        className="plain"
        aria-label={words.up(number)}
        title={words.up(number)}
        disabled={place === 0}
        onClick={() => move(place - 1, place - 1)}
      >
        ↑
      </button>
      <button
        type="button"
        className="plain"
        aria-label={words.down(number)}
        title={words.down(number)}
        disabled={place === left}
        onClick={() => move(place + 1, place + 2)}
      >
        ↓
      </button>
      <button
        type="button"
        className="plain"
        aria-label={words.remove(number)}
        title={words.remove(number)}
        onClick={() =>
          edit(without(clips, place), { chosen: left ? Math.min(place, left - 1) : null })
        }
      >
        ×
      </button>
    </span>
  );
}
