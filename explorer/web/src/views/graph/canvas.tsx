// The drawing in the page: it follows the scene, and tells what is pointed at.

import { useEffect, useMemo, useRef, useState } from "react";
import type { Camera, Chosen } from "./address";
import { type Extent, GraphDrawing, type Handlers, type Marks } from "./drawing";
import type { Scene } from "./scene";
import { kindNumber, type WholeNetwork } from "./whole";

interface Props {
  scene: Scene;
  marks: Marks;
  extent: Extent | null;
  camera: Camera | null;
  handlers: Handlers;
  room: string;
  chosen: Chosen;
  whole: WholeNetwork | null;
  // Films that pass the filters; null where nothing narrows.
  films: ReadonlySet<string> | null;
  label: string;
  missing: string;
  onReady: (drawing: GraphDrawing | null) => void;
}

export function GraphCanvas(props: Props) {
  const { scene, marks, extent, camera, room, onReady, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const handlers = useLatest(props.handlers);
  const [drawing, setDrawing] = useState<GraphDrawing | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another room needs other colours, which sigma takes when it is made
  useEffect(() => {
    if (!box.current) return;
    let made: GraphDrawing;
    try {
      made = new GraphDrawing(box.current, handlers);
    } catch {
      setFailed(true);
      return;
    }
    // For tests, which have to know where on the canvas something is.
    Object.assign(box.current, { drawing: made });
    setDrawing(made);
    onReady(made);
    return () => {
      onReady(null);
      setDrawing(null);
      made.kill();
    };
  }, [handlers, room, onReady]);
  useEffect(() => {
    if (!drawing || !extent) return;
    drawing.fit(extent);
    drawing.show(scene, marks);
  }, [drawing, extent, scene, marks]);
  const way = [...scene.spots.values()].filter(({ onWay }) => onWay).map(({ key }) => key);
  const ways = way.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way is looked at anew
  useEffect(() => {
    if (drawing && extent) drawing.look(camera);
  }, [drawing, extent, camera, ways]);
  useWholeLayer(drawing, props);
  return (
    <div className="graph-canvas">
      <div ref={box} className="graph-stage" role="img" aria-label={label} />
      {failed && <p className="graph-missing">{props.missing}</p>}
    </div>
  );
}

function useWholeLayer(
  drawing: GraphDrawing | null,
  { whole: network, chosen, films, extent }: Props,
) {
  useEffect(() => {
    if (drawing && extent) drawing.showWhole(network);
  }, [drawing, network, extent]);
  useEffect(() => {
    if (!drawing || !network || !extent) return;
    const hidden = new Set([...chosen.without].map(kindNumber));
    drawing.narrowWhole(hidden, films ? faintOf(network.kinds.length, network.ids, films) : null);
  }, [drawing, network, extent, chosen.without, films]);
}

function faintOf(
  count: number,
  ids: (row: number) => string,
  films: ReadonlySet<string>,
): Uint8Array {
  return Uint8Array.from({ length: count }, (_, row) => {
    const id = ids(row);
    return id.startsWith("work:") && !films.has(id) ? 1 : 0;
  });
}

// Handlers that stay the same and call the newest.
function useLatest(newest: Handlers): Handlers {
  const held = useRef(newest);
  useEffect(() => {
    held.current = newest;
  });
  return useMemo(
    () => ({
      onSpot: (key) => held.current.onSpot(key),
      onOpen: (key) => held.current.onOpen(key),
      onLine: (key) => held.current.onLine(key),
      onEntity: (id) => held.current.onEntity(id),
      onMoved: (at) => held.current.onMoved(at),
    }),
    [],
  );
}
