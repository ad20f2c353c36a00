// The layer of the whole network: points and lines of WebGL 2, beneath what sigma draws.

import type { RenderParams } from "sigma/types";
import { KINDS } from "./address";
import { type Colours, kindColour, kindShape } from "./look";
import type { WholeNetwork } from "./whole";

const POINTS = {
  vertex: `#version 300 es
in vec2 place; in float radius; in float kind; in float faint;
uniform mat3 matrix; uniform float scale; uniform int hidden;
uniform vec3 colours[${KINDS.length + 1}];
out vec4 colour; flat out float shape_of;
uniform float shapes[${KINDS.length + 1}];
void main() {
  int k = int(kind + 0.5);
  if (((hidden >> k) & 1) == 1) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  gl_Position = vec4((matrix * vec3(place, 1.0)).xy, 0.0, 1.0);
  gl_PointSize = clamp(2.0 * radius * scale, 2.0, 64.0);
  float alpha = faint > 0.5 ? 0.15 : 1.0;
  colour = vec4(colours[k] * alpha, alpha);
  shape_of = shapes[k];
}`,
  fragment: `#version 300 es
precision mediump float;
in vec4 colour; flat in float shape_of; out vec4 drawn;
void main() {
  vec2 p = 2.0 * gl_PointCoord - 1.0;
  float far = shape_of < 0.5 ? length(p)
    : shape_of < 1.5 ? max(abs(p.x), abs(p.y)) * 1.1
    : shape_of < 2.5 ? max(1.73 * abs(p.x) - p.y, p.y * 2.0 - 0.4) * 0.62
    : abs(p.x) + abs(p.y);
  if (far > 1.0) discard;
  drawn = colour;
}`,
};

const LINES = {
  vertex: `#version 300 es
in vec2 place; in float along; in vec2 kinds;
uniform mat3 matrix; uniform int hidden; uniform vec4 tint;
out float way; out vec4 colour;
void main() {
  bool gone = ((hidden >> int(kinds.x + 0.5)) & 1) == 1 || ((hidden >> int(kinds.y + 0.5)) & 1) == 1;
  gl_Position = gone ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((matrix * vec3(place, 1.0)).xy, 0.0, 1.0);
  way = along; colour = tint;
}`,
  fragment: `#version 300 es
precision mediump float;
in float way; in vec4 colour; uniform float dash; out vec4 drawn;
void main() {
  if (way >= 0.0 && mod(way, 1.8 * dash) > dash) discard;
  drawn = colour;
}`,
};

const SHAPE_NUMBERS: Record<string, number> = { circle: 0, square: 1, triangle: 2, diamond: 3 };
const DASH_PX = 5;

interface Projection {
  // From the places of the layout to sigma's own square.
  frame: (at: { x: number; y: number }) => { x: number; y: number };
  // Pixels to one unit of the layout, with the camera away.
  pixels: () => number;
}

export class WholeLayer {
  hidden = 0;
  moving = false;
  private readonly gl: WebGL2RenderingContext;
  private readonly points: WebGLProgram;
  private readonly lines: WebGLProgram;
  private readonly pointArray: WebGLVertexArrayObject;
  private readonly lineArray: WebGLVertexArrayObject;
  private readonly faint: WebGLBuffer;
  private readonly counts: { points: number; lines: number };
  private readonly projection: Projection;
  private readonly unit: number;
  private colours: Colours;

  constructor(
    gl: WebGL2RenderingContext,
    network: WholeNetwork,
    projection: Projection,
    colours: Colours,
  ) {
    this.gl = gl;
    this.projection = projection;
    this.colours = colours;
    this.points = link(gl, POINTS);
    this.lines = link(gl, LINES);
    this.counts = { points: network.x.length, lines: network.edges.length };
    const origin = projection.frame({ x: 0, y: 0 });
    this.unit = projection.frame({ x: 1, y: 0 }).x - origin.x;
    const places = framed(network, origin, this.unit);
    this.pointArray = gl.createVertexArray();
    gl.bindVertexArray(this.pointArray);
    attribute(gl, this.points, "place", places, 2);
    attribute(gl, this.points, "radius", network.radius, 1);
    attribute(gl, this.points, "kind", network.kinds, 1);
    this.faint = attribute(gl, this.points, "faint", new Uint8Array(this.counts.points), 1);
    this.lineArray = gl.createVertexArray();
    gl.bindVertexArray(this.lineArray);
    const drawn = linesOf(network, places);
    attribute(gl, this.lines, "place", drawn.places, 2);
    attribute(gl, this.lines, "along", drawn.along, 1);
    attribute(gl, this.lines, "kinds", drawn.kinds, 2);
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  // Entities that are drawn faintly.
  fade(faint: Uint8Array): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.faint);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, faint, this.gl.DYNAMIC_DRAW);
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, null);
  }

  render(params: RenderParams): void {
    const { gl } = this;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    // Lines only at rest: a frame of a drag must not wait for half a million of them.
    if (!this.moving) this.drawLines(params);
    this.drawPoints(params);
    gl.bindVertexArray(null);
  }

  kill(): void {
    const { gl } = this;
    gl.deleteVertexArray(this.pointArray);
    gl.deleteVertexArray(this.lineArray);
    gl.deleteProgram(this.points);
    gl.deleteProgram(this.lines);
  }

  private drawLines(params: RenderParams): void {
    const { gl, lines: program } = this;
    activate(gl, program);
    gl.bindVertexArray(this.lineArray);
    gl.uniformMatrix3fv(place(gl, program, "matrix"), false, params.matrix);
    gl.uniform1i(place(gl, program, "hidden"), this.hidden);
    const alpha = Math.min(
      0.35,
      Math.max(0.02, 2_500 / Math.max(1, this.counts.lines)) / params.zoomRatio ** 0.5,
    );
    const [r, g, b] = rgb(this.colours.edge);
    gl.uniform4f(place(gl, program, "tint"), r * alpha, g * alpha, b * alpha, alpha);
    const pixel = this.unit / (this.projection.pixels() / params.zoomRatio);
    gl.uniform1f(place(gl, program, "dash"), DASH_PX * pixel);
    gl.drawArrays(gl.LINES, 0, this.counts.lines);
  }

  private drawPoints(params: RenderParams): void {
    const { gl, points: program } = this;
    activate(gl, program);
    gl.bindVertexArray(this.pointArray);
    gl.uniformMatrix3fv(place(gl, program, "matrix"), false, params.matrix);
    gl.uniform1i(place(gl, program, "hidden"), this.hidden);
    const scale = (this.projection.pixels() * params.pixelRatio) / params.zoomRatio;
    gl.uniform1f(place(gl, program, "scale"), scale);
    const kinds = [...KINDS, ""];
    gl.uniform3fv(
      place(gl, program, "colours"),
      kinds.flatMap((kind) => rgb(kindColour(kind))),
    );
    const shapes = kinds.map((kind) => SHAPE_NUMBERS[kindShape(kind)] ?? 0);
    gl.uniform1fv(place(gl, program, "shapes"), shapes);
    gl.drawArrays(gl.POINTS, 0, this.counts.points);
  }
}

function framed(network: WholeNetwork, origin: { x: number; y: number }, unit: number) {
  const places = new Float32Array(2 * network.x.length);
  for (let row = 0; row < network.x.length; row += 1) {
    places[2 * row] = origin.x + unit * (network.x[row] ?? 0);
    places[2 * row + 1] = origin.y + unit * (network.y[row] ?? 0);
  }
  return places;
}

function linesOf(network: WholeNetwork, places: Float32Array) {
  const ends = network.edges;
  const drawn = new Float32Array(2 * ends.length);
  const along = new Float32Array(ends.length);
  const kinds = new Uint8Array(2 * ends.length);
  for (let edge = 0; edge < ends.length; edge += 2) {
    const one = ends[edge] ?? 0;
    const other = ends[edge + 1] ?? 0;
    const [x1, y1] = [places[2 * one] ?? 0, places[2 * one + 1] ?? 0];
    const [x2, y2] = [places[2 * other] ?? 0, places[2 * other + 1] ?? 0];
    drawn.set([x1, y1, x2, y2], 2 * edge);
    const dashed = network.machine[edge / 2] === 1;
    along[edge] = dashed ? 0 : -1;
    along[edge + 1] = dashed ? Math.hypot(x2 - x1, y2 - y1) : -1;
    const [first, second] = [network.kinds[one] ?? 0, network.kinds[other] ?? 0];
    kinds.set([first, second, first, second], 2 * edge);
  }
  return { places: drawn, along, kinds };
}

function link(gl: WebGL2RenderingContext, source: typeof POINTS): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, source.vertex],
    [gl.FRAGMENT_SHADER, source.fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) continue;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(gl.getProgramInfoLog(program) ?? "the layer's program does not link");
  }
  return program;
}

function activate(gl: WebGL2RenderingContext, program: WebGLProgram): void {
  // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL that is named like a hook
  gl.useProgram(program);
}

function attribute(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  values: Float32Array | Uint8Array,
  size: number,
): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  const at = gl.getAttribLocation(program, name);
  const type = values instanceof Float32Array ? gl.FLOAT : gl.UNSIGNED_BYTE;
  if (at >= 0) {
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, type, false, 0, 0);
  }
  return buffer;
}

function place(gl: WebGL2RenderingContext, program: WebGLProgram, name: string) {
  return gl.getUniformLocation(program, name);
}

// A colour of the theme, #rrggbb, as three numbers in 0..1.
function rgb(colour: string): [number, number, number] {
  const number = Number.parseInt(colour.replace("#", ""), 16) || 0x888888;
  return [(number >> 16) / 255, ((number >> 8) & 255) / 255, (number & 255) / 255];
}
