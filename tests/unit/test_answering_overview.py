"""Overviews: main strands with quotations, what is unknown, and nothing of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from answering_archive import EVERYTHING, PARTNER, Film, WordRetriever, tape
from small_archive import HashEmbedder

from graph_ingest.derive import derive_all
from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.edits import Edit
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Agent
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import Snapshot
from graph_schema.values import entity_id
from rag_service.answering import Answer, Answerer, Facts
from rag_service.answering.strands import strands_of
from rag_service.answering.understand import understand

PUBLIC = Scope.public()
WHOLE = "What is this archive about?"
FIFTIES = "What themes run through the films of the 1950s?"

_TOPICS = {
    "Tin Mining": "Miners drill the lode and trammers push ore to the shaft",
    "Lifeboats": "The lifeboat crew haul their boat down the slip in a gale",
    "Flower Growing": "Women pick daffodils and pack them for the morning train",
}
_VILLAGES = ("Porthkerris", "Zelah", "Sancreed", "Madron", "Lanner", "Mabe")


def films() -> list[Film]:
    """Six films of each of three topics, of the 1930s and the 1950s in turn, one without date."""
    found = []
    for row, (topic, told) in enumerate(_TOPICS.items()):
        for place, village in enumerate(_VILLAGES):
            year = "" if (row, place) == (0, 0) else str((1930, 1950)[place % 2] + place)
            found.append(
                Film(
                    f"M{row}{place}",
                    f"{topic} at {village}",
                    year,
                    genres=("amateur",),
                    topics=(topic,),
                    places=(village,),
                    summary="" if (row, place) == (2, 5) else f"{told} at {village}.",
                )
            )
    return found


def hidden() -> list[Film]:
    """Films that the public may not see, more than there are of any topic that it may."""
    return [
        Film(
            f"H{n}",
            f"Smugglers {n}",
            "1955",
            genres=("amateur",),
            topics=("Contraband", "Lifeboats"),
            places=("Porthkerris",),
            summary=f"Smugglers land brandy from lugger {n} under the lifeboat house.",
            visibility=Visibility.PRIVATE,
        )
        for n in range(9)
    ]


def stored(*given: Film, more: tuple[Contribution, ...] = ()) -> MemoryStore:
    store = MemoryStore()
    store.apply([*(film.contribution() for film in given), *more])
    return store


def answerer_of(snapshot: Snapshot) -> Answerer:
    facts = Facts.from_snapshot(snapshot)
    return Answerer(facts, WordRetriever(facts))


def derived(store: MemoryStore, folder: Path) -> Snapshot:
    snapshot = store.snapshot(EVERYTHING)
    return derive_all(store, snapshot, HashEmbedder(), folder, lambda *_: None)[1]


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return answerer_of(stored(*films()).snapshot(EVERYTHING))


def told_by(answer: Answer) -> dict[str, object]:
    return {**answer.as_json(), "timings_ms": None}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (WHOLE, "overview"),
        (FIFTIES, "overview"),
        ("What's in this film archive?", "overview"),
        ("How has Madron been filmed?", "overview"),
        ("How have film-makers shown Zelah?", "overview"),
        ("Which themes recur in the films from Lanner?", "overview"),
        ("What are the main themes of the amateur films?", "overview"),
        ("What subjects are there in films from Mabe?", "list"),
        ("When was Lifeboats at Zelah filmed?", "lookup"),
        ("How many films have been filmed in Zelah?", "count"),
    ],
)
def test_which_questions_ask_for_an_overview(answerer: Answerer, question: str, kind: str) -> None:
    assert answerer.ask(question, EVERYTHING).kind == kind


def test_each_strand_tells_how_many_films_and_quotes_one(answerer: Answerer) -> None:
    answer = answerer.ask(WHOLE, EVERYTHING)

    assert "18 films, dated 1930 to 1955; 1 without a date." in answer.answer
    assert "Kinds of film: amateur 18." in answer.answer
    assert "Tin Mining (6 films, 1932–1955): “Miners drill" in answer.answer
    assert "Lifeboats (6 films, 1930–1955): “The lifeboat crew haul" in answer.answer
    assert "Flower Growing (6 films, 1930–1955): “Women pick daffodils" in answer.answer
    assert len(answer.results) == 18


def test_every_quotation_stands_in_its_record(answerer: Answerer) -> None:
    answer = answerer.ask(WHOLE, EVERYTHING)
    told = {film.number: film for film in films()}

    assert len(answer.citations) == 3
    for cited in answer.citations:
        summary = told[str(cited.record_id)].summary
        assert cited.field == "Synopsis"
        assert summary[cited.char_start : cited.char_end] == cited.text


def test_each_strand_reads_as_a_paragraph(answerer: Answerer) -> None:
    answer = answerer.ask(WHOLE, EVERYTHING)

    parts = answer.answer.split("\n")
    assert [part.split(" (")[0] for part in parts[-4:-1]] == [
        "Flower Growing",
        "Lifeboats",
        "Tin Mining",
    ]


def test_the_films_that_are_quoted_come_first(answerer: Answerer) -> None:
    answer = answerer.ask(WHOLE, EVERYTHING)

    assert {r.record_id for r in answer.results[:3]} == {c.record_id for c in answer.citations}


def test_conditions_hold_for_all_that_is_told(answerer: Answerer) -> None:
    answer = answerer.ask(FIFTIES, EVERYTHING)
    fifties = {f.number for f in films() if f.year.startswith("195")}

    assert {r.record_id for r in answer.results} == fifties
    assert {c.record_id for c in answer.citations} <= fifties
    assert "Lifeboats (3 films, 1951–1955)" in answer.answer


def test_what_is_unknown_is_told(answerer: Answerer) -> None:
    answer = answerer.ask("How has Mabe been filmed?", EVERYTHING)

    assert "This rests on 3 of 18 films (without a summary 1, " in answer.answer
    assert "without transcript or captions 3); what is not told here may still be" in answer.answer


def test_few_films_are_told_one_by_one(answerer: Answerer) -> None:
    answer = answerer.ask("How has Zelah been filmed?", EVERYTHING)

    assert "Tin Mining at Zelah (1951): “Miners drill" in answer.answer
    assert "Kinds of film" not in answer.answer


def test_the_heading_that_is_asked_for_is_no_strand(answerer: Answerer) -> None:
    answer = answerer.ask("What does the collection tell of lifeboats?", EVERYTHING)

    assert answer.kind == "overview"
    assert "Lifeboats (6 films" not in answer.answer


def test_the_same_archive_gives_the_same_overview(answerer: Answerer) -> None:
    again = answerer_of(stored(*reversed(films())).snapshot(EVERYTHING))

    told, other = (told_by(a.ask(WHOLE, EVERYTHING)) for a in (answerer, again))

    assert told == other


@pytest.mark.parametrize("question", [WHOLE, FIFTIES, "How has Porthkerris been filmed?"])
def test_hidden_films_change_nothing_that_the_public_is_told(
    answerer: Answerer, question: str
) -> None:
    mixed = answerer_of(stored(*films(), *hidden()).snapshot(EVERYTHING))

    told, alone = (told_by(a.ask(question, PUBLIC)) for a in (mixed, answerer))

    assert told == alone
    assert len(mixed.ask(question, EVERYTHING).results) > len(alone["results"])


def test_communities_tell_nothing_of_hidden_films(tmp_path: Path) -> None:
    snapshot = derived(stored(*films(), *hidden()), tmp_path)
    answer = answerer_of(snapshot).ask(WHOLE, PUBLIC)

    said = " ".join([answer.answer, *(c.text for c in answer.citations)]).casefold()
    assert not any(word in said for word in ("smuggl", "contraband", "brandy", "lugger"))
    assert {r.record_id for r in answer.results} == {f.number for f in films()}
    assert answer.answer.startswith("18 films")


def test_communities_part_films_without_headings(tmp_path: Path) -> None:
    bare = [replace(film, topics=(), places=(), genres=()) for film in films()]
    shared = [crew(topic, [f for f in bare if topic in f.title]) for topic in _TOPICS]
    snapshot = derived(stored(*bare, more=tuple(shared)), tmp_path)
    view = Facts.from_snapshot(snapshot).within(EVERYTHING)

    found = strands_of(understand(WHOLE, view), view.seen, (), view)

    assert [strand.works for strand in found] == [6, 6, 6]
    words = {word for strand in found for word in strand.name.split(", ")}
    assert {"lifeboat", "daffodils", "lode"} & words
    # The summaries of a topic differ by one word, so that one of them tells all.
    assert all(len(strand.sentences) == 1 for strand in found)


def crew(topic: str, given: list[Film]) -> Contribution:
    """A crew that a sheet of its own credits with films."""
    group = Agent(label="CorporateBody", id=entity_id("agent", "crews", topic), name="A crew")
    made = [
        Edge(
            type=Relation.CONTRIBUTED_TO, start=group.id, end=film.work, properties={"role": "Crew"}
        )
        for film in given
    ]
    source = Source(id=f"crews/{topic}", partner="crews", collection="main")
    return Contribution(source=source, nodes=[group], edges=made)


def claim(film: Film, place: str) -> Assertion:
    return Assertion(
        id=f"claim:{film.number}",
        subject=film.work,
        predicate="MENTIONS",
        object=place,
        confidence=0.8,
        evidence=[film.work],
    )


def machine(*claims: Assertion) -> Contribution:
    source = Source(id=f"{PARTNER}/names", partner=PARTNER, collection="main", kind="machine")
    return Contribution(source=source, run=Run(id="r9", app="names"), assertions=list(claims))


def test_coverage_counts_what_is_described_enriched_and_reviewed() -> None:
    given = films()
    place = given[0].contribution().nodes[-2].id
    claims = machine(claim(given[1], place), claim(given[2], place))
    store = stored(*given, *hidden(), more=(claims, tape("A boat.", "A harbour wall.")))
    store.edit(Edit(id="e1", op="accept", target=f"claim:{given[1].number}", user="ann"))
    answerer = answerer_of(store.snapshot(EVERYTHING))

    told = answerer.coverage(PUBLIC).as_json()
    decades = {row["decade"]: row["films"] for row in told["decades"]}
    years = [film.year for film in given]

    assert told["films"] == len(given) + 1
    assert told["not_summarised"] == 2
    assert (told["enriched"], told["not_enriched"]) == (1, len(given))
    assert (told["claimed"], told["reviewed"], told["unreviewed"]) == (2, 1, 1)
    assert decades == {
        decade: sum(year.startswith(str(decade)[:3]) for year in years) for decade in (1930, 1950)
    }
    assert told["undated"]["films"] == 2
    held = {row["collection"]: row["films"] for row in told["collections"]}
    assert held == {"Kelp Film Archive of Cornwall": len(given), None: 1}
    assert answerer.coverage(EVERYTHING).as_json()["films"] == len(given) + len(hidden()) + 1
