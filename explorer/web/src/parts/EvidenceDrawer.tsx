// What a claim, a sentence, a point, a node or an edge rests on: beside it, never over it.

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { VIEWS, type ViewName } from "../views";
import { useWords } from "../words";
import { SHELL } from "../words/shell";
import { Claim, type Origin } from "./Claim";
import { Confidence } from "./Confidence";
import { Door } from "./Door";
import { useKeys } from "./keys";
import { Said } from "./Said";
import { clock, plain } from "./text";

export interface Evidence {
  // What it is evidence of.
  title: string;
  quote?: string | undefined;
  origin?: Origin | undefined;
  // 0 to 1.
  confidence?: number | null | undefined;
  record?: string | null | undefined;
  field?: string | null | undefined;
  source?: string | null | undefined;
  // The film's id in the graph, and where in it, in milliseconds.
  film?: string | null | undefined;
  media?: string | null | undefined;
  startMs?: number | null | undefined;
  endMs?: number | null | undefined;
  // An entity's id in the graph.
  entity?: string | null | undefined;
  // A machine's model with its version; what a person decided, who and when.
  model?: string | null | undefined;
  decision?: string | null | undefined;
  // More that a view has to show: a frame, a small graph.
  more?: ReactNode;
}

interface Drawer {
  shown: Evidence | null;
  // Moves the focus to the drawer, unless it is told to leave it where it is.
  show: (evidence: Evidence, how?: { focus?: boolean }) => void;
  focus: boolean;
  close: () => void;
}

const Shown = createContext<Drawer>({
  shown: null,
  show: () => {},
  focus: true,
  close: () => {},
});

export function EvidenceProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Evidence | null>(null);
  const from = useRef<Element | null>(null);
  const [focus, setFocus] = useState(true);
  const show = useCallback<Drawer["show"]>((evidence, how = {}) => {
    from.current = document.activeElement;
    setFocus(how.focus ?? true);
    setShown(evidence);
  }, []);
  const close = useCallback(() => {
    setShown(null);
    if (from.current instanceof HTMLElement) from.current.focus();
  }, []);
  const drawer = useMemo(() => ({ shown, show, focus, close }), [shown, show, focus, close]);
  return <Shown value={drawer}>{children}</Shown>;
}

export function useEvidence(): Drawer {
  return useContext(Shown);
}

export function EvidenceDrawer() {
  const words = useWords(SHELL);
  const { shown, focus, close } = useEvidence();
  const head = useRef<HTMLHeadingElement>(null);
  useKeys(shown ? [{ key: "Escape", does: words.closeDrawer, run: close }] : []);
  useEffect(() => {
    if (shown && focus) head.current?.focus();
  }, [shown, focus]);
  if (!shown) return null;
  return (
    <aside className="drawer" aria-label={words.evidence}>
      <div className="drawer-head">
        <h2 ref={head} tabIndex={-1}>
          {words.evidence}
        </h2>
        <button type="button" className="plain" onClick={close}>
          {words.close}
        </button>
      </div>
      <Told evidence={shown} />
    </aside>
  );
}

function Told({ evidence }: { evidence: Evidence }) {
  const words = useWords(SHELL);
  const rows = [
    [words.record, evidence.record],
    [words.field, evidence.field],
    [words.source, evidence.source],
    [words.model, evidence.model],
    [words.decision, evidence.decision],
  ] as const;
  const title = <Said text={evidence.title} />;
  return (
    <>
      <p>{evidence.origin ? <Claim origin={evidence.origin}>{title}</Claim> : title}</p>
      {typeof evidence.confidence === "number" && <Confidence value={evidence.confidence} />}
      {evidence.quote && <blockquote className="said">{plain(evidence.quote)}</blockquote>}
      <dl className="facts">
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{plain(value)}</dd>
              </div>
            ),
        )}
      </dl>
      <Doors evidence={evidence} />
      {evidence.more}
    </>
  );
}

// Ways from the evidence to the film at its second, and to the entity.
function Doors({ evidence }: { evidence: Evidence }) {
  const words = useWords(SHELL);
  const { film, startMs, entity } = evidence;
  const at = typeof startMs === "number";
  return (
    <p className="doors">
      {film && (isReady("film") || at) && (
        <Door to="film" id={film} ms={startMs}>
          {at
            ? isReady("film")
              ? words.openFilmAt(clock(startMs))
              : clock(startMs)
            : words.openFilm}
        </Door>
      )}
      {entity && isReady("entity") && (
        <Door to="entity" id={entity}>
          {words.openEntity}
        </Door>
      )}
    </p>
  );
}

function isReady(name: ViewName): boolean {
  return VIEWS.some((view) => view.name === name);
}
