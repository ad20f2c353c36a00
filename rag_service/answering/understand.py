"""From a question to a `Query`, without a language model: by the catalogue's own vocabulary.

Each reader takes the words that it understands; what nobody takes is looked for in the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag_service.answering.absence import is_loose
from rag_service.answering.dates import read_dates
from rag_service.answering.english import FILLER, STOP
from rag_service.answering.filters import AnyOf, Filter, Linked, Words, Years, all_met
from rag_service.answering.forms import Form, read_form
from rag_service.answering.headings import (
    read_genre_phrases,
    read_headings,
    read_place_spellings,
    read_professionals,
)
from rag_service.answering.hops import read_hop
from rag_service.answering.leftovers import read_names, read_phrases, read_words
from rag_service.answering.measures import read_colour, read_length, read_sound
from rag_service.answering.naming import read_agents, read_left_roles, read_unknown_agents
from rag_service.answering.query import Kind, Missing, Property, Query
from rag_service.answering.reading import Reading
from rag_service.answering.roles import makers, roles_meant
from rag_service.answering.talk import read_talk
from rag_service.answering.titles import (
    Titled,
    asks_of_titles,
    read_asked_copy,
    read_capitalised,
    read_compared,
    read_numbers,
    read_quoted,
    read_title,
)
from rag_service.answering.view import View
from rag_service.answering.wordindex import TITLE
from rag_service.answering.words import stem, stems

_MANY_WORDS = 4
_BESIDE_TITLE = 3
_MANY_FACTS = 3


def understand(question: str, view: View) -> Query:
    """Read a question. Costs a millisecond or two, whatever the size of the catalogue."""
    reading = Reading(question)
    named = read_numbers(reading, view)
    hop = read_hop(reading, view, named)
    if hop and hop.works == named.works:
        named = Titled()
    asked, column = read_asked_copy(reading, view)
    in_titles = asks_of_titles(reading)
    quoted = read_quoted(reading, view, words_only=in_titles)
    read_talk(reading)
    form = read_form(reading)
    if hop:
        form.properties.clear()
    title = asked if column else _title(reading, view, form, quoted)
    _take_collection(reading, view)
    filters, missing = _conditions(reading, view, quoted)
    if in_titles:
        filters = [replace(f, fields=TITLE) if isinstance(f, Words) else f for f in filters]
    filters = _either_place(reading, _alternatives(reading, filters), view)
    properties: list[Property] = [*form.properties, *([column] if column else [])]
    works = tuple(dict.fromkeys((*named.works, *quoted.works, *title.works)))
    if works and form.kind == "overview":
        properties.append("about")
    each: tuple[Filter, ...] = ()
    if form.group == "agent" and _BOTH.search(reading.text):
        each = _each(filters)
        filters = [f for f in filters if f not in each]
    kind = _kind(form, works, filters, hop is not None)
    open_to_either = kind == "lookup" and form.open and not works
    if open_to_either and (_are_met(filters, view) or _facts_alone(filters, missing)):
        kind = "list"
    topic = tuple(s for s in stems(question) if s not in FILLER and s not in STOP)
    return Query(
        question=question,
        kind=kind,
        filters=tuple(filters),
        works=works,
        properties=tuple(properties),
        order=form.order,
        group=form.group,
        group_roles=_group_roles(form, reading, view),
        group_labels=("CorporateBody",) if form.bodies else (),
        top=form.top,
        fewest=form.fewest,
        distinct=form.distinct,
        each=each,
        total=form.total,
        hop=hop,
        missing=(*named.missing, *missing),
        topic=topic,
    )


def _title(reading: Reading, view: View, form: Form, quoted: Titled) -> Titled:
    if form.compares and (found := read_compared(reading, view)).works:
        return found
    if quoted.works:
        return Titled()
    plain = form.properties and form.order is None
    if plain and (found := read_title(reading, view)).works:
        return found
    if form.order is None and (form.properties or form.kind == "lookup"):
        return read_capitalised(reading, view, _BESIDE_TITLE if form.properties else 0)
    return Titled()


def _conditions(reading: Reading, view: View, quoted: Titled) -> tuple[list[Filter], list[Missing]]:
    lexicon = view.lexicon
    found: list[Filter] = []
    missing: list[Missing] = []
    found += read_length(reading)
    found += read_genre_phrases(reading, view, lexicon)
    found += read_professionals(reading, view, lexicon)
    found += read_left_roles(reading, read_agents(reading, view, lexicon), view)
    found += read_dates(reading)
    found += read_colour(reading, view)
    found += read_sound(reading, view)
    phrases = read_phrases(reading, quoted.phrases, view)
    found += read_headings(reading, view, lexicon, "place")
    found += read_place_spellings(reading, view, lexicon)
    unknown = read_unknown_agents(reading, view, lexicon)
    found += read_headings(reading, view, lexicon, "genre")
    found += read_headings(reading, view, lexicon, "subject")
    for more, absent in (phrases, unknown, read_names(reading, view)):
        found += more
        missing += absent
    told = any(
        isinstance(f, Words | AnyOf) or (isinstance(f, Linked) and f.kind == "subject")
        for f in found
    )
    more, absent = read_words(reading, view, told=told)
    return [*found, *more], [*missing, *absent]


# The adjective names the same as the country that a collection is called after.
_PEOPLES = {
    "scottish": "scotland", "scots": "scotland", "welsh": "wales", "irish": "ireland",
    "english": "england", "british": "britain",
}  # fmt: skip


def _take_collection(reading: Reading, view: View) -> None:
    """Words of the collection's own name, such as its country, tell no film from another."""
    for index, token in enumerate(reading.tokens):
        own = {token.stem, stem(_PEOPLES.get(token.key, token.key))} & view.collection_stems
        span = range(index, index + 1)
        named = reading.in_name(span) or _ends_name(reading, index)
        if own and token.capital and reading.free(span) and not named:
            reading.take(span)


def _ends_name(reading: Reading, index: int) -> bool:
    """Whether a country ends a body's name: Bank of Scotland."""
    before = reading.tokens[max(0, index - 2) : index]
    return index > 2 and before[0].capital and before[1].key in ("of", "for")


def _kind(form: Form, works: Sequence[int], filters: Sequence[Filter], hop: bool) -> Kind:
    if form.kind == "lookup" and hop:
        return "list"
    if form.kind == "lookup" and form.mass and filters and not _loose_words(filters):
        return "list"
    if works and (form.kind != "count" or not filters):
        return "lookup"
    if form.kind is not None:
        return form.kind
    if form.properties:
        return "lookup"
    return "list" if hop or filters else "lookup"


def _facts_alone(filters: Sequence[Filter], missing: Sequence[Missing]) -> bool:
    """Whether several facts say all that is asked, so that a film either meets them or not."""
    return len(filters) > 1 and not missing and not any(is_loose(f) for f in filters)


def _are_met(filters: Sequence[Filter], view: View) -> bool:
    """Whether films meet all conditions, of which one at least is a fact and few are words.

    Several facts weigh more than a word that no film has beside them.
    """
    facts = [f for f in filters if not is_loose(f)]
    loose = len(filters) - len(facts)
    if not facts or loose >= _MANY_WORDS:
        return False
    wanted = facts if len(facts) >= _MANY_FACTS else filters
    return bool(all_met(wanted, view).any())


def _either_place(reading: Reading, filters: list[Filter], view: View) -> list[Filter]:
    """Two places that no film shows are alternatives: films from Fife and from Angus."""
    places = [f for f in filters if isinstance(f, Linked) and f.kind == "place" and not f.negated]
    if len(places) < 2 or _BOTH.search(reading.text) or all_met(places, view).any():
        return filters
    either = AnyOf(" or ".join(f.words for f in places), tuple(places))
    return [either if f is places[0] else f for f in filters if f not in places[1:]]


def _loose_words(filters: Sequence[Filter]) -> bool:
    return any(isinstance(f, Words) and not f.phrase for f in filters)


_BOTH = re.compile(r"\b(?:both|also|as well as)\b")


def _each(filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """The conditions that "both" joins: two places, two subjects."""
    for kind in ("place", "subject", "genre"):
        held = tuple(f for f in filters if isinstance(f, Linked) and f.kind == kind)
        if len(held) > 1:
            return held
    return ()


_ROLE = re.compile(
    r"\b(?:directors?|directed|producers?|produced|compan(?:y|ies)|studios?|sponsors?|sponsored)\b"
)


def _group_roles(form: Form, reading: Reading, view: View) -> tuple[str, ...]:
    """The roles to count people by: those asked for, else those who direct and film."""
    if form.group != "agent":
        return ()
    known = view.links.roles
    match = _ROLE.search(reading.text)
    words = match.group() if match else "directed filmed"
    return roles_meant(words, known) or makers(known)


def _alternatives(reading: Reading, filters: Iterable[Filter]) -> list[Filter]:
    """Conditions of one sort joined by "or" are alternatives; so are years that exclude another."""
    found: list[Filter] = []
    for condition in filters:
        partner = next((f for f in found if _joined_by_or(reading, f, condition)), None)
        if partner is None:
            found.append(condition)
        else:
            found[found.index(partner)] = _either(partner, condition)
    return found


_OR = r"[\"”']?,? or (?:(?:in|about|by|of|from|the|on|at|a|an|with) )*[\"“']?"


def _joined_by_or(reading: Reading, one: Filter, other: Filter) -> bool:
    if one.negated != other.negated or not _same_sort(one, other):
        return False
    if _kinds_of_film(reading, one, other):
        return True
    if isinstance(one, Years) and isinstance(other, Years) and not one.negated:
        return not _overlap(one, other)
    if " or " not in reading.text:
        return False
    joined = [o.words for o in one.options] if isinstance(one, AnyOf) else [one.words]
    pairs = [pair for a in joined for pair in ((a, other.words), (other.words, a))]
    # A, B or C: the comma joins what the last of them does.
    patterns = (
        rf"{re.escape(a)}(?:{_OR}|, (?={re.escape(b)}(?:, [\w'-]+)*,? or )){re.escape(b)}"
        for a, b in pairs
    )
    return any(re.search(pattern, reading.question, re.IGNORECASE) for pattern in patterns)


def _kinds_of_film(reading: Reading, one: Filter, other: Filter) -> bool:
    """Documentaries and newsreels are films of either kind; amateur animations are both."""
    kinds = [f.kind for f in (one, other) if isinstance(f, Linked)]
    if kinds != ["genre", "genre"] or _BOTH.search(reading.text):
        return False
    pairs = ((one.words, other.words), (other.words, one.words))
    text = reading.question.casefold()
    return any(f"{a} and {b}".casefold() in text and a.endswith("s") for a, b in pairs)


def _same_sort(one: Filter, other: Filter) -> bool:
    first = one.options[0] if isinstance(one, AnyOf) else one
    about = (Words, Linked)
    if isinstance(first, about) and isinstance(other, about):
        agents = [isinstance(f, Linked) and f.kind == "agent" for f in (first, other)]
        return agents[0] == agents[1]
    return type(first) is type(other)


def _overlap(one: Years, other: Years) -> bool:
    first = max(one.first or 0, other.first or 0)
    return first <= min(one.last or 9999, other.last or 9999)


def _either(one: Filter, other: Filter) -> AnyOf:
    options = one.options if isinstance(one, AnyOf) else (one,)
    plain = tuple(replace(f, negated=False) for f in (*options, other))  # type: ignore[type-var]
    return AnyOf(f"{one.words} or {other.words}", plain, one.negated)
