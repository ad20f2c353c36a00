"""Which credited roles the verbs and nouns of a question mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag_service.answering.words import stems

# English stems that speak of a kind of work, and the stems that roles of that kind hold.
_KINDS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(said.split()), frozenset(held.split()))
    for said, held in (
        ("direct director", "direct director filmmak"),
        (
            "film shot shoot photograph photographi camera cameraman camerawork cinematograph "
            "cinematographi oper",
            "cinematograph cinematographi camera cameraman photograph photographi filmmak film",
        ),
        ("produc product studio product compani", "produc product"),
        ("sponsor commiss commission fund financ paid", "sponsor commiss fund"),
        ("narrat narrator commentari comment voic voiceov", "narrat narrator comment voic"),
        ("write written wrote writer script screenplay screenwrit", "writer write screenwrit script author"),
        ("edit editor", "edit editor"),
        ("music compos compos score", "music compos"),
        ("star act actor perform cast appear present", "cast actor perform castmemb present"),
        ("anim anim", "anim"),
    )
)  # fmt: skip
# Roles that don't make a film, and are left out where one asks who made it.
_NOT_MAKING = frozenset(
    """sponsor cast castmemb perform present narrat narrator collect depositor donor interview
    interviewe report distribut publish assist organis continu light sound music effect workshop
    workshoplead leader""".split()
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
