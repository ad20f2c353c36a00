// Where a film stands. Those who mark a place by it hear of each move, and draw only what changed.

import { useCallback, useSyncExternalStore } from "react";

export class Playhead {
  private screen: HTMLVideoElement | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(public ms: number) {}

  readonly subscribe = (tell: () => void): (() => void) => {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  };

  // The screen that shows the film; the playhead stands where it stands, and it is put where the
  // playhead stood before.
  take(screen: HTMLVideoElement | null): void {
    this.screen = screen;
    if (screen) screen.currentTime = this.ms / 1000;
  }

  // Called as the film moves.
  moved(ms: number): void {
    if (ms === this.ms) return;
    this.ms = ms;
    for (const tell of this.listeners) tell();
  }

  seek(ms: number): void {
    const last = this.screen?.duration;
    const most = last !== undefined && Number.isFinite(last) ? last * 1000 : Infinity;
    const to = Math.max(0, Math.min(ms, most));
    if (this.screen) this.screen.currentTime = to / 1000;
    this.moved(to);
  }

  get playing(): boolean {
    return this.screen !== null && !this.screen.paused;
  }

  play(): void {
    // A browser may refuse to play unasked; the film then stands where it is.
    void this.screen?.play().catch(() => {});
  }

  pause(): void {
    this.screen?.pause();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  mute(): void {
    if (this.screen) this.screen.muted = !this.screen.muted;
  }

  // Goes some frames on or back, and stands.
  step(frames: number, rate: number): void {
    this.pause();
    // To the middle of a frame: its start may round to the one before.
    const frame = Math.floor((this.ms / 1000) * rate + 1e-3) + frames;
    this.seek(((Math.max(0, frame) + 0.5) / rate) * 1000);
  }
}

// What is worked out of the place of the playhead; drawn again only when that changes.
export function useAt<T extends string | number | boolean | null>(
  head: Playhead,
  select: (ms: number) => T,
): T {
  return useSyncExternalStore(
    head.subscribe,
    useCallback(() => select(head.ms), [head, select]),
  );
}
