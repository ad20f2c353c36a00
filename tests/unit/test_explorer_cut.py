"""Moments found by phrase, pattern, words, name, silence and looks; storyboards of them."""

from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

import explorer
from explorer import Tables
from explorer.cut.outline import read_outline, storyboard
from explorer.cut.search import by_pattern, by_silence, texts
from explorer.cut.tokens import by_tokens, token_pattern
from explorer.cut.words import phrase_pattern, stem_pattern, telling
from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.errors import InputError, RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Segment, TextUnit, VisualVector, Work
from graph_schema.relations import Relation
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Answerer
from rag_service.api import Services, create_app
from tests.demo_collection import Demo
from tests.explorer_sources import sources_of
from tests.unit.small_archive import film, shots, stored

ALL = Scope.everything()


def no_index() -> Answerer:
    raise RetrievalIndexError("none")


def client_of(store: MemoryStore, scope: Scope = ALL, find: Any = None) -> TestClient:
    app = create_app(Services(no_index, store))
    held = sources_of(store)
    sources = explorer.Sources(store, lambda _: scope, held.tables, held.work, (), find)
    explorer.mount(app, sources)
    return TestClient(app)


@pytest.fixture(scope="module")
def client(demo: Demo) -> TestClient:
    return client_of(demo.store)


def ask(client: TestClient, how: str, q: str = "", **more: object) -> dict[str, Any]:
    reply = client.post("/api/v1/moments", json={"how": how, "q": q, **more})
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def said(found: dict[str, Any]) -> list[str]:
    return [moment["text"] for moment in found["moments"]]


def speech(number: str, lines: list[tuple[int, int, str]]) -> Contribution:
    work = f"work:nls/{number}"
    nodes = [
        TextUnit(id=f"text:{number}/{i}", text=text, channel="transcript", start_ms=a, end_ms=b)
        for i, (a, b, text) in enumerate(lines)
    ]
    edges = [Edge(type=Relation.COVERS, start=work, end=node.id) for node in nodes]
    return Contribution(
        source=Source(id=f"nls/speech/{number}", partner="nls", collection="nls", kind="machine"),
        nodes=[Work(id=work, preferred_title=number), *nodes],
        edges=edges,
    )


def test_a_phrase_is_found_where_it_is_said(client: TestClient) -> None:
    found = ask(client, "phrase", "workers, of the WORLD")
    assert (said(found), found["total"], found["whole"]) == (
        ["Workers of the world, unite."],
        1,
        True,
    )
    moment = found["moments"][0]
    assert (moment["start_ms"], moment["end_ms"]) == (9360, 10640)
    assert moment["file"] == "instantiation:reelgraph-demo/manifesto_reading"
    assert moment["why"] == "heard: “workers, of the WORLD”"
    assert moment["source"] == "reelgraph-demo D072"
    assert moment["rights"].startswith("Not stated in the record")
    assert not moment["rights_stated"]
    assert said(ask(client, "phrase", "orld unite")) == []
    same = client.get("/api/v1/moments", params={"q": "workers of the world"}).json()
    assert [m["id"] for m in same["moments"]] == [moment["id"]]


def test_only_in_some_channels_and_films(client: TestClient) -> None:
    assert said(ask(client, "phrase", "country", channels=["caption"])) == []
    heard = ask(client, "phrase", "country", channels=["transcript"])
    assert len(heard["moments"]) == 2
    assert ask(client, "phrase", "country", films=[])["total"] == 0
    assert ask(client, "phrase", "country", films=["work:reelgraph-demo/D072"])["total"] == 0


def test_moments_come_in_pages(client: TestClient) -> None:
    whole = ask(client, "pattern", ".", limit=200)
    seen: list[str] = []
    after: int | None = 0
    while after is not None:
        page = ask(client, "pattern", ".", limit=7, after=after)
        seen, after = seen + [m["id"] for m in page["moments"]], page["next"]
    assert seen == [m["id"] for m in whole["moments"]]
    assert len(seen) == whole["total"] > 20


def test_a_regular_expression_shows_what_it_matched(client: TestClient) -> None:
    found = ask(client, "pattern", r"\bk(itt|att)en\b.{0,12}")
    assert found["moments"][0]["why"] == "caption: “kitten with a pale”"
    assert ask(client, "pattern", r"(?P<who>boy|woman)s?")["total"] > 2


@pytest.mark.parametrize(
    "pattern", ["a)(b", "(", "[z-a]", r"(a)\1", "(?=x)", "(((a{1,100}){1,100}){1,100})", "x" * 1001]
)
def test_what_is_no_safe_pattern_is_told(client: TestClient, pattern: str) -> None:
    reply = client.post("/api/v1/moments", json={"how": "pattern", "q": pattern})
    assert reply.status_code == 400
    assert "pattern" in reply.json()["detail"] or "regular expression" in reply.json()["detail"]


def test_a_hostile_pattern_takes_no_longer_than_a_plain_one() -> None:
    rows = pa.table({"text": ["a" * 5000] * 200, "kind": ["transcript"] * 200})
    assert by_pattern(rows, r"(a+)+$|(a|aa)+b|^(.*)*c$", 0, 0).total == 200
    assert by_pattern(rows, r"(a+)+b", 0, 0).total == 0
    assert not by_pattern(rows, "a", 0, 0, longest_s=-1).whole


def test_words_are_found_in_any_form_and_rare_ones_first() -> None:
    rows = texts(
        Tables.of(
            stored(
                [
                    film("0001", "A"),
                    shots("0001", ["women gutting herring", "a woman walks", "a boat", "a boat"]),
                ]
            ).snapshot(ALL)
        ).table("moments", ALL),
        [],
        None,
    )
    client = client_of(
        stored([film("0001", "A"), shots("0001", ["women gutting herring", "a woman", "a boat"])])
    )
    found = ask(client, "words", "women gut herrings from a boat")
    assert said(found)[0] == "women gutting herring"
    assert "women, gut, herrings" in found["moments"][0]["why"]
    assert said(found)[1] == "a boat"
    assert rows.num_rows == 4


def test_patterns_of_words() -> None:
    assert phrase_pattern("  — … ") == ""
    assert telling("A day at the Seaside, ending at dusk") == ["seaside", "dusk"]
    for word, other in (
        ("fishing", "fishes"),
        ("running", "runs"),
        ("ladies", "lady"),
        ("gut", "gutting"),
    ):
        matched = pa.compute.match_substring_regex(pa.array([f"the {other}."]), stem_pattern(word))
        assert matched.to_pylist() == [True], word
    column = pa.array(["catalogue", "scatter"])
    assert pa.compute.match_substring_regex(column, stem_pattern("cat")).to_pylist() == [False] * 2


def test_accents_keep_nothing_from_being_found() -> None:
    store = stored([film("0001", "A"), shots("0001", ["Tŷ Mawr a’r caffè"])])
    client = client_of(store)
    for phrase in ("ty mawr", "TŶ MAWR", "a'r caffe"):
        assert ask(client, "phrase", phrase)["total"] == 1
    assert client.post("/api/v1/moments", json={"q": "…"}).status_code == 400


def test_a_person_is_found_where_they_are_named_or_seen(client: TestClient) -> None:
    found = ask(client, "person", "karl marx")["moments"]
    assert {moment["why"] for moment in found} >= {"Karl Marx: spoken, not reviewed"}
    assert (13200, 16560) in {(m["start_ms"], m["end_ms"]) for m in found}
    assert ask(client, "person", "London")["total"] == 0
    assert ask(client, "name", "London")["total"] > 0
    by_id = ask(client, "name", "place:reelgraph-demo/london-england")
    assert {moment["kind"] for moment in by_id["moments"]} == {"Place"}


def test_silence_is_where_nobody_speaks() -> None:
    store = stored(
        [
            film("0001", "A"),
            film("0002", "B"),
            speech("0001", [(0, 999, "1"), (500, 4000, "2"), (3000, 3500, "3"), (9000, 9500, "4")]),
            speech("0002", [(1000, 2000, "five"), (3500, 4000, "six")]),
        ]
    )  # fmt: skip
    found = ask(client_of(store), "silence", least_ms=1000)["moments"]
    assert [(m["film"], m["start_ms"], m["end_ms"]) for m in found] == [
        ("work:nls/0001", 4000, 9000),
        ("work:nls/0002", 2000, 3500),
    ]
    assert found[0]["why"] == "nobody speaks for 5.0 s, by the transcript"
    assert ask(client_of(store), "silence", least_ms=1000, most_ms=2000)["total"] == 1
    assert ask(client_of(store), "silence", least_ms=6000)["total"] == 0
    empty = Tables.of(MemoryStore().snapshot(ALL)).table("moments", ALL)
    assert by_silence(empty, None, 0, 10, 0, 10).total == 0


def seen(number: str, vectors: dict[str, list[float]]) -> Contribution:
    work = f"work:nls/{number}"
    nodes: list[Any] = [Work(id=work, preferred_title=number)]
    edges = []
    for i, (name, vector) in enumerate(vectors.items()):
        shot = Segment(
            id=f"segment:{name}",
            kind="shot",
            start_ms=1000 * i,
            end_ms=1000 * i + 999,
            summary=name,
        )
        nodes += [shot, VisualVector(id=f"visual:{name}", model="m", vector=vector)]
        edges.append(Edge(type=Relation.HAS_SEGMENT, start=work, end=shot.id))
        edges.append(Edge(type=Relation.HAS_VISUAL, start=shot.id, end=f"visual:{name}"))
    return Contribution(
        source=Source(id=f"nls/seen/{number}", partner="nls", collection="nls", kind="machine"),
        nodes=nodes,
        edges=edges,
    )


def test_what_looks_alike_is_found_nearest_first(client: TestClient) -> None:
    store = stored(
        [
            film("0001", "A"),
            seen("0001", {"sea": [1, 0, 0], "beach": [0.9, 0.4, 0], "cat": [0, 0, 1]}),
        ]
    )
    found = ask(client_of(store), "looks", "segment:sea")["moments"]
    assert [moment["text"] for moment in found] == ["beach", "cat"]
    assert found[0]["why"] == "looks alike: 0.91"
    lost = client_of(store).post("/api/v1/moments", json={"how": "looks", "q": "segment:none"})
    assert (lost.status_code, "no visual vector" in lost.json()["detail"]) == (400, True)
    none = client.post("/api/v1/moments", json={"how": "looks", "q": "segment:x"})
    assert "No film here has visual vectors" in none.json()["detail"]


def test_nobody_finds_what_they_may_not_see() -> None:
    store = stored(
        [
            film("0002", "OPEN"),
            shots("0002", ["secret quay"], spoken="Leith", visibility=Visibility.PRIVATE),
            film("0003", "HIDDEN", visibility=Visibility.PRIVATE),
        ]
    )
    narrow, wide = client_of(store, Scope.public()), client_of(store)
    for how, q in (
        ("phrase", "secret quay"),
        ("pattern", "quay"),
        ("words", "quay"),
        ("name", "Leith"),
    ):
        assert ask(narrow, how, q)["total"] == 0
        assert ask(wide, how, q)["total"] == 1
    board = narrow.post("/api/v1/storyboard", json={"outline": "a quay"}).json()
    assert board["steps"][0]["chosen"] is None


def test_tokens_say_what_to_install(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.cut.tokens.find_spec", lambda _: None)
    reply = client.post("/api/v1/moments", json={"how": "tokens", "q": "ADJ NOUN"})
    assert reply.status_code == 503
    assert "pip install 'reelgraph[ner]'" in reply.json()["detail"]


def test_token_patterns() -> None:
    assert token_pattern("adj noun") == [{"POS": "ADJ"}, {"POS": "NOUN"}]
    assert token_pattern('[{"LEMMA": {"IN": ["sea"]}, "OP": "+"}]') == [
        {"LEMMA": {"IN": ["sea"]}, "OP": "+"}
    ]
    hostile = '[{"TEXT": {"REGEX": "(a+)+$"}}]'
    for wrong in (
        "",
        "NOUNS",
        "[",
        "[]",
        "[1]",
        hostile,
        '[{"TEXT": {"FUZZY": "x"}}]',
        '[{"_": 1}]',
    ):
        with pytest.raises(InputError):
            token_pattern(wrong)


class Words:
    """A stand-in for spaCy: documents are lists of words, and a pattern is the words it has."""

    vocab = None

    def pipe(self, texts: list[str]) -> Any:
        return (text.split() for text in texts)


class FirstLower:
    def __init__(self, vocab: None) -> None: ...

    def add(self, _: str, patterns: list[Any]) -> None:
        self.wanted = [token["LOWER"] for token in patterns[0]]

    def __call__(self, words: list[str], *, as_spans: bool) -> list[Any]:
        assert as_spans
        lower = [word.lower() for word in words]
        hit = [i for i in range(len(lower)) if lower[i : i + len(self.wanted)] == self.wanted]
        return [Span(words[i : i + len(self.wanted)]) for i in hit]


class Span:
    def __init__(self, words: list[str]) -> None:
        self.text = " ".join(words)

    def __len__(self) -> int:
        return len(self.text)


def test_tokens_are_found_by_the_matcher(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", SimpleNamespace())
    matching = SimpleNamespace(Matcher=FirstLower)
    monkeypatch.setitem(__import__("sys").modules, "spacy.matcher", matching)
    rows = texts(Tables.of(demo.store.snapshot(ALL)).table("moments", ALL), [], None)
    pattern = '[{"LOWER": "pocket"}, {"LOWER": "watch,"}]'
    found = by_tokens(rows, pattern, 0, 10, model=Words())
    assert [moment.why for moment in found.moments] == ["tokens: “pocket watch,”"]


def test_an_outline_is_read_in_steps() -> None:
    outline = read_outline("A day at the seaside, 1930s: donkeys; ice cream, ending at dusk")
    assert outline.steps == ["A day at the seaside", "donkeys", "ice cream", "dusk"]
    assert (outline.year_from, outline.year_to) == (1930, 1939)
    assert read_outline("the 1962 tram").year_to == 1962
    assert read_outline(" , ; . ").steps == []


def test_a_storyboard_has_real_shots_in_order(client: TestClient) -> None:
    outline = {
        "outline": "a boy at a table, then a watch; a pale bird on its perch. A kitten",
        "channels": ["caption"],
    }
    board = client.post("/api/v1/storyboard", json=outline).json()
    chosen = [step["chosen"] for step in board["steps"]]
    assert [step["text"] for step in board["steps"]] == [
        "a boy at a table", "a watch", "a pale bird on its perch", "A kitten",
    ]  # fmt: skip
    assert "boy" in chosen[0]["text"]
    assert [(c["start_ms"], c["end_ms"]) for c in chosen[1:]] == [
        (13920, 21240), (26960, 37720), (66080, 73520),
    ]  # fmt: skip
    assert chosen[3]["why"] == "caption: has kitten"
    others = board["steps"][0]["others"]
    assert others
    assert chosen[0]["id"] not in [other["id"] for other in others]


def test_a_shot_stands_in_a_storyboard_once(demo: Demo) -> None:
    rows = texts(Tables.of(demo.store.snapshot(ALL)).table("moments", ALL), ["caption"], None)
    steps = storyboard(rows, ["kitten", "kitten"])
    assert steps[0].chosen is not None
    assert steps[1].chosen is None


def test_meaning_chooses_where_words_do_not(demo: Demo) -> None:
    rows = texts(Tables.of(demo.store.snapshot(ALL)).table("moments", ALL), ["caption"], None)
    kitten = next(row["id"] for row in rows.to_pylist() if "kitten" in row["text"])
    board = storyboard(rows, ["feline"], lambda _: [("text:hidden", 0.9), (kitten, 0.8)])
    assert board[0].chosen is not None
    assert (board[0].chosen.id, board[0].chosen.why) == (kitten, "caption: near in meaning")


def test_without_an_index_words_choose(demo: Demo) -> None:
    def broken(*_: object) -> list[tuple[str, float]]:
        raise RetrievalIndexError("none")

    reply = client_of(demo.store, find=broken).post(
        "/api/v1/storyboard", json={"outline": "kitten"}
    )
    assert reply.json()["steps"][0]["chosen"]["text"].startswith("A tabby kitten")


def test_years_keep_a_storyboard_to_films_of_the_time() -> None:
    store = stored(
        [
            film("0001", "OLD", year="1934"),
            film("0002", "NEW", year="1962"),
            film("0003", "UNDATED"),
        ]
        + [shots(number, ["a tram on rails"]) for number in ("0001", "0002", "0003")]
    )
    board = client_of(store).post("/api/v1/storyboard", json={"outline": "a tram, 1930s"}).json()
    assert board["steps"][0]["chosen"]["film"] == "work:nls/0001"
    assert board["steps"][0]["others"] == []
    assert (board["year_from"], board["year_to"]) == (1930, 1939)


def test_a_cut_is_read_back_with_its_words_and_rights(client: TestClient) -> None:
    spoken = {
        "film": "work:reelgraph-demo/D072",
        "file": "instantiation:reelgraph-demo/manifesto_reading",
    }
    clips = [
        {**spoken, "start_ms": 9360, "end_ms": 10_640},
        {**spoken, "start_ms": 9000, "end_ms": 9400},
        {"film": "work:reelgraph-demo/none", "start_ms": 0, "end_ms": 1},
    ]
    read = client.post("/api/v1/cut/clips", json={"clips": clips}).json()["clips"]
    assert read[0]["text"] == "Workers of the world, unite."
    assert (read[0]["kind"], read[0]["source"]) == ("transcript", "reelgraph-demo D072")
    assert read[0]["rights"].startswith("Not stated in the record")
    assert "Workers" not in read[1]["text"]
    assert [clip["known"] for clip in read] == [True, True, False]
    assert client.post("/api/v1/cut/clips", json={"clips": []}).json() == {"clips": []}


def test_a_cut_tells_nobody_of_films_they_may_not_see() -> None:
    store = stored([film("0003", "HIDDEN", visibility=Visibility.PRIVATE)])
    clip = {"film": "work:nls/0003", "start_ms": 0, "end_ms": 1000}
    for scope, known in ((Scope.public(), False), (ALL, True)):
        reply = client_of(store, scope).post("/api/v1/cut/clips", json={"clips": [clip]})
        assert [one["known"] for one in reply.json()["clips"]] == [known]
        assert ("HIDDEN" in reply.text) is known


def test_moments_tell_whether_more_looks_like_them() -> None:
    store = stored([film("0001", "A"), seen("0001", {"sea": [1, 0, 0], "cat": [0, 0, 1]})])
    found = ask(client_of(store), "looks", "segment:sea")["moments"]
    assert [moment["seen"] for moment in found] == [True]
