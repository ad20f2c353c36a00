// What was understood, a chip a condition; a chip with an id can be left out or taken back in.

import { element } from "./element.js";

function chipsOf(understood) {
  const { filters = [], order, group, asks = [], missing = [], left_out: left = [] } = understood;
  return [
    ...filters.map(({ id, means, negated, carried }) => ({
      id,
      text: negated ? `not ${means}` : means,
      kind: carried ? "carried" : "",
    })),
    ...asks.map((asked) => ({ text: `asks for: ${asked}` })),
    ...missing.map(({ id, words }) => ({ id, text: `not in the catalogue: ${words}` })),
    ...(group ? [{ text: `for each ${group}` }] : []),
    ...(order ? [{ text: order }] : []),
    ...left.map(({ id, means }) => ({ id, text: means, kind: "left-out" })),
  ];
}

// The list items; toggle(id) is called when a chip's button is pressed.
export function chips(understood, toggle) {
  return chipsOf(understood).map(({ id, text, kind }) => {
    const item = element("li", text, kind);
    if (kind === "carried") item.title = `From the question before: ${understood.follows}`;
    if (id) {
      const button = element("button", "");
      const verb = kind === "left-out" ? "Take back in" : "Leave out";
      button.type = "button";
      button.title = verb;
      button.setAttribute("aria-label", `${verb}: ${text}`);
      button.addEventListener("click", () => toggle(id));
      item.append(button);
    }
    return item;
  });
}
