"""Questions that go through one film to others: what else its maker made, the same year.

Such a question has a film, a word for what is shared with it (its director, the same isle) and
something that asks for others. They come in any order, in one clause or in several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag_service.answering import hop_cues as cues
from rag_service.answering.query import Hop, Via, When
from rag_service.answering.reading import Reading
from rag_service.answering.reference import (
    Reference,
    clauses,
    core,
    film_after,
    film_among,
    lone_title,
)
from rag_service.answering.roles import VERB, makers, roles_meant
from rag_service.answering.titles import Titled
from rag_service.answering.view import View


@dataclass(frozen=True)
class _Anchor:
    """The words for what is shared with the film.

    Attributes:
        start: First character.
        end: Character after the last.
        linked: True where the film is named right after.
        sure: True where a film may be described rather than named by its title.
        asks: True where the words alone ask for other films.
        named: True where the question names the maker.
        follows: True where the film is named right before.
        before: True where it is named somewhere before.
    """

    via: Via
    start: int
    end: int
    linked: bool
    roles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sure: bool = True
    asks: bool = False
    named: bool = False
    follows: bool = False
    before: bool = False


def read_hop(reading: Reading, view: View, numbered: Titled) -> Hop | None:
    """Take a film that a question goes through, with the words that say so.

    Args:
        numbered: The film, where the question gives its number.
    """
    number = _number(reading, numbered) if numbered.works else None
    same_year: tuple[_Anchor, Reference] | None = None
    for anchor in _anchors(reading, view):
        film = number or _film(reading, anchor, view)
        if film is None or not _asks_for_others(reading, anchor, film):
            continue
        if anchor.via == "year" and same_year is None:
            # The year may be said of what its maker made.
            same_year = anchor, film
        elif same_year is None or anchor.via == "agent":
            return _taken(reading, anchor, film)
    return _taken(reading, *same_year) if same_year else None


def _number(reading: Reading, numbered: Titled) -> Reference:
    used = [i for i, used in enumerate(reading.used) if used]
    return Reference(range(used[0], used[-1] + 1), numbered.words, numbered.works)


def _anchors(reading: Reading, view: View) -> Iterator[_Anchor]:
    for match in _free(reading, cues.SAME):
        linked = match["link"] is not None
        yield _Anchor(cues.VIA[match["via"]], *match.span(), linked, sure=linked, asks=True)
    for linked, pattern in ((True, cues.SHOWN_IN), (False, cues.THERE)):
        for match in _free(reading, pattern):
            yield _Anchor("spot", *match.span(), linked)
    readers = [
        (cues.BY_SOMEBODY, _by_somebody),
        *((pattern, _linked) for pattern in cues.LINKED),
        (cues.BACK, _back),
        (cues.OWN, _own),
        (cues.NAMED, _named),
        (cues.NAMES_OWN, _named),
        (cues.PASSIVE, _made_by),
        (cues.EXCEPT, _except),
    ]
    for pattern, reader in readers:
        found = (reader(reading, match, view) for match in _free(reading, pattern))
        yield from (anchor for anchor in found if anchor)


def _free(reading: Reading, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(reading.text):
        if reading.free(reading.within(*match.span())):
            yield match


def _linked(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """The director of …, whoever filmed …; who, asked for, only where he is spoken of again."""
    held = match.groupdict()
    noun, verb = held["noun"] or held.get("shared") or "", held.get("verb") or ""
    rest = reading.text[match.end() :]
    asked = noun in ("who", "someone", "somebody") or held.get("asked") is not None
    spoken_of = cues.PRONOUN.search(rest) or (held.get("asked") and cues.ITS.search(rest))
    if asked and not (spoken_of and cues.ALSO.search(rest)):
        return None
    it = cues.IT.match(rest)
    if it is None and cues.NO_FILM.match(rest):
        return None
    roles, labels = _meant(noun, verb, view)
    if asked and cues.ONE_PERSON.search(rest):
        labels = ("Person",)
    end = match.end() + (it.end() if it else 0)
    sure = _describable(noun, verb, held.get("of"), rest) and held.get("any") is None
    asks = "same" in match.group() or "shar" in match.group()
    return _Anchor("agent", match.start(), end, it is None, roles, labels, sure, asks)


def _describable(noun: str, verb: str, link: str | None, rest: str) -> bool:
    """Whether what follows, if no title, is likely to describe a film.

    People make and produce, photograph and do much else.
    """
    if cues.A_FILM.search(cues.CLAUSE_ENDS.split(rest)[0]):
        return True
    if link:
        return link == "of" and not cues.OF_THINGS.fullmatch(noun)
    return not verb or (verb != "did" and noun.startswith(("who", "some", "the one")))


def _back(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """Its director, the same company: the film is named elsewhere."""
    start = match.start("lead")
    acts = match["by"] or match["own"] or match["does"] or "same" in match["lead"]
    if not acts:
        return None
    roles, labels = _meant(match["noun"], "", view)
    if _has_capitals(reading, start, match.end("noun")):
        return _of_title(reading, match, roles, labels, view)
    sure = "same" in match["lead"] or "its" in match["lead"]
    same = "same" in match["lead"]
    return _Anchor("agent", start, match.end("noun"), False, roles, labels, sure, same)


def _of_title(
    reading: Reading,
    match: re.Match[str],
    roles: tuple[str, ...],
    labels: tuple[str, ...],
    view: View,
) -> _Anchor | None:
    """The Night Mail director, if these words before the noun are a title and no heading."""
    noun = reading.within(*match.span("noun"))
    before = reading.tokens[noun.start - 1]
    if reading.tokens[noun.start].capital or not before.capital:
        return None
    if any(h.whole or h.kind == "place" for h in view.lexicon.headings.get(before.stem, ())):
        return None
    return _Anchor("agent", *match.span("noun"), False, roles, labels, sure=False, follows=True)


def _own(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """The director of the film that is named right before: Night Mail's director."""
    acts = match["own"] or match["does"] or re.fullmatch(cues.ROLE, match["noun"])
    if not acts or _has_capitals(reading, match.start(), match.end("noun")):
        return None
    roles, labels = _meant(match["noun"], "", view)
    own = (match.start(), match.end("noun"))
    return _Anchor("agent", *own, False, roles, labels, sure=False, follows=True)


def _has_capitals(reading: Reading, start: int, end: int) -> bool:
    """Whether words are part of a name; the first word of a question is none."""
    span = reading.within(start, end)
    return any(reading.tokens[i].capital for i in span if i)


def _named(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """Somebody named made the film that is described; his other ones are asked for."""
    rest = reading.text[match.end() :]
    who = reading.within(*match.span("who"))
    if not reading.tokens[who.start].capital or not reading.tokens[who.stop - 1].capital:
        return None
    if cues.NO_FILM.match(rest) or not _of_his_others(reading, who, rest, view):
        return None
    roles, labels = _meant("", match["verb"], view)
    end = match.end()
    return _Anchor("agent", end, end, True, roles, labels, bool(match["verb"]), named=True)


def _of_his_others(reading: Reading, who: range, rest: str, view: View) -> bool:
    """Whether words name a maker, of whose others the rest of the question speaks."""
    spoken_of = cues.PRONOUN.search(rest) and cues.ALSO.search(rest)
    named = [reading.tokens[i].key for i in who]
    return bool(spoken_of and view.lexicon.agents_named(named))


def _made_by(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """A film made by somebody named, whose other ones are asked for."""
    rest = reading.text[match.end() :]
    if not _of_his_others(reading, reading.within(*match.span("who")), rest, view):
        return None
    own = (match.start(), match.start("verb"))
    return _Anchor("other", *own, False, sure=False, asks=True, before=True)


def _by_somebody(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """A film made by somebody who is not named, whose other ones are asked for."""
    if not cues.ALSO.search(reading.text[match.end() :]):
        return None
    roles, labels = _meant("", match["verb"], view)
    return _Anchor("agent", *match.span(), False, roles, labels, False, asks=True, before=True)


def _except(reading: Reading, match: re.Match[str], view: View) -> _Anchor | None:
    """A film that is left out, where everything else of the question stays as it is."""
    first = reading.within(match.end(), len(reading.text)).start
    film = film_after(reading, first, view)
    if film is None or first != film.span.start:
        return None
    known = len(film.span) > 1 or re.search(r"\bdid\b", reading.text[: match.start()])
    if not (known and all(reading.tokens[i].capital for i in (first, film.span.stop - 1))):
        return None
    return _Anchor("other", *match.span(), True, sure=False, asks=True)


def _meant(noun: str, verb: str, view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roles and labels of those whom a noun and a verb speak of."""
    known = view.links.roles
    if re.fullmatch(cues.BODY, noun):
        roles = roles_meant(verb or noun, known)
        return roles or roles_meant("produced", known), ("CorporateBody",)
    person = bool(re.fullmatch(rf"{cues.PERSON}|{cues.ROLE}", noun))
    roles = roles_meant(f"{noun} {verb}", known)
    if roles == makers(known):
        roles = ()
    company = "compan" in noun or "sponsor" in noun or noun.startswith("producer")
    return roles, ("Person",) if person and not company else ()


def _film(reading: Reading, anchor: _Anchor, view: View) -> Reference | None:
    if anchor.linked:
        first = reading.within(anchor.end, len(reading.text)).start
        film = film_after(reading, first, view)
        return film or (_description(reading, first) if anchor.sure else None)
    return _elsewhere(reading, anchor, view)


def _description(reading: Reading, first: int) -> Reference | None:
    start = reading.tokens[first].start
    clause = next(c for c in clauses(reading) if first in c)
    end = reading.tokens[clause.stop - 1].end
    if ends := cues.ENDS.search(reading.text, start + 1, end):
        end = ends.start()
    span = reading.within(start, end)
    return Reference(span, reading.words(span)) if core(reading, span) else None


def _elsewhere(reading: Reading, anchor: _Anchor, view: View) -> Reference | None:
    """The film of another clause, or another part of the same one."""
    own = reading.within(anchor.start, anchor.end)
    parts = [range(own.start), range(own.stop, len(reading.tokens))]
    split = [part for c in clauses(reading) for part in _without(c, own)]
    whole = [part for part in parts if part]
    if anchor.before:
        return film_among(reading, [range(own.start)], view)
    apart = [clause for clause in clauses(reading) if not set(clause) & set(own)]
    found = film_among(reading, split if anchor.follows else apart, view)
    found = found or lone_title(reading, apart, view)
    told = _told(reading, anchor, own)
    if found is None and told and cues.A_FILM.search(told.words.casefold()):
        return told
    found = found or film_among(reading, [*split, *whole], view)
    if anchor.follows and found and found.span.stop != own.start:
        return None
    return found or told


def _told(reading: Reading, anchor: _Anchor, own: range) -> Reference | None:
    """A film that a clause before describes."""
    for clause in clauses(reading):
        besides = cues.BESIDES.match(reading.text, reading.tokens[clause.start].start)
        told = core(reading, clause)
        if clause.stop <= own.start and told and (anchor.sure or besides):
            return Reference(told, reading.words(told))
    return None


def _without(clause: range, own: range) -> list[range]:
    if not set(clause) & set(own):
        return [clause]
    parts = (range(clause.start, own.start), range(own.stop, clause.stop))
    return [part for part in parts if part]


def _asks_for_others(reading: Reading, anchor: _Anchor, film: Reference) -> bool:
    if anchor.asks:
        return True
    start, end = _extent(reading, film)
    bounds = sorted(((anchor.start, anchor.end), (start, end)))
    gaps = (0, *bounds[0], *bounds[1], len(reading.text))
    around = [reading.text[gaps[i] : gaps[i + 1]] for i in (0, 2, 4)]
    before = reading.text[: anchor.start]
    if not anchor.linked:
        return any(cues.ALSO.search(text) for text in around) or bool(cues.WENT_ON.search(before))
    around = [cues.ASKED_ITSELF.sub("", text) for text in (*around, before)]
    after = reading.text[max(end, anchor.end) :]
    went_on = cues.WENT_ON.search(before) and cues.MAKES.search(after)
    return bool(went_on) or any(cues.MORE.search(text) for text in around)


def _taken(reading: Reading, anchor: _Anchor, film: Reference) -> Hop:
    when = _when(reading, film) if anchor.via != "year" else ""
    start, end = _extent(reading, film)
    outside = reading.text[:start] + reading.text[end:]
    exclude = bool(cues.ALSO.search(outside) or when) or not anchor.linked
    own = reading.within(anchor.start, anchor.end)
    reading.take(own)
    if anchor.linked:
        first = reading.within(anchor.end, len(reading.text)).start
        reading.take(range(first, film.span.stop))
        if anchor.named:
            reading.take(_rest_of_clause(reading, film))
        reading.take(_said_beside(reading, film))
    else:
        _take_clauses(reading, film, own)
    _take_weak(reading, film)
    return Hop(
        film.words, film.works, anchor.via, anchor.roles, exclude, anchor.labels, when, anchor.named
    )


def _extent(reading: Reading, film: Reference) -> tuple[int, int]:
    return reading.tokens[film.span.start].start, reading.tokens[film.span.stop - 1].end


def _when(reading: Reading, film: Reference) -> When:
    start, end = _extent(reading, film)
    before, after = reading.text[:start], reading.text[end:]
    if cues.THAT_YEAR.search(before) or cues.THAT_YEAR.search(after):
        return "same"
    if cues.AFTER.search(before) or cues.LATER.search(before) or cues.LATER.search(after):
        return "later"
    if cues.BEFORE.search(before) or cues.EARLIER.search(before) or cues.EARLIER.search(after):
        return "earlier"
    return ""


def _take_clauses(reading: Reading, film: Reference, own: range) -> None:
    """The clause that speaks of the film asks nothing of the others."""
    reading.take(film.span)
    for clause in clauses(reading):
        chat = clause.stop <= film.span.start < own.start
        if (chat or set(clause) & set(film.span)) and not set(clause) & set(own):
            reading.take(clause)


def _said_beside(reading: Reading, film: Reference) -> range:
    """What stands after a comma and says what film it is: Drifters, the herring film."""
    end = _extent(reading, film)[1]
    match = cues.BESIDE.match(reading.text, end)
    return reading.within(*match.span()) if match else range(0)


def _rest_of_clause(reading: Reading, film: Reference) -> range:
    clause = next(c for c in clauses(reading) if film.span.stop - 1 in c)
    return range(film.span.stop, clause.stop)


def _take_weak(reading: Reading, film: Reference) -> None:
    for pattern in (cues.ITSELF, cues.COUNTED, cues.LATER, cues.EARLIER, cues.THAT_YEAR):
        while match := reading.search(pattern):
            reading.take_match(match)
    for match in _free(reading, cues.BACK):
        if re.search("same|that", match["lead"]):
            reading.take(reading.within(match.start("lead"), match.end("noun")))
    while verb := reading.search(VERB):
        reading.take_match(verb)
    names = [token.key for token in (reading.tokens[i] for i in film.span)]
    keys = [token.key for token in reading.tokens]
    for start in range(len(keys) - len(names) + 1):
        if keys[start : start + len(names)] == names and film.works:
            reading.take(range(start, start + len(names)))
    for index, token in enumerate(reading.tokens):
        opens = any(clause.start == index for clause in clauses(reading))
        if token.key in cues.WEAK and (opens or not token.capital):
            reading.take((index,))
