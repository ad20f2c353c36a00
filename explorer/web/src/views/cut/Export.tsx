// Taking the cut elsewhere: whose its clips are and under what terms, files for editors, a film.

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { fetched } from "../../api/client";
import { Failure, Said } from "../../parts";
import { useAddressValue } from "../../state";
import { useWords } from "../../words";
import { type Clip, RATES, type ReadClip } from "./clips";
import { FilmJob, type Making } from "./FilmJob";
import { download } from "./saving";
import { WORDS } from "./words";

const FORMATS = ["edl", "otio", "fcpxml", "fcp7", "vtt", "iiif"] as const;
const LONGEST_TITLE = 200;

interface Props {
  open: boolean;
  onClose: () => void;
  clips: readonly Clip[];
  read: readonly ReadClip[];
  fps: string;
  making: Making;
}

export function Export({ open, onClose, clips, read, fps, making }: Props) {
  const words = useWords(WORDS);
  const sheet = useRef<HTMLDialogElement>(null);
  const [title, setTitle] = useAddressValue("cut.title");
  const [base, setBase] = useAddressValue("cut.base");
  const [, setFps] = useAddressValue("cut.fps");
  useEffect(() => {
    if (open) sheet.current?.showModal();
    else sheet.current?.close();
  }, [open]);
  const known = clips.flatMap((clip, place) => (read[place]?.known ? [clip] : []));
  const body = bodyOf(clips, read, {
    title: title?.trim() || words.untitled,
    fps,
    base: base ?? "",
  });
  return (
    <dialog
      ref={sheet}
      className="sheet cut-export"
      aria-labelledby="cut-export-title"
      onClose={onClose}
    >
      <h2 id="cut-export-title">{words.export}</h2>
      {open && (
        <>
          <Credits clips={clips} read={read} />
          <div className="cut-options">
            <label className="choice">
              {words.titleOfCut}
              <input
                maxLength={LONGEST_TITLE}
                placeholder={words.untitled}
                value={title ?? ""}
                onChange={({ target: { value } }) => setTitle(value || null, { replace: true })}
              />
            </label>
            <label className="choice">
              {words.rate}
              <select
                value={fps}
                onChange={({ target }) => setFps(target.value, { replace: true })}
              >
                {Object.keys(RATES).map((name) => (
                  <option key={name} value={name}>
                    {words.rateOf(name)}
                  </option>
                ))}
              </select>
            </label>
            <label className="choice cut-base">
              {words.base}
              <input
                maxLength={500}
                placeholder="file:///Volumes/Films"
                value={base ?? ""}
                onChange={({ target: { value } }) => setBase(value || null, { replace: true })}
              />
            </label>
          </div>
          <h3>{words.files}</h3>
          <ul className="cut-list cut-formats">
            {FORMATS.map((format) => (
              <Format key={format} format={format} body={body} can={known.length > 0} />
            ))}
          </ul>
          <FilmJob body={body} making={making} can={known.length > 0} />
        </>
      )}
      <button type="button" onClick={onClose}>
        {words.close}
      </button>
    </dialog>
  );
}

export interface CutBody {
  title: string;
  fps: string;
  base: string;
  clips: readonly object[];
}

function bodyOf(
  clips: readonly Clip[],
  read: readonly ReadClip[],
  about: { title: string; fps: string; base: string },
): CutBody {
  const known = clips.flatMap((clip, place) => {
    const told = read[place];
    if (!told?.known) return [];
    const { film, file, startMs: start_ms, endMs: end_ms, why } = clip;
    return [{ film, file, start_ms, end_ms, text: told.text, why }];
  });
  return { ...about, clips: known };
}

// Every film of the cut once, with its source and its terms.
function Credits({ clips, read }: { clips: readonly Clip[]; read: readonly ReadClip[] }) {
  const words = useWords(WORDS);
  const films = new Map<string, { told: ReadClip; places: number[] }>();
  clips.forEach(({ film }, place) => {
    const told = read[place];
    if (!told?.known) return;
    const held = films.get(film) ?? { told, places: [] };
    held.places.push(place + 1);
    films.set(film, held);
  });
  const unknown = read.filter(({ known }) => !known).length;
  const open = [...films.values()].filter(({ told }) => !told.rights_stated).length;
  return (
    <section aria-label={words.credits}>
      <h3>{words.credits}</h3>
      <p className="quiet">
        {open > 0 ? words.notAllStated(open, films.size) : words.creditsTravel}
      </p>
      {unknown > 0 && <p>{words.leftOut(unknown)}</p>}
      <ul className="cut-list cut-credits">
        {[...films].map(([film, { told, places }]) => (
          <li key={film}>
            <Said text={told.title} /> {told.date && <Said text={`(${told.date})`} />}
            <br />
            <span className="quiet">
              <Said text={told.source} className="cut-plain" />
              {" · "}
              <Said text={told.rights} className="cut-plain" />
              {" · "}
              {words.inClips(places)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FormatProps {
  format: (typeof FORMATS)[number];
  body: CutBody;
  can: boolean;
}

function Format({ format, body, can }: FormatProps) {
  const words = useWords(WORDS);
  const save = useMutation({
    mutationFn: async () =>
      download(
        await fetched("/api/v1/cut/export", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ ...body, format }),
        }),
      ),
  });
  return (
    <li>
      <button type="button" disabled={!can || save.isPending} onClick={() => save.mutate()}>
        {words.format(format)}
      </button>{" "}
      <span className="quiet">{words.formatFor(format)}</span>
      {save.isError && <Failure error={save.error} />}
    </li>
  );
}
