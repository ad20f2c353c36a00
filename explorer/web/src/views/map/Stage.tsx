// The canvas of the map and what lies over it: names, pictures, a card, an outline, tools.

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../words";
import { type Camera, fitted, type Size, toMap, zoomed } from "./camera";
import { type At, keyed, type Tool, useGestures, ZOOM } from "./gestures";
import { Labels } from "./Labels";
import { type Layout, nearest } from "./layout";
import { Preview } from "./Preview";
import { HIDDEN, type Paint, SHOWN } from "./paint";
import type { Group, Point, Points } from "./points";
import { type Look, type Mark, Scene } from "./scene";
import { inOutline } from "./seen";
import { Thumbs } from "./Thumbs";
import { Tools } from "./Tools";
import { useCamera } from "./useCamera";
import { WORDS } from "./words";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  size: Size;
  points: Points;
  layout: Layout;
  groups: readonly Group[];
  paint: Paint;
  look: Look;
  // Whether what wasn't found steps back.
  faint: boolean;
  marks: readonly Mark[];
  resting: Camera;
  // What is near enough to be shown by a picture.
  near: readonly Point[];
  onSelect: (row: number) => void;
  onChoose: (rows: Int32Array) => void;
  onChooseShown: () => void;
}

const NEAR = 9;

export function Stage(props: Props) {
  const { box, size, layout, paint, points } = props;
  const words = useWords(WORDS);
  const canvas = useRef<HTMLCanvasElement>(null);
  const whole = useMemo(() => fitted(layout.extent, size), [layout, size]);
  const { camera, now, set } = useCamera(props.resting, whole);
  const [tool, setTool] = useState<Tool>("move");
  const [hover, setHover] = useState<{ place: number; at: At } | null>(null);
  const may = (place: number) => (paint.of[place] as number) >= SHOWN;
  const under = (at: At) => nearest(layout, toMap(now(), size, ...at), NEAR / now().scale, may);
  const hands = {
    now,
    size,
    tool,
    onCamera: set,
    onHover: (at: At | null) => {
      const place = at ? under(at) : -1;
      if (place !== (hover?.place ?? -1)) setHover(at && place >= 0 ? { place, at } : null);
    },
    onClick: (at: At) => {
      const place = under(at);
      if (place >= 0) props.onSelect(layout.row[place] as number);
    },
    onOutline: (outline: readonly At[]) => {
      setTool("move");
      props.onChoose(inOutline(layout, paint.of, now(), size, outline));
    },
  };
  const { outline, handlers } = useGestures(canvas, hands);
  const failed = useScene(canvas, props, camera, useMarks(props, hover?.place ?? -1));
  const zoom = (by: number) => set(zoomed(now(), size, by, [size.width / 2, size.height / 2]));
  return (
    <div className="map-main">
      <Tools
        tool={tool}
        onTool={setTool}
        onCloser={() => zoom(ZOOM)}
        onFurther={() => zoom(1 / ZOOM)}
        onWhole={() => set(null)}
        onChooseShown={props.onChooseShown}
      />
      <div className="map-stage" ref={box} data-points={points.count}>
        {failed ? (
          <p className="map-failed">{words.noCanvas}</p>
        ) : (
          <canvas
            ref={canvas}
            className={`map-canvas ${hover ? "over-point" : ""} tool-${tool}`}
            role="img"
            tabIndex={0}
            aria-label={words.hint}
            onKeyDown={(event) => keyed(event, hands)}
            {...handlers}
          />
        )}
        <Outline outline={outline} />
        <Labels groups={props.groups} camera={camera} size={size} whole={whole.scale} />
        <Thumbs points={props.near} layout={layout} camera={camera} size={size} />
        {hover && (
          <Preview
            version={points.version}
            row={layout.row[hover.place] as number}
            at={hover.at}
            size={size}
          />
        )}
      </div>
    </div>
  );
}

function Outline({ outline }: { outline: readonly At[] }) {
  if (outline.length < 2) return null;
  return (
    <svg className="map-outline" aria-hidden="true">
      <polygon points={outline.map((at) => at.join(",")).join(" ")} />
    </svg>
  );
}

// What stands out, and what the pointer is over.
function useMarks({ marks, layout, paint }: Props, hover: number): readonly Mark[] {
  return useMemo(
    () => (hover < 0 ? marks : [...marks, markOf(layout, paint, hover, true)]),
    [marks, layout, paint, hover],
  );
}

export function markOf(layout: Layout, paint: Paint, place: number, strong: boolean): Mark {
  const code = Math.max(0, (paint.of[place] ?? HIDDEN) - SHOWN);
  return { x: layout.x[place] as number, y: layout.y[place] as number, code, strong };
}

function useScene(
  canvas: RefObject<HTMLCanvasElement | null>,
  { layout, paint, look, faint, size }: Props,
  camera: Camera,
  marks: readonly Mark[],
): boolean {
  const [scene, setScene] = useState<Scene | null>(null);
  const [failed, setFailed] = useState(false);
  const told = useCallback(() => {
    if (canvas.current) canvas.current.dataset.drawn = String(performance.now());
  }, [canvas]);
  useEffect(() => {
    if (!canvas.current) return;
    let made: Scene;
    try {
      made = new Scene(canvas.current, told);
    } catch {
      setFailed(true);
      return;
    }
    setScene(made);
    return () => made.stop();
  }, [canvas, told]);
  useEffect(() => scene?.place(layout), [scene, layout]);
  useEffect(() => scene?.paint(paint.of, paint.shown), [scene, paint]);
  useEffect(() => scene?.look(look, faint), [scene, look, faint]);
  useEffect(() => scene?.stress(marks), [scene, marks]);
  useEffect(() => scene?.aim(camera, size), [scene, camera, size]);
  return failed;
}
