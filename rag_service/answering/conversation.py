"""Conversation without a language model: what a follow-up takes over from the question before.

"And before the war?" takes the place of a date, "only the silent ones" adds to what was asked,
"who made the second one?" points at a film of the last answer. A question that stands alone takes
nothing over. What was understood wrongly can be left out, and the question asked again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rag_service.answering import scots
from rag_service.answering.english import FILM_NOUN
from rag_service.answering.filters import AnyOf, Copies, Filter, Length, Linked, Words, Works, Years
from rag_service.answering.languages import ENGLISH, Language, detect, in_english
from rag_service.answering.query import Missing, Query
from rag_service.answering.understand import understand
from rag_service.answering.view import View
from rag_service.answering.words import stems, tokens

Find = Callable[[Query], list[int]]
"""Carries a question out: the rows of the works found, in the order in which they are told."""

MOST_TURNS = 20
_FRAGMENT = 7
_POINTED = 10

_NTH = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6,
    "eighth": 7, "ninth": 8, "tenth": 9, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4,
    "last": -1, "former": 0, "latter": 1,
}  # fmt: skip
_NTH_ONE = re.compile(
    rf"\b(?:the|that) (?P<nth>{'|'.join(_NTH)}) (?:one|of (?:them|these|those))\b"
    r"|\bthe (?P<pair>former|latter)\b|\bnumber (?P<number>[1-9])\b(?= *\??$)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    rf"\b(?:(?:which|how many|any|some|all|none|one|most|the \w+) of|of|among|from) "
    rf"(?:them|these|those)(?: {FILM_NOUN})?\b|\b(?:these|those) ones\b",
    re.IGNORECASE,
)
_THESE = re.compile(rf"\b(?:these|those) {FILM_NOUN}\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|them|their|these|those)\b", re.IGNORECASE)
_SINGULAR = re.compile(
    r"\b(?:it|its|(?:that|this) (?:one|film|movie|reel|record))\b|\b(?:that|this)(?= *\??$)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|but|ok|okay|also|plus|then|yes|no)\b[, ]*)*(?:(?:what|how) about\b|and\b|but\b)?",
    re.IGNORECASE,
)
_NARROWS = re.compile(r"\b(?:only|just|but not|but|without|not|except)\b", re.IGNORECASE)
_STARTS = re.compile(
    r"^(?:and|but|what about|how about|only|just|also|the same (?:but|in|by|from|with)|"
    r"(?:list|show|name|give)(?: me)? (?:them|these|those|all of them|all)\b)",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"^(?:in|by|from|before|after|since|between|with|without|about|of|on|at|not|during|until|"
    r"any|earlier|later)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:how many|which|who|what|when|where|how long)(?: ones?)?"
    r"(?: (?:are|were|is|was|have|has|show|shows|made|filmed|directed|date)\b|\W*$)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?:and|but|also)\b,? (?:how many|which|what|who|list|show|name)\b", re.IGNORECASE
)
_WORD = re.compile(r"^[\w'’-]+(?: [\w'’-]+)? ?\?$")
_ONES = re.compile(r"\bones?\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b{FILM_NOUN}\b", re.IGNORECASE)
_LISTS = re.compile(r"^(?:list|show|name|give|which)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Turn:
    """A question of a conversation, and what of its understanding is to be left out (ids)."""

    question: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A question as understood in its conversation.

    Attributes:
        asked: The question as it was put.
        query: What is carried out.
        language: Of the question.
        follows: The question that something was taken over from; empty where none was.
        carried: The conditions that were taken over.
        left_out: Id and meaning of what was understood and left out on request.
    """

    asked: str
    query: Query
    language: Language = ENGLISH
    follows: str = ""
    carried: tuple[Filter, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What was understood, for people to see and to change."""
        shown = self.query.as_json()
        for told, condition in zip(shown["filters"], self.query.filters, strict=True):
            told["id"] = filter_id(condition)
            if condition in self.carried:
                told["carried"] = True
        if self.query.missing:
            shown["missing"] = [{"id": missing_id(m), "words": m.words} for m in self.query.missing]
        if self.follows:
            shown["follows"] = self.follows
        if self.left_out:
            shown["left_out"] = [{"id": i, "means": means} for i, means in self.left_out]
        if self.language.code != ENGLISH.code:
            shown["language"] = self.language.code
        return shown


def filter_id(condition: Filter) -> str:
    """Eight characters that tell a condition from the others of a question."""
    told = f"{type(condition).__name__}:{condition.negated}:{condition.means()}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]


def missing_id(missing: Missing) -> str:
    """The same for a name or word that the catalogue doesn't have."""
    told = f"Missing:{missing.kind}:{missing.words}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]


def understand_turns(turns: Sequence[Turn], view: View, find: Find) -> Understood:
    """Understand the last question of a conversation; the latest 20 of it count.

    Args:
        find: Carries out the question before, where a film of its answer is pointed at.
    """
    before: Understood | None = None
    for turn in turns[-MOST_TURNS:]:
        before = _left_out(_turn(turn.question, before, view, find), turn.without)
    assert before is not None, "a conversation has a question"
    return before


def _turn(question: str, before: Understood | None, view: View, find: Find) -> Understood:
    language = detect(question)
    if language.code == ENGLISH.code:
        english = scots.in_english(question, view)
    else:
        english = in_english(question, language)
    alone = understand(english, view)
    if before is None or not follows_up(english, alone):
        return Understood(question, alone, language)
    query, carried = _Merge(english, before.query, view, find).merged()
    return Understood(question, query, language, before.asked, carried)


def follows_up(question: str, alone: Query) -> bool:
    """Whether a question can't stand alone; ``alone`` is how it is understood when it has to."""
    text = question.strip()
    # A film, a name or a subject of its own: "Films of Leith and its harbour" stands alone.
    own = bool(alone.works or alone.hop or any(_slot(f) in _TOPICAL for f in alone.filters))
    noun = bool(_NOUN.search(text))
    if _NTH_ONE.search(text) or _OF_THEM.search(text):
        return True
    if _STARTS.search(text):
        return not (own and noun and _FORM.search(text))
    if own or alone.missing:
        short = len(tokens(text)) <= _FRAGMENT
        word = _WORD.search(text) and not alone.order
        piece = _PIECE.search(text) or _ONES.search(text) or word
        return short and not noun and not alone.works and bool(piece)
    if _THESE.search(text) or _SINGULAR.search(text):
        return True
    return not noun and (bool(alone.order) or _points(text))


def _points(text: str) -> bool:
    """Whether a question without a film, a name or a subject can only mean those before it."""
    if _PIECE.search(text) or _ONES.search(text) or _WORD.search(text):
        return len(tokens(text)) <= _FRAGMENT
    return bool(_PLURAL.search(text) or _BARE.search(text))


def _left_out(understood: Understood, ids: Collection[str]) -> Understood:
    """Without the conditions and missing words that have these ids."""
    query = understood.query
    gone = [f for f in query.filters if filter_id(f) in ids]
    absent = [m for m in query.missing if missing_id(m) in ids]
    told = [(filter_id(f), ("not " if f.negated else "") + f.means()) for f in gone]
    told += [(missing_id(m), m.words) for m in absent]
    if not told:
        return understood
    lost = set(stems(" ".join([*(f.words for f in gone), *(m.words for m in absent)])))
    kept = replace(
        query,
        filters=tuple(f for f in query.filters if f not in gone),
        missing=tuple(m for m in query.missing if m not in absent),
        topic=tuple(stem for stem in query.topic if stem not in lost),
    )
    return replace(understood, query=kept, left_out=tuple(told))


_TOPICAL = frozenset(("agent", "place", "genre", "topic", "works"))
_EITHER = frozenset(("sound", "colour"))


def _slot(condition: Filter) -> str:
    """What a condition is about; a new one takes the place of an old one about the same."""
    if isinstance(condition, AnyOf):
        return _slot(condition.options[0])
    if isinstance(condition, Linked):
        return "topic" if condition.kind == "subject" else condition.kind
    if isinstance(condition, Copies):
        return condition.column
    if isinstance(condition, Words):
        return "place" if condition.name else "topic"
    names: dict[type, str] = {Years: "date", Length: "length", Works: "works"}
    return names[type(condition)]


class _Merge:
    """One follow-up and the question before it."""

    def __init__(self, question: str, before: Query, view: View, find: Find) -> None:
        self.before, self.view, self.find = before, view, find
        self.question = question
        bare = _LEAD.sub("", question.strip(), count=1)
        bare = _OF_THEM.sub(_counting, _NTH_ONE.sub(" ", bare)).strip()
        self.new = understand(bare, view) if re.search(r"\w", bare) else Query(bare, "lookup")

    def merged(self) -> tuple[Query, tuple[Filter, ...]]:
        """What is asked now, and which of its conditions were taken over."""
        pointed = self._pointed()
        carried = () if pointed and not self._asks_conditions() else self._carried()
        query = self._with_form(replace(self.before, hop=self.new.hop or self.before.hop))
        works = self._works(pointed)
        filters = [*carried, *self.new.filters]
        if works and self._asks_conditions():
            filters.append(Works("those found before", works))
            works = ()
        words = " ".join(f.words for f in carried)
        query = replace(
            query,
            question=f"{words} {self.question}".strip(),
            filters=tuple(filters),
            works=works,
            hop=None if works else query.hop,
            missing=self._missing(pointed),
            topic=tuple(dict.fromkeys((*_topic(carried), *self.new.topic))),
        )
        if query.kind == "overview" and query.works:
            query = replace(query, kind="lookup", properties=("about",))
        if query.kind == "lookup" and self.before.works and not query.works and not query.order:
            query = replace(query, kind="list", properties=())
        return query, carried

    def _carried(self) -> tuple[Filter, ...]:
        narrows = bool(_NARROWS.search(self.question) or _OF_THEM.search(self.question))
        taken = {_slot(f) for f in self.new.filters if not f.negated}
        replaced = taken & _EITHER if narrows else taken
        kept = (f for f in self.before.filters if f.negated or _slot(f) not in replaced)
        return tuple(f for f in kept if f not in self.new.filters)

    def _asks_conditions(self) -> bool:
        """Whether conditions, a number or an order are asked for, and no property of a film."""
        new = self.new
        return bool(new.filters or new.kind == "count" or new.order) and not new.properties

    def _pointed(self) -> tuple[int, ...] | None:
        """The works of the answer before that are pointed at; None where none is."""
        if match := _NTH_ONE.search(self.question):
            told = (match["nth"] or match["pair"] or "").lower()
            place = _NTH[told] if told else int(match["number"]) - 1
            found = self.find(self.before)
            return (found[place],) if -1 <= place < len(found) and found else ()
        if self.new.works or self.new.hop or (self._asks_conditions() and not self.before.works):
            return None
        asks = bool(self.new.properties) or self._asks_conditions()
        if asks and _SINGULAR.search(self.question):
            return tuple(self.find(self.before)[:1])
        if self.new.properties and (_PLURAL.search(self.question) or not self.new.filters):
            return tuple(self.find(self.before)[:_POINTED])
        return None

    def _works(self, pointed: tuple[int, ...] | None) -> tuple[int, ...]:
        if pointed is not None:
            return pointed
        if self.new.works:
            return self.new.works
        return self.before.works if self._asks_conditions() and not self._topical() else ()

    def _topical(self) -> bool:
        return any(_slot(f) in _TOPICAL for f in self.new.filters)

    def _missing(self, pointed: tuple[int, ...] | None) -> tuple[Missing, ...]:
        if pointed == ():
            return (Missing(self.question.strip(" ?"), "word"),)
        stays = () if self._topical() or pointed else self.before.missing
        return (*stays, *self.new.missing)

    def _with_form(self, query: Query) -> Query:
        """What is asked for: by the follow-up where it says so, else as before."""
        new = self.new
        told = new.kind in ("count", "overview") or new.order or new.group or new.properties
        if not (told or _LISTS.search(new.question)):
            return replace(query, kind="lookup") if new.works and not query.order else query
        return replace(new, kind=new.kind if told else "list", hop=query.hop, filters=query.filters)


def _counting(match: re.Match[str]) -> str:
    """What is left of "how many of them": how many."""
    head = match.group().lower()
    return next((word for word in ("how many", "which") if head.startswith(word)), " ")


def _topic(conditions: Sequence[Filter]) -> list[str]:
    return [s for f in conditions if isinstance(f, Words | Linked | AnyOf) for s in stems(f.words)]
