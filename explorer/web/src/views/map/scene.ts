// Drawing the points by WebGL 2.
//
// A picture of the points is made aside, a part of it at each frame and only as much as the
// machine draws in time, and shown when it is whole. Until the next is whole, the last one is moved
// and stretched to where the camera is: a million points follow the hand even where WebGL is drawn
// by the processor. Positions, colours and states lie on the graphics side, a byte of paint for
// each point; no script goes over all points for a frame.

import { type Camera, type Size, windowOf } from "./camera";
import { type Layout, stretches } from "./layout";
import { OTHER } from "./palette";
import { MARK, PICTURE, POINTS, type Program, program } from "./shaders";

export type Rgb = readonly [number, number, number];

export interface Look {
  palette: readonly Rgb[];
  dim: Rgb;
  ink: Rgb;
}

// Points that stand out: ringed, over all others.
export interface Mark {
  x: number;
  y: number;
  code: number;
  strong: boolean;
}

interface Picture {
  frame: WebGLFramebuffer;
  texture: WebGLTexture;
  width: number;
  height: number;
  camera: Camera;
  size: Size;
  version: number;
}

interface Filling {
  picture: Picture;
  rest: [number, number][];
}

const FEWEST = 20_000;
const FIRST = 200_000;
// A part that is drawn sooner may be twice as large the next time, one that takes longer half.
const SOON_MS = 12;
const LATE_MS = 34;

export class Scene {
  private readonly gl: WebGL2RenderingContext;
  private readonly points: Program;
  private readonly mark: Program;
  private readonly picture: Program;
  private readonly buffers = new Map<string, WebGLBuffer>();
  private readonly pointArray: WebGLVertexArrayObject;
  private readonly markArray: WebGLVertexArrayObject;
  private readonly none: WebGLVertexArrayObject;
  private layout: Layout | null = null;
  private shown = 0;
  private marks: readonly Mark[] = [];
  private palette: Look | null = null;
  private faint = false;
  private camera: Camera | null = null;
  private size: Size = { width: 0, height: 0 };
  // Of what is drawn; a picture of an older one is outdated.
  private version = 0;
  private front: Picture | null = null;
  private back: Picture | null = null;
  private filling: Filling | null = null;
  private fence: { sync: WebGLSync; at: number } | null = null;
  private part = FIRST;
  private frame = 0;

  // Throws where the browser has no WebGL 2. `told` is called each time a picture is whole.
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly told: () => void,
  ) {
    const gl = canvas.getContext("webgl2", { antialias: false, depth: false });
    if (!gl) throw new Error("no WebGL 2");
    this.gl = gl;
    this.points = program(gl, POINTS);
    this.mark = program(gl, MARK);
    this.picture = program(gl, PICTURE);
    [this.pointArray, this.markArray, this.none] = [1, 2, 3].map(() => gl.createVertexArray()) as [
      WebGLVertexArrayObject,
      WebGLVertexArrayObject,
      WebGLVertexArrayObject,
    ];
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.depthFunc(gl.LEQUAL);
  }

  place(layout: Layout): void {
    this.layout = layout;
    this.gl.bindVertexArray(this.pointArray);
    this.fill(this.points, "x", layout.x, 1);
    this.fill(this.points, "y", layout.y, 1);
    this.changed();
  }

  paint(of: Uint8Array, shown: number): void {
    this.shown = shown;
    this.gl.bindVertexArray(this.pointArray);
    this.fill(this.points, "paint", of, 1);
    this.changed();
  }

  look(palette: Look, faint: boolean): void {
    this.palette = palette;
    this.faint = faint;
    this.changed();
  }

  stress(marks: readonly Mark[]): void {
    this.marks = marks;
    const values = marks.flatMap(({ x, y, code, strong }) => [x, y, code, strong ? 1 : 0]);
    this.gl.bindVertexArray(this.markArray);
    this.fill(this.mark, "mark", new Float32Array(values), 4);
    this.wake();
  }

  aim(camera: Camera, size: Size): void {
    this.camera = camera;
    this.size = size;
    this.wake();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  private changed(): void {
    this.version += 1;
    this.filling = null;
    this.wake();
  }

  private wake(): void {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.step());
  }

  private step(): void {
    this.frame = 0;
    if (!this.camera || this.size.width === 0 || !this.palette) return;
    const more = this.work();
    this.present();
    if (more) this.wake();
  }

  // Goes on with the next picture; tells whether there is more to do.
  private work(): boolean {
    if (!this.isReady()) return true;
    if (!this.filling && !this.isOutdated()) return false;
    this.filling ??= this.begun();
    const { picture, rest } = this.filling;
    this.drawPart(picture, rest);
    const sync = this.gl.fenceSync(this.gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (sync) this.fence = { sync, at: performance.now() };
    this.gl.flush();
    if (rest.length > 0) return true;
    [this.front, this.back] = [picture, this.front];
    this.filling = null;
    this.told();
    return true;
  }

  // Whether the machine is done with the last part; the next is made as large as it can take.
  private isReady(): boolean {
    if (!this.fence) return true;
    const { gl } = this;
    const { sync, at } = this.fence;
    if (gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.deleteSync(sync);
    this.fence = null;
    const took = performance.now() - at;
    if (took < SOON_MS * 2) this.part = Math.min(this.part * 2, 1e8);
    else if (took > LATE_MS * 2) this.part = Math.max(this.part / 2, FEWEST);
    return true;
  }

  private isOutdated(): boolean {
    const { front, camera, size } = this;
    return (
      !front ||
      front.version !== this.version ||
      front.size !== size ||
      front.camera.x !== camera?.x ||
      front.camera.y !== camera.y ||
      front.camera.scale !== camera.scale
    );
  }

  private begun(): Filling {
    const { gl, size } = this;
    const camera = this.camera as Camera;
    const picture = this.pictured(size);
    Object.assign(picture, { camera, size, version: this.version });
    this.back = null;
    gl.bindFramebuffer(gl.FRAMEBUFFER, picture.frame);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const rest = this.layout ? stretches(this.layout, windowOf(camera, size)) : [];
    return { picture, rest: rest.reverse() };
  }

  // The picture that isn't shown, of the size of the window.
  private pictured(size: Size): Picture {
    const ratio = ratioOf();
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    const old = this.back;
    if (old && old.width === width && old.height === height) return old;
    if (old) this.discard(old);
    return this.madePicture(width, height);
  }

  private madePicture(width: number, height: number): Picture {
    const { gl } = this;
    const [frame, texture] = [gl.createFramebuffer(), gl.createTexture()];
    const depth = gl.createRenderbuffer();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT16, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    const onto = gl.FRAMEBUFFER;
    gl.framebufferTexture2D(onto, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.framebufferRenderbuffer(onto, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, depth);
    // Kept by the frame that it is attached to.
    gl.deleteRenderbuffer(depth);
    const camera = { x: 0, y: 0, scale: 1 };
    return { frame, texture, width, height, camera, size: this.size, version: 0 };
  }

  private discard({ frame, texture }: Picture): void {
    this.gl.deleteFramebuffer(frame);
    this.gl.deleteTexture(texture);
  }

  // Draws as many of the points that are left as one part has, and takes them away.
  private drawPart(picture: Picture, rest: [number, number][]): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, picture.frame);
    gl.viewport(0, 0, picture.width, picture.height);
    gl.enable(gl.DEPTH_TEST);
    gl.bindVertexArray(this.pointArray);
    this.aimed(this.points, picture.camera, picture.size);
    gl.uniform1i(this.points.at("faint"), this.faint ? 1 : 0);
    gl.uniform1f(this.points.at("sure"), sureOf(this.shown));
    let left = this.part;
    while (left > 0) {
      const next = rest.pop();
      if (!next) break;
      const [from, to] = next;
      const count = Math.min(to - from, left);
      if (this.buffers.has("paint")) gl.drawArrays(gl.POINTS, from, count);
      if (from + count < to) rest.push([from + count, to]);
      left -= count;
    }
    gl.disable(gl.DEPTH_TEST);
  }

  // The last whole picture, where the camera is now, and the marks over it.
  private present(): void {
    const { gl, canvas, front, size } = this;
    const camera = this.camera as Camera;
    const ratio = ratioOf();
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (front) this.presentPicture(front, camera, size);
    if (this.marks.length === 0) return;
    gl.bindVertexArray(this.markArray);
    this.aimed(this.mark, camera, size);
    gl.drawArrays(gl.POINTS, 0, this.marks.length);
  }

  private presentPicture(front: Picture, camera: Camera, size: Size): void {
    const { gl, picture } = this;
    const zoom = camera.scale / front.camera.scale;
    const [x, y] = [front.camera.x - camera.x, front.camera.y - camera.y];
    gl.bindVertexArray(this.none);
    picture.take();
    gl.bindTexture(gl.TEXTURE_2D, front.texture);
    // Sharp where nothing is stretched.
    gl.texParameteri(
      gl.TEXTURE_2D,
      gl.TEXTURE_MAG_FILTER,
      zoom === 1 && x === 0 && y === 0 ? gl.NEAREST : gl.LINEAR,
    );
    gl.uniform2f(
      picture.at("stretch"),
      (zoom * front.size.width) / size.width,
      (zoom * front.size.height) / size.height,
    );
    gl.uniform2f(
      picture.at("shift"),
      (2 * x * camera.scale) / size.width,
      (2 * y * camera.scale) / size.height,
    );
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  private aimed(chosen: Program, camera: Camera, size: Size): void {
    const { gl } = this;
    const { palette, dim, ink } = this.palette as Look;
    chosen.take();
    gl.uniform2f(chosen.at("middle"), camera.x, camera.y);
    gl.uniform2f(
      chosen.at("scale"),
      (2 * camera.scale) / size.width,
      (2 * camera.scale) / size.height,
    );
    gl.uniform1f(chosen.at("size"), ratioOf() * this.sizeOf(camera, size));
    gl.uniform3fv(chosen.at("palette"), palette.slice(0, OTHER + 1).flat());
    gl.uniform3fv(chosen.at("dim"), [...dim]);
    gl.uniform3fv(chosen.at("ink"), [...ink]);
  }

  // In pixels of the page: many points are small, and grow as fewer of them share the window.
  private sizeOf(camera: Camera, size: Size): number {
    const [left, right] = this.layout?.extent ?? [0, 1];
    const room = Math.sqrt((size.width * size.height) / Math.max(this.shown, 1));
    const zoom = (camera.scale * (right - left)) / size.width;
    return Math.min(14, Math.max(1.5, room * 0.42 * Math.sqrt(Math.max(zoom, 0.2))));
  }

  private fill(of: Program, name: string, values: Float32Array | Uint8Array, width: number): void {
    const { gl } = this;
    const buffer = this.buffers.get(name) ?? gl.createBuffer();
    this.buffers.set(name, buffer);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    const place = of.attribute(name);
    gl.enableVertexAttribArray(place);
    const type = values instanceof Uint8Array ? gl.UNSIGNED_BYTE : gl.FLOAT;
    gl.vertexAttribPointer(place, width, type, false, 0, 0);
  }
}

function ratioOf(): number {
  return Math.min(window.devicePixelRatio || 1, 2);
}

// Where many lie over each other they are seen through.
function sureOf(count: number): number {
  return count > 300_000 ? 0.5 : count > 50_000 ? 0.7 : 1;
}
