"""A question in words finds a shot by its picture, and nobody sees what they may not."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from graph_schema.contribution import Contribution, Edge
from graph_schema.difference import difference
from graph_schema.errors import ModelError
from graph_schema.memory import MemoryStore
from graph_schema.models import Vectors
from graph_schema.nodes import Frame, VisualVector
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from graph_schema.store import Snapshot
from rag_service.retrieval import Evidence, Index, Ranked
from rag_service.retrieval import vectors as vector_space
from tests.unit.coloured_pictures import COLOURS, Eye, paint, seen
from tests.unit.small_archive import EVERYTHING, FILMS, HashEmbedder, film, picture, shots

PUBLIC = Scope.public()
NUMBERS = ("0001", "0002", "0003", "0004", "0005")
# The one picture of its kind, in a film whose texts tell of herring.
RARE = "segment:nls/0002/clip/3"
QUESTION = "a golden thing before azure"
CAPTIONS = ("People walk about", "A close view", "Somebody waits", "A door is shut", "The end")


def shot(number: str, position: int) -> str:
    return f"segment:nls/{number}/clip/{position}"


def shows(number: str, position: int) -> tuple[str, str, str]:
    """What a shot shows: each film in colours of its own, but for the rare one."""
    if shot(number, position) == RARE:
        return "blue", "yellow", "disc"
    others = [colour for colour in COLOURS if colour not in ("yellow", "blue")]
    first = NUMBERS.index(number) + position
    shape = ("disc", "level", "upright", "disc", "level")[position]
    return others[first % 6], others[(first + 2) % 6], shape


def pictures_of(number: str, folder: Path) -> dict[str, Path]:
    """The pictures of a film's five shots."""
    return {
        shot(number, n): paint(folder / f"{number}-{n}.png", *shows(number, n)) for n in range(5)
    }


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[Contribution]:
    """Films with captioned shots, and what the model sees in them."""
    folder = tmp_path_factory.mktemp("pictures")
    told = [shots(number, CAPTIONS) for number in NUMBERS]
    visual = [seen(number, pictures_of(number, folder)) for number in NUMBERS]
    return [*FILMS, *told, *visual]


@pytest.fixture(scope="module")
def index(said: list[Contribution], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    found = Index.build(picture(said), folder, HashEmbedder(), tower=Eye())
    yield found
    found.close()


def seen_in(found: Ranked) -> list[Evidence]:
    return [evidence for evidence in found.evidence if evidence.kind == "picture"]


def place_of(found: Ranked, owner: str) -> int:
    records = [e.owner for e in found.evidence if e.kind == "record"]
    return records.index(owner)


def test_words_that_no_text_has_find_the_shot(said: list[Contribution], index: Index) -> None:
    texts = " ".join(c.model_dump_json() for c in said if "/seen/" not in c.id).casefold()
    for word in ("golden", "azure", "yellow", "blue"):
        assert not re.search(rf"\b{word}\b", texts)
    first = index.search(QUESTION, PUBLIC).evidence[0]
    assert (first.kind, first.field, first.id, first.segment) == ("picture", "picture", RARE, RARE)
    assert (first.owner, first.title) == ("work:nls/0002", "HERRING FLEET")
    assert (first.media, first.start_ms, first.end_ms) == ("0002.mp4", 3000, 4000)
    assert first.text == CAPTIONS[3]
    assert first.parts.keys() == {"sight"}
    assert first.parts["sight"] > 0.9


@pytest.mark.parametrize("position", range(5))
@pytest.mark.parametrize("number", NUMBERS)
def test_every_shot_is_found_by_what_it_shows(index: Index, number: str, position: int) -> None:
    found = seen_in(index.search(" ".join(shows(number, position)), PUBLIC))
    # Shots of other films have the same colours, the other way round.
    assert shot(number, position) in [evidence.id for evidence in found[:3]]


def test_the_film_is_carried_up(index: Index, tmp_path: Path, said: list[Contribution]) -> None:
    blind = Index.build(picture(said), tmp_path, HashEmbedder())
    assert place_of(index.search(QUESTION, PUBLIC), "work:nls/0002") == 0
    assert place_of(blind.search(QUESTION, PUBLIC), "work:nls/0002") > 0
    assert seen_in(blind.search(QUESTION, PUBLIC)) == []
    blind.close()


def test_what_texts_tell_of_a_film_chooses_among_like_pictures(tmp_path: Path) -> None:
    path = paint(tmp_path / "same.png", "blue", "yellow", "disc")
    twins = [seen(number, {shot(number, 0): path}) for number in ("0002", "0003", "0004")]
    told = [shots(number, ["A view"]) for number in ("0002", "0003", "0004")]
    index = Index.build(
        picture([*FILMS, *told, *twins]), tmp_path / "i", HashEmbedder(), tower=Eye()
    )
    for place, number in (("Lerwick", "0002"), ("Shetland", "0003"), ("Edinburgh", "0004")):
        found = seen_in(index.search(f"{QUESTION} in {place}", PUBLIC))
        assert len({e.parts["sight"] for e in found}) == 1
        assert found[0].owner == f"work:nls/{number}"


def test_what_texts_answer_is_answered_by_texts(index: Index) -> None:
    for question, number in (
        ("Women gut herring on the quay", "0002"),
        ("peat cutting and sheep shearing", "0003"),
        ("cleaning of tramcars at night", "0004"),
    ):
        found = index.search(question, PUBLIC)
        assert (found.evidence[0].kind, found.evidence[0].owner) == ("record", f"work:nls/{number}")
        assert len(seen_in(found)) <= 3


def test_a_hidden_shot_is_not_found_and_changes_nothing(
    said: list[Contribution], index: Index, tmp_path: Path
) -> None:
    hidden = {"visibility": Visibility.PRIVATE}
    secret = [
        film("0009", "SECRET REEL", "Nothing to tell.", **hidden),
        shots("0009", ["Kept back"], **hidden),
        seen(
            "0009",
            {shot("0009", 0): paint(tmp_path / "hidden.png", "blue", "yellow", "disc")},
            **hidden,
        ),
    ]
    both = Index.build(picture([*said, *secret]), tmp_path / "index", HashEmbedder(), tower=Eye())
    everything = seen_in(both.search(QUESTION, EVERYTHING))
    assert {e.id for e in everything[:2]} == {RARE, shot("0009", 0)}
    cut, without = both.search(QUESTION, PUBLIC), index.search(QUESTION, PUBLIC)
    assert [(e.id, e.kind, e.parts.get("sight")) for e in seen_in(cut)] == [
        (e.id, e.kind, e.parts.get("sight")) for e in seen_in(without)
    ]
    assert not [e for e in cut.evidence if "0009" in e.id]
    assert seen_in(both.search(QUESTION, Scope(frozenset({"other"}), frozenset(Visibility)))) == []
    both.close()


def test_a_vector_under_another_token_is_in_no_result(
    said: list[Contribution], tmp_path: Path
) -> None:
    elsewhere = [c for c in said if "/seen/0002" not in c.id]
    path = paint(tmp_path / "same.png", "blue", "yellow", "disc")
    elsewhere.append(seen("0002", {RARE: path}, visibility=Visibility.PRIVATE))
    found = Index.build(picture(elsewhere), tmp_path / "index", HashEmbedder(), tower=Eye())
    for scope in (PUBLIC, EVERYTHING):
        assert RARE not in [e.id for e in found.search(QUESTION, scope).evidence]
    found.close()


def test_a_picture_alone_is_found(tmp_path: Path) -> None:
    path = paint(tmp_path / "same.png", "blue", "yellow", "disc")
    alike = [shots("0002", ["A quay"]), seen("0002", {shot("0002", 0): path})]
    one = Index.build(picture([*FILMS, *alike]), tmp_path / "i", HashEmbedder(), tower=Eye())
    assert [e.id for e in seen_in(one.search(QUESTION, PUBLIC))] == [shot("0002", 0)]


def test_only_the_works_asked_for_are_looked_at(index: Index) -> None:
    within = frozenset({"work:nls/0003", "work:nls/0004"})
    found = index.search(QUESTION, PUBLIC, within=within)
    assert {e.owner for e in found.evidence} <= within
    assert seen_in(found)


class Blind(Eye):
    """Must not be asked."""

    def queries(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002
        raise AssertionError("the image-text model was asked without need")


def outcome(found: Ranked) -> tuple[object, ...]:
    return (found.evidence, found.links, found.timings.keys())


def test_without_visual_vectors_nothing_changes(tmp_path: Path) -> None:
    told = picture([*FILMS, *(shots(number, CAPTIONS) for number in NUMBERS)])
    plain = Index.build(told, tmp_path / "plain", HashEmbedder())
    ready = Index.build(told, tmp_path / "ready", HashEmbedder(), tower=Blind())
    for question in (QUESTION, "herring on the quay", "Glasgow"):
        assert outcome(plain.search(question, PUBLIC)) == outcome(ready.search(question, PUBLIC))
    assert sorted(p.name for p in ready.folder.iterdir()) == sorted(
        p.name for p in plain.folder.iterdir()
    )


def test_without_a_model_vectors_change_nothing(said: list[Contribution], tmp_path: Path) -> None:
    told = [c for c in said if "/seen/" not in c.id]
    plain = Index.build(picture(told), tmp_path / "plain", HashEmbedder())
    held = Index.build(picture(said), tmp_path / "held", HashEmbedder())
    assert held.manifest.pictures == {Eye.name: 25}
    other = Blind()
    other.name = "another"
    unlike = Index.open(tmp_path / "held", HashEmbedder(), other)
    for question in (QUESTION, "herring on the quay"):
        expected = outcome(plain.search(question, PUBLIC))
        assert outcome(held.search(question, PUBLIC)) == expected
        assert outcome(unlike.search(question, PUBLIC)) == expected


def test_a_model_of_another_length_is_refused(index: Index) -> None:
    class Longer(Eye):
        def queries(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002
            return np.ones((1, 11), np.float32)

    wrong = Index.open(index.folder.parent, HashEmbedder(), Longer())
    with pytest.raises(ModelError, match="REELGRAPH_VISION_MODEL"):
        wrong.search(QUESTION, PUBLIC)


def test_a_copy_in_a_folder_is_the_same_model(index: Index) -> None:
    eye = Eye()
    eye.name = "Eye-1"
    assert seen_in(Index.open(index.folder.parent, HashEmbedder(), eye).search(QUESTION, PUBLIC))


def patched(index: Index, older: Snapshot, newer: Snapshot) -> Index:
    changed = difference(older, newer)
    assert changed is not None
    written = Index.patch(changed, index.folder.parent, HashEmbedder())
    assert written is not None
    written.close()
    return Index.open(index.folder.parent, HashEmbedder(), Eye())


@pytest.mark.parametrize("patching", [False, True])
def test_refreshing_equals_building_anew(
    said: list[Contribution], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patching: bool
) -> None:
    """One vector of many replaced and one taken away, through the graph of neighbours."""
    monkeypatch.setattr(vector_space, "_FEW", 5)
    store = MemoryStore()
    store.apply(said)
    before = store.snapshot(EVERYTHING)
    first = Index.build(before, tmp_path / "one", HashEmbedder(), tower=Eye())
    moved = {shot("0004", 1): paint(tmp_path / "moved.png", "blue", "yellow", "disc")}
    kept = {s: p for s, p in pictures_of("0004", tmp_path).items() if s != shot("0004", 2)}
    # A film that comes too moves the rows of the passages that pictures are tied to.
    store.apply([seen("0004", {**kept, **moved}), film("0000", "BEFORE ALL", "A first film.")])
    fresh = patched(first, before, store.snapshot(EVERYTHING, before)) if patching else None
    fresh = fresh or first.refresh(store)
    anew = Index.build(store.snapshot(EVERYTHING), tmp_path / "two", HashEmbedder(), tower=Eye())
    assert fresh.manifest.pictures == anew.manifest.pictures == {Eye.name: 24}
    for question in (QUESTION, "crimson", "upright white", "level pink"):
        assert fresh.search(question, PUBLIC).evidence == anew.search(question, PUBLIC).evidence
    found = seen_in(fresh.search(QUESTION, PUBLIC))
    assert {e.id for e in found[:2]} == {RARE, shot("0004", 1)}


def test_a_shot_comes_once_however_many_pictures_it_has(
    said: list[Contribution], tmp_path: Path
) -> None:
    path = paint(tmp_path / "frame.png", "blue", "yellow", "disc")
    [vector] = Eye().images([path])
    base = seen("frames", {RARE: path})
    frames = base.model_copy(
        update={
            "nodes": [
                *(Frame(id=f"frame:{n}", t_ms=3100 + n) for n in range(3)),
                *(
                    VisualVector(id=f"v:{n}", model=Eye.name, vector=vector.tolist())
                    for n in range(3)
                ),
            ],
            "edges": [
                *(Edge(type=Relation.HAS_FRAME, start=RARE, end=f"frame:{n}") for n in range(3)),
                *(
                    Edge(type=Relation.HAS_VISUAL, start=f"frame:{n}", end=f"v:{n}")
                    for n in range(3)
                ),
            ],
        }
    )
    found = Index.build(picture([*said, frames]), tmp_path / "i", HashEmbedder(), tower=Eye())
    assert [e.segment for e in seen_in(found.search(QUESTION, PUBLIC))].count(RARE) == 1
