"""Credits: from a cataloguer's note, from ``Role: Name`` pairs, from a column of names.

A note such as ``Director, [d. Stanley L. Russell] ; Producer, Thames and Clyde.`` mixes field
names, abbreviated roles, brackets for what the cataloguer supplied, words of doubt and plain
sentences. Every name keeps its place in the note, so that it can be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph_ingest.readers.cells import cut
from graph_ingest.readers.creditname import CreditName, read_name, read_unlabelled
from graph_ingest.readers.mapping import AgentColumn, KnownNames, Mapping, PairsColumn
from graph_ingest.readers.namelist import NameList, Piece
from graph_ingest.readers.names import AgentKind, is_body, surname
from graph_ingest.readers.roles import markers

Attribution = Literal["stated", "attributed", "uncertain", "supplied"]

_SECTION = re.compile(r"(?:^\s*|\s*;\s+)(Director|Producer|Credits)\s*[,:]\s*")
_ATTRIBUTED = re.compile(r"\b(?:att?rr?ib(?:uted to\b|\.|\b)|accredited to\b)", re.IGNORECASE)
_DOUBT = re.compile(r"\b(?:possibly|probably|believed|perhaps)\b(?:\s+an?\b)?", re.IGNORECASE)
_COLLECTION = re.compile(r"\s+Collection\s*$")
_BODY_ROLES = frozenset({"ProductionCompany", "Publisher", "Sponsor", "Distributor"})


@dataclass(frozen=True)
class Credit:
    """One name with one role.

    Attributes:
        role: EN 15907 activity type.
        attribution: How the record knows.
        name: Tidy form in natural order.
        kind: Label of the agent.
        start: First character of the name as credited, in the field.
        end: Character after its last.
        variants: Other forms of the name that the record gives.
    """

    role: str
    attribution: Attribution
    name: str
    kind: AgentKind
    start: int
    end: int
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Stretch:
    """Text after a marker: who stands here did this."""

    roles: tuple[str, ...]
    start: int
    end: int
    attributed: bool = False
    doubted: bool = False
    labelled: bool = True


@dataclass(frozen=True)
class _Section:
    field: str
    start: int
    end: int


def parse_note(text: str, known: KnownNames) -> list[Credit]:
    """The credits in a note with the sections ``Director,``, ``Producer,`` and ``Credits:``.

    A note without sections is read as credits. Text that names nobody gives nothing.
    """
    names = NameList(text, known)
    found: dict[tuple[str, str], Credit] = {}
    for section in _sections(text):
        for stretch in _stretches(text, section):
            for credit in _credits(names, stretch, section, known):
                found.setdefault((credit.role, credit.name), credit)
    return list(found.values())


def _sections(text: str) -> Iterator[_Section]:
    heads = list(_SECTION.finditer(text))
    last = len(text.rstrip().removesuffix("."))
    if not heads:
        yield _Section("Credits", 0, last)
        return
    ends = [head.start() for head in heads[1:]] + [last]
    for head, end in zip(heads, ends, strict=True):
        yield _Section(head[1], head.end(), end)


def _stretches(text: str, section: _Section) -> Iterator[_Stretch]:
    """Cut a section at every role, attribution and word of doubt."""
    cuts: list[tuple[int, int, str, tuple[str, ...]]] = [
        (m.start, m.end, "role", m.roles)
        for m in markers(text, section.start, section.end, words=section.field == "Credits")
    ]
    for kind, pattern in (("attributed", _ATTRIBUTED), ("doubt", _DOUBT)):
        cuts += [
            (m.start(), m.end(), kind, ())
            for m in pattern.finditer(text, section.start, section.end)
        ]
    roles = ("Contributor",) if section.field == "Credits" else (section.field,)
    stretch = _Stretch(roles, section.start, 0, labelled=section.field != "Credits")
    for start, end, kind, named in sorted(cuts):
        yield _ended(stretch, start)
        fresh = not re.search(r"\w", text[stretch.start : start])
        stretch = _Stretch(
            named or stretch.roles,
            end,
            0,
            attributed=kind == "attributed" or (stretch.attributed and kind != "role"),
            doubted=kind == "doubt" or (stretch.doubted and (fresh or kind != "role")),
            labelled=stretch.labelled or kind == "role",
        )
    yield _ended(stretch, section.end)


def _ended(stretch: _Stretch, end: int) -> _Stretch:
    return _Stretch(
        stretch.roles, stretch.start, end, stretch.attributed, stretch.doubted, stretch.labelled
    )


def _credits(
    names: NameList, stretch: _Stretch, section: _Section, known: KnownNames
) -> Iterator[Credit]:
    text = names.text
    if not stretch.labelled:
        for single in read_unlabelled(names, stretch.start, stretch.end, known):
            role = "Presenter" if single.presents else "Contributor"
            yield _credit(role, single, _attribution(text, section, single, stretch, False))
        return
    personal = section.field != "Producer" and not _BODY_ROLES & set(stretch.roles)
    prose = section.field == "Credits"
    for piece in names.split(stretch.start, stretch.end, personal=personal, prose=prose):
        name = _piece_name(names, piece, personal, known, prose=prose)
        for one in name:
            attribution = _attribution(text, section, one, stretch, piece.either)
            for role in stretch.roles if piece.joined == "same" else (piece.joined,):
                yield _credit(role, one, attribution)


def _piece_name(
    names: NameList, piece: Piece, personal: bool, known: KnownNames, *, prose: bool
) -> Iterator[CreditName]:
    shared = piece.surname_of and surname(names.text[slice(*piece.surname_of)].strip(" .])"))
    yield from read_name(
        names.text, piece.start, piece.end, personal, known, shared=shared or "", prose=prose
    )


def _credit(role: str, name: CreditName, attribution: Attribution) -> Credit:
    return Credit(role, attribution, name.name, name.kind, name.start, name.end, name.variants)


def _attribution(
    text: str, section: _Section, name: CreditName, stretch: _Stretch, either: bool
) -> Attribution:
    if name.doubted or stretch.doubted or either:
        return "uncertain"
    if stretch.attributed:
        return "attributed"
    return "supplied" if _in_brackets(text, section, name) else "stated"


def _in_brackets(text: str, section: _Section, name: CreditName) -> bool:
    """True inside square brackets; the one that opens or the one that closes may be missing."""
    before = text[section.start : name.start]
    if before.count("[") > before.count("]"):
        return True
    after = re.search(r"[\[\]]", text[name.end : section.end])
    return after is not None and after[0] == "]" and "[" not in text[name.start : name.end]


def parse_pairs(text: str, column: PairsColumn, mapping: Mapping) -> list[Credit]:
    """The credits in ``Role: Name`` pairs; roles through the mapping's words."""
    found: dict[tuple[str, str], Credit] = {}
    for start, end in cut(text, column.split):
        label, separator, _ = text[start:end].partition(column.pair)
        if not separator or not label.strip():
            raise ValueError(f"{text[start:end].strip()!r} is no pair Role{column.pair}Name")
        role = mapping.words.roles.get(label.strip().casefold(), label.strip())
        first = start + len(label) + len(separator)
        for name in _names(text, first, end, role not in _BODY_ROLES, mapping.known):
            attribution: Attribution = "uncertain" if name.doubted else "stated"
            found.setdefault((role, name.name), _credit(role, name, attribution))
    return list(found.values())


def parse_role(text: str, column: AgentColumn, known: KnownNames) -> list[Credit]:
    """The names in a column that stands for one role."""
    found: dict[str, Credit] = {}
    for start, end in cut(text, column.split):
        if heading := _COLLECTION.search(text, start, end):
            end = heading.start()
        for name in _names(text, start, end, False, known):
            attribution: Attribution = "uncertain" if name.doubted else column.attribution
            found.setdefault(name.name, _credit(column.role, name, attribution))
    return list(found.values())


def _names(
    text: str, start: int, end: int, personal: bool, known: KnownNames
) -> Iterator[CreditName]:
    """One inverted name, or a list of names in natural order."""
    value = text[start:end]
    if value.count(",") == 1 and not is_body(value):
        yield from read_name(text, start, end, True, known, inverted=True)
        return
    names = NameList(text, known)
    for piece in names.split(start, end, personal=personal or not is_body(value)):
        yield from _piece_name(names, piece, personal, known, prose=False)
