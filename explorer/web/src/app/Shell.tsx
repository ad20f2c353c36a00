// What is around every view: the head, the search box, the filters, the evidence and the keys.

import { type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { EvidenceDrawer, useEvidence } from "../parts/EvidenceDrawer";
import { FilterBar } from "../parts/FilterBar";
import { useKeys } from "../parts/keys";
import { SearchBox } from "../parts/SearchBox";
import { putTurns, useQuestion, useTurns } from "../state";
import { useRoom } from "../theme/room";
import type { ReadyView } from "../views";
import { VIEWS } from "../views";
import { useWords } from "../words";
import { SHELL } from "../words/shell";
import { Header } from "./Header";
import { KeySheet } from "./KeySheet";

export function Shell({ view, children }: { view: ReadyView; children: ReactNode }) {
  const words = useWords(SHELL);
  const box = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState(false);
  const open = useEvidence().shown !== null;
  const question = useQuestion();
  useRoom(view.room);
  useEffect(() => {
    const title = view.name === "ask" ? question : words[view.name];
    document.title = title ? `${title} – Reelgraph` : "Reelgraph";
  }, [view.name, question, words]);
  useShellKeys(
    () => box.current?.focus(),
    () => setSheet((shown) => !shown),
  );
  return (
    <div className={`shell ${view.wide ? "wide" : ""} ${open ? "with-drawer" : ""}`}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <Header onKeys={() => setSheet(true)} />
      <main id="content" tabIndex={-1}>
        <Search view={view} box={box} />
        {view.filters && <FilterBar />}
        {children}
      </main>
      <EvidenceDrawer />
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}

// Asks where the view does not search by itself. A question on the page for asking follows those
// before it; a search elsewhere begins anew.
function Search({ view, box }: { view: ReadyView; box: React.Ref<HTMLInputElement> }) {
  const words = useWords(SHELL);
  const navigate = useNavigate();
  const { search } = useLocation();
  const turns = useTurns();
  const asked = useQuestion();
  const onAsk = (question: string) => {
    const before = view.name === "ask" ? turns : [];
    const params = new URLSearchParams(search);
    // The same words again are asked again, and not put behind themselves.
    const same = view.searches && question === asked;
    if (!same) putTurns(params, [...before, { question, without: [] }]);
    navigate(`${view.searches ? view.path : "/"}?${params}`, { replace: same });
  };
  const label = view.searches && view.name !== "ask" ? words.search : words.ask;
  return <SearchBox asked={asked} label={label} onAsk={onAsk} box={box} />;
}

function useShellKeys(toSearch: () => void, toggleSheet: () => void): void {
  const words = useWords(SHELL);
  const navigate = useNavigate();
  useKeys([
    { key: "/", does: words.theQuestion, run: toSearch },
    { key: "?", does: words.theKeys, run: toggleSheet },
    ...VIEWS.map(({ name, path }, place) => ({
      key: String(place + 1),
      does: words.theView(words[name]),
      run: () => navigate({ pathname: path, search: window.location.search }),
    })),
  ]);
}
