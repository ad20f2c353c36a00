// An answer on the page: its sentences as they come, its evidence, what it found and how.

import { element } from "./element.js";

const SHOWN = 25;
const VALUES = 12;

const at = (id) => document.getElementById(id);

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

function place(citation) {
  if (citation.start_ms !== null) {
    return `${citation.media ?? citation.record_id} at ${clock(citation.start_ms)}, ${citation.field}`;
  }
  return `Record ${citation.record_id}, ${citation.field}`;
}

// A number behind a sentence that leads to its quotation. It has no text of its own: what is
// copied from the answer is the answer.
function mark(number) {
  const made = element("button", "", "mark");
  made.type = "button";
  made.dataset.number = number;
  made.setAttribute("aria-label", `Evidence ${number}`);
  made.addEventListener("click", () => {
    const quoted = at(`evidence-${number}`);
    quoted?.focus();
    quoted?.scrollIntoView({ block: "center" });
  });
  return made;
}

// The sentences of one answer, with the quotations that each rests on.
export class Telling {
  constructor() {
    this.sentences = [];
    this.citations = [];
    this.numbers = new Map();
  }

  add({ text, citations }) {
    for (const citation of citations) {
      const key = JSON.stringify(citation);
      if (this.numbers.has(key)) continue;
      this.citations.push(citation);
      this.numbers.set(key, this.citations.length);
    }
    const numbers = citations.map((citation) => this.numbers.get(JSON.stringify(citation)));
    this.sentences.push({ text, numbers: [...new Set(numbers)] });
  }

  get text() {
    return this.sentences.map(({ text }) => text).join(" ");
  }

  // Whether these sentences, in their order, are all of the answer: none was taken back.
  is(answer) {
    return this.text.replace(/\s+/gu, " ") === answer.replace(/\s+/gu, " ");
  }
}

// What a strand of an overview is called, with its size: it reads as a head.
const HEAD = /^.{1,100}?\)(?=: )/u;

function shown({ text, numbers }, overview) {
  const sentence = element("span", "", overview ? "sentence paragraph" : "sentence");
  const head = (overview && numbers.length && HEAD.exec(text)?.[0]) || "";
  if (head) sentence.append(element("span", head, "head"));
  sentence.append(element("span", text.slice(head.length)).textContent);
  sentence.append(...numbers.map(mark));
  return sentence;
}

// The sentence told last is put behind those that are there, so that each is read aloud once.
export function showSentence(telling, overview) {
  if (telling.sentences.length > 1) at("answer").append(" ");
  at("answer").append(shown(telling.sentences[telling.sentences.length - 1], overview));
}

export function showText(text) {
  at("answer").replaceChildren(
    ...text.split("\n").map((part, _, all) => shown({ text: part, numbers: [] }, all.length > 1)),
  );
}

export function showSentences(telling, overview) {
  at("answer").replaceChildren(
    ...telling.sentences.flatMap((sentence) => [shown(sentence, overview), " "]),
  );
}

export function showEvidence(citations) {
  at("evidence").replaceChildren(
    ...citations.map((citation, index) => {
      const item = document.createElement("li");
      item.id = `evidence-${index + 1}`;
      item.tabIndex = -1;
      item.append(element("q", citation.text), element("span", place(citation), "place"));
      return item;
    }),
  );
  at("evidence-part").hidden = citations.length === 0;
}

export function showResults({ results, abstained }, all = false) {
  const rows = all ? results : results.slice(0, SHOWN);
  at("results").replaceChildren(
    ...rows.map((result) => {
      const row = document.createElement("tr");
      row.append(element("td", result.record_id ?? "–"), element("td", result.label));
      return row;
    }),
  );
  at("results-title").textContent = `${abstained ? "Nearest" : "Found"} (${results.length})`;
  at("results-part").hidden = results.length === 0;
  at("more").hidden = rows.length === results.length;
  at("more").onclick = () => showResults({ results, abstained }, true);
}

function valued(value) {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const more = value.length - VALUES;
  const first = value.slice(0, VALUES).map((one) => JSON.stringify(one)).join(", ");
  return more > 0 ? `${first} … and ${more} more` : first;
}

const QUERIED = {
  plan: "As a query of the graph; its values stand apart from it:",
  model: "The query, as it ran:",
};

// How the answer was found: in words, and the query with its values. All of it is text.
export function showHow(how) {
  at("how").hidden = !how;
  at("how").open = false;
  if (!how) return;
  at("how-steps").replaceChildren(...how.steps.map((step) => element("li", step)));
  at("how-query").hidden = !how.cypher;
  at("how-told").textContent = QUERIED[how.by] ?? "";
  at("cypher").textContent = element("code", how.cypher ?? "").textContent;
  at("parameters").replaceChildren(
    ...Object.entries(how.parameters ?? {}).flatMap(([name, value]) => [
      element("dt", `$${name}`),
      element("dd", valued(value)),
    ]),
  );
}

export function cost({ timings_ms: times, usage, dropped }) {
  const told = [`Answered in ${Math.round(times.total ?? 0)} ms`];
  if (usage) told.push(`${usage.prompt_tokens + usage.completion_tokens} tokens`);
  if (dropped) told.push(`${dropped} unsupported sentence${dropped === 1 ? "" : "s"} dropped`);
  return told.join(" · ");
}
