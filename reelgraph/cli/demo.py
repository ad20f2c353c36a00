"""The command for newcomers: a small collection, taken in and questioned."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from importlib.resources import as_file, files

from graph_schema.scope import Scope
from reelgraph.assembly import open_answerer
from reelgraph.cli.ask import show
from reelgraph.cli.ingest import take_in
from reelgraph.cli.output import results, say
from reelgraph.settings import settings

QUESTION = "Which silent films did G. A. Smith make in Brighton or Hove?"
MORE = (
    "How many newsreels are there?",
    "What can be seen through the reading glass?",
    "What did Kennedy say in 1961?",
)


def demo() -> None:
    """Take in the collection that comes with Reelgraph, and ask it a question.

    Starts the private Neo4j, which stays up for further questions until reelgraph down.

    Example: reelgraph demo
    """
    started = time.monotonic()
    say("Taking in the demo collection.")
    with as_file(files("reelgraph") / "demo") as folder:
        take_in(settings(), [folder / "catalogue.csv"], str(folder / "mapping.yaml"))
        take_in(settings(), [folder / "enrichment"], None)
    results.print(f"\n{QUESTION}\n", style="bold")
    show(open_answerer(settings()).answerer.ask(QUESTION, Scope.everything()))
    results.print(f"\nThat took {time.monotonic() - started:.0f} seconds. Ask on:")
    here = _invocation()
    for question in MORE:
        results.print(f'  {here} ask "{question}"', markup=False)
    results.print(f"\nIn a browser:  {here} serve", markup=False)
    results.print(f"To stop Neo4j: {here} down", markup=False)


def _invocation() -> str:
    """How to call this very program on this very home from the shell."""
    program = "reelgraph" if shutil.which("reelgraph") else shlex.quote(sys.argv[0])
    named = os.environ.get("REELGRAPH_HOME")
    return f"REELGRAPH_HOME={shlex.quote(named)} {program}" if named else program
