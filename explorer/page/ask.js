// Asks the service, shows the answer and what was asked before it, and keeps all in the address.

import { chips } from "./chips.js";
import { element } from "./element.js";
import { addressOf, requestOf, turnsOf } from "./turns.js";

const SHOWN = 25;
const EXAMPLES = [
  "How many silent films are there?",
  "What is the earliest film?",
  "Which newsreels are there?",
  "What is the longest film in colour?",
];

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

function showEvidence(citations) {
  at("evidence").replaceChildren(
    ...citations.map((citation) => {
      const item = document.createElement("li");
      item.append(element("q", citation.text), element("span", place(citation), "place"));
      return item;
    }),
  );
  at("evidence-part").hidden = citations.length === 0;
}

function showResults({ results, abstained }, all) {
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

// Answers by the address of their turns, so that going back asks nothing again.
const known = new Map();

function cost({ timings_ms: times, usage, dropped }) {
  const told = [`Answered in ${Math.round(times.total ?? 0)} ms`];
  if (usage) told.push(`${usage.prompt_tokens + usage.completion_tokens} tokens`);
  if (dropped) told.push(`${dropped} unsupported sentence${dropped === 1 ? "" : "s"} dropped`);
  return told.join(" · ");
}

function toggled(turns, id) {
  const last = turns[turns.length - 1];
  const without = last.without.includes(id)
    ? last.without.filter((held) => held !== id)
    : [...last.without, id];
  return [...turns.slice(0, -1), { ...last, without }];
}

function showAnswer(answer, turns) {
  at("answer").textContent = element("p", answer.answer).textContent;
  at("understood").replaceChildren(
    ...chips(answer.understood, (id) => go(toggled(turns, id))),
  );
  showEvidence(answer.citations);
  showResults(answer, false);
  at("timing").textContent = cost(answer);
}

function showThread(turns) {
  const earlier = turns.slice(0, -1);
  at("thread").replaceChildren(
    ...earlier.map(({ question }, place) => {
      const asked = turns.slice(0, place + 1);
      const link = element("a", question);
      link.href = addressOf(asked);
      const item = document.createElement("li");
      const answer = known.get(addressOf(asked));
      item.append(link, element("p", answer ? answer.answer : "…"));
      return item;
    }),
  );
  at("thread-part").hidden = earlier.length === 0;
}

function showFailure(problem) {
  const reference = problem.reference ? ` Reference: ${problem.reference}.` : "";
  at("failure").textContent = `${problem.title}. ${problem.detail ?? ""}${reference}`;
  at("failure").hidden = false;
  at("outcome").hidden = true;
}

// The question being asked; asking another one, or going back, gives it up.
let asking = new AbortController();

async function answerTo(turns, signal) {
  const response = await fetch("api/v1/ask", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(at("token").value ? { Authorization: `Bearer ${at("token").value}` } : {}),
    },
    body: JSON.stringify(requestOf(turns)),
    signal,
  });
  const body = await response.json();
  at("token-row").hidden = response.status !== 401 && at("token").value === "";
  if (response.ok) known.set(addressOf(turns), body);
  return { ok: response.ok, body };
}

// What was asked before, where the address was opened and not come to question by question.
async function fillThread(turns, signal) {
  for (let place = 1; place < turns.length; place += 1) {
    const asked = turns.slice(0, place);
    if (!known.has(addressOf(asked)) && !(await answerTo(asked, signal)).ok) return;
  }
  showThread(turns);
}

function showAsking(turns) {
  at("welcome").hidden = true;
  at("failure").hidden = true;
  at("outcome").hidden = false;
  at("answer").textContent = "Looking …";
  for (const part of ["evidence-part", "results-part"]) at(part).hidden = true;
  at("understood").replaceChildren();
  at("timing").textContent = "";
  showThread(turns);
}

async function ask(turns) {
  const { signal } = asking;
  showAsking(turns);
  const button = document.querySelector("#form button");
  button.disabled = true;
  try {
    const held = known.get(addressOf(turns));
    const { ok, body } = held ? { ok: true, body: held } : await answerTo(turns, signal);
    if (ok) showAnswer(body, turns);
    else showFailure(body);
    if (ok) await fillThread(turns, signal);
  } catch {
    if (signal.aborted) return;
    showFailure({
      title: "The service doesn't answer",
      detail: "Check that reelgraph serve is running, and ask again.",
    });
  } finally {
    if (!signal.aborted) button.disabled = false;
  }
}

function fromAddress() {
  asking.abort();
  asking = new AbortController();
  document.querySelector("#form button").disabled = false;
  const turns = turnsOf(location.search);
  const question = turns.length ? turns[turns.length - 1].question : "";
  at("question").value = question;
  document.title = question ? `${question} – Reelgraph` : "Reelgraph";
  if (question) ask(turns);
  else {
    at("welcome").hidden = false;
    for (const part of ["outcome", "failure", "thread-part"]) at(part).hidden = true;
  }
}

function go(turns) {
  history.pushState(null, "", addressOf(turns));
  fromAddress();
}

at("examples").replaceChildren(
  ...EXAMPLES.map((question) => {
    const link = element("a", question);
    link.href = addressOf([{ question, without: [] }]);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }),
);
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = at("question").value.trim();
  if (!question) return;
  go([...turnsOf(location.search), { question, without: [] }]);
});
addEventListener("popstate", fromAddress);
fromAddress();
