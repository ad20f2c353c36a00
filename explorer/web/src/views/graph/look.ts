// How spots and lines look. Colours come from the theme, shapes from the kinds of things.

import {
  extremityArrow,
  layerDashed,
  layerFill,
  layerPlain,
  pathLine,
  type SDFShape,
  sdfCircle,
  sdfDiamond,
  sdfSquare,
  sdfTriangle,
} from "sigma/rendering";
import { kindOf } from "../../parts";

export interface Colours {
  ink: string;
  soft: string;
  line: string;
  edge: string;
  paper: string;
  card: string;
  accent: string;
  good: string;
  bad: string;
  community: string;
}

const NAMES = ["ink", "soft", "line", "edge", "paper", "card", "accent", "good", "bad"] as const;

// The theme's colours as they are now: WebGL knows no variables.
export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const found = Object.fromEntries(NAMES.map((name) => [name, of(name)]));
  return { ...found, community: of("edge") } as unknown as Colours;
}

const resolved = new Map<string, string>();

export function kindColour(label: string): string {
  const { colour } = kindOf(label);
  let held = resolved.get(colour);
  if (held === undefined) {
    const name = /var\((--[\w-]+)\)/.exec(colour)?.[1] ?? "--kind-other";
    held = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    resolved.set(colour, held);
  }
  return held;
}

const SHAPES: Record<string, string> = {
  square: "square",
  circle: "circle",
  triangle: "triangle",
  diamond: "diamond",
  hexagon: "hexagon",
  star: "star",
  bar: "diamond",
  dot: "circle",
};

export function kindShape(label: string): string {
  return SHAPES[kindOf(label).shape] ?? "circle";
}

function hexagon(): SDFShape {
  return {
    name: "hexagon",
    glsl: `
float sdf_hexagon(vec2 uv, float size) {
  vec2 p = abs(uv);
  float apothem = 0.8660254 * size;
  return max(0.8660254 * p.x + 0.5 * p.y, p.y) - apothem;
}
`,
    uniforms: [],
    inradiusFactor: 0.866,
  };
}

function star(): SDFShape {
  return {
    name: "star",
    glsl: `
float sdf_star(vec2 uv, float size) {
  float half_angle = 0.62831853;
  float turn = mod(atan(uv.x, uv.y) + half_angle, 2.0 * half_angle) - half_angle;
  vec2 p = length(uv) * vec2(abs(sin(turn)), cos(turn));
  vec2 tip = vec2(0.0, size);
  vec2 notch = 0.45 * size * vec2(sin(half_angle), cos(half_angle));
  vec2 outward = normalize(vec2(tip.y - notch.y, notch.x - tip.x));
  return dot(p - tip, outward);
}
`,
    uniforms: [],
    inradiusFactor: 0.4,
  };
}

export const WHOLE = "whole";

// What is drawn and in which order: everything as one layer under spots and lines.
export const PRIMITIVES = {
  nodes: {
    shapes: [sdfCircle(), sdfSquare(), sdfTriangle(), sdfDiamond(), hexagon(), star()],
    layers: [layerFill()],
    label: { margin: 5 },
  },
  edges: {
    paths: [pathLine()],
    extremities: [extremityArrow({ lengthRatio: 4, widthRatio: 3 })],
    variables: {
      solid: { type: "color", default: "#888888" },
      gap: { type: "number", default: 0 },
    },
    layers: [
      layerPlain({ color: { attribute: "solid" } }),
      layerDashed({
        dashSize: { value: 5, mode: "pixels" },
        gapSize: { attribute: "gap", default: 0, mode: "pixels" },
        gapColor: 0,
      }),
    ],
    label: { fontSizeMode: "fixed" },
  },
  depthLayers: [WHOLE, "edges", "nodes", "topEdges", "topNodes"],
} as const;
