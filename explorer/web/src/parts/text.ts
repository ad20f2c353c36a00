// Text from a catalogue, without characters that reverse or hide what is written around them.

const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

export function plain(text: string): string {
  return text.replace(UNSEEN, "");
}

// 00:12:34, from milliseconds.
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
