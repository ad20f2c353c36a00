// Asks the service, shows the answer as it comes, and keeps the question in the address.

const SHOWN = 25;
const EXAMPLES = [
  "How many silent films are there?",
  "What is the earliest film?",
  "Which newsreels are there?",
  "What is the longest film in colour?",
];

const at = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

function address(question) {
  return `?q=${encodeURIComponent(question)}`;
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

function showUnderstood(understood) {
  const { filters = [], order, group, asks = [], not_in_catalogue: missing = [] } = understood;
  const chips = [
    ...filters.map(({ means, negated }) => (negated ? `not ${means}` : means)),
    ...asks.map((asked) => `asks for: ${asked}`),
    ...missing.map((words) => `not in the catalogue: ${words}`),
    ...(group ? [`for each ${group}`] : []),
    ...(order ? [order] : []),
  ];
  at("understood").replaceChildren(...chips.map((chip) => element("li", chip)));
}

function showAnswer(answer) {
  at("answer").textContent = answer.answer;
  showUnderstood(answer.understood);
  showEvidence(answer.citations);
  showResults(answer, false);
  at("timing").textContent = `Answered in ${Math.round(answer.timings_ms.total ?? 0)} ms`;
}

function showFailure(problem) {
  const reference = problem.reference ? ` Reference: ${problem.reference}.` : "";
  at("failure").textContent = `${problem.title}. ${problem.detail ?? ""}${reference}`;
  at("failure").hidden = false;
  at("outcome").hidden = true;
}

// The question being asked; asking another one, or going back, gives it up.
let asking = new AbortController();

async function ask(question) {
  const { signal } = asking;
  at("welcome").hidden = true;
  at("failure").hidden = true;
  at("outcome").hidden = false;
  at("answer").textContent = "Looking …";
  for (const part of ["evidence-part", "results-part"]) at(part).hidden = true;
  at("understood").replaceChildren();
  at("timing").textContent = "";
  const button = document.querySelector("#form button");
  button.disabled = true;
  try {
    const response = await fetch("api/v1/ask", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(at("token").value ? { Authorization: `Bearer ${at("token").value}` } : {}),
      },
      body: JSON.stringify({ question }),
      signal,
    });
    const body = await response.json();
    at("token-row").hidden = response.status !== 401 && at("token").value === "";
    if (response.ok) showAnswer(body);
    else showFailure(body);
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
  const question = new URLSearchParams(location.search).get("q") ?? "";
  at("question").value = question;
  document.title = question ? `${question} – Reelgraph` : "Reelgraph";
  if (question) ask(question);
  else {
    at("welcome").hidden = false;
    at("outcome").hidden = true;
    at("failure").hidden = true;
  }
}

at("examples").replaceChildren(
  ...EXAMPLES.map((question) => {
    const link = element("a", question);
    link.href = address(question);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }),
);
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = at("question").value.trim();
  if (!question) return;
  history.pushState(null, "", address(question));
  fromAddress();
});
addEventListener("popstate", fromAddress);
fromAddress();
