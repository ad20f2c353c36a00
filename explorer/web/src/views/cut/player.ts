// Plays a cut without rendering it: while one screen plays a clip, the other waits at the next one's
// first frame, and they change places at the border.

export interface Reel {
  // The clip's place in the cut.
  place: number;
  src: string;
  // Seconds in the file.
  start: number;
  end: number;
}

export interface Playing {
  on: boolean;
  // Place in the list of reels, and in the whole, in seconds.
  reel: number;
  at: number;
  // The next picture isn't there yet.
  waiting: boolean;
  // Places of clips that the browser could not play.
  failed: readonly number[];
  // Which of the two screens shows.
  screen: 0 | 1;
}

export type Screens = readonly [HTMLVideoElement, HTMLVideoElement];

// Within this of its end a reel is over: half a frame at 25 a second.
const NEAR_END_S = 0.02;

export function totalOf(reels: readonly Reel[]): number {
  return reels.reduce((sum, { start, end }) => sum + end - start, 0);
}

export class Player {
  private reels: readonly Reel[] = [];
  private reel = 0;
  private shown: 0 | 1 = 0;
  private on = false;
  private failed = new Set<number>();
  // What each screen was last set to, and where in it.
  private readonly set: [Reel | null, Reel | null] = [null, null];
  private readonly from: [number, number] = [0, 0];
  private frame = 0;
  private readonly off: (() => void)[] = [];

  constructor(
    private readonly screens: Screens,
    private readonly tell: (playing: Playing) => void,
  ) {
    for (const screen of [0, 1] as const) {
      this.hear(screen, "loadedmetadata", () => this.place(screen));
      this.hear(screen, "error", () => this.fail(screen));
      for (const event of ["seeked", "canplay", "playing", "waiting"]) {
        this.hear(screen, event, () => this.told());
      }
      // A page that is not seen draws no frames, but is still told of the time.
      for (const event of ["timeupdate", "ended"]) this.hear(screen, event, () => this.look());
    }
  }

  close(): void {
    this.pause();
    for (const end of this.off) end();
    for (const video of this.screens) {
      video.removeAttribute("src");
      video.load();
    }
  }

  // Takes a changed cut, and stays where it was as far as that is still there.
  load(reels: readonly Reel[]): void {
    const at = this.at();
    this.stop();
    this.reels = reels;
    this.failed = new Set();
    this.seek(Math.min(at, totalOf(reels)));
  }

  play(): void {
    if (this.reels.length === 0) return;
    if (this.at() >= totalOf(this.reels) - NEAR_END_S) this.seek(0);
    this.on = true;
    this.start();
    this.ready();
    this.watch();
    this.told();
  }

  pause(): void {
    this.stop();
    this.told();
  }

  // Goes to a second of the whole.
  seek(second: number): void {
    let before = 0;
    for (const [reel, { start, end }] of this.reels.entries()) {
      const length = end - start;
      if (second < before + length || reel === this.reels.length - 1) {
        this.show(reel, start + Math.max(0, Math.min(second - before, length)));
        return;
      }
      before += length;
    }
    this.reel = 0;
    this.told();
  }

  private show(reel: number, from: number): void {
    this.reel = reel;
    const wanted = this.reels[reel];
    if (wanted) this.prepare(this.shown, wanted, from);
    this.ready();
    if (this.on) this.start();
    this.told();
  }

  // Has the hidden screen wait at the next reel.
  private ready(): void {
    const next = this.reels[this.reel + 1];
    const hidden = this.shown === 0 ? 1 : 0;
    if (next && this.set[hidden] !== next) this.prepare(hidden, next, next.start);
  }

  private prepare(screen: 0 | 1, reel: Reel, from: number): void {
    const video = this.screens[screen];
    this.set[screen] = reel;
    this.from[screen] = from;
    if (video.getAttribute("src") !== reel.src) {
      video.src = reel.src;
      video.load();
    } else {
      this.place(screen);
    }
  }

  private place(screen: 0 | 1): void {
    const video = this.screens[screen];
    if (video.readyState < HTMLMediaElement.HAVE_METADATA) return;
    video.currentTime = this.from[screen];
    if (this.on && screen === this.shown) this.start();
  }

  private start(): void {
    // A browser may refuse to play unasked; the cut then waits.
    this.screens[this.shown].play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") this.pause();
    });
  }

  private stop(): void {
    this.on = false;
    cancelAnimationFrame(this.frame);
    for (const video of this.screens) video.pause();
  }

  private watch(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.look();
      if (this.on) this.watch();
    });
  }

  // Changes screens where the reel is over.
  private look(): void {
    if (!this.on) return;
    const [video, reel] = [this.screens[this.shown], this.reels[this.reel]];
    if (reel && this.set[this.shown] === reel && !video.seeking) {
      const begun = video.currentTime >= reel.start - NEAR_END_S;
      if (begun && (video.currentTime >= reel.end - NEAR_END_S || video.ended)) this.next();
    }
    this.told();
  }

  private next(): void {
    const over = this.screens[this.shown];
    const next = this.reels[this.reel + 1];
    if (!next) {
      this.stop();
      return;
    }
    this.ready();
    this.shown = this.shown === 0 ? 1 : 0;
    this.reel += 1;
    this.start();
    over.pause();
    this.ready();
  }

  private fail(screen: 0 | 1): void {
    const reel = this.set[screen];
    if (!reel || !this.screens[screen].getAttribute("src")) return;
    this.failed.add(reel.place);
    if (screen === this.shown && this.on) this.next();
    this.told();
  }

  private at(): number {
    const reel = this.reels[this.reel];
    if (!reel) return 0;
    const before = totalOf(this.reels.slice(0, this.reel));
    const video = this.screens[this.shown];
    const placed = video.readyState >= HTMLMediaElement.HAVE_METADATA;
    const time = placed && !video.seeking ? video.currentTime : this.from[this.shown];
    return before + Math.max(0, Math.min(time - reel.start, reel.end - reel.start));
  }

  private told(): void {
    const video = this.screens[this.shown];
    this.tell({
      on: this.on,
      reel: this.reel,
      at: this.at(),
      waiting: this.on && (video.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA),
      failed: [...this.failed],
      screen: this.shown,
    });
  }

  private hear(screen: 0 | 1, event: string, run: () => void): void {
    const video = this.screens[screen];
    video.addEventListener(event, run);
    this.off.push(() => video.removeEventListener(event, run));
  }
}
