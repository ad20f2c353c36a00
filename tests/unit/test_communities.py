"""Communities of films as a reader sees them: what marks them out, and nothing that is hidden."""

from dataclasses import replace

import pytest
from answering_archive import EVERYTHING, WordRetriever
from fastapi.testclient import TestClient
from test_answering_overview import derived, films, hidden, stored

from graph_schema.memory import MemoryStore
from graph_schema.scope import Scope
from rag_service.answering import Answerer, Facts
from rag_service.answering.communities import FEWEST_FILMS
from rag_service.api import Services, create_app

TOPICS = {"Tin Mining", "Lifeboats", "Flower Growing"}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    snapshot = derived(stored(*films(), *hidden()), tmp_path_factory.mktemp("derived"))
    facts = Facts.from_snapshot(snapshot)
    return Answerer(facts, WordRetriever(facts))


def test_each_is_told_by_what_marks_it_out_and_by_its_films(answerer: Answerer) -> None:
    found = answerer.communities(EVERYTHING, level=0)
    sizes = [one.films for one in found.largest]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= FEWEST_FILMS
    assert sum(sizes) <= found.films <= len(films()) + len(hidden())
    assert {term for one in found.largest for term in one.terms} >= TOPICS
    told = {film.number: film.summary for film in (*films(), *hidden())}
    for one in found.largest:
        assert one.summary
        for cited in one.summary:
            assert told[str(cited.record_id)][cited.char_start : cited.char_end] == cited.text


def test_hidden_films_tell_nothing(answerer: Answerer) -> None:
    every, public = (answerer.communities(s, level=0) for s in (EVERYTHING, Scope.public()))
    assert public.films <= len(films()) < every.films
    for one in public.largest:
        assert not {"Contraband"} & set(one.terms)
        assert {cited.record_id for cited in one.summary} <= {film.number for film in films()}
    nobody = answerer.communities(Scope(frozenset({"elsewhere"}), EVERYTHING.visibilities))
    assert (nobody.number, nobody.films, nobody.largest) == (0, 0, ())


def test_no_more_are_told_than_asked_for(answerer: Answerer) -> None:
    whole = answerer.communities(EVERYTHING, level=1)
    one = answerer.communities(EVERYTHING, level=1, limit=1)
    assert one == replace(whole, largest=whole.largest[:1])
    with pytest.raises(ValueError, match="levels"):
        answerer.communities(EVERYTHING, level=3)


def test_where_none_were_derived_there_are_none() -> None:
    facts = Facts.from_snapshot(stored(*films()).snapshot(EVERYTHING))
    found = Answerer(facts, WordRetriever(facts)).communities(EVERYTHING)
    assert (found.number, found.largest) == (0, ())


def test_the_route_lists_them(answerer: Answerer) -> None:
    client = TestClient(create_app(Services(lambda: answerer, MemoryStore())))
    told = client.get("/api/v1/communities", params={"level": 0, "limit": 2}).json()
    assert told == answerer.communities(EVERYTHING, level=0, limit=2).as_json()
    assert len(told["communities"]) == 2
    for wrong in ({"level": 3}, {"limit": 0}, {"limit": 101}):
        assert client.get("/api/v1/communities", params=wrong).status_code == 422
