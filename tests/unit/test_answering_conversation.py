"""Follow-ups: what they take over, what they leave, and what a click can leave out."""

import pytest
from answering_archive import EVERYTHING, WordRetriever, archive

from graph_schema.scope import Scope
from rag_service.answering import Answer, Answerer, Facts, Turn


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    facts = Facts.from_snapshot(archive())
    return Answerer(facts, WordRetriever(facts))


def last_of(answerer: Answerer, *questions: str, scope: Scope = EVERYTHING) -> Answer:
    turns = [Turn(question) for question in questions[:-1]]
    return answerer.ask(questions[-1], scope, conversation=turns)


def records(answer: Answer) -> set[str | None]:
    return {result.record_id for result in answer.results}


def means(answer: Answer) -> set[str]:
    return {f["means"] for f in answer.understood["filters"]}


def carried(answer: Answer) -> set[str]:
    return {f["means"] for f in answer.understood["filters"] if f.get("carried")}


FISHING = "How many films are there about fishing?"


@pytest.mark.parametrize(
    ("questions", "found"),
    [
        (("Films of Newlyn", "and before the war?"), {"K2", "K9"}),
        (("Films of Newlyn", "and before the war?", "only the ones in colour"), {"K2"}),
        (("Films of Newlyn", "and before the war?", "and after the war?"), {"K6", "K8"}),
        (("Films of Newlyn from 1930 to 1950", "only those before 1940"), {"K2", "K9"}),
        (("Films of Newlyn", "and Newquay?"), {"K3"}),
        (("Films of Newlyn", "in Newquay?"), {"K3"}),
        (("Films of Newlyn", "but not the newsreels"), {"K2", "K6", "K7", "K9"}),
        (("Films of Newlyn", "which of them are newsreels?"), {"K8"}),
        (("Films by Morwenna Pascoe", "the earliest one"), {"K1"}),
        (("Films by Morwenna Pascoe", "by Denzil Hocking?"), {"K3", "K6", "K8"}),
        (("Who made Pilchards?", "and Clay Pots?"), {"K6"}),
        (("Who made Pilchards?", "how long is it?"), {"K2"}),
        (("Films by Denzil Hocking", "when was the second one made?"), {"K3"}),
        (("Films by Denzil Hocking", "who made the last one?"), {"K6"}),
    ],
)
def test_a_follow_up_goes_on(
    answerer: Answerer, questions: tuple[str, ...], found: set[str]
) -> None:
    answer = last_of(answerer, *questions)
    assert records(answer) == found
    assert answer.understood["follows"] == questions[-2]


def test_it_counts_what_was_found_before(answerer: Answerer) -> None:
    answer = last_of(answerer, "Films of Newlyn", "and before the war?", "how many of them?")
    assert (answer.kind, answer.count) == ("count", 2)
    assert carried(answer) == {"place: Newlyn", "date: 1938 or earlier"}


def test_a_count_stays_a_count_and_its_topic_can_change(answerer: Answerer) -> None:
    assert last_of(answerer, FISHING, "and before 1940?").count == 2
    answer = last_of(answerer, FISHING, "and before 1940?", "what about mining?")
    assert answer.count == 1
    assert means(answer) == {"date: 1939 or earlier", "subject: Mines and Mining"}
    assert carried(answer) == {"date: 1939 or earlier"}


def test_a_list_of_what_was_counted(answerer: Answerer) -> None:
    answer = last_of(answerer, FISHING, "list them")
    assert answer.kind == "list"
    assert records(answer) == {"K2", "K7", "K9"}


def test_who_made_them(answerer: Answerer) -> None:
    answer = last_of(answerer, "Films of Newquay", "who made them?")
    assert "Denzil Hocking" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "How many newsreels are there?",
        "Films by Denzil Hocking",
        "Who made Pilchards?",
        "Which films show a regatta?",
        "What is the longest film?",
        "Films of Newquay and its beach",
        "films from the 1930s",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_over(answerer: Answerer, question: str) -> None:
    alone = answerer.ask(question, EVERYTHING)
    told = last_of(answerer, "Silent films of Newlyn before 1940", question)
    assert "follows" not in told.understood
    assert told.understood == alone.understood
    assert told.answer == alone.answer


def test_there_is_no_fifth_one(answerer: Answerer) -> None:
    answer = last_of(answerer, "Films of Newquay", "who made the fifth one?")
    assert answer.abstained
    assert answer.results == ()


def test_what_is_hidden_can_not_be_pointed_at(answerer: Answerer) -> None:
    public = Scope.public()
    told = [
        last_of(answerer, "Films of Newlyn before 1940", f"who made the {nth} one?", scope=public)
        for nth in ("first", "second", "last")
    ]
    assert all("Penrose" not in answer.answer for answer in told)
    assert "K9" not in set().union(*map(records, told))


def test_a_condition_can_be_left_out(answerer: Answerer) -> None:
    question = "Silent films of Newlyn before 1940"
    whole = answerer.ask(question, EVERYTHING)
    place = next(f for f in whole.understood["filters"] if f["means"] == "place: Newlyn")
    wider = answerer.ask(question, EVERYTHING, without=[place["id"]])
    assert means(wider) == means(whole) - {"place: Newlyn"}
    assert records(wider) == records(whole) | {"K1"}
    assert wider.understood["left_out"] == [{"id": place["id"], "means": "place: Newlyn"}]
    again = answerer.ask(
        "how many of them?", EVERYTHING, conversation=[Turn(question, (place["id"],))]
    )
    assert again.count == len(wider.results)


def test_a_word_that_is_not_there_can_be_left_out(answerer: Answerer) -> None:
    question = "List films of Newlyn about zeppelins"
    nothing = answerer.ask(question, EVERYTHING)
    assert nothing.abstained
    [missing] = nothing.understood["missing"]
    assert missing["words"] == "zeppelins"
    found = answerer.ask(question, EVERYTHING, without=[missing["id"]])
    assert records(found) == records(answerer.ask("List films of Newlyn", EVERYTHING))


def test_an_unknown_id_leaves_nothing_out(answerer: Answerer) -> None:
    plain = answerer.ask("Films of Newlyn", EVERYTHING)
    told = answerer.ask("Films of Newlyn", EVERYTHING, without=["00000000", "x' OR 1=1"])
    assert told.understood == plain.understood


def test_only_the_latest_turns_count(answerer: Answerer) -> None:
    turns = [Turn("Films of Newquay"), *[Turn("and before 1960?")] * 30]
    answer = answerer.ask("how many of them?", EVERYTHING, conversation=turns)
    assert "place: Newquay" not in means(answer)
