// The drawing itself: a graph of graphology's, drawn by sigma, kept in step with a scene.

import Graph from "graphology";
import Sigma from "sigma";
import type { Camera } from "./address";
import { WholeLayer } from "./layer";
import { type Colours, coloursNow, kindColour, kindShape, PRIMITIVES, WHOLE } from "./look";
import type { Line, Scene, Spot } from "./scene";
import { circleOf, FONT, LETTER_PX, NAME_PX, nameWay, WORDS_PX, wayOf } from "./way";
import { nearest, type WholeNetwork } from "./whole";

export type Extent = readonly [number, number, number, number];

export interface Marks {
  selected: string | null;
  // Spots that the filters leave out, and that a way leaves in the background.
  faint: (spot: Spot) => boolean;
  // An entity or a way is looked at: communities stand back.
  focused: boolean;
  // So few lines are looked at that words fit on them.
  roomy: boolean;
  // A name of at most so many letters; empty where it would say nothing.
  nameOf: (spot: Spot, longest: number) => string;
  lineWords: (line: Line) => string;
}

export interface Handlers {
  onSpot: (key: string) => void;
  onOpen: (key: string) => void;
  onLine: (key: string) => void;
  onEntity: (id: string) => void;
  onMoved: (camera: Camera) => void;
}

const PADDING = 24;
const MOVE_MS = 160;
const SETTLED_MS = 350;
const GONE_MS = 800;
const LEAST_PX = 3.5;
const LEAST_NAMED_PX = 15;
const LONGEST_NAME = 40;
const SIZE_POWER = 0.75;
const TICK = "✓";
const CROSS = "✗";

export class GraphDrawing {
  private readonly graph = new Graph({ type: "undirected", multi: false });
  private readonly sigma: Sigma;
  private readonly container: HTMLElement;
  private readonly handlers: Handlers;
  private readonly colours: Colours = coloursNow();
  private extent: Extent = [0, 0, 1, 1];
  private whole: { network: WholeNetwork; layer: WholeLayer; hidden: Set<number> } | null = null;
  private moved = 0;
  private going = 0;
  private shown: { scene: Scene; marks: Marks } | null = null;
  private readonly watch = new ResizeObserver(() => this.resized());

  constructor(container: HTMLElement, handlers: Handlers) {
    this.container = container;
    this.handlers = handlers;
    this.sigma = new Sigma(this.graph, container, {
      primitives: PRIMITIVES,
      styles: stylesOf(this.colours),
      settings: {
        // A view that is being left has no width for a moment.
        allowInvalidContainer: true,
        stagePadding: PADDING,
        renderEdgeLabels: true,
        enableEdgeEvents: true,
        labelDensity: 0.6,
        labelRenderedSizeThreshold: 4,
        hideLabelsOnMove: false,
        itemSizesReference: "screen",
        zoomToSizeRatioFunction: (ratio) => ratio ** SIZE_POWER,
        minCameraRatio: 0.002,
        maxCameraRatio: 2.5,
        enableCameraRotation: false,
        enableCameraMouseRotation: false,
        inertiaDuration: 0,
        zoomDuration: still() ? 0 : MOVE_MS,
        doubleClickZoomingDuration: 0,
        doubleClickZoomingRatio: 1,
      },
    }) as unknown as Sigma;
    this.listen();
    this.watch.observe(container);
  }

  // The bounds of the whole network: with them places stay where they are, whatever is drawn.
  fit(extent: Extent): void {
    if (extent.every((value, n) => value === this.extent[n])) return;
    this.extent = extent;
    const [x1, y1, x2, y2] = extent;
    this.sigma.setCustomBBox({ x: [x1 - 1, x2 + 1], y: [y1 - 1, y2 + 1] });
    this.sigma.refresh();
  }

  show(scene: Scene, marks: Marks): void {
    this.shown = { scene, marks };
    this.hideAllBut(scene);
    const scale = this.pixelsPerUnit();
    for (const spot of scene.spots.values()) {
      this.graph.mergeNode(spot.key, this.spotLook(spot, marks, scale));
    }
    for (const line of scene.lines.values()) {
      const look = this.lineLook(line, scene, marks);
      if (this.graph.hasEdge(line.key)) this.graph.mergeEdgeAttributes(line.key, look);
      else this.graph.addEdgeWithKey(line.key, line.one, line.other, look);
    }
    this.nameWay();
  }

  showWhole(network: WholeNetwork | null): void {
    if (network === (this.whole?.network ?? null)) return;
    if (this.whole) this.sigma.removeCustomLayerProgram("network");
    this.whole = null;
    if (!network) return;
    this.sigma.addCustomLayerProgram("network", WHOLE as never, (gl) => {
      const projection = {
        frame: (at: { x: number; y: number }) => this.sigma.graphToFramedGraph(at),
        pixels: () => this.pixelsPerUnit(),
      };
      const layer = new WholeLayer(gl, network, projection, this.colours);
      this.whole = { network, layer, hidden: new Set() };
      return layer;
    });
  }

  // Kinds that are left out of the whole network, and entities drawn faintly.
  narrowWhole(hidden: Set<number>, faint: Uint8Array | null): void {
    if (!this.whole) return;
    this.whole.hidden = hidden;
    this.whole.layer.hidden = [...hidden].reduce((bits, kind) => bits | (1 << kind), 0);
    this.whole.layer.fade(faint ?? new Uint8Array(this.whole.network.x.length));
    this.sigma.scheduleRender();
  }

  look(camera: Camera | null): void {
    const state = camera ?? this.cameraOnWay() ?? { x: 0.5, y: 0.5, ratio: 1 };
    const now = this.sigma.getCamera().getState();
    const apart = Math.abs(now.x - state.x) + Math.abs(now.y - state.y);
    if (apart + Math.abs(now.ratio - state.ratio) < 1e-3) return;
    if (still()) this.sigma.getCamera().setState(state);
    else this.sigma.getCamera().animate(state, { duration: MOVE_MS });
  }

  // Where the camera has to be to see a disc whole.
  cameraOn(at: { x: number; y: number }, radius: number): Camera {
    const [x1, y1, x2, y2] = this.extent;
    const span = Math.max(x2 - x1, y2 - y1, 1) + 2;
    const { x, y } = this.sigma.graphToFramedGraph(at);
    return { x, y, ratio: Math.min(1, (2.4 * radius) / span) };
  }

  // Where the camera sees a way whole; null without one.
  private cameraOnWay(): Camera | null {
    const circle = circleOf(wayOf(this.shown?.scene));
    return circle && this.cameraOn(circle.middle, circle.radius);
  }

  private nameWay(): void {
    if (!this.shown) return;
    nameWay(this.graph, this.shown.scene, {
      width: this.container.clientWidth,
      height: this.container.clientHeight,
      at: (spot) => this.sigma.graphToViewport(spot),
      roomy: this.shown.marks.roomy,
    });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    this.look({ ...camera.getState(), ratio: camera.getState().ratio * factor });
  }

  // Where a spot is drawn, for tests and for those who point at it: pixels from the corner.
  placeOf(key: string): { x: number; y: number } | null {
    const shown = this.sigma.getNodeDisplayData(key);
    return shown ? this.sigma.framedGraphToViewport(shown) : null;
  }

  kill(): void {
    window.clearTimeout(this.moved);
    window.clearTimeout(this.going);
    this.watch.disconnect();
    this.sigma.kill();
  }

  // Sizes are in pixels, so that another size of the page needs them anew.
  private resized(): void {
    this.sigma.resize();
    if (this.shown) this.show(this.shown.scene, this.shown.marks);
    this.sigma.scheduleRefresh();
  }

  private pixelsPerUnit(): number {
    const [x1, y1, x2, y2] = this.extent;
    const { clientWidth, clientHeight } = this.container;
    const room = Math.max(50, Math.min(clientWidth, clientHeight) - 2 * PADDING);
    return room / (Math.max(x2 - x1, y2 - y1, 1) + 2);
  }

  // What goes is hidden at once and taken out later: sigma may still be asking the graphics card
  // what the pointer is on, and would look for what is not there.
  private hideAllBut(scene: Scene): void {
    const hidden = { visibility: "hidden", labelVisibility: "hidden" };
    for (const key of this.graph.edges()) {
      if (!scene.lines.has(key)) this.graph.mergeEdgeAttributes(key, hidden);
    }
    for (const key of this.graph.nodes()) {
      if (!scene.spots.has(key)) this.graph.mergeNodeAttributes(key, hidden);
    }
    window.clearTimeout(this.going);
    this.going = window.setTimeout(() => this.takeOut(), GONE_MS);
  }

  private takeOut(): void {
    if (!this.shown) return;
    const { lines, spots } = this.shown.scene;
    for (const key of this.graph.edges()) if (!lines.has(key)) this.graph.dropEdge(key);
    for (const key of this.graph.nodes()) if (!spots.has(key)) this.graph.dropNode(key);
  }

  private spotLook(spot: Spot, marks: Marks, scale: number) {
    const chosen = spot.key === marks.selected;
    const about = spot.community
      ? this.discLook(spot, marks, scale)
      : this.signLook(spot, marks, scale);
    return {
      x: spot.x,
      y: spot.y,
      visibility: "visible",
      ...about,
      labelVisibility: chosen || spot.onWay ? "visible" : about.labelVisibility,
      zIndex: chosen ? 3 : spot.onWay ? 2 : spot.community ? 0 : 1,
      ring: chosen ? "visible" : "hidden",
    };
  }

  private discLook(spot: Spot, marks: Marks, scale: number) {
    const size = Math.max(2, 0.94 * spot.radius * scale);
    const label = marks.nameOf(spot, Math.max(16, Math.floor((2 * size) / LETTER_PX)));
    const named = size >= LEAST_NAMED_PX && !marks.focused;
    return {
      size,
      color: this.colours.community,
      opacity: marks.faint(spot) || marks.focused ? 0.25 : 0.55,
      shape: "circle",
      label,
      labelPosition: "over",
      labelVisibility: named ? "visible" : "hidden",
    };
  }

  private signLook(spot: Spot, marks: Marks, scale: number) {
    const kind = spot.entity?.label ?? "";
    return {
      size: Math.max(marks.focused ? 5 : LEAST_PX, 1.4 * spot.radius * scale),
      color: kindColour(kind),
      opacity: marks.faint(spot) ? 0.18 : 1,
      shape: kindShape(kind),
      label: marks.nameOf(spot, LONGEST_NAME),
      labelPosition: "right",
      labelVisibility: "auto",
    };
  }

  private lineLook(line: Line, scene: Scene, marks: Marks) {
    const touched = line.one === marks.selected || line.other === marks.selected;
    const ends = [scene.spots.get(line.one), scene.spots.get(line.other)];
    const faint = ends.some((spot) => spot && marks.faint(spot));
    const sign = line.origin === "accepted" ? TICK : line.origin === "rejected" ? CROSS : "";
    const told = (touched || line.onWay) && line.origin !== null;
    const dashed = line.origin === "machine" || line.origin === "rejected";
    const colour = this.lineColour(line);
    return {
      visibility: "visible",
      color: colour,
      solid: dashed ? "rgba(0,0,0,0)" : colour,
      gap: line.origin === "machine" ? 4 : line.origin === "rejected" ? 9 : 0,
      size: line.onWay ? 3 : line.origin ? 1.4 : 0.3 + 0.35 * Math.log2(1 + line.count),
      opacity: faint ? 0.08 : line.origin ? (told ? 1 : 0.6) : this.bondOpacity(touched, marks),
      label: told ? `${sign} ${marks.lineWords(line)}`.trim() : sign,
      labelVisibility: (told && marks.roomy) || sign ? "visible" : "hidden",
      zIndex: line.onWay ? 2 : touched ? 1 : 0,
    };
  }

  private lineColour({ onWay, origin }: Line): string {
    if (onWay) return this.colours.accent;
    if (origin === "rejected") return this.colours.bad;
    return origin === "accepted" ? this.colours.good : this.colours.edge;
  }

  private bondOpacity(touched: boolean, marks: Marks): number {
    return touched ? 0.7 : marks.focused ? 0.05 : 0.22;
  }

  private listen(): void {
    const { sigma, handlers } = this;
    sigma.on("clickNode", ({ node }) => handlers.onSpot(node));
    sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      handlers.onOpen(event.node);
    });
    sigma.on("clickEdge", ({ edge }) => handlers.onLine(edge));
    sigma.on("clickStage", ({ event }) => this.pick(event));
    sigma.getCamera().on("updated", (state) => {
      if (this.whole) this.whole.layer.moving = true;
      window.clearTimeout(this.moved);
      this.moved = window.setTimeout(() => {
        if (this.whole) {
          this.whole.layer.moving = false;
          sigma.scheduleRender();
        }
        this.nameWay();
        handlers.onMoved({ x: state.x, y: state.y, ratio: state.ratio });
      }, SETTLED_MS);
    });
  }

  // What of the whole network lies where nothing of sigma's does.
  private pick(at: { x: number; y: number }): void {
    if (!this.whole) return;
    const { network, hidden } = this.whole;
    const place = this.sigma.viewportToGraph(at);
    const ratio = this.sigma.getCamera().getState().ratio;
    const row = nearest(network, hidden, place, (8 * ratio) / this.pixelsPerUnit());
    if (row !== null) this.handlers.onEntity(network.ids(row));
  }
}

function stylesOf(colours: Colours) {
  const bound = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { attribute: name }]));
  return {
    nodes: {
      ...bound(["x", "y", "size", "color", "opacity", "shape", "label", "zIndex", "visibility"]),
      labelColor: colours.ink,
      labelFont: FONT,
      labelSize: NAME_PX,
      labelPosition: { attribute: "labelPosition" },
      labelVisibility: pointedAt("visible", (held) => held.labelVisibility),
      depth: pointedAt("topNodes", () => "nodes"),
      backdropVisibility: pointedAt("visible", (held) => held.ring),
      backdropColor: colours.card,
      backdropBorderColor: colours.accent,
      backdropBorderWidth: 2,
      backdropPadding: 4,
      backdropShadowBlur: 0,
      cursor: "pointer",
    },
    edges: {
      ...bound([
        "size",
        "color",
        "solid",
        "gap",
        "opacity",
        "label",
        "labelVisibility",
        "zIndex",
        "visibility",
      ]),
      labelColor: colours.ink,
      labelBackgroundColor: colours.card,
      labelSize: WORDS_PX,
      cursor: "pointer",
      depth: pointedAt("topEdges", () => "edges"),
    },
    // biome-ignore lint/suspicious/noExplicitAny: sigma derives its type from the whole declaration
  } as any;
}

type Held = Record<string, unknown>;

// One value for what is pointed at, another for all else.
function pointedAt(value: string, other: (held: Held) => unknown) {
  return (held: Held, state: { isHovered: boolean }) => (state.isHovered ? value : other(held));
}

function still(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
