// The Graph view: communities at three levels, opened and closed, neighbours and ways, all drawn at
// places that were laid out ahead, with an equal list beside the drawing.

import { useCallback, useMemo, useState } from "react";
import { Failure, useEvidence, useKeys } from "../../parts";
import { useAddressValue, useFilmSet, useSelection } from "../../state";
import { useRoom } from "../../theme/room";
import { useWords } from "../../words";
import { cameraText, type GraphAddress, useGraphAddress } from "./address";
import { GraphCanvas } from "./canvas";
import type { Extent, GraphDrawing, Handlers, Marks } from "./drawing";
import { useTellLink } from "./evidence";
import "./graph.css";
import { entityName, linksWords, spotName } from "./names";
import { Panel } from "./Panel";
import { type Drawing, type Entity, useAround, useDrawing, usePaths, useWhole } from "./queries";
import { communityKey, type Scene, sceneOf } from "./scene";
import { Tools } from "./Tools";
import { mostCentral, wholeOf } from "./whole";
import { GRAPH, RELATIONS } from "./words";

export default function GraphView() {
  const words = useWords(GRAPH);
  const address = useGraphAddress();
  const { selected } = useSelection();
  const [show, setShow] = useAddressValue("graph.show");
  const room = useRoom("screening");
  const [canvas, setCanvas] = useState<GraphDrawing | null>(null);
  const drawing = useDrawing(address.level, address.open);
  const around = useAround(aroundOf(address, selected), address);
  const paths = usePaths(address.from, address.to, address);
  const whole = useWhole(address.everything);
  const network = useMemo(
    () => (address.everything && whole.data ? wholeOf(whole.data.nodes, whole.data.edges) : null),
    [address.everything, whole.data],
  );
  const named = useMemo(() => (network ? mostCentral(network, MOST_NAMED) : []), [network]);
  const films = useFilmSet();
  const passing = films && !films.whole ? films.ids : null;
  const scene = useMemo(
    () => sceneOf(drawing.data, around, paths.data, named, address),
    [drawing.data, around, paths.data, named, address],
  );
  const isFaint = useCallback(
    (entity: Entity) => passing !== null && entity.label === "Work" && !passing.has(entity.id),
    [passing],
  );
  const marks = useMarks(scene, address, selected, isFaint);
  const extent = useExtent(drawing.data);
  const camera = useSteady(address.camera);
  const open = (key: string) => {
    const spot = scene.spots.get(communityKey(key));
    address.openOrShut(key, spot && canvas ? canvas.cameraOn(spot, spot.radius) : null);
  };
  const handlers = useHandlers(scene, address, open);
  useKeys([
    { key: "b", does: words.keyBack, run: () => goBack(address) },
    { key: "h", does: words.keyHome, run: () => address.set("graph.at", null) },
  ]);
  return (
    <div className={show === LIST ? "graph graph-listed" : "graph"}>
      <h1 className="unseen">{words.title}</h1>
      <div className="graph-switch">
        {[null, LIST].map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={(show === LIST) === (one === LIST)}
            onClick={() => setShow(one)}
          >
            {one === LIST ? words.showList : words.showDrawing}
          </button>
        ))}
      </div>
      <div className="graph-main">
        <Tools
          address={address}
          drawing={canvas}
          counted={
            whole.data ? { nodes: whole.data.nodes.numRows, edges: whole.data.edges.numRows } : null
          }
        />
        {drawing.isError && <Failure error={drawing.error} again={() => drawing.refetch()} />}
        {whole.isError && <Failure error={whole.error} again={() => whole.refetch()} />}
        <GraphCanvas
          scene={scene}
          marks={marks}
          extent={extent}
          camera={camera}
          handlers={handlers}
          room={room}
          chosen={address}
          whole={network}
          films={passing}
          label={words.drawing}
          missing={words.noWebgl}
          onReady={setCanvas}
        />
      </div>
      <Panel
        address={address}
        drawing={drawing.data}
        selected={selected}
        isFaint={isFaint}
        onOpen={open}
      />
    </div>
  );
}

// The bounds of the whole network: the same while the same network is drawn.
function useExtent(drawing: Drawing | undefined): Extent | null {
  return useSteady(drawing ? (drawing.extent as unknown as Extent) : null);
}

// A value that stays the same object while it says the same.
function useSteady<T>(value: T): T {
  const text = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is all of the value
  return useMemo(() => value, [text]);
}

const MOST_NAMED = 40;
// On a narrow window the drawing or the list is shown; on a wide one both are.
const LIST = "list";

// Words on more lines than this would hide one another.
const MOST_WORDED = 16;

function touching(scene: Scene, selected: string | null): number {
  let count = 0;
  for (const { one, other, origin } of scene.lines.values()) {
    if (origin && (one === selected || other === selected)) count += 1;
  }
  return count;
}

// What is selected shows its neighbours, but on a way, which would be lost among them.
function aroundOf(address: GraphAddress, selected: string | null): string[] {
  const onWay = address.from !== null && address.to !== null;
  const extra = selected && !onWay && !address.around.includes(selected) ? [selected] : [];
  const ends = onWay ? [] : [address.from, address.to].filter((end) => end !== null);
  return [...new Set([...address.around, ...ends, ...extra])];
}

function useMarks(
  scene: Scene,
  address: GraphAddress,
  selected: string | null,
  isFaint: (entity: Entity) => boolean,
): Marks {
  const words = useWords(GRAPH);
  const relations = useWords(RELATIONS);
  return useMemo(() => {
    const onWay = [...scene.spots.values()].some((spot) => spot.onWay);
    return {
      selected: selected ?? (address.community ? communityKey(address.community) : null),
      focused: onWay || selected !== null,
      roomy: touching(scene, selected) <= MOST_WORDED,
      faint: (spot) => (onWay ? !spot.onWay : spot.entity !== null && isFaint(spot.entity)),
      nameOf: (spot, longest) => spotName(spot, words.unnamed, longest),
      lineWords: (line) => linksWords(line.links, relations),
    };
  }, [scene, address.community, selected, isFaint, words, relations]);
}

function useHandlers(scene: Scene, address: GraphAddress, open: (key: string) => void): Handlers {
  const words = useWords(GRAPH);
  const relations = useWords(RELATIONS);
  const tell = useTellLink();
  const { show } = useEvidence();
  const choose = (id: string) => {
    if (address.from && !address.to) address.ends(address.from, id);
    else if (address.to && !address.from) address.ends(id, address.to);
    else if (address.from && address.to) address.set("sel", id);
    else address.look({ entity: id });
  };
  return {
    onSpot: (key) => {
      const spot = scene.spots.get(key);
      if (spot?.community) address.look({ community: spot.community.key });
      else choose(key);
    },
    onOpen: (key) => {
      const spot = scene.spots.get(key);
      if (!spot) return;
      if (spot.community) open(spot.community.key);
      else address.toggleAround(key);
    },
    onLine: (key) => {
      const line = scene.lines.get(key);
      if (!line) return;
      const [one, other] = [scene.spots.get(line.one), scene.spots.get(line.other)];
      const names = [one, other].map((spot) =>
        spot?.entity ? entityName(spot.entity) : spot ? spotName(spot, words.unnamed, 80) : "",
      );
      const title = names.join(" – ");
      const [link] = line.links;
      if (link) tell(link, `${title}: ${linksWords(line.links, relations)}`);
      else show({ title: `${title}: ${words.links(String(line.count))}` });
    },
    onEntity: choose,
    onMoved: (at) => address.set("graph.at", cameraText(at), { replace: true }),
  };
}

function goBack(address: GraphAddress): void {
  if (address.from || address.to) address.ends(null, null);
  else address.look({});
}
