// Plays a film from a second, where its file lies here and a browser can play it.

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api, read } from "../api/client";
import { useWords } from "../words";
import { SHELL } from "../words/shell";
import { firstOf, useMediaAddress } from "./media";
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
    queryFn: async ({ signal }) => {
      const query = { id: film };
      const { files } = await read(api.GET("/api/v1/film", { params: { query }, signal }));
      const ids = files.map(({ id }) => id);
      return (await firstOf(ids, signal)).media;
    },
  });
  const { address } = useMediaAddress(file.data?.id ?? null);
  if (file.isError) return <Failure error={file.error} again={() => void file.refetch()} />;
  if (file.isPending) return <Skeleton height="12rem" />;
  if (file.data === null) return <p className="quiet">{words.noFile}</p>;
  const { playable, copied, remark } = file.data;
  if (!playable && !copied) return <p className="quiet">{remark ?? words.noFile}</p>;
  const src = address(playable ? "media" : "media/copy");
  return src ? <Screen src={src} startMs={startMs} /> : <Skeleton height="12rem" />;
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
