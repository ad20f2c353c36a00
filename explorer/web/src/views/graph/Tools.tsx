// Above the drawing: how large communities are, which kinds and claims are drawn, the camera.

import { Popover } from "radix-ui";
import { useNumber, useWords } from "../../words";
import { type GraphAddress, KINDS, type Level } from "./address";
import type { GraphDrawing } from "./drawing";
import { kindWord, signOf } from "./names";
import { GRAPH } from "./words";

interface Props {
  address: GraphAddress;
  drawing: GraphDrawing | null;
  counted: { nodes: number; edges: number } | null;
}

export function Tools({ address, drawing, counted }: Props) {
  const words = useWords(GRAPH);
  const number = useNumber();
  const { level, everything, rejected } = address;
  return (
    <fieldset className="graph-tools">
      <legend className="unseen">{words.title}</legend>
      <label className="graph-choice">
        <span className="quiet">{words.level}</span>
        <select
          value={level}
          disabled={everything}
          onChange={(event) => address.toLevel(Number(event.target.value) as Level)}
        >
          <option value={0}>{words.levels0}</option>
          <option value={1}>{words.levels1}</option>
          <option value={2}>{words.levels2}</option>
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={everything}
          onChange={() => address.set("graph.all", everything ? null : "1")}
        />
        {words.everything}
      </label>
      <Kinds address={address} />
      <label className="check">
        <input
          type="checkbox"
          checked={rejected}
          onChange={() => address.set("graph.rejected", rejected ? null : "1")}
        />
        {words.showRejected}
      </label>
      {counted && (
        <span className="quiet numbers">
          {words.drawn(number(counted.nodes), number(counted.edges))}
        </span>
      )}
      <span className="graph-camera">
        <button type="button" aria-label={words.zoomIn} onClick={() => drawing?.zoom(0.6)}>
          +
        </button>
        <button type="button" aria-label={words.zoomOut} onClick={() => drawing?.zoom(1.6)}>
          −
        </button>
        <button type="button" onClick={() => address.set("graph.at", null)}>
          {words.home}
        </button>
      </span>
    </fieldset>
  );
}

function Kinds({ address }: { address: GraphAddress }) {
  const words = useWords(GRAPH);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button">{words.kinds}</button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="start" sideOffset={4}>
          {KINDS.map((kind) => (
            <label key={kind} className="check">
              <input
                type="checkbox"
                checked={!address.without.has(kind)}
                onChange={(event) => address.hide(kind, !event.target.checked)}
              />
              <span className={`graph-sign graph-sign-${kind}`} aria-hidden="true">
                {signOf(kind)}
              </span>
              {kindWord(words, kind)}
            </label>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
