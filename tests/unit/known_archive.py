"""Seven films whose knowledge is counted by hand: records, enrichment, claims and files."""

from __future__ import annotations

from datetime import UTC, datetime

from graph_schema.contribution import Assertion, Contribution, Run, Source
from graph_schema.edits import Edit
from graph_schema.memory import MemoryStore
from graph_schema.relations import Relation
from graph_schema.scope import Visibility
from graph_schema.values import entity_id, record_key
from tests.unit.network_archive import decided, tram
from tests.unit.small_archive import FILMS, film, shots

FLEET, BARE = record_key("work", "nls", "0002"), record_key("work", "nls", "0007")
MATCHED = datetime(2026, 2, 3, 10, tzinfo=UTC)


def same_name() -> Contribution:
    """A model's claim that two makers are one, which is of no one film, and a superseded one."""
    ends = [entity_id("agent", "nls", film, "Jenny Gilbertson") for film in ("0002", "0003")]
    claims = [
        Assertion(
            id=f"same:{status}",
            subject=ends[0],
            predicate=Relation.SAME_AS,
            object=ends[1],
            match_type="close",
            status=status,
            evidence=ends,
        )
        for status in ("proposed", "superseded")
    ]
    return Contribution(
        source=Source(id="same/1", partner="nls", collection="nls", kind="machine"),
        run=Run(id="same", app="names", app_version="3", model="tree", ended=MATCHED),
        assertions=claims,
    )


def known_films() -> MemoryStore:
    """A store with all of it, decided on in part.

    - 0001 to 0005 as in `FILMS`; 0006 with claims of every status, as `tram` has it under t1;
      0007 without a date, a place or a text.
    - 0002 has two described shots and a file, which only its partner may see.
    """
    store = MemoryStore()
    store.apply(
        [
            *FILMS,
            *tram(),
            same_name(),
            film("0007", "UNTITLED REEL"),
            shots("0002", ("Women gut herring.", "A harbour."), visibility=Visibility.PRIVATE),
        ]
    )
    decided(store)
    store.edit(Edit(id="undone", op="reject", target="claim:proposed", user="mc"))
    store.edit(Edit(id="undo", op="undo", target="undone", user="mc"))
    return store
