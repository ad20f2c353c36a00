// Kinds of things, each with a colour that survives colour blindness and a shape of its own.

export interface Kind {
  colour: string;
  // As text, and the name of the shape for those who draw.
  sign: string;
  shape: "square" | "circle" | "triangle" | "star" | "diamond" | "bar" | "hexagon" | "dot";
}

const KINDS: Record<string, Kind> = {
  Work: { colour: "var(--kind-work)", sign: "■", shape: "square" },
  Person: { colour: "var(--kind-agent)", sign: "●", shape: "circle" },
  PersonGroup: { colour: "var(--kind-agent)", sign: "●", shape: "circle" },
  Family: { colour: "var(--kind-agent)", sign: "●", shape: "circle" },
  CorporateBody: { colour: "var(--kind-agent)", sign: "⬢", shape: "hexagon" },
  Place: { colour: "var(--kind-place)", sign: "▲", shape: "triangle" },
  HistoricalEvent: { colour: "var(--kind-event)", sign: "★", shape: "star" },
  Concept: { colour: "var(--kind-concept)", sign: "◆", shape: "diamond" },
  Segment: { colour: "var(--kind-segment)", sign: "▬", shape: "bar" },
  Claim: { colour: "var(--kind-claim)", sign: "◈", shape: "diamond" },
};
const OTHER: Kind = { colour: "var(--kind-other)", sign: "•", shape: "dot" };

// By the node's label in the graph.
export function kindOf(label: string): Kind {
  return KINDS[label] ?? OTHER;
}
