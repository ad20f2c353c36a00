// Elements that hold text from a catalogue: as text, without characters that reverse or hide it.

const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

export function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text.replace(UNSEEN, "");
  if (className) made.className = className;
  return made;
}
