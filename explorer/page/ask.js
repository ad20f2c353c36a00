// Asks the service, shows the answer and what was asked before it, and keeps all in the address.

import {
  cost,
  showEvidence,
  showHow,
  showResults,
  showSentence,
  showSentences,
  showText,
  Telling,
} from "./answer.js";
import { chips } from "./chips.js";
import { element } from "./element.js";
import { hear, Problem } from "./stream.js";
import { addressOf, requestOf, turnsOf } from "./turns.js";

const EXAMPLES = [
  "How many silent films are there?",
  "What is the earliest film?",
  "Which newsreels are there?",
  "What is the longest film in colour?",
];
const AWAY = {
  title: "The service doesn't answer",
  detail: "Check that reelgraph serve is running, and ask again.",
};
const PARTS = ["evidence-part", "results-part", "how", "again-part"];

const at = (id) => document.getElementById(id);

// Answers by the address of their turns, so that going back asks nothing again.
const known = new Map();

// The question being asked; asking another one, or going back, gives it up.
let asking = new AbortController();

function toggled(turns, id) {
  const last = turns[turns.length - 1];
  const without = last.without.includes(id)
    ? last.without.filter((held) => held !== id)
    : [...last.without, id];
  return [...turns.slice(0, -1), { ...last, without }];
}

// Chips that are there already stay, and so does whoever's focus is on them.
function showUnderstood(understood, turns) {
  const { how, ...read } = understood;
  const told = JSON.stringify([read, addressOf(turns)]);
  if (at("understood").dataset.told === told && at("understood").childElementCount) return;
  at("understood").dataset.told = told;
  at("understood").replaceChildren(...chips(understood, (id) => go(toggled(turns, id))));
}

// What is going on; empty when nothing is.
function progress(text) {
  at("progress").textContent = text;
  at("stop").hidden = text === "";
  at("outcome").setAttribute("aria-busy", String(text !== ""));
}

function showRest(answer, citations, turns) {
  showUnderstood(answer.understood, turns);
  showEvidence(citations);
  showResults(answer);
  showHow(answer.understood.how);
  progress("");
  at("timing").textContent = cost(answer);
}

function showKnown({ answer, telling }, turns) {
  if (telling) showSentences(telling, answer.kind === "overview");
  else showText(answer.answer);
  showRest(answer, telling ? telling.citations : answer.citations, turns);
}

function showThread(turns) {
  const earlier = turns.slice(0, -1);
  at("thread").replaceChildren(
    ...earlier.map(({ question }, place) => {
      const asked = turns.slice(0, place + 1);
      const link = element("a", question);
      link.href = addressOf(asked);
      const item = document.createElement("li");
      const held = known.get(addressOf(asked));
      item.append(link, element("p", held ? held.answer.answer : "…"));
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

// What came before the answer was broken off stays, and can be asked for again.
function showBroken(telling, told, turns) {
  progress("");
  showEvidence(telling.citations);
  at("again-told").textContent = telling.sentences.length
    ? `${told} This is what came until then.`
    : `${told} Nothing had come until then.`;
  at("again-part").hidden = false;
  at("again").onclick = () => ask(turns);
}

function answered(turns, answer, telling) {
  const held = { answer, telling: telling?.is(answer.answer) ? telling : null };
  known.set(addressOf(turns), held);
  return held;
}

// What was asked before, where the address was opened and not come to question by question.
async function fillThread(turns, signal) {
  for (let place = 1; place < turns.length; place += 1) {
    const asked = turns.slice(0, place);
    if (known.has(addressOf(asked))) continue;
    const answer = await hear(requestOf(asked), at("token").value, signal, () => {});
    if (!answer) return;
    answered(asked, answer, null);
  }
  showThread(turns);
}

function showAsking(turns) {
  at("welcome").hidden = true;
  at("failure").hidden = true;
  at("outcome").hidden = false;
  for (const part of PARTS) at(part).hidden = true;
  at("answer").replaceChildren();
  at("understood").replaceChildren();
  at("timing").textContent = "";
  progress("Looking …");
  showThread(turns);
}

// Shows each event of an answer; gives all of it, or null where it was broken off.
async function listen(turns, telling, signal) {
  let overview = false;
  const shows = {
    understood: (understood) => {
      overview = understood.kind === "overview";
      showUnderstood(understood, turns);
    },
    reading: ({ passages }) =>
      progress(`Reading ${passages} passage${passages === 1 ? "" : "s"} …`),
    sentence: (sentence) => {
      progress("Writing …");
      telling.add(sentence);
      showSentence(telling, overview);
    },
  };
  return hear(requestOf(turns), at("token").value, signal, (name, data) => {
    if (!signal.aborted) shows[name]?.(data);
  });
}

async function ask(turns) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const telling = new Telling();
  showAsking(turns);
  try {
    let held = known.get(addressOf(turns));
    if (held) showKnown(held, turns);
    else {
      const answer = await listen(turns, telling, signal);
      if (!answer) throw new TypeError("the stream ended early");
      held = answered(turns, answer, telling);
      if (!held.telling) showText(answer.answer);
      showRest(answer, held.telling ? telling.citations : answer.citations, turns);
    }
    at("token-row").hidden = at("token").value === "";
    await fillThread(turns, signal);
  } catch (error) {
    failed(error, turns, telling, signal);
  }
}

function failed(error, turns, telling, signal) {
  if (signal.reason === "stopped") showBroken(telling, "Stopped.", turns);
  else if (signal.aborted || known.has(addressOf(turns))) return;
  else if (error instanceof Problem) {
    at("token-row").hidden = error.status !== 401 && at("token").value === "";
    progress("");
    showFailure(error.problem);
  } else if (telling.sentences.length || at("understood").childElementCount) {
    showBroken(telling, "The connection broke off.", turns);
  } else {
    progress("");
    showFailure(AWAY);
  }
}

function fromAddress() {
  asking.abort();
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
at("stop").addEventListener("click", () => asking.abort("stopped"));
addEventListener("popstate", fromAddress);
fromAddress();
