// A conversation in the page's address: q for each question, x for what is left out of one.

export const MOST_TURNS = 21;

// The turns of an address, oldest first: {question, without}.
export function turnsOf(search) {
  const parameters = new URLSearchParams(search);
  const turns = parameters
    .getAll("q")
    .filter((question) => question.trim())
    .map((question) => ({ question, without: [] }));
  for (const left of parameters.getAll("x")) {
    const match = /^(\d{1,2}):([0-9a-f]{8})$/.exec(left);
    if (match && turns[Number(match[1])]) turns[Number(match[1])].without.push(match[2]);
  }
  return turns.slice(-MOST_TURNS);
}

export function addressOf(turns) {
  const parameters = new URLSearchParams();
  for (const { question } of turns) parameters.append("q", question);
  turns.forEach(({ without }, place) => {
    for (const id of without) parameters.append("x", `${place}:${id}`);
  });
  return `?${parameters}`;
}

// What the service is asked for the last of the turns.
export function requestOf(turns) {
  const last = turns[turns.length - 1];
  return { ...last, conversation: turns.slice(0, -1) };
}
