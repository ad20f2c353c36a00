// The camera moves at once; the address follows when it rests.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useAddressValue } from "../../state";
import { type Camera, fitted, readCamera, type Size, written } from "./camera";
import type { Extent } from "./layout";

const RESTING_MS = 250;
const AT = "map.at";

export interface UseCamera {
  camera: Camera;
  now: () => Camera;
  // Null: the whole map.
  set: (camera: Camera | null) => void;
}

// Where the camera rests, as the address has it.
export function useResting(extent: Extent, size: Size): Camera {
  const [text] = useAddressValue(AT);
  return useMemo(() => readCamera(text) ?? fitted(extent, size), [text, extent, size]);
}

export function useCamera(resting: Camera, whole: Camera): UseCamera {
  const [text, setText] = useAddressValue(AT);
  const [moved, setMoved] = useState<Camera | null>(null);
  const writing = useRef(0);
  const camera = moved ?? resting;
  const now = useRef(camera);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is the state at rest
  useEffect(() => setMoved(null), [text]);
  useEffect(() => {
    now.current = camera;
  }, [camera]);
  useEffect(() => () => window.clearTimeout(writing.current), []);
  const set = useCallback(
    (next: Camera | null) => {
      now.current = next ?? whole;
      setMoved(now.current);
      window.clearTimeout(writing.current);
      const write = () => setText(next && written(next), { replace: true });
      writing.current = window.setTimeout(write, RESTING_MS);
    },
    [whole, setText],
  );
  return { camera, now: useCallback(() => now.current, []), set };
}
