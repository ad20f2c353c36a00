"""Which credited roles the verbs and nouns of a question mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag_service.answering.english import word_set
from rag_service.answering.words import stems

# English stems that speak of a kind of work, and the stems that roles of that kind hold.
_KINDS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (word_set("direct director"), word_set("direct director filmmak")),
    (
        word_set(
            """film shot shoot photograph photographi camera cameraman camerawork cinematograph
            cinematographi oper"""
        ),
        word_set(
            "cinematograph cinematographi camera cameraman photograph photographi filmmak film"
        ),
    ),
    (word_set("produc product studio compani"), word_set("produc product")),
    (word_set("sponsor commiss commission fund financ paid"), word_set("sponsor commiss fund")),
    (
        word_set("narrat narrator commentari comment voic voiceov"),
        word_set("narrat narrator comment voic"),
    ),
    (
        word_set("write written wrote writer script screenplay screenwrit"),
        word_set("writer write screenwrit script author"),
    ),
    (word_set("edit editor"), word_set("edit editor")),
    (word_set("music compos score"), word_set("music compos")),
    (
        word_set("star act actor perform cast appear present"),
        word_set("cast actor perform castmemb present"),
    ),
    (word_set("anim"), word_set("anim")),
)
# Roles that don't make a film, and are left out where one asks who made it.
_NOT_MAKING = word_set(
    """sponsor cast castmemb perform present narrat narrator collect depositor donor interview
    interviewe report distribut publish assist organis continu light sound music effect workshop
    workshoplead leader"""
)
_VERBS = (
    r"directed|filmed|shot|photographed|produced|sponsored|commissioned|funded|financed|narrated|"
    r"voiced|written|scripted|edited|composed|scored|animated|presented|made|created"
)
_FILM_MAKER = re.compile(r"\bfilm[ -]?maker")
VERB = re.compile(rf"\b(?:{_VERBS})\b")


def roles_meant(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """The catalogue's roles that words such as directed or cameraman mean.

    Words such as made mean every role that makes a film; words of no known kind mean none.
    """
    said = set(stems(_FILM_MAKER.sub("maker", words)))
    found = [
        role
        for role in known
        if role and any(said & verbs and _stems(role) & nouns for verbs, nouns in _KINDS)
    ]
    if found:
        return tuple(found)
    return makers(known) if said & {"made", "make", "maker", "filmmak", "creat", "by"} else ()


def makers(known: Sequence[str]) -> tuple[str, ...]:
    """The catalogue's roles that make a film."""
    return tuple(role for role in known if role and not _stems(role) & _NOT_MAKING)


def _stems(role: str) -> set[str]:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", role)
    return {*stems(apart), *stems(role)}
