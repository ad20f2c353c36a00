// A moment that was found: its picture, words, film, time, rights and why, and ways to take it.

import { type ReactNode, useState } from "react";
import { Door, Said, TimeCode } from "../../parts";
import { useAddress } from "../../state";
import { useNumber, useWords } from "../../words";
import { clipOf, MOST_CLIPS, type Moment } from "./clips";
import { takeAlong } from "./dragging";
import type { Media } from "./media";
import { useSequence } from "./sequence";
import { Thumb } from "./Thumb";
import { WORDS } from "./words";

interface Props {
  moment: Moment;
  media: Media;
  children?: ReactNode;
}

export function MomentCard({ moment, media, children }: Props) {
  const words = useWords(WORDS);
  const number = useNumber();
  const { film, title, date, text, start_ms: startMs, end_ms: endMs } = moment;
  return (
    <article
      className="cut-card"
      draggable
      onDragStart={(event) => takeAlong(event.dataTransfer, { clip: clipOf(moment) })}
    >
      <Thumb media={media} startMs={startMs} endMs={clipOf(moment).endMs} title={text || title} />
      <div className="cut-card-words">
        {text && (
          <p className="cut-text">
            <Said text={text} />
          </p>
        )}
        <p className="cut-film">
          <Door to="film" id={film} ms={startMs}>
            <Said text={title} />
          </Door>{" "}
          {date && <Said text={`(${date})`} />} <TimeCode ms={startMs} />
        </p>
        <p className="quiet cut-why">
          <Said text={moment.why} className="cut-plain" />
          {" · "}
          <Rights moment={moment} />
        </p>
        {media.state !== "here" && media.state !== "waiting" && (
          <p className="quiet">{media.state === "missing" ? words.notHere : words.unplayable}</p>
        )}
      </div>
      <p className="cut-card-does">
        <Add moment={moment} />
        {moment.seen && moment.segment && <Like segment={moment.segment} />}
        {children}
        <span className="unseen">{number((endMs - startMs) / 1000)} s</span>
      </p>
    </article>
  );
}

function Rights({ moment }: { moment: Moment }) {
  const words = useWords(WORDS);
  return (
    <span title={moment.rights}>
      {moment.rights_stated ? <Said text={moment.rights} className="cut-plain" /> : words.notStated}
      {" · "}
      <Said text={moment.source} className="cut-plain" />
    </span>
  );
}

function Add({ moment }: { moment: Moment }) {
  const words = useWords(WORDS);
  const { clips, add: append, choose } = useSequence();
  const [added, setAdded] = useState(0);
  const add = () => {
    const place = append([clipOf(moment)]);
    choose(place);
    setAdded(place + 1);
  };
  return (
    <>
      <button type="button" disabled={clips.length >= MOST_CLIPS} onClick={add}>
        {words.add}
        <span className="unseen">: {moment.text.slice(0, 80) || moment.title.slice(0, 80)}</span>
      </button>
      <span className="unseen" role="status">
        {added > 0 && words.added(added)}
      </span>
    </>
  );
}

function Like({ segment }: { segment: string }) {
  const words = useWords(WORDS);
  const { change } = useAddress();
  const look = () =>
    change((params) => {
      params.set("cut.how", "looks");
      params.set("cut.like", segment);
    });
  return (
    <button type="button" className="plain" onClick={look}>
      {words.like}
    </button>
  );
}
