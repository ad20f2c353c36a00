"""Facts of every work: exact, saved and mapped, and cut to what a caller may see."""

from pathlib import Path

import pytest
from answering_archive import (
    EVERYTHING,
    FILMS,
    SECRET,
    TAPE,
    Film,
    archive,
    one_person,
    tape,
)

from graph_schema.contribution import Contribution, Source
from graph_schema.errors import RetrievalIndexError
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Work
from graph_schema.scope import Scope, Visibility
from rag_service.answering import Facts
from rag_service.answering.view import View

PUBLIC = Scope.public()
NOBODY = Scope(frozenset(), frozenset(Visibility))


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_snapshot(archive(tape("A gull on a wall", "A red tractor ploughs")))


def numbers(view: View) -> set[str | None]:
    return {view.record_id(work) for work in view.by_id.values()}


def test_every_work_has_its_facts(facts: Facts) -> None:
    view = facts.within(EVERYTHING)
    work = view.by_id["work:kelp/K3"]

    assert len(facts) == len(FILMS) + 2
    assert (view.title(work), view.record_id(work)) == ("Surf Carnival 1958", "K3")
    assert (view.year_from[work], view.year_to[work]) == (1958, 1958)
    assert view.duration_s[work] == 95
    assert view.copies("sound", ["sound"])[work]
    assert view.copies("colour", ["black and white"])[work]
    assert not view.copies("colour", ["colour"])[work]


def test_an_unknown_date_or_length_is_none(facts: Facts) -> None:
    view = facts.within(EVERYTHING)

    assert view.year_from[view.by_id["work:kelp/K7"]] == 0
    assert view.duration_s[view.by_id[f"work:kelp/{TAPE}"]] == 0


def test_the_variants_of_one_person_count_as_one(facts: Facts) -> None:
    view = facts.within(EVERYTHING)
    pascoe = view.lexicon.agents_named(["morwenna", "pascoe"])

    assert len(pascoe) == 1
    assert view.linked(pascoe, ("role",)).sum() == 3
    assert sorted(view.names_of(*pascoe)) == ["M. Pascoe", "Morwenna Pascoe"]


def test_credits_without_an_activity_count_too() -> None:
    from small_archive import film, picture

    view = Facts.from_snapshot(picture([film("1", "A", director="Ann Lee")])).within(EVERYTHING)

    assert view.linked(view.lexicon.agents_named(["ann", "lee"]), (), ("Director",)).sum() == 1


def test_what_is_saved_is_what_is_loaded(facts: Facts, tmp_path: Path) -> None:
    facts.save(tmp_path)
    loaded = Facts.load(tmp_path)

    assert all(loaded.tables[name].equals(facts.tables[name]) for name in facts.tables)
    assert numbers(loaded.within(EVERYTHING)) == numbers(facts.within(EVERYTHING))


@pytest.mark.parametrize("harm", ["missing", "cut", "other"])
def test_damaged_facts_say_so_and_what_to_do(facts: Facts, tmp_path: Path, harm: str) -> None:
    facts.save(tmp_path)
    file = tmp_path / "facts" / "docs.arrow"
    if harm == "missing":
        file.unlink()
    elif harm == "cut":
        file.write_bytes(file.read_bytes()[:100])
    else:
        file.write_bytes((tmp_path / "facts" / "works.arrow").read_bytes())

    with pytest.raises(RetrievalIndexError, match="build the index again"):
        Facts.load(tmp_path)


def test_a_scope_hides_rows_names_words_and_counts(facts: Facts) -> None:
    view = facts.within(PUBLIC)

    assert SECRET.number not in numbers(view)
    assert "work:kelp/K9" not in view.by_id
    assert "board meeting" not in view.by_title
    assert "K9" not in view.by_number
    assert view.lexicon.agents_named(["hester", "penrose"]) == set()
    assert view.words.frequency("truste") == 0
    assert len(view.words.phrase(["sale", "of", "the", "quay"])) == 0
    fishing = {h.entity for h in view.lexicon.headings["fish"]}
    assert view.linked(fishing).sum() == 2
    assert facts.within(EVERYTHING).linked(fishing).sum() == 3


def test_a_scope_without_collections_sees_nothing(facts: Facts) -> None:
    view = facts.within(NOBODY)

    assert not view.seen.any()
    assert view.by_id == {}
    assert list(view.names()) == []
    assert view.copy_values("sound") == []


def test_hidden_fields_are_not_quoted(facts: Facts) -> None:
    everything, public = facts.within(EVERYTHING), facts.within(PUBLIC)
    source = everything.source(everything.by_id["work:kelp/K9"])

    assert everything.fields(source)["Synopsis"] == SECRET.summary
    assert public.fields(source) == {}


def test_a_private_statement_of_a_public_work_stays_private() -> None:
    public = Film("K1", "Quay", "1950", summary="A quay.")
    private = Contribution(
        source=Source(
            id="valuer/1", partner="valuer", collection="main", visibility=Visibility.PRIVATE
        ),
        nodes=[
            Work(id=public.work, preferred_title="Quay, insured for 900 pounds", date_text="1949")
        ],
    )
    store = MemoryStore()
    store.apply([public.contribution(), private])
    view = Facts.from_snapshot(store.snapshot(EVERYTHING)).within(PUBLIC)
    work = view.by_id[public.work]

    assert view.title(work) == "Quay"
    assert view.year_from[work] == 1950
    assert view.words.frequency("insur") == 0


def test_the_fullest_record_speaks_for_a_work_that_two_describe() -> None:
    film = FILMS[3]
    other = Contribution(
        source=Source(
            id="aaa/77",
            partner="aaa",
            collection="aaa",
            record_id="77",
            fields={"name": "CLAY COUNTRY"},
        ),
        nodes=[
            Work(id="work:aaa/77", preferred_title="CLAY COUNTRY", partner="aaa", record_id="77")
        ],
    )
    store = MemoryStore()
    store.apply([film.contribution(), other, one_person("work:aaa/77", film.work)])
    view = Facts.from_snapshot(store.snapshot(EVERYTHING)).within(EVERYTHING)

    assert [view.record_id(work) for work in view.by_id.values()] == ["K4"]
    assert view.by_number.keys() == {"K4"}


def test_works_are_found_by_each_title_and_after_a_series() -> None:
    films = [
        Film("1", "BRAY NEWS No. 12, HARBOUR FETE"),
        Film("2", "Night Boat / The Return"),
    ]
    store = MemoryStore()
    store.apply([film.contribution() for film in films])
    view = Facts.from_snapshot(store.snapshot(EVERYTHING)).within(EVERYTHING)

    assert {"harbour fete", "night boat", "the return"} <= view.by_title.keys()


def test_a_compound_counts_for_its_first_word_and_a_chance_likeness_does_not() -> None:
    films = [
        Film("1", "A", summary="The tramcar leaves. A car waits."),
        Film("2", "B", summary="A tramp walks."),
    ]
    store = MemoryStore()
    store.apply([film.contribution() for film in films])
    view = Facts.from_snapshot(store.snapshot(EVERYTHING)).within(EVERYTHING)

    assert [view.record_id(work) for work in view.words.works("tram").tolist()] == ["1"]
