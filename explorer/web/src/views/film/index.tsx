// The Film view: the film at a second, its shots, what is said and seen, who is in it, its record.

import { useEffect, useMemo, useRef } from "react";
import { Link } from "react-router";
import { Problem } from "../../api/problem";
import { Door, Empty, Failure, plain, Said, Skeleton } from "../../parts";
import { useAddress, useAddressValue, useSelection } from "../../state";
import { useWords } from "../../words";
import { Chooser } from "./Chooser";
import { descriptionsOf } from "./descriptions";
import "./film.css";
import { Lanes } from "./Lanes";
import { Player } from "./Player";
import { Playhead } from "./playhead";
import { type Film, useFilm, useMedia, useTimeline } from "./queries";
import { Record } from "./Record";
import { Strip } from "./Strip";
import { Texts } from "./Texts";
import { WORDS } from "./words";

export default function FilmView() {
  const words = useWords(WORDS);
  const { selected } = useSelection();
  const film = useFilm(selected);
  if (selected === null) return <Chooser title={words.choose} />;
  if (film.error instanceof Problem && film.error.status === 404) {
    return <Chooser title={words.notAFilm} />;
  }
  if (film.isError) return <Failure error={film.error} again={() => void film.refetch()} />;
  if (!film.data) return <Skeleton lines={10} />;
  return <Shown key={film.data.id} film={film.data} />;
}

function Shown({ film }: { film: Film }) {
  const words = useWords(WORDS);
  const [chosen, choose] = useAddressValue("film.file");
  const media = useMedia(film, chosen);
  const here = media.data?.media ?? null;
  const { timeline, ...told } = useTimeline(film.id, here?.id ?? null);
  const { head, seek, stand } = usePlayhead(film.id);
  const descriptions = useMemo(() => (timeline ? descriptionsOf(timeline) : []), [timeline]);
  const screen = () => {
    if (film.files.length === 0) return <p className="state-box">{words.noFile}</p>;
    if (media.isError) return <Failure error={media.error} again={() => void media.refetch()} />;
    if (media.isPending) return <Skeleton height="16rem" />;
    if (!here) {
      return (
        <Empty title={words.missing}>
          <p>{plain(media.data.missing?.body.detail ?? words.noFile)}</p>
        </Empty>
      );
    }
    return (
      <Player
        media={here}
        head={head}
        timeline={timeline}
        descriptions={descriptions}
        onStand={stand}
      />
    );
  };
  const lengthMs = here?.duration_ms ?? film.ends_ms ?? (film.duration_s ?? 0) * 1000;
  return (
    <article className="film">
      <Head film={film} long={lengthMs > 0} />
      <div className="film-desk">
        <div className="film-left">
          {screen()}
          {film.files.length > 1 && (
            <label className="choice">
              {words.file}
              <select
                value={here?.id ?? chosen ?? ""}
                onChange={({ target }) => choose(target.value)}
              >
                {film.files.map(({ id, uri }) => (
                  <option key={id} value={id}>
                    {plain(uri)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {timeline && <Strip timeline={timeline} media={here} head={head} onSeek={seek} />}
        </div>
        {told.isError && <Failure error={told.error} again={() => void told.refetch()} />}
        {told.isPending && <Skeleton lines={8} />}
        {timeline && <Texts film={film} timeline={timeline} head={head} onSeek={seek} />}
      </div>
      {timeline && (
        <Lanes film={film} timeline={timeline} lengthMs={lengthMs} head={head} onSeek={seek} />
      )}
      <Record film={film} />
    </article>
  );
}

function Head({ film, long }: { film: Film; long: boolean }) {
  const words = useWords(WORDS);
  const { params } = useAddress();
  const others = new URLSearchParams(params);
  for (const key of ["sel", "t", "film.file", "film.find", "film.tab"]) others.delete(key);
  return (
    <header>
      <h1>
        <Said text={film.title} />
      </h1>
      <p className="doors quiet">
        <span>{[film.date_text, film.rights.source].filter(Boolean).join(" · ")}</span>
        <Link to={`/film?${others}`}>{words.allFilms}</Link>
        <Door to="entity" id={film.id}>
          {words.inGraph}
        </Door>
        {long && (
          <a href={`/api/v1/film/manifest.json?${new URLSearchParams({ id: film.id })}`}>
            {words.manifest}
          </a>
        )}
      </p>
    </header>
  );
}

// The playhead of a film, at the second of the address; the address follows where it is put.
function usePlayhead(film: string) {
  const { second, select } = useSelection();
  const head = useRef<Playhead>(null);
  head.current ??= new Playhead((second ?? 0) * 1000);
  const written = useRef(second);
  const at = head.current;
  useEffect(() => {
    if (second === null || second === written.current) return;
    written.current = second;
    at.seek(second * 1000);
  }, [second, at]);
  const write = (ms: number) => {
    written.current = Math.round(ms) / 1000;
    select(film, written.current, { replace: true });
  };
  const seek = (ms: number) => {
    at.seek(ms);
    write(ms);
  };
  // One that is taken away stands too, and says nothing of the address.
  const stand = () => {
    const here = new URLSearchParams(window.location.search).get("sel") === film;
    if (here && Math.abs(at.ms / 1000 - (written.current ?? 0)) > 0.5) write(at.ms);
  };
  return { head: at, seek, stand };
}
