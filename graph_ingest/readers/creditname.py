"""One name out of a credits note: where it begins and ends, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_ingest.readers.mapping import KnownNames
from graph_ingest.readers.namelist import NameList
from graph_ingest.readers.names import (
    AgentKind,
    TidyName,
    ends_like_body,
    is_body,
    is_group,
    kind_of,
    looks_personal,
    natural,
)

_LEAD = re.compile(
    r"(?:[\s,;:.?\-–\[\](]|(?:and|by|of|with|presented|late|Late|mostly|originally|for|in|"
    r"shown|section|amateur film-?maker|various|unidentified(?= employees))\b(?=\s))+"
)
_MAIDEN = re.compile(r"n[eé]e\s")
_LEADING_GROUP = re.compile(r"[\[(][^\[\]()]*[\])]\s+(?=[A-Z])")
_GROUP = re.compile(r"\s*([\[(])([^\[\]()]*)[\])]")
_ASIDE = re.compile(
    r"\s+[-–]\s+(?=[a-z\[(]).*$|\s*,?\s*\(?\b[Dd]ec'?d\b\.?\)?.*$|,?\s*\bdeceased\b.*$|"
    r"\s*\(?\?\)*\s*$|\s+:.*$|\s+from film$|\s+[A-Z]{3,6} member$|\s+(?:18|19|20)\d\d[.\s]*$"
)
_NOBODY = re.compile(
    r"^(?:(?:an?|the|some|his|her|my|various|local|amateur|existing) )*(?:unknown|unidentified|"
    r"amateur|friend|member of|teacher$|donor|staff photographer|cameram[ae]n|newsreel$|no titles|"
    r"one of|BBFC|colleague|chief |chairman|director$|managing director|joint managing|"
    r"me$|my\b|sincere)",
    re.IGNORECASE,
)
_POSTNOMINALS = re.compile(
    r"(?:,?\s+(?:(?:[A-Z]\.){2,}|M\.?D\.?|F\.R\.C\.P|CBE|OBE|MBE|MA|BSc|PhD|ARPS|FRGS|FRPS)\.*)+$"
)
_NOBLE = re.compile(r"^(?:the )?(?:Duchess|Duke|Marquess|Earl|Lord|Lady|Countess)\b")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_PARTICLES = frozenset(["de", "van", "von", "der", "du", "la", "le", "of", "and", "&", "the"])
_STOP = re.compile(
    r"(?:Filmed|Made|Thanks|Distributed|RELIGIOUS|Arrangement|Introduction|Dufaycolour|Ektachrome|"
    r"Film|Scottish|Sincere|World|In|Milbro|Famous|\"U\")$"
)
_NAME_TOKEN = re.compile(r"['‘“\"(?]?[A-ZÀ-Þ]|\?$")
_ARTICLE = re.compile(r"^(?:An?|an?|the)\s+(?=[A-Z0-9])")
_PRESENTS = re.compile(r"\s+presents?\b.*$", re.DOTALL)
_KEEPS_DOT = re.compile(
    r"(?:\b(?:Ltd|Co|Inc|Snr|Jnr|Sr|Jr|Bros|Soc|Dept|Prods)|(?:^|[\s.])[A-Z])\.$"
)
_NEXT_SENTENCE = re.compile(
    r"(?<=[a-z]{2})\.\s+(?=[A-Z])|,\s+(?=[A-Z0-9][\w ]* (?:Building|Street|Box))"
)
_TELLS = re.compile(
    r"(?:We|To|On|By|From|With|In|This|Special|Opening|Under|Film of|A joint|Acknowledgements|"
    r"The (?:co-?operation|following|story|making))\b"
)
_BODY_PARTICLES = frozenset(["of", "and", "for", "the", "&", "in", "to", "d'Ecosse"])


@dataclass(frozen=True)
class CreditName:
    """A name and its place in the note; ``presents`` where the note says it presents."""

    start: int
    end: int
    name: str
    kind: AgentKind
    variants: tuple[str, ...] = ()
    doubted: bool = False
    presents: bool = False


def read_name(
    text: str,
    start: int,
    end: int,
    personal: bool,
    known: KnownNames,
    *,
    shared: str = "",
    prose: bool = False,
    inverted: bool = False,
) -> Iterator[CreditName]:
    """The name between two places, and a second one that follows it in square brackets.

    Args:
        text: The note.
        start: Where the name may begin.
        end: Where it ends at the latest.
        personal: The role is one that people have.
        known: Names known to be bodies or people.
        shared: Surname that the name lacks because the next one has it.
        prose: Sentences may follow the name.
        inverted: The surname may stand first.
    """
    found = _Found(text, start, end)
    found.trim_start()
    found.trim_end()
    grouped = is_group(found.value)
    if found.empty or (_NOBODY.match(found.value) and not grouped):
        return
    body = is_body(_GROUP.sub("", found.value)) or found.value in known.bodies
    if found.value not in known.people and not grouped:
        found.cut(body, personal, prose)
    if found.empty or (_NOBODY.match(found.value) and not grouped):
        return
    name, groups = found.without_groups(body)
    if shared:
        name = f"{name} {shared}"
    tidy, kind = _tidied(name, personal, known, inverted)
    if sum(c.isalpha() for c in tidy.name) < 2 or not re.search(r"[A-ZÀ-Þ0-9]", tidy.name):
        return
    same = [group for group in groups if _says_the_same(tidy.name, group.text)]
    variants = (*tidy.variants, *(group.text for group in same))
    yield CreditName(found.start, found.end, tidy.name, kind, variants, found.doubted)
    for group in groups:
        if group not in same and group.square:
            yield from _second(found, group.text, personal, known)


def _tidied(
    name: str, personal: bool, known: KnownNames, inverted: bool
) -> tuple[TidyName, AgentKind]:
    bare = _ARTICLE.sub("", name)
    kind = kind_of(_POSTNOMINALS.sub("", bare), personal, known.bodies, known.people)
    if kind == "Person":
        return natural(_POSTNOMINALS.sub("", name).strip(" ,"), inverted=inverted), kind
    chosen = name if kind == "PersonGroup" else bare
    return TidyName(" ".join(chosen.split()).strip(" ,")), kind


def _second(found: _Found, text: str, personal: bool, known: KnownNames) -> Iterator[CreditName]:
    """Another name in square brackets after the first, e.g. of the maker behind a firm."""
    name = re.split(r",\s", text)[0]
    place = found.text.find(name, found.end)
    if place >= 0 and (looks_personal(name) or ends_like_body(name)):
        kind = kind_of(name, personal, known.bodies, known.people)
        tidy = " ".join(name.split())
        yield CreditName(place, place + len(name), tidy, kind, doubted=found.doubted)


def _says_the_same(name: str, group: str) -> bool:
    """True where a bracket spells out an abbreviation or repeats a part of the name."""
    words = re.findall(r"[A-Za-z]+", group)
    letters = "".join(c for c in name if c.isupper())
    for initials in (
        "".join(word[0].upper() for word in words),
        "".join(word[0] for word in words if word[0].isupper()),
    ):
        if len(initials) > 1 and letters.startswith(initials):
            return True
    said = {word.casefold() for word in re.findall(r"\w{3,}", name)}
    return bool(said & {word.casefold() for word in re.findall(r"\w{3,}", group)})


def read_unlabelled(names: NameList, start: int, end: int, known: KnownNames) -> list[CreditName]:
    """Names that stand alone in a note, without any role; none where it is plain prose."""
    found = _Found(names.text, start, end)
    found.trim_start()
    presents = bool(_PRESENTS.search(found.value))
    found.shorten(_PRESENTS)
    found.trim_end()
    found.shorten(_NEXT_SENTENCE)
    read = [
        name
        for piece in names.split(found.start, found.end, personal=True, prose=True)
        for name in read_name(names.text, piece.start, piece.end, True, known, prose=True)
    ]
    if not read or not all(_stands_alone(name, presents) for name in read):
        return []
    return [replace(name, presents=presents) for name in read]


def _stands_alone(name: CreditName, presents: bool) -> bool:
    if name.kind == "Person":
        return looks_personal(name.name)
    whole = ends_like_body(name.name) or name.name.endswith(" Film") or presents
    lower = [word for word in name.name.split() if word[0].islower()]
    return whole and set(lower) <= {"and", "of", "the", "for"} and not _TELLS.match(name.name)


@dataclass(frozen=True)
class _Group:
    text: str
    square: bool


class _Found:
    """A stretch of the note that is trimmed down to a name."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.doubted = bool(re.search(r"\?|unconfirmed", text[start:end]))

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]

    @property
    def empty(self) -> bool:
        return not any(c.isalnum() for c in self.value)

    def shorten(self, pattern: re.Pattern[str]) -> None:
        if match := pattern.search(self.value):
            self.end = self.start + match.start()

    def trim_start(self) -> None:
        if match := _LEADING_GROUP.match(self.text, self.start, self.end):
            self.start = match.end()
        if match := _LEAD.match(self.text, self.start, self.end):
            self.start = match.end()
        if match := _LEADING_GROUP.match(self.text, self.start, self.end):
            self.start = match.end()

    def trim_end(self) -> None:
        self._cut_at_loose_bracket()
        for pattern in (_ASIDE, _PRESENTS):
            self.shorten(pattern)
        self._strip()

    def _cut_at_loose_bracket(self) -> None:
        """End the stretch at a bracket whose other half lies outside it."""
        opened: list[int] = []
        for place, character in enumerate(self.value):
            if character in "[(":
                opened.append(place)
            elif character in "])":
                if not opened:
                    self.end = self.start + place
                    return
                opened.pop()
        if opened:
            self.end = self.start + opened[0]

    def _strip(self) -> None:
        value = self.value.rstrip()
        while value and value[-1] in ' ,;:-–[("':
            value = value[:-1]
        while value.endswith(".") and not _KEEPS_DOT.search(value):
            value = value[:-1]
        self.end = self.start + len(value.rstrip())

    def cut(self, body: bool, personal: bool, prose: bool) -> None:
        """End the name where something else begins."""
        if not body:
            self._cut_person(prose)
        elif personal:
            self._cut_affiliation()
        if body and prose:
            self._cut_body()

    def _cut_person(self, prose: bool) -> None:
        """End the name before the first word that no person's name has."""
        place = 0
        words = list(re.finditer(r"\[[^\]]*\]|\([^)]*\)|\S+", self.value))
        for number, word in enumerate(words):
            token = word[0]
            stop = prose and number > 0 and (_STOP.match(token) is not None or number > 5)
            fits = _NAME_TOKEN.match(token) or token[0] in "[(" or token in _PARTICLES
            if stop or not fits or (number == 0 and token in _PARTICLES - {"the"}):
                break
            if token not in ("of", "and", "&", "the"):
                place = word.end()
        self.end = self.start + place
        self._strip()

    def _cut_affiliation(self) -> None:
        """``Alec Johnston of the Wick Society`` is Alec Johnston."""
        match = _OF.search(self.value)
        if not match:
            return
        left = self.value[: match.start()]
        if looks_personal(left) and not _NOBLE.match(left) and not is_body(left):
            self.end = self.start + match.start()
            self._strip()

    def _cut_body(self) -> None:
        """End a body's name before the first word of a sentence that goes on."""
        if _TELLS.match(self.value):
            self.end = self.start
            return
        for word in re.finditer(r"\S+", self.value):
            if word[0][0].islower() and word[0] not in _BODY_PARTICLES:
                self.end = self.start + word.start()
                break
        self._strip()

    def without_groups(self, body: bool) -> tuple[str, list[_Group]]:
        """The name without its brackets, and what stood in those that say something."""
        value = name = self.value
        groups: list[_Group] = []
        for match in reversed(list(_GROUP.finditer(value))):
            content, square = match[2].strip(), match[1] == "["
            tail = value[match.end() :].strip()
            if _MAIDEN.match(content) or (body and _part_of_name(content, square)):
                continue
            name = name[: match.start()] + name[match.end() :]
            if not tail:
                self.end = self.start + match.start()
            if content[:1].isupper():
                inside = f"{content} {tail}" if tail and not body else content
                groups.append(_Group(inside, square))
        self._strip()
        return name.strip() or value, groups


def _part_of_name(content: str, square: bool) -> bool:
    """True for ``(Glasgow Group)`` and the like, which tell one body from another."""
    if square:
        return content.endswith(("Group", "Branch"))
    return content[:1].isalnum() and not content.islower() and not content.isupper()
