"""How well names are found in summaries, on 60 NLS records judged by hand.

    python -m bench.mentions [--ner] [--judged FILE]

A name counts as found when its type is right and its offsets are exact, or (the second line)
when it overlaps. The records of ``tests/data/nls_mentions.jsonl`` were drawn by chance and
judged before the rules were written (save that bodies such as "Town Council" are passed over).
The first rules were written looking at other records, and had precision 0.957 and recall 0.902;
later ones had the errors on these in view, as on those of ``nls_mentions_dev.jsonl``, so that
today's figures on both flatter.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.ingest import DATA, NLS
from bench.resolution import Outcome, catalogue
from graph_ingest.mentions import Found, Gazetteer, Mentioner, installed_recogniser
from graph_schema.errors import ModelError

JUDGED = Path(__file__).parent.parent / "tests" / "data" / "nls_mentions.jsonl"
TYPES = ("Person", "CorporateBody", "Place")

Name = tuple[int, int, str]


def read_judged(path: Path) -> dict[str, list[Name]]:
    """Record number to the names judged to be in its summary."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {record["id"]: [_name(entity) for entity in record["entities"]] for record in records}


def _name(entity: dict[str, Any]) -> Name:
    return entity["start"], entity["end"], entity["type"]


def names(found: Iterable[Found]) -> list[Name]:
    """What the mentioner found, in the form of what was judged."""
    return [(name.start, name.end, name.type) for name in found]


def compare(judged: list[Name], found: list[Name], *, exact: bool) -> Outcome:
    """Counts of names of one text."""

    def hit(one: Name, other: Name) -> bool:
        if one[2] != other[2]:
            return False
        return one == other if exact else one[0] < other[1] and other[0] < one[1]

    right = sum(any(hit(name, true) for true in judged) for name in found)
    missed = sum(not any(hit(name, true) for name in found) for true in judged)
    return Outcome(right, len(found) - right, missed)


def total(
    judged: dict[str, list[Name]], found: dict[str, list[Name]], kind: str, *, exact: bool
) -> Outcome:
    """Counts over all records, for one type or ("") all."""
    counts = [
        compare(
            [name for name in names_there if kind in ("", name[2])],
            [name for name in found[record] if kind in ("", name[2])],
            exact=exact,
        )
        for record, names_there in judged.items()
    ]
    return Outcome(
        sum(c.right for c in counts), sum(c.wrong for c in counts), sum(c.missed for c in counts)
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", type=Path, nargs="?", default=DATA / NLS, help="the NLS export")
    parser.add_argument("--ner", action="store_true", help="with spaCy, the extra ner")
    parser.add_argument("--judged", type=Path, default=JUDGED, help="records judged by hand")
    options = parser.parse_args()
    recogniser = installed_recogniser() if options.ner else None
    if options.ner and recogniser is None:
        raise ModelError("spaCy and its model are not installed; install the extra ner")
    contributions = catalogue(options.csv)
    start = time.perf_counter()
    mentioner = Mentioner(Gazetteer.from_contributions(contributions), recogniser)
    learnt = time.perf_counter()
    texts = {c.source.record_id: c.source.fields.get("summary", "") for c in contributions}
    judged = read_judged(options.judged)
    wanted = {i: t for i, t in texts.items() if i in judged} if options.ner else texts
    found = {str(record): names(mentioner.find(text)) for record, text in wanted.items()}
    end = time.perf_counter()
    print(f"gazetteer {learnt - start:.1f} s; {len(wanted)} summaries {end - learnt:.1f} s")
    for kind in (*TYPES, ""):
        for exact in (True, False):
            score = total(judged, found, kind, exact=exact)
            print(
                f"{kind or 'all':14} {'exact' if exact else 'overlap':8} "
                f"precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}"
            )


if __name__ == "__main__":
    main()
