"""The judged name pairs hold together and rest on the records that they cite."""

import csv
import json
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from graph_ingest.pipeline import read_all
from graph_ingest.readers import Quarantine
from graph_ingest.resolve.agents import AgentResolver
from graph_ingest.resolve.gather import Gathered

PAIRS = Path(__file__).resolve().parent.parent / "data" / "nls_pairs.jsonl"
FIELDS = {"a", "b", "ids_a", "ids_b", "same", "type", "split", "why"}
MOST_IDS = 12
MOST_PAIRS_OF_A_NAME = 12


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def credits_by_id(shared_data: Path) -> dict[str, str]:
    """Record id to its credits note and author heading."""
    path = shared_data / "nls_moving_image_archive" / "marc_records.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        return {
            row["link"].strip().rsplit("/", 1)[-1]: f"{row['credits_note']} {row['author']}"
            for row in csv.DictReader(rows)
        }


def tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def sides(pair: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(pair["a"], pair["ids_a"]), (pair["b"], pair["ids_b"])]


def test_every_line_has_exactly_the_documented_fields(pairs: list[dict[str, Any]]) -> None:
    assert len(pairs) >= 300
    for pair in pairs:
        assert set(pair) == FIELDS
        assert isinstance(pair["same"], bool)
        assert pair["type"] in {"person", "company"}
        assert pair["split"] in {"dev", "test"}
        assert pair["why"].endswith(".")


def test_each_side_cites_one_to_twelve_distinct_records(pairs: list[dict[str, Any]]) -> None:
    for name, ids in (side for pair in pairs for side in sides(pair)):
        assert 1 <= len(ids) <= MOST_IDS, name
        assert len(set(ids)) == len(ids), name


def test_every_name_stands_in_each_record_that_it_cites(
    pairs: list[dict[str, Any]], credits_by_id: dict[str, str]
) -> None:
    for name, ids in (side for pair in pairs for side in sides(pair)):
        for record_id in ids:
            missing = tokens(name) - tokens(credits_by_id[record_id])
            assert not missing, f"{name} in record {record_id} lacks {missing}"


def test_one_name_compared_with_itself_cites_different_records(
    pairs: list[dict[str, Any]],
) -> None:
    twins = [pair for pair in pairs if pair["a"] == pair["b"]]
    assert {pair["same"] for pair in twins} == {True, False}
    for pair in twins:
        assert not set(pair["ids_a"]) & set(pair["ids_b"]), pair["a"]


def test_no_pair_is_judged_twice(pairs: list[dict[str, Any]]) -> None:
    seen = Counter(frozenset((name, tuple(ids)) for name, ids in sides(pair)) for pair in pairs)
    assert max(seen.values()) == 1


def test_tuning_and_reporting_share_no_name(pairs: list[dict[str, Any]]) -> None:
    names: dict[str, set[str]] = {"dev": set(), "test": set()}
    for pair in pairs:
        names[pair["split"]] |= {pair["a"], pair["b"]}
    assert not names["dev"] & names["test"]


def test_the_set_is_balanced_and_no_name_dominates(pairs: list[dict[str, Any]]) -> None:
    for split in ("dev", "test"):
        judged = [pair["same"] for pair in pairs if pair["split"] == split]
        assert len(judged) >= 0.4 * len(pairs)
        assert 0.4 <= sum(judged) / len(judged) <= 0.55
    often = Counter(name for pair in pairs for name in {pair["a"], pair["b"]})
    assert max(often.values()) <= MOST_PAIRS_OF_A_NAME


def linked_groups(pairs: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """Group number of each (name, record) that the same-judgements join."""
    groups: dict[tuple[str, str], int] = {}
    for number, pair in enumerate(pair for pair in pairs if pair["same"]):
        members = {(name, record) for name, ids in sides(pair) for record in ids}
        merged = {groups[member] for member in members if member in groups}
        members |= {member for member, group in groups.items() if group in merged}
        groups |= dict.fromkeys(members, number)
    return groups


def test_no_judgement_contradicts_a_chain_of_others(pairs: list[dict[str, Any]]) -> None:
    groups = linked_groups(pairs)
    for pair in (pair for pair in pairs if not pair["same"]):
        left, right = (
            {groups[name, record] for record in ids if (name, record) in groups}
            for name, ids in sides(pair)
        )
        assert not left & right, f"{pair['a']} / {pair['b']}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scottish Television", "SEFA (Glasgow Group)"),
        ("Scottish Television", "Scottish Films"),
        ("Scottish Television", "Scottish Amateur Film Festival"),
        ("Films of Scotland Committee", "IFA (Scotland)"),
        ("Elder Films", "GB Instructional"),
        ("Anglo Scottish Pictures", "Scottish Films"),
    ],
)
def test_no_chain_of_likenesses_makes_companies_one(
    identities: dict[str, set[str]], one: str, other: str
) -> None:
    assert identities[one].isdisjoint(identities[other])


@pytest.fixture(scope="module")
def identities(shared_data: Path) -> dict[str, set[str]]:
    """Each name as credited, and the entities that bear it once the catalogue is resolved."""
    given = read_all(
        [shared_data / "nls_moving_image_archive" / "marc_records.csv"], "nls", Quarantine(None)
    )
    profiles = list(Gathered(given).agents())
    resolver = AgentResolver(profiles)
    resolver.run()
    found: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        for name in profile.names:
            found[name].add(min(resolver.clusters.group(profile.id)))
    return found
