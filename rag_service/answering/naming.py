"""People and companies that a question names as makers of films, with the role it gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag_service.answering.english import FILLER, STOP
from rag_service.answering.filters import Filter, Linked, Words
from rag_service.answering.lexicon import Lexicon
from rag_service.answering.query import Missing
from rag_service.answering.reading import Reading, appears
from rag_service.answering.roles import VERB, makers, roles_meant
from rag_service.answering.view import View
from rag_service.answering.wordindex import ANYWHERE
from rag_service.answering.words import stem

_LONGEST = 8
_HONOURS = (
    r"(?: the)?(?: (?:director|film-?maker|film maker|cameraman|company|studio|producer|group|firm|"
    r"late|sir|mr|mrs|miss|dr))*\s*[\"'“(]?$"
)
_CRAFT = (
    r"(?:with )?(?:a )?(?:commentary|narration|music|script|screenplay|photography|camera "
    r"?work|editing|"
    r"direction|animation)"
)
_BY = re.compile(
    rf"(?P<role>(?:(?:{VERB.pattern}|{_CRAFT})(?:,| and| or)? )*)\b(?:by|credited to|attributed "
    rf"to|made for)" + _HONOURS
)
_OF = re.compile(r"\b(?:work|works|films?|movies?|productions?) (?:of|from)" + _HONOURS)
_NOUN = re.compile(
    r"\b(?P<role>director|producer|cameraman|camerawoman|cinematographer|film-?maker|film maker|"
    r"narrator|sponsor|editor|writer|animator|photographer|company|studio)s?"
    r"(?: (?:was|is|named|called))?(?: the)?\s*$"
)
_DID = re.compile(r"\b(?:did|does|do|has|have|had|was|were|is|could|would)(?: the)?\s*$")
_AFTER = re.compile(
    r"^(?:['’]s?)?,?(?: ever| also| then| himself| herself| have| has| had| actually)* (?P<role>"
    rf"{VERB.pattern}|direct|film|shoot|photograph|produce|make|create|sponsor|commission|narrate|"
    r"write|edit|animate|work on|worked on|credited|responsible|involved)\b"
)
_AS = re.compile(
    r"^,? (?:(?:credited|named|listed|working|acting) )?(?:as|in the role of)(?: an?| the| its| "
    r"their)? (?P<role>directors?|producers?|editors?|cameram[ae]n|camerawom[ae]n|"
    r"cinematographers?|film-?makers?|animators?|(?:script)?writers?|narrators?|photographers?)\b"
)
_OWN = re.compile(
    r"^(?:['’]s?)? (?:(?:amateur|silent|colour|sound|early|late|other|own|short|home|first|last|"
    r"earliest|latest|longest|shortest|oldest) )*(?:films?|movies?|newsreels?|productions?|works?|"
    r"filmography|output|documentaries|animations?|cartoons|titles|adverts|footage)\b"
)
_LEFT = re.compile(
    r"\b(?:(?:as|being|for) )?(?:the |an? |their |its )?"
    r"(?P<role>directors?|film[- ]?makers?|producers?|cameram[ae]n|camerawom[ae]n|"
    r"cinematographers?|animators?|editors?|(?:script)?writers?|sponsors?|photographers?|"
    r"narrators?|makers?|behind the camera|(?:person|man|woman|one) who \w+(?: (?:it|them))?|"
    r"(?:with )?(?:directing|filming|shooting|producing|making|editing|writing))\b"
)
_TOLD_IN_TEXT = re.compile(
    r"\b(?:sponsored|commissioned|funded|financed|made for|paid for|presented|introduced|hosted|"
    r"narrated|narration|commentary|voiced|written|script|composed|music|scored)\b"
)
_TOPIC = re.compile(
    r"\b(?:about|showing|shows?|shown|featuring|features?|depicting|starring|stars?|portraits? of|"
    r"interviews? with|with|mention(?:s|ing)?|on|visit(?:s|ing)? (?:to|of|by)|portraying|capturing|"
    r"includ(?:es?|ing)|seen|sees?|called|titled|entitled|named)(?: the)?\s*$"
)


@dataclass(frozen=True)
class _Cue:
    """The roles that the words around a name give it.

    Attributes:
        roles: Empty where any role is meant.
        words: Where the words stand that say so.
        sure: True when nothing but the name of a maker can stand there.
    """

    roles: tuple[str, ...]
    words: tuple[range, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class _Named:
    span: range
    entities: frozenset[int]
    cue: _Cue | None


def read_agents(reading: Reading, view: View, lexicon: Lexicon) -> list[Linked]:
    """Take the credited people and companies out of a question."""
    found: list[Linked] = []
    size = len(reading.tokens)
    for length in range(min(_LONGEST, size), 0, -1):
        for start in range(size - length + 1):
            span = range(start, start + length)
            if reading.free(span) and (named := _named(reading, span, view, lexicon)):
                found.append(_filter(reading, named, view, reading.negated(span)))
    return found


def read_left_roles(reading: Reading, found: list[Linked], view: View) -> list[Linked]:
    """Take the words for roles that stand apart from the names that have them.

    In "credit Ann Bell as director or editor" they tell what her part in the films was.
    """
    if not found:
        return found
    said: list[str] = []
    while match := reading.search(_LEFT):
        reading.take_match(match)
        said.append(match["role"])
    roles = roles_meant(" ".join(said), view.links.roles)
    return [
        replace(f, roles=roles)
        if roles and not f.roles and view.linked(f.entities, ("role",), roles).any()
        else f
        for f in found
    ]


def read_unknown_agents(
    reading: Reading, view: View, lexicon: Lexicon
) -> tuple[list[Filter], list[Missing]]:
    """Take names that stand where a maker is named but that no credit has.

    A likely slip of the pen is read as the name it is near to. Who paid for a film or speaks in
    it is often told in the text alone, and is looked for there.
    """
    found: list[Filter] = []
    missing: list[Missing] = []
    for span in _names(reading):
        cue = _cue(reading, span, view)
        if cue is None or not cue.sure:
            continue
        held = reading.tokens[span.start : span.stop]
        entities = lexicon.nearest_agent(" ".join(token.key for token in held))
        negated = reading.negated(span)
        if entities:
            found.append(_filter(reading, _Named(span, frozenset(entities), cue), view, negated))
            continue
        reading.take(span)
        stems = tuple(token.stem for token in held)
        told = _TOLD_IN_TEXT.search(reading.text)
        if told and len(view.words.phrase(stems, ANYWHERE)):
            found.append(Words(reading.words(span), stems, True, negated, ANYWHERE, name=True))
        elif not negated:
            missing.append(Missing(reading.words(span), "name"))
        _take(reading, cue)
    return found, missing


def _names(reading: Reading) -> list[range]:
    """Runs of capitalised words that nothing has understood."""
    found: list[range] = []
    index = 0
    while index < len(reading.tokens):
        stop = index
        while stop < len(reading.tokens) and _part_of_name(reading, stop):
            stop += 1
        if stop > index:
            found.append(range(index, stop))
        index = max(stop, index + 1)
    return found


def _part_of_name(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    first = index == 0
    return token.capital and not reading.used[index] and not (first and token.key in STOP)


def _named(reading: Reading, span: range, view: View, lexicon: Lexicon) -> _Named | None:
    words = [token.key for token in reading.tokens[span.start : span.stop]]
    exact = lexicon.in_full(words)
    if words[0] in STOP and not exact:
        return None
    capital = any(token.capital for token in reading.tokens[span.start : span.stop])
    if len(span) == 1 and (_is_heading(words, lexicon) or not _may_be_name(reading, span)):
        return None
    cue = None if reading.in_name(span) and not exact else _cue(reading, span, view)
    if cue is None:
        plain = len(span) > 1 and exact and not _is_topic(reading, span)
        plain = plain and not appears(reading, span)
        entities = exact if plain and not _is_heading(words, lexicon) else set()
    elif len(span) == 1 and not cue.sure and not exact:
        entities = set()
    elif len(span) == 1:
        entities = exact or (lexicon.surname(words[0]) if capital else set())
    else:
        entities = lexicon.agents_named(words)
        entities = entities or (lexicon.companies_like(words) if capital else set())
    return _Named(span, frozenset(entities), cue) if entities else None


def _may_be_name(reading: Reading, span: range) -> bool:
    token = reading.tokens[span.start]
    hyphened = reading.text[token.end : token.end + 1] == "-"
    return not hyphened and token.stem not in FILLER and token.key not in STOP


def _is_heading(words: list[str], lexicon: Lexicon) -> bool:
    return " ".join(stem(word) for word in words) in lexicon.headings


def _is_topic(reading: Reading, span: range) -> bool:
    return bool(_TOPIC.search(reading.text[: reading.tokens[span.start].start]))


def _cue(reading: Reading, span: range, view: View) -> _Cue | None:
    known = view.links.roles
    start = reading.tokens[span.start].start
    end = reading.tokens[span.stop - 1].end
    before, after = reading.text[:start], reading.text[end:]
    for pattern in (_BY, _NOUN):
        if match := pattern.search(before):
            roles = roles_meant(match["role"] or "by", known)
            return _Cue(roles, (reading.within(*match.span()),))
    topic = _TOPIC.search(before)
    if match := _AS.match(after):
        words = reading.within(end + match.start(), end + match.end())
        return _Cue(roles_meant(match["role"], known), (words,))
    if match := _AFTER.match(after):
        did = _DID.search(before)
        if did or not topic:
            words = reading.within(end + match.start(), end + match.end())
            return _Cue(roles_meant(match["role"], known), (words,), bool(did))
    own = _OWN.match(after)
    if _OF.search(before) or (own and not topic):
        return _Cue(makers(known), sure=bool(own) and _possessive(reading, span))
    return None


def _possessive(reading: Reading, span: range) -> bool:
    """Whether a name stands in the possessive: Pascoe's films."""
    last = reading.tokens[span.stop - 1]
    return last.key != last.text.casefold() and last.text.endswith("s")


def _take(reading: Reading, cue: _Cue | None) -> None:
    for words in cue.words if cue else ():
        reading.take(words)


def _take_initials(reading: Reading, span: range) -> None:
    """What stands in brackets after a name: its initials, Scottish Television (STV), or the name
    at birth, (née Brown)."""
    end = reading.tokens[span.stop - 1].end
    match = re.match(r" \((?:n[eé]e )?\w+\)", reading.text[end:])
    if match:
        reading.take(reading.within(end, end + match.end()))


def _filter(reading: Reading, named: _Named, view: View, negated: bool) -> Linked:
    entities = tuple(sorted(named.entities))
    names = tuple(dict.fromkeys(view.name(entity) for entity in entities))
    roles = named.cue.roles if named.cue else ()
    if roles and not view.linked(entities, ("role",), roles).any():
        # Credited, but not so: what they did do is told rather than nothing.
        roles = ()
    reading.take(named.span)
    _take(reading, named.cue)
    _take_initials(reading, named.span)
    return Linked(reading.words(named.span), "agent", entities, names, roles, (), negated)
