"""What a language model finds to questions of several steps that were not read as such.

First the question is taken apart into steps that the facts answer; where that leads nowhere, the
model writes Cypher that the store runs under guard. Both are bounded, and what was done is shown.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from typing import Any

from graph_schema.errors import ModelError
from graph_schema.models import LanguageModel, Spent
from graph_schema.scope import Scope
from graph_schema.store import GraphStore
from rag_service.answering.compose import Sentence
from rag_service.answering.decompose import follow, take_apart, tell
from rag_service.answering.outcome import Outcome
from rag_service.answering.query import Query
from rag_service.answering.retriever import Retriever
from rag_service.answering.textcypher import ask_graph, rests_on, tell_rows, works_of
from rag_service.answering.view import View
from rag_service.answering.words import stems, tokens

# Words by which one thing is told by way of another.
_NESTED = re.compile(
    r"\b(?:whose|whom|whoever|wherever|in common|connect(?:s|ed|ion)?|links?|linked|related"
    r"|(?:the|a|any|some) (?:\w+ )?(?:who|that|which|where)|the same \w+ (?:as|that|who|in)"
    r"|the (?:director|maker|producer|narrator|company|sponsor|place|year)s? (?:of|where|in which)"
    r"|most often with|together with)\b",
    re.IGNORECASE,
)
_NAMED = ("name", "title", "record")
_PLACE = re.compile(r"\{\d\}")


@dataclass(frozen=True)
class Found:
    """What was found, and how, for people to see."""

    query: Query
    outcome: Outcome
    sentences: list[Sentence]
    shown: dict[str, Any]


@dataclass(frozen=True)
class Beyond:
    """The ways that are tried, in their order.

    Attributes:
        llm: Takes questions apart and writes Cypher.
        store: Runs it; None where there is no store to ask.
    """

    llm: LanguageModel
    store: GraphStore | None = None

    def find(
        self, query: Query, view: View, retriever: Retriever, scope: Scope, spent: Spent
    ) -> Found | None:
        """What one of the ways finds; None where none does, or the model is not there."""
        try:
            return self._in_steps(query, view, retriever, scope, spent) or self._by_cypher(
                query, view, scope, spent
            )
        except ModelError:
            return None

    def _in_steps(
        self, query: Query, view: View, retriever: Retriever, scope: Scope, spent: Spent
    ) -> Found | None:
        steps = take_apart(query.question, self.llm, secrets.token_hex(8), spent)
        # A model that brings in a name of its own would have the answer guessed.
        asked = set(stems(query.question))
        if not steps or not all(_names(step) <= asked for step in steps):
            return None
        taken = follow(steps, view, retriever, scope)
        last = taken[-1]
        if len(taken) < len(steps) or not last.found():
            return None
        shown = {"steps": [step.query.question for step in taken]}
        return Found(last.query, last.outcome, tell(taken, view), shown)

    def _by_cypher(self, query: Query, view: View, scope: Scope, spent: Spent) -> Found | None:
        # Free Cypher can't be cut to less than the whole graph.
        if self.store is None or not scope.unrestricted:
            return None
        asked = ask_graph(query.question, self.llm, self.store, scope, secrets.token_hex(8), spent)
        if asked is None or not rests_on(asked.cypher, query.question, _own_words(view)):
            return None
        works = works_of(asked, view)
        if not works:
            return None
        outcome = Outcome([(work, 1.0) for work in works], len(works))
        meant = replace(query, kind="list", missing=(), hop=None, order=None, group=None)
        return Found(meant, outcome, tell_rows(asked, works, view), {"cypher": asked.cypher})


def may_look_beyond(query: Query, outcome: Outcome) -> bool:
    """True for a question of several steps that was not read as one.

    What was understood in full and found nothing is answered: there is no such film. So is what
    names somebody or something that nothing in the catalogue has.
    """
    if query.hop or any(missing.kind in _NAMED for missing in outcome.missing):
        return False
    return bool(_NESTED.search(query.question))


def _names(text: str) -> set[str]:
    """Capitalised words but the first, and numbers."""
    words = tokens(_PLACE.sub("", text))
    return {t.stem for n, t in enumerate(words) if (t.capital and n) or t.key.isdecimal()}


def _own_words(view: View) -> list[str]:
    return [*view.links.roles, *view.copy_values("sound"), *view.copy_values("colour")]
