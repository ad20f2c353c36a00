// Plays a film from a second, where its file lies here and a browser can play it.

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api, read } from "../api/client";
import { Problem } from "../api/problem";
import { useWords } from "../words";
import { SHELL } from "../words/shell";
import { Failure, Skeleton } from "./states";
import { clock } from "./text";

interface Props {
  // The film's id in the graph, and from when, in milliseconds.
  film: string;
  startMs: number;
}

export function PlayAt({ film, startMs }: Props) {
  const words = useWords(SHELL);
  const file = useQuery({
    queryKey: ["file of", film],
    queryFn: ({ signal }) => fileOf(film, signal),
  });
  if (file.isError) return <Failure error={file.error} again={() => void file.refetch()} />;
  if (file.isPending) return <Skeleton height="12rem" />;
  if (file.data === null) return <p className="quiet">{words.noFile}</p>;
  const { id, playable, copied, remark } = file.data;
  if (!playable && !copied) return <p className="quiet">{remark ?? words.noFile}</p>;
  const path = playable ? "/api/v1/media" : "/api/v1/media/copy";
  return <Screen src={`${path}?id=${encodeURIComponent(id)}`} startMs={startMs} />;
}

// What its first file holds; null where none lies here.
async function fileOf(film: string, signal: AbortSignal) {
  const { files } = await read(
    api.GET("/api/v1/film", { params: { query: { id: film } }, signal }),
  );
  for (const { id } of files) {
    try {
      return await read(api.GET("/api/v1/media/about", { params: { query: { id } }, signal }));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error;
    }
  }
  return null;
}

function Screen({ src, startMs }: { src: string; startMs: number }) {
  const words = useWords(SHELL);
  const screen = useRef<HTMLVideoElement>(null);
  const begin = () => {
    if (!screen.current) return;
    screen.current.currentTime = startMs / 1000;
    // A browser may refuse to play unasked; the film then waits at the second.
    void screen.current.play().catch(() => {});
  };
  return (
    // biome-ignore lint/a11y/useMediaCaption: what is said stands beside it
    <video
      ref={screen}
      className="play-at"
      src={src}
      controls
      preload="metadata"
      aria-label={words.playing(clock(startMs))}
      onLoadedMetadata={begin}
    />
  );
}
