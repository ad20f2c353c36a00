"""Passages: their words, their places on the media, and what each access token tells."""

from itertools import pairwise
from typing import Any

from small_archive import FILMS, film, picture, shots

from graph_schema.contribution import Assertion, Contribution, Edge, Source
from graph_schema.nodes import Place, Segment, TextUnit
from graph_schema.passages import RECORD, Passage, passages
from graph_schema.relations import Relation
from graph_schema.scope import Visibility


def one(contributions: tuple[Contribution, ...], kind: str = RECORD) -> Passage:
    (found,) = (p for p in passages(picture(contributions)) if p.kind == kind)
    return found


def test_a_record_is_told_in_plain_words():
    found = one(FILMS[:1])

    assert found.id == found.owner == "work:nls/0001"
    assert found.text == (
        "The LAST TRAM (1962). Director: Stanley Russell. About: Transport. Places: Glasgow. "
        "Silent.\nFarewell procession of trams along Great Western Road."
    )
    assert found.title == "The LAST TRAM"
    assert found.body == "Farewell procession of trams along Great Western Road."
    assert found.names == ("Stanley Russell", "Transport", "Glasgow")
    assert (found.partner, found.record_id, found.field) == ("nls", "0001", "summary")
    assert found.entities == (
        "agent:nls/0001/stanley-russell",
        "concept:nls/transport",
        "place:nls/glasgow",
    )


def test_a_span_of_years_and_an_empty_record():
    assert one((film("1", "REGATTA", year="193X"),)).text == "REGATTA (1930–1939). Silent."


def test_a_caption_belongs_to_the_film_above_its_shot():
    found = [
        p
        for p in passages(picture([FILMS[0], shots("0001", ["a tram", "a crowd"])]))
        if p.kind == "caption"
    ]
    first, second = sorted(found, key=lambda p: p.start_ms or 0)

    assert first.text == first.body == "a tram"
    assert first.owner == second.owner == "work:nls/0001"
    assert (second.start_ms, second.end_ms) == (1000, 2000)
    assert second.segment == "segment:nls/0001/clip/1"
    assert second.media == "0001.mp4"
    assert second.field == "caption"
    assert "The LAST TRAM" in first.title


def test_what_is_spoken_in_a_shot_is_linked_to_its_caption():
    found = one((shots("0001", ["a harbour"], spoken="Leith"),), "caption")

    assert found.entities == ("place:nls/leith",)
    assert found.names == ("Leith",)


def test_a_machines_link_is_trusted_as_far_as_it_is_sure_until_a_person_accepts_it():
    def claim(name: str, **said: Any) -> Assertion:
        return Assertion(
            id=f"claim-{name}", subject="work:nls/0001", predicate="MENTIONS",
            object="place:nls/leith", evidence=["work:nls/0001"], **said,
        )  # fmt: skip

    def trust(*claims: Assertion) -> dict[str, float]:
        machine = Contribution(
            source=Source(id="ner/1", partner="ner", collection="nls", kind="machine"),
            nodes=[Place(id="place:nls/leith", name="Leith")],
            assertions=list(claims),
        )
        found = one((FILMS[0], machine))
        return dict(zip(found.entities, found.trust, strict=True))

    unsure = trust(claim("a", confidence=0.3), claim("b", confidence=0.7))
    assert unsure == {
        "agent:nls/0001/stanley-russell": 1.0,
        "concept:nls/transport": 1.0,
        "place:nls/glasgow": 1.0,
        "place:nls/leith": 0.7,
    }
    assert trust(claim("a"))["place:nls/leith"] == 0.5
    accepted = trust(claim("a", confidence=0.3), claim("b", confidence=0.1, status="accepted"))
    assert accepted["place:nls/leith"] == 1.0


def test_a_shot_is_joined_to_the_scenes_that_hold_it():
    def segment(name: str, kind: str, start: int, end: int) -> Segment:
        return Segment(id=f"segment:nls/{name}", kind=kind, start_ms=start, end_ms=end)

    chain = ["work:nls/0001", "segment:nls/p", "segment:nls/s", "segment:nls/c"]
    text = TextUnit(id="text:nls/c", text="a tram", channel="caption")
    enrichment = Contribution(
        source=Source(id="lab/0001", partner="lab", collection="nls", kind="machine"),
        nodes=[
            segment("p", "programme", 0, 9000),
            segment("s", "scene", 0, 3000),
            segment("c", "shot", 0, 1000),
            text,
        ],
        edges=[
            *(Edge(type=Relation.HAS_SEGMENT, start=a, end=b) for a, b in pairwise(chain)),
            Edge(type=Relation.COVERS, start=chain[-1], end=text.id),
        ],
    )

    found = one((FILMS[0], enrichment), "caption")

    assert found.owner == "work:nls/0001"
    assert found.segment == "segment:nls/c"
    assert found.within == ("segment:nls/s", "segment:nls/p")


def test_each_access_token_tells_only_its_own():
    public = film("0001", "The LAST TRAM", "Trams.", places=("Glasgow",))
    private = film(
        "0001", "Secret working title", "Names of the strikers.", places=("Govan",),
        collection="union", visibility=Visibility.PRIVATE,
    )  # fmt: skip
    private = private.model_copy(
        update={"source": private.source.model_copy(update={"id": "union/0001"})}
    )

    by_token = {p.access: p for p in passages(picture([public, private]))}

    assert set(by_token) == {"nls#public", "union#private"}
    told = repr(by_token["nls#public"])
    assert "Secret" not in told
    assert "strikers" not in told
    assert "govan" not in told.casefold()
    assert "Secret working title" in by_token["union#private"].text


def test_a_text_whose_film_is_hidden_from_its_token_is_left_out():
    enrichment = shots("0001", ["a tram"], collection="lab", visibility=Visibility.PRIVATE)
    without_work = enrichment.model_copy(
        update={"nodes": [n for n in enrichment.nodes if n.label != "Work"]}
    )

    found = passages(picture([FILMS[0], without_work]))

    assert {p.kind for p in found} == {RECORD}


def test_joined_people_are_one_entity():
    claim = Assertion(
        id="same-1",
        subject="agent:nls/0003/jenny-gilbertson",
        predicate="SAME_AS",
        object="agent:nls/0002/jenny-gilbertson",
        match_type="exact",
        evidence=["work:nls/0003"],
    )
    joined = Contribution(
        source=Source(id="resolve/1", partner="reelgraph", collection="nls", kind="machine"),
        assertions=[claim],
    )

    found = passages(picture([*FILMS, joined]))

    linked = [p.id for p in found if "agent:nls/0002/jenny-gilbertson" in p.entities]
    assert linked == ["work:nls/0002", "work:nls/0003"]


def test_the_fingerprint_follows_text_and_model():
    first, again = one(FILMS[:1]), one(FILMS[:1])
    other = one((film("0001", "The LAST TRAM", "Another summary."),))

    assert first.fingerprint("m") == again.fingerprint("m")
    assert len({first.fingerprint("m"), first.fingerprint("n"), other.fingerprint("m")}) == 3
