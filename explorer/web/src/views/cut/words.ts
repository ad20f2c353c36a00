// What the Cut view says.

import { catalogue } from "../../words";
import type { Kind } from "./kinds";

const KIND: Record<Kind, string> = {
  phrase: "Words in a row",
  words: "Any of the words",
  person: "Person",
  name: "Place or thing",
  pattern: "Pattern",
  tokens: "Parts of speech",
  silence: "Silence",
  looks: "Looks like",
  script: "Script",
  outline: "Storyboard",
};

const HINT: Record<Kind, string> = {
  phrase: "Type words in the search box; moments that have them in that order are found.",
  words:
    "Moments that have some of the words, in any form of them; those with more and rarer first.",
  person: "Where somebody of that name appears, speaks or is named.",
  name: "Where a place, a thing or anybody of that name is shown or named.",
  pattern: "A regular expression, for those who know them (RE2's syntax).",
  tokens:
    "Kinds of words in a row, such as ADJ NOUN, or spaCy's token pattern as JSON. Needs spaCy on this archive's service.",
  silence: "Where nobody speaks, longest first, in films that have a transcript.",
  looks: "Shots that look like one: choose “More like this” at a moment.",
  script: "Paste a script: each line finds its moments.",
  outline: "Tell a story in a line or several; each step gets a real shot, in its order.",
};

const FORMAT = {
  edl: ["EDL", "a list that nearly every editor reads (CMX 3600)"],
  otio: ["OpenTimelineIO", "for Resolve and other tools that read .otio"],
  fcpxml: ["FCPXML", "for Final Cut Pro"],
  fcp7: ["Final Cut Pro 7 XML", "for Premiere"],
  vtt: ["WebVTT", "what is said, at the times of the cut"],
  iiif: ["IIIF range", "for viewers of IIIF manifests"],
} as const;
type Format = keyof typeof FORMAT;

export const WORDS = catalogue({
  en: {
    title: "Cut",
    find: "Find moments",
    kinds: "Kind of search",
    kind: (kind: Kind) => KIND[kind],
    hint: (kind: Kind) => HINT[kind],
    example: (what: string) => `Try: ${what}`,
    exampleText: "an example",
    least: "Shortest, in seconds",
    most: "Longest, in seconds",
    script: "Script, a line for each moment",
    outline: "Outline",
    findLines: "Find each line",
    findShots: "Find shots",
    results: "Moments found",
    found: (n: string, count: number) => (count === 1 ? "1 moment" : `${n} moments`),
    notWhole: "so far: the search was ended before it had seen all texts",
    more: "Show more",
    addAll: (n: string) => `Add all ${n} shown`,
    add: "Add to the cut",
    added: (place: number) => `Added as clip ${place}.`,
    like: "More like this",
    why: "Why:",
    notStated: "rights not stated: ask the archive",
    notHere: "The film doesn't lie here, so it can't be played.",
    unplayable: "Browsers can't play this film as it is.",
    noPicture: (state: string, soundOnly: boolean) =>
      state === "missing"
        ? "No film here"
        : state === "waiting"
          ? "…"
          : state === "unplayable"
            ? "Not playable"
            : soundOnly
              ? "Sound only"
              : "No picture",
    preview: (what: string) => `Preview: ${what.slice(0, 120)}`,
    before: "Search for a moment, or write an outline",
    beforeLooks: "Nothing is chosen to look like",
    counting: "Counting what there is to search …",
    texts: (n: string) =>
      `${n} lines of speech, captions and shot lists with a time can be searched.`,
    noTexts: "No film here has words with a time yet",
    noTextsDetail:
      "Moments are found by transcripts, captions, shot lists and text on the screen. Take in enriched films (reelgraph ingest), and they can be searched here.",
    noFilms: "There are no films yet",
    noFilmsDetail:
      "Take in a catalogue with reelgraph ingest; then moments of its films can be cut.",
    nothing: "Nothing was found",
    nothingDetail: (kind: Kind) =>
      kind === "silence"
        ? "No film with a transcript is silent for so long. Try a shorter silence."
        : kind === "person" || kind === "name"
          ? "Nobody and nothing of that name has a time in a film. Try a part of the name, or its words."
          : "No text with a time has it. Try fewer or other words; films without transcript or captions can't be found by words.",
    anyWords: "Look for any of the words",
    allFilms: "Look in all films",
    beforeScript: "Paste a script",
    beforeScriptDetail:
      "Each line is looked for by itself: first where it is said so, else where some of its words are.",
    linesFound: (n: string, all: string) => `${n} of ${all} lines found`,
    mostLines: (n: number) => `The first ${n} lines are looked for.`,
    noLine: "Nothing has words of this line.",
    nearLine: "Nobody says it in these words. Nearest:",
    addFirsts: "Add the first of each line",
    beforeOutline: "Write an outline",
    beforeOutlineDetail:
      "For example: a day at the seaside, 1930s: children on the sand, a boat, ending at dusk. Years keep it to films of that time.",
    storyboard: "Storyboard",
    shots: (n: string, all: string) => `${n} shots for ${all} steps`,
    years: (from: number, to: number) =>
      from === to ? `in films of ${from}` : `in films of ${from} to ${to}`,
    noSteps: "There is no step in this outline that can be looked for",
    noShot: "No shot was found for this step. Say it in other words.",
    swap: (place: number, all: number) => `Next best (${place} of ${all})`,
    addBoard: "Put it into the cut",
    monitor: "The cut",
    play: "Play",
    pause: "Pause",
    playKey: "Play or pause the cut",
    playhead: "Place in the cut",
    playheadAt: (at: string, total: string) => `${at} of ${total}`,
    soundOnly: "Sound only",
    waiting: "Waiting for the film …",
    nothingPlays: "None of these clips can be played here.",
    skipped: (places: number[]) =>
      places.length === 1
        ? `Clip ${places[0]} is skipped: its film can't be played here.`
        : `Clips ${places.join(", ")} are skipped: their films can't be played here.`,
    sequence: "Clips of the cut",
    clips: (n: string, count: number) => (count === 1 ? "1 clip" : `${n} clips`),
    lasts: (seconds: string) => `${seconds} s`,
    undo: "Undo",
    redo: "Redo",
    empty: "Take all out",
    lost: "The cut of this link can't be read here: it is broken, or it was too long for a link and is kept in another browser.",
    long: "This cut is too long for a link. It is kept in this browser alone: to pass it on, export it as OpenTimelineIO or as a film.",
    noClips: "No clip yet. Add a moment, or drag one here.",
    dropHere: "Drag moments here",
    keys: "On a clip: Alt with ↑ or ↓ moves it, Delete takes it out, [ and ] move its start, { and } its end. u undoes, p plays.",
    unknown: "A film that isn't here for you",
    loadingClip: "…",
    playFrom: (n: number) => `Play from clip ${n}`,
    up: (n: number) => `Move clip ${n} up`,
    down: (n: number) => `Move clip ${n} down`,
    remove: (n: number) => `Take out clip ${n}`,
    in: "In",
    out: "Out",
    step: "Step",
    stepOf: (step: "frame" | "tenth" | "second") =>
      ({ frame: "1 frame", tenth: "0.1 s", second: "1 s" })[step],
    startEarlier: "Start earlier",
    startLater: "Start later",
    endEarlier: "End earlier",
    endLater: "End later",
    copyLink: "Copy the link",
    copied: "Copied.",
    copyYourself: "The browser forbids copying: take the address of this page.",
    export: "Export",
    close: "Close",
    untitled: "Cut",
    titleOfCut: "Title",
    rate: "Frames a second",
    rateOf: (name: string) => (name.endsWith("df") ? `${name.slice(0, -2)} (drop frame)` : name),
    base: "Folder of the films, for your editor (may be left empty)",
    files: "Files",
    format: (format: Format) => FORMAT[format][0],
    formatFor: (format: Format) => FORMAT[format][1],
    credits: "Sources and rights",
    creditsTravel: "They go with the cut into each form.",
    notAllStated: (open: number, all: number) =>
      `${open} of ${all} ${all === 1 ? "film" : "films"} without stated rights: ask the archive before you publish. Sources and rights go with the cut into each form.`,
    leftOut: (n: number) =>
      n === 1
        ? "1 clip is left out: its film isn't here for you."
        : `${n} clips are left out: their films aren't here for you.`,
    inClips: (places: number[]) =>
      places.length === 1 ? `clip ${places[0]}` : `clips ${places.join(", ")}`,
    film: "Film (MP4)",
    size: "Height",
    sizeOf: (height: number) => `${height} lines`,
    makeFilm: "Make the film",
    making: (state: string, percent: string) =>
      state === "waiting" ? "Waits for another film …" : percent,
    cancel: "Cancel",
    cancelled: "It was cancelled; nothing is left of it.",
    notMade: (why: string) => `The film could not be made. ${why}`,
    made: "The film is made.",
    madeBefore: "The film of an earlier state of the cut is made.",
    saveFilm: "Save the film",
  },
  cy: {
    title: "Torri",
    find: "Canfod eiliadau",
    example: (what: string) => `Rhowch gynnig ar: ${what}`,
    results: "Eiliadau a ganfuwyd",
    more: "Dangos mwy",
    add: "Ychwanegu at y toriad",
    like: "Mwy fel hyn",
    why: "Pam:",
    nothing: "Ni chanfuwyd dim",
    allFilms: "Chwilio ym mhob ffilm",
    play: "Chwarae",
    pause: "Saib",
    undo: "Dadwneud",
    redo: "Ailwneud",
    in: "Dechrau",
    out: "Diwedd",
    copyLink: "Copïo'r ddolen",
    copied: "Copïwyd.",
    export: "Allforio",
    close: "Cau",
    credits: "Ffynonellau a hawliau",
    cancel: "Canslo",
    saveFilm: "Cadw'r ffilm",
  },
});
