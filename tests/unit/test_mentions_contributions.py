"""Mentions as Contributions: nodes with offsets, claims with evidence."""

from resolving import background, record

from graph_ingest.mentions import mention_contributions
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Mention, Segment, TextUnit
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility

SUMMARY = "Stanley Russell films the trams of Glasgow. Glasgow cheers Zeppo Quux."


def given() -> list[Contribution]:
    return [
        *background(),
        record(
            "0001",
            ("RUSSELL, Stanley", "Filmmaker"),
            year=1950,
            places=["Glasgow"],
            summary=SUMMARY,
        ),
    ]


def made() -> Contribution:
    (found,) = mention_contributions(given())
    return found


def test_a_source_with_names_gives_one_contribution_with_its_own_access() -> None:
    source = made().source
    assert (source.id, source.kind) == ("mentions/nls/0001", "machine")
    assert (source.collection, source.visibility) == ("nls", Visibility.PUBLIC)


def test_each_mention_quotes_the_text_by_its_offsets() -> None:
    mentions = [node for node in made().nodes if isinstance(node, Mention)]
    assert [m.surface for m in mentions] == ["Stanley Russell", "Glasgow", "Glasgow", "Zeppo Quux"]
    for mention in mentions:
        assert SUMMARY[mention.char_start : mention.char_end] == mention.surface


def test_known_names_refer_to_their_entities_with_evidence() -> None:
    claims = made().assertions
    referred = {str(c.object) for c in claims if c.predicate == Relation.REFERS_TO}
    assert referred == {"agent:nls/0001/russell-stanley", "place:nls/glasgow"}
    named = {str(c.object): c.evidence for c in claims if c.predicate == Relation.MENTIONS}
    assert len(named["place:nls/glasgow"]) == 2
    assert all(claim.explanation for claim in claims)


def test_the_graph_shows_what_a_work_mentions() -> None:
    store = MemoryStore()
    store.apply([*given(), made()])
    near = store.neighbours("work:nls/0001", Scope.everything(), types=["MENTIONS"])
    assert {n.node.id for n in near} == {"agent:nls/0001/russell-stanley", "place:nls/glasgow"}


def test_speech_keeps_its_time_and_belongs_to_its_segment() -> None:
    shot = Segment(id="segment:ni/a/1", kind="shot", start_ms=1000, end_ms=4000)
    said = TextUnit(
        id="text:1", text="We are now in Glasgow.", channel="transcript", start_ms=1000, end_ms=4000
    )
    clip = Contribution(
        source=Source(id="ni/transcript/a", partner="ni", collection="ni", kind="machine"),
        nodes=[shot, said],
        edges=[Edge(type=Relation.COVERS, start=shot.id, end=said.id)],
    )
    found = {c.id: c for c in mention_contributions([*given(), clip])}["mentions/ni/transcript/a"]
    (mention,) = (node for node in found.nodes if isinstance(node, Mention))
    assert (mention.modality, mention.start_ms, mention.end_ms) == ("speech", 1000, 4000)
    (named,) = (c for c in found.assertions if c.predicate == Relation.MENTIONS)
    assert named.subject == shot.id


def test_the_same_input_gives_the_same_output_and_its_own_output_is_not_read() -> None:
    first = list(mention_contributions(given()))
    again = list(mention_contributions([*given(), *first]))
    assert [c.hash for c in first] == [c.hash for c in again]


def test_several_of_one_name_are_offered_to_a_person_with_little_confidence() -> None:
    records = [
        record("0001", ("John Aird", "Filmmaker"), year=1920),
        record("0002", ("John Aird", "Filmmaker"), year=1999),
        record("0003", year=1960, summary="A talk by John Aird."),
    ]
    (found,) = mention_contributions(records)
    assert [c.predicate for c in found.assertions] == [Relation.REFERS_TO] * 2
    assert all((c.confidence or 0) < 0.5 for c in found.assertions)
