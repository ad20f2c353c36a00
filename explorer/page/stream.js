// The service's events as they come (server-sent events over POST, which EventSource can't do).

// The service says at least every 15 s that it is still there.
const SILENCE_MS = 45_000;

// An answer that could not be had: the service's own words of what is wrong.
export class Problem extends Error {
  constructor(problem, status) {
    super(problem.title);
    this.problem = problem;
    this.status = status;
  }
}

// Calls tell(name, data) for each event; gives the whole answer, or null where the stream ends
// before it. Throws a Problem, or the network's own error.
export async function hear(body, token, signal, tell) {
  const quiet = new AbortController();
  const response = await fetch("api/v1/ask/stream", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, quiet.signal]),
  });
  if (!response.ok) throw new Problem(await response.json(), response.status);
  let timer = 0;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => quiet.abort(), SILENCE_MS);
  };
  try {
    heard();
    for await (const { name, data } of eventsOf(response.body, heard)) {
      tell(name, data);
      if (name === "done") return data;
    }
    return null;
  } finally {
    clearTimeout(timer);
  }
}

// Events of a stream of bytes; comments, by which the service shows that it is there, are none.
async function* eventsOf(bytes, heard) {
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      held = (held + value).replaceAll("\r\n", "\n");
      const blocks = held.split("\n\n");
      held = blocks.pop();
      for (const event of blocks.map(eventOf)) if (event) yield event;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function eventOf(block) {
  let name = "";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}
