"""What a reader is told to doubt: sources that disagree, and what nobody has reviewed."""

from dataclasses import replace

import pytest
from answering_archive import EVERYTHING, FILMS, WordRetriever, archive, archive_store, tape

from graph_schema.contribution import Assertion, Contribution, Edge, Run, Source
from graph_schema.edits import Edit
from graph_schema.nodes import Activity, Agent, Concept, Manifestation, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.values import digest, record_key
from rag_service.answering import Answerer, Facts

RIVAL = record_key("work", "rival", "R1")
PILCHARDS = FILMS[1].work


def rival(year: str, seconds: float, maker: str) -> list[Contribution]:
    """Another archive's record of Pilchards, for its partners only."""
    source = Source(
        id="rival/R1",
        partner="rival",
        collection="rival",
        visibility=Visibility.PARTNER,
        record_id="R1",
        fields={"Title": "Pilchards", "Date": year, "Duration": f"{seconds} s", "Credit": maker},
    )
    credit = record_key("activity", "rival", "R1", "0")
    copy = record_key("manifestation", "rival", "R1")
    nodes = [
        Work(
            id=RIVAL, preferred_title="Pilchards", partner="rival", record_id="R1", date_text=year
        ),
        Manifestation(id=copy, duration_s=seconds),
        Agent(label="Person", id="agent:rival/maker", name=maker),
        Activity(
            id=credit,
            role="Filmmaker",
            credited_as=maker,
            field="Credit",
            char_start=0,
            char_end=len(maker),
        ),
    ]
    edges = [
        Edge(type=Relation.HAS_MANIFESTATION, start=RIVAL, end=copy),
        Edge(type=Relation.HAS_ACTIVITY, start=RIVAL, end=credit),
        Edge(type=Relation.HAS_AGENT, start=credit, end="agent:rival/maker"),
    ]
    same = Assertion(
        id=digest("same", RIVAL, PILCHARDS),
        subject=RIVAL,
        predicate="SAME_AS",
        object=PILCHARDS,
        match_type="exact",
        confidence=0.99,
        evidence=[RIVAL],
    )
    judge = Source(id="resolve/work", partner="rival", collection="rival", kind="machine")
    return [
        Contribution(source=source, nodes=nodes, edges=edges),
        Contribution(source=judge, run=Run(id="r3", app="resolver"), assertions=[same]),
    ]


def answerer_of(*more: Contribution) -> Answerer:
    facts = Facts.from_snapshot(archive(*more))
    return Answerer(facts, WordRetriever(facts))


@pytest.fixture(scope="module")
def disputed() -> Answerer:
    return answerer_of(*rival("1941", 1800, "Edith Trease"))


@pytest.mark.parametrize(
    ("question", "told", "quoted"),
    [
        ("When was Pilchards made?", "Sources disagree on the date of Pilchards", {"1936", "1941"}),
        (
            "How long is Pilchards?",
            "Sources disagree on the length of Pilchards",
            {"10.3333 mins", "1800 s"},
        ),
        (
            "Who made Pilchards?",
            "Sources disagree on the maker of Pilchards",
            {"M. Pascoe", "Edith Trease"},
        ),
    ],
)
def test_sources_that_disagree_are_both_cited(
    disputed: Answerer, question: str, told: str, quoted: set[str]
) -> None:
    answer = disputed.ask(question, EVERYTHING)
    assert told in answer.answer
    cited = {(c.record_id, c.text) for c in answer.citations}
    assert {record for record, _ in cited} == {"K2", "R1"}
    assert quoted <= {text for _, text in cited}


def test_who_may_not_see_the_other_source_hears_of_no_dispute(disputed: Answerer) -> None:
    for question in ("When was Pilchards made?", "How long is Pilchards?", "Who made Pilchards?"):
        answer = disputed.ask(question, Scope.public())
        assert "disagree" not in answer.answer
        assert {c.record_id for c in answer.citations} == {"K2"}
        assert "1941" not in answer.answer


def test_sources_that_agree_or_nearly_are_no_dispute() -> None:
    agreeing = answerer_of(*rival("1936", 650, "Morwenna Pascoe"))
    for question in ("When was Pilchards made?", "How long is Pilchards?"):
        assert "disagree" not in agreeing.ask(question, EVERYTHING).answer


def again(year: str) -> list[Contribution]:
    """Another record of Pilchards in the same collection, one with the first by its claim."""
    film = replace(FILMS[1], number="K20", title="Pilchard Fleet", year="", summary="The fleet.")
    record = film.contribution()
    fields = {**record.source.fields, "Year made": year}
    record = record.model_copy(
        update={"source": record.source.model_copy(update={"fields": fields})}
    )
    same = Assertion(
        id=digest("same", film.work, PILCHARDS),
        subject=film.work,
        predicate="SAME_AS",
        object=PILCHARDS,
        match_type="exact",
        confidence=0.99,
        evidence=[film.work],
    )
    judge = Source(id="resolve/again", partner="kelp", collection="main", kind="machine")
    claim = Contribution(source=judge, run=Run(id="r4", app="resolver"), assertions=[same])
    return [record, claim]


@pytest.mark.parametrize("year", ["1941", "1940s", "1938-1939"])
def test_two_records_of_one_collection_that_disagree_are_both_cited(year: str) -> None:
    answer = answerer_of(*again(year)).ask("When was Pilchards made?", Scope.public())
    assert "Sources disagree on the date of" in answer.answer
    assert {(c.record_id, c.text) for c in answer.citations} >= {("K2", "1936"), ("K20", year)}


@pytest.mark.parametrize("year", ["1936", "1930s", "c 1941", "1941?", "", "before 1950"])
def test_two_records_that_may_agree_are_no_dispute(year: str) -> None:
    answer = answerer_of(*again(year)).ask("When was Pilchards made?", EVERYTHING)
    assert "disagree" not in answer.answer


def test_machine_output_that_nobody_reviewed_is_marked() -> None:
    answerer = answerer_of(tape("A gull on a wall", "A red tractor ploughs"))
    answer = answerer.ask("Which film shows a red tractor?", EVERYTHING)
    assert "according to unreviewed machine output" in answer.answer
    plain = answerer.ask("Which film shows women packing fish?", EVERYTHING)
    assert "machine" not in plain.answer


def tractor_claims() -> tuple[list[str], Contribution]:
    """A machine's two claims on a tape, both from the caption of its tractor."""
    shown = tape("A gull on a wall", "A red tractor ploughs")
    work, text = shown.nodes[0].id, shown.nodes[-1].id
    thing = Concept(id="concept:main/tractor", name="Tractors")
    field = Concept(id="concept:main/ploughing", name="Ploughing")
    claims = [
        Assertion(
            id=digest("shows", work, one.id),
            subject=work,
            predicate="DEPICTS",
            object=one.id,
            confidence=0.7,
            evidence=[text],
        )
        for one in (thing, field)
    ]
    nodes = [*shown.nodes, thing, field]
    said = shown.model_copy(update={"nodes": nodes, "assertions": claims})
    return [claim.id for claim in claims], Contribution.model_validate(said.model_dump())


def test_a_text_all_of_whose_claims_were_accepted_is_not_marked() -> None:
    claims, said = tractor_claims()
    store = archive_store(said)
    told = []
    for number, claim in enumerate([None, *claims]):
        if claim:
            store.edit(Edit(id=f"e{number}", op="accept", target=claim, user="ann"))
        facts = Facts.from_snapshot(store.snapshot(EVERYTHING))
        answerer = Answerer(facts, WordRetriever(facts))
        told.append(answerer.ask("Which film shows a red tractor?", EVERYTHING).answer)
    assert ["unreviewed" in answer for answer in told] == [True, True, False]
    assert all("A red tractor ploughs" in answer for answer in told)


def test_a_list_tells_how_much_of_it_rests_on_a_machine_alone() -> None:
    answerer = answerer_of(tape("A gull on a wall", "Mute boats"))
    answer = answerer.ask("How many films show gulls?", EVERYTHING)
    assert answer.count == 1
    assert "1 of these 1 are known from unreviewed machine output alone." in answer.answer
