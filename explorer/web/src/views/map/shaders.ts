// What runs on the graphics side.

import { SHOWN } from "./paint";
import { OTHER } from "./palette";

interface Source {
  vertex: string;
  fragment: string;
}

const CAMERA = `#version 300 es
uniform vec2 middle; uniform vec2 scale; uniform float size;
uniform vec3 palette[${OTHER + 1}]; uniform vec3 dim;
`;

// What is dim lies behind what is shown, in whatever order they are drawn.
export const POINTS: Source = {
  vertex: `${CAMERA}
in float x; in float y; in float paint;
uniform bool faint; uniform float sure;
out vec4 colour;
void main() {
  if (paint < 0.5) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  bool weak = faint || paint < ${SHOWN}.0 - 0.5;
  gl_Position = vec4((vec2(x, y) - middle) * scale, weak ? 0.5 : 0.0, 1.0);
  gl_PointSize = weak ? max(1.0, size * 0.8) : size;
  vec3 own = palette[int(clamp(paint - ${SHOWN}.0 + 0.5, 0.0, ${OTHER}.5))];
  vec3 said = faint ? mix(dim, own, 0.15) : weak ? dim : own;
  float alpha = weak ? 0.6 : sure;
  colour = vec4(said * alpha, alpha);
}`,
  fragment: `#version 300 es
precision mediump float;
in vec4 colour; out vec4 drawn;
void main() {
  vec2 at = gl_PointCoord * 2.0 - 1.0;
  if (dot(at, at) > 1.0) discard;
  drawn = colour;
}`,
};

export const MARK: Source = {
  vertex: `${CAMERA}
in vec4 mark;
out vec3 own; flat out float strong;
void main() {
  gl_Position = vec4((mark.xy - middle) * scale, 0.0, 1.0);
  strong = mark.w;
  gl_PointSize = max(size * 1.3, 6.0) + (strong > 0.5 ? 8.0 : 3.0);
  own = palette[int(mark.z + 0.5)];
}`,
  fragment: `#version 300 es
precision mediump float;
uniform vec3 ink;
in vec3 own; flat in float strong; out vec4 drawn;
void main() {
  float far = length(gl_PointCoord * 2.0 - 1.0);
  float within = 1.0 - smoothstep(0.92, 1.0, far);
  float ring = smoothstep(strong > 0.5 ? 0.55 : 0.7, strong > 0.5 ? 0.62 : 0.78, far);
  drawn = vec4(mix(own, ink, ring) * within, within);
}`,
};

// A picture that was drawn before, moved and stretched.
export const PICTURE: Source = {
  vertex: `#version 300 es
uniform vec2 stretch; uniform vec2 shift;
out vec2 at;
void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  at = corner;
  gl_Position = vec4((corner * 2.0 - 1.0) * stretch + shift, 0.0, 1.0);
}`,
  fragment: `#version 300 es
precision mediump float;
uniform sampler2D picture;
in vec2 at; out vec4 drawn;
void main() { drawn = texture(picture, at); }`,
};

export interface Program {
  take: () => void;
  at: (uniform: string) => WebGLUniformLocation | null;
  attribute: (name: string) => number;
}

// Throws with what the compiler says.
export function program(gl: WebGL2RenderingContext, { vertex, fragment }: Source): Program {
  const linked = gl.createProgram();
  gl.attachShader(linked, shader(gl, gl.VERTEX_SHADER, vertex));
  gl.attachShader(linked, shader(gl, gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(linked);
  if (!gl.getProgramParameter(linked, gl.LINK_STATUS)) {
    throw new Error(gl.getProgramInfoLog(linked) ?? "the shaders do not link");
  }
  const places = new Map<string, WebGLUniformLocation | null>();
  const at = (uniform: string) => {
    if (!places.has(uniform)) places.set(uniform, gl.getUniformLocation(linked, uniform));
    return places.get(uniform) ?? null;
  };
  return {
    take: () => gl.useProgram(linked),
    at,
    attribute: (name) => gl.getAttribLocation(linked, name),
  };
}

function shader(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const made = gl.createShader(type);
  if (!made) throw new Error("no shader");
  gl.shaderSource(made, source);
  gl.compileShader(made);
  return made;
}
