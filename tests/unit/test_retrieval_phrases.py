"""Names that texts show without anyone having catalogued them."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from rag_service.retrieval.keys import key
from rag_service.retrieval.phrases import (
    OWN,
    TitleKeys,
    Titles,
    asked_forms,
    forms_of,
    opening_forms,
    own_forms,
    own_names,
    run_forms,
)


def shown_names(passages: Sequence[tuple[str, str]]) -> list[dict[str, bool]]:
    """The names that join passages, with whether each is a title of the passage."""
    titles = Titles(form for title, text in passages for form in own_names(title, text))
    found = [forms_of(title, text, titles) for title, text in passages]
    held = Counter(form for forms in found for form in forms)
    return [{f: kind == OWN for f, kind in forms.items() if held[f] > 1} for forms in found]


def test_a_run_of_capitals_gives_the_name_and_its_parts():
    found = run_forms("He met the Duke of York Island's pilot and Jenny Gilbertson in Lerwick.")

    assert {"duke of york island", "duke of york", "jenny gilbertson", "lerwick"} <= found
    assert not {"he", "of york", "pilot", "the duke"} & found


def test_a_lone_word_that_opens_a_sentence_is_no_name():
    assert run_forms("Trams leave. Boats arrive in Leith.") == {"leith"}


def test_initials_stay_with_the_name_and_sentences_apart():
    found = run_forms("It was J. M. Barrie. Kirriemuir is shown.")

    assert "j m barrie" in found
    assert not any("barrie kirriemuir" in form for form in found)


def test_a_headline_in_capitals_is_no_name():
    assert run_forms("QUEEN OPENS NEW BRIDGE " * 4) == set()


def test_titles_count_with_and_without_brackets():
    assert own_forms("Enemy (2013 film) / The Double") == {"enemy 2013 film", "enemy", "the double"}
    assert own_forms("The It") == set()


def test_what_a_text_opens_with_stands_for_a_title():
    assert opening_forms("The Clio Goldsmith (born 1957) is French.") == {"clio goldsmith"}
    assert opening_forms("a man walks up Princes Street") == set()
    assert opening_forms("") == set()


def test_only_names_that_join_passages_are_kept():
    found = shown_names(
        [
            ("Seattle", "Snow is rare."),
            ("Pearl Jam", "Formed in Seattle by Jeff Ament."),
            ("", "Once more Jeff Ament, and Nobody Else."),
        ]
    )

    assert found[0] == {"seattle": True}
    assert found[1] == dict.fromkeys(["seattle", "jeff", "ament", "jeff ament"], False)
    assert found[2].keys() >= {"jeff ament"}
    assert "nobody else" not in found[2]


def test_a_title_in_lower_case_is_found_by_its_capital_start():
    found = shown_names(
        [("Finnish markka", "A currency."), ("Euro", "It replaced Finnish markka.")]
    )

    assert found[1] == {"finnish markka": False}


def test_titles_are_found_by_number_as_by_their_text():
    forms = ["finnish markka", "the double", "1984"]
    numbered = TitleKeys(np.sort(np.array([key(f) for f in forms], np.uint64)), key)
    text = "In 1984 The Double showed a Finnish markka, not the double."

    assert numbered.within(text) == Titles(forms).within(text) == set(forms)
    assert numbered.within("the double") == set()


@pytest.mark.parametrize("question", ["", "?", "a", "É’s \ud800"])
def test_odd_questions_name_nothing(question: str):
    assert [form for _, forms in asked_forms(question) for form in forms if form] == []


def test_a_lone_word_of_a_question_needs_a_capital():
    forms = [form for _, found in asked_forms("Where is marty mcfly of Leith") for form in found]

    assert "marty mcfly" in forms
    assert "leith" in forms
    assert "marty" not in forms
