"""Names as records credit them: person or body, tidy form, other forms."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

AgentKind = Literal["Person", "CorporateBody", "PersonGroup", "Family"]

HONORIFICS = (
    "Mr|Mrs|Miss|Ms|Dr|Doctor|Rev|Revd|Reverend|Prof|Professor|Sir|Lord|Lady|Captain|Capt|Major|"
    "Colonel|Col|Provost|Baillie|Bailie|Duchess|Duke|Marquess|Earl|Dame|Canon|Father|Fr|Sister"
)
_HONORIFIC = re.compile(rf"^(?:the )?(?:{HONORIFICS})\b\.?", re.IGNORECASE)

# Words that only bodies have in their names.
_BODY_WORDS = re.compile(
    r"\b(?:academy|advertising|agency|animations?|archives?|arts?|associates|association|authority|"
    r"board|branch|broadcasting|bros|brothers|budget|bureau|camera|centre|chamber|cine|cinema|"
    r"cinemas|cinematograph|club|college|commercials|committee|company|comms|co|co-op|"
    r"co-operative|cooperative|corporation|corps|council|department|dept|division|education|"
    r"entertainments?|establishments|federation|films?|filmproduktion|filmwrights|foundation|"
    r"freres|frères|gazette|gmbh|government|graphic|group|guild|hospital|house|inc|industrial|"
    r"industries|institute|institut|institution|instructional|journal|kinema|kinematograph|"
    r"laboratory|laboratories|library|limited|llp|ltd|magazine|media|mediabase|ministry|movies?|"
    r"movietone|municipal|museum|network|news|newscine|newsfilm|newsreel|newsreels|office|"
    r"organisation|organization|outfitters|panel|paper|partners|partnership|pathe|pathescope|"
    r"photographic|photos|pictorial|pictures?|playhouse|polytechnic|presbytery|press|productions?|"
    r"prods?|project|publications|publicity|record|regiment|roperie|school|schools|secondary|"
    r"screen|service|services|society|soc|sons|studios?|syndicate|team|telefilms|television|"
    r"theatre|theatres|trust|tv|union|unit|university|universities|univ|video|videos|visuals|works|"
    r"workshop|workshops)\b|&\s*(?:Son|Co|Sons|Partners)\b|\bSon$|\bRAF\b",
    re.IGNORECASE,
)  # fmt: skip
_ENDS_BODY = re.compile(
    r"\b(?:agency|animations|archives|association|associates|board|bros|brothers|cinematograph|club|"
    r"co|college|committee|company|corporation|council|films|freres|frères|gazette|graphic|group|"
    r"guild|inc|institute|instructional|limited|llp|ltd|movies|network|news|newsreel|paramount|"
    r"partners|pathe|pictures|productions?|prods|schools?|services?|society|soc|studios?|trust|tv|"
    r"union|unit|university|workshop)\.?(?: \([^()]*\))?$",
    re.IGNORECASE,
)  # fmt: skip
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&!/-]{2,5}$")
_INITIALS = re.compile(r"^(?:[A-Z]\.?){1,3}$")
_NAME_WORD = re.compile(r"^['‘“\"(]?(?:[A-ZÀ-Þ][\w'’.-]*|de|van|von|der|du|la|le)['’”\")]?$")
_GROUP = re.compile(
    r"^(?:the |various |unidentified |local )*(?:members|staff|pupils|teachers|employees|personnel|"
    r"students|S\d pupils)\b"
)
_FAMILY = re.compile(r"\bfamily$", re.IGNORECASE)
_INVERTED = re.compile(r"^([^,]+),\s*([^,]+)$")
_NICKNAME = re.compile(r"\s*['‘“\"]\w[^'’”\"]*['’”\"]")
_MAIDEN = re.compile(r"\s*\((?:née|nee)\s+([^)]+)\)")
_SUFFIX = re.compile(r"^(?:Jnr|Jr|Snr|Sr|Junior|Senior|II|III)\.?$")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names common in Britain, which tell a person from a body of the same shape."""
    text = (files("graph_ingest.readers") / "given_names.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@dataclass(frozen=True)
class TidyName:
    """A name in natural order and other forms of it."""

    name: str
    variants: tuple[str, ...] = ()


def kind_of(
    name: str, personal: bool, bodies: Collection[str], people: Collection[str]
) -> AgentKind:
    """Whether a name is a person's, a body's or a group's.

    Args:
        name: The name in natural order.
        personal: The role is one that people have, such as Director; else bodies are likelier.
        bodies: Names known to be bodies.
        people: Names known to be people.
    """
    if name in bodies:
        return "CorporateBody"
    if name in people:
        return "Person"
    if _GROUP.match(name):
        return "PersonGroup"
    if _FAMILY.search(name):
        return "Family"
    if is_body(name):
        return "CorporateBody"
    return "Person" if personal or looks_personal(name) else "CorporateBody"


def is_group(name: str) -> bool:
    """True for people who are named only by what they belong to: a family, a club's members."""
    return bool(_GROUP.match(name) or _FAMILY.search(name))


def is_body(name: str) -> bool:
    """True when a word or the shape of a name can only be a body's."""
    words = name.split()
    if _is_person_with_body_word(words) or _is_heading(name):
        return False
    return bool(
        _BODY_WORDS.search(name)
        or any(_ACRONYM.match(word.strip("(),'’s")) for word in words)
        or re.search(r"\d", name)
        or (len(words) > 1 and words[0] in ("The", "the") and not _HONORIFIC.match(name))
        or "&" in name
    )


def _is_heading(name: str) -> bool:
    """``TAIT, Margaret``: the capitals of a surname are no body's initials."""
    last, _, first = name.partition(",")
    return last.isupper() and any(map(is_forename, first.split()[:1])) and not is_body(first)


def _is_person_with_body_word(words: list[str]) -> bool:
    """A surname such as House, Church or Screen after a given name."""
    if len(words) not in (2, 3) or words[0] not in given_names():
        return False
    return words[-1] in ("Church", "Guild", "House", "Paper", "Press", "Record", "Screen")


def ends_like_body(name: str) -> bool:
    """True when a name is whole as a body's, so that an ``and`` after it joins another."""
    return bool(_ENDS_BODY.search(name.rstrip(" .")) or _ACRONYM.match(name.strip()))


def looks_personal(name: str) -> bool:
    """True when a name has the shape of a person's: a given name or initials, and a surname."""
    plain = _NICKNAME.sub("", name)
    if _HONORIFIC.match(plain):
        return True
    words = plain.split()
    if not 2 <= len(words) <= 5 or not all(_NAME_WORD.match(word) for word in words):
        return False
    return words[0] in given_names() or bool(
        _INITIALS.match(words[0]) and len(words[-1].strip(".")) > 1
    )


def is_forename(text: str) -> bool:
    """True for a given name or initials that stand without a surname."""
    return text in given_names() or bool(_INITIALS.match(text))


def surname(name: str) -> str:
    """The last word of a person's name that is no suffix."""
    words = [word for word in name.split() if not _SUFFIX.match(word)]
    return words[-1] if words else name


def natural(text: str, *, inverted: bool = False) -> TidyName:
    """A person's name, tidy: a maiden name or a nickname in it gives another form.

    Args:
        text: The name.
        inverted: It may be ``RUSSELL, Stanley Livingstone``, which is turned round, and the
            capitals of the surname lowered.
    """
    name = " ".join(text.split())
    maiden = _MAIDEN.search(name)
    name = _MAIDEN.sub("", name)
    if match := _INVERTED.match(name):
        last, first = match.groups()
        if _SUFFIX.match(first):
            name = f"{last} {first}"
        elif inverted:
            name = f"{first} {_lowered(last)}"
    variants = []
    if maiden:
        variants.append(" ".join([*name.split()[:-1], maiden[1]]))
    if (short := " ".join(_NICKNAME.sub("", name).split())) != name and " " in short:
        variants.append(short)
    return TidyName(name, tuple(variants))


def _lowered(last: str) -> str:
    if not re.search(r"[A-Z]{3}", last):
        return last
    lowered = re.sub(r"[A-Z]+", lambda m: m[0].capitalize(), last)
    return re.sub(r"\b(Mc)([a-z])", lambda m: m[1] + m[2].upper(), lowered)
