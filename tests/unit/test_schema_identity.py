"""Which identifiers become one, whatever order the claims come in."""

from hypothesis import given
from hypothesis import strategies as st

from graph_schema.edits import Edit, effects, pair
from graph_schema.identity import Link, canonical_ids, human_links

NAMES = st.sampled_from("abcdef")
LINKS = st.lists(
    st.builds(
        Link,
        rank=st.just(1),
        doubt=st.sampled_from([0.0, 0.1, 0.3]),
        loser=NAMES,
        winner=NAMES,
        id=st.uuids().map(str),
    ),
    max_size=12,
)
APART = st.sets(st.tuples(NAMES, NAMES).filter(lambda p: p[0] < p[1]), max_size=4)


def link(loser: str, winner: str, doubt: float = 0.1) -> Link:
    return Link(1, doubt, loser, winner, f"{loser}{winner}")


def merge(number: int, loser: str, winner: str) -> Edit:
    return Edit(id=str(number), op="merge", target=loser, other=winner, user="ann")


@given(LINKS, APART, st.randoms())
def test_order_does_not_matter(links: list[Link], apart: set[tuple[str, str]], random) -> None:
    shuffled = list(links)
    random.shuffle(shuffled)
    assert canonical_ids(links, apart) == canonical_ids(shuffled, apart)


@given(LINKS, APART)
def test_what_people_keep_apart_stays_apart(links: list[Link], apart: set[tuple[str, str]]) -> None:
    merged = canonical_ids(links, apart)
    for one, other in apart:
        assert merged.get(one, one) != merged.get(other, other)


@given(LINKS, APART)
def test_a_canonical_id_stands_for_itself(links: list[Link], apart: set[tuple[str, str]]) -> None:
    merged = canonical_ids(links, apart)
    assert all(winner not in merged for winner in merged.values())


def test_a_chain_of_sure_links_yields_to_a_decision() -> None:
    chain = [link("a", "b", 0.0), link("b", "c", 0.2)]
    assert canonical_ids(chain, {("a", "c")}) == {"a": "b"}


def test_a_person_chooses_the_winner() -> None:
    links = [link("z", "y"), *human_links([("y", "z")])]
    assert canonical_ids(links) == {"y": "z"}


def test_a_later_merge_revokes_a_rejection_and_the_other_way_round() -> None:
    reject = Edit(id="1", op="reject", target="claim", members=["a", "b"], user="ann")
    assert effects([reject]).apart == {("a", "b")}
    assert effects([reject, merge(2, "b", "a")]).joined == [("b", "a")]
    later = reject.model_copy(update={"id": "3"})
    assert effects([merge(2, "b", "a"), later]).joined == []


def test_an_undo_can_be_undone() -> None:
    first = merge(1, "b", "a")
    undo = Edit(id="2", op="undo", target="1", user="ann")
    redo = Edit(id="3", op="undo", target="2", user="ann")
    assert effects([first, undo]).joined == []
    assert effects([first, undo, redo]).joined == [("b", "a")]


@given(NAMES, NAMES)
def test_a_pair_has_one_order(one: str, other: str) -> None:
    assert pair(one, other) == pair(other, one)
