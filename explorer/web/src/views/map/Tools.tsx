// What dragging does, and ways to see nearer, further and all.

import { useWords } from "../../words";
import type { Tool } from "./gestures";
import { WORDS } from "./words";

const TOOLS: readonly Tool[] = ["move", "lasso", "box"];

interface Props {
  tool: Tool;
  onTool: (tool: Tool) => void;
  onCloser: () => void;
  onFurther: () => void;
  onWhole: () => void;
  onChooseShown: () => void;
}

export function Tools({ tool, onTool, onCloser, onFurther, onWhole, onChooseShown }: Props) {
  const words = useWords(WORDS);
  return (
    <div className="map-tools">
      <fieldset>
        <legend className="unseen">{words.tools}</legend>
        {TOOLS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tool === name}
            onClick={() => onTool(name)}
          >
            {words[name as "move" | "lasso" | "box"]}
          </button>
        ))}
      </fieldset>
      <button type="button" onClick={onChooseShown}>
        {words.chooseShown}
      </button>
      <fieldset>
        <legend className="unseen">{words.scale}</legend>
        <button type="button" aria-label={words.closer} onClick={onCloser}>
          +
        </button>
        <button type="button" aria-label={words.further} onClick={onFurther}>
          −
        </button>
        <button type="button" onClick={onWhole}>
          {words.whole}
        </button>
      </fieldset>
    </div>
  );
}
