import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Problem } from "../api/problem";
import { EvidenceProvider } from "../parts/EvidenceDrawer";
import { KeyProvider } from "../parts/keys";
import { Empty, Skeleton } from "../parts/states";
import { VIEWS } from "../views";
import { useWords } from "../words";
import { SHELL } from "../words/shell";
import { Shell } from "./Shell";
import { Trouble } from "./Trouble";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // What the service refused it refuses again; a line that broke may hold next time.
      retry: (times, error) => !(error instanceof Problem) && times < 2,
    },
  },
});

const PAGES = VIEWS.map((view) => ({ view, Page: lazy(view.load) }));

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <KeyProvider>
        <EvidenceProvider>
          <BrowserRouter>
            <Routes>
              {PAGES.map(({ view, Page }) => (
                <Route
                  key={view.name}
                  path={view.path}
                  element={
                    <Shell view={view}>
                      <Trouble key={view.name}>
                        <Suspense fallback={<Skeleton lines={6} />}>
                          <Page />
                        </Suspense>
                      </Trouble>
                    </Shell>
                  }
                />
              ))}
              <Route path="*" element={<NoPage />} />
            </Routes>
          </BrowserRouter>
        </EvidenceProvider>
      </KeyProvider>
    </QueryClientProvider>
  );
}

function NoPage() {
  const words = useWords(SHELL);
  const [first] = VIEWS;
  const told = (
    <Empty title={words.noPage}>
      <p>{words.noPageDetail}</p>
    </Empty>
  );
  return first ? <Shell view={{ ...first, filters: false }}>{told}</Shell> : told;
}
