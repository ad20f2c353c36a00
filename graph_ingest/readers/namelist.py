"""A stretch of a credits note taken apart into names, each with its place in the note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_ingest.readers.mapping import KnownNames
from graph_ingest.readers.names import ends_like_body, is_body, is_forename, looks_personal

Relationship = str
"""What joins a piece to the one before: ``same`` role, ``Sponsor``, ``Assistant`` or ``drop``."""

_GROUPED = re.compile(r"\((?!in assoc)[^()]*\)|\[[^\[\]]*\]")
_JOINERS: tuple[tuple[str, str], ...] = (
    (
        r",?\s*\(?\b(?:and presented )?(?:in (?:assoc(?:iation|\.)?|collaboration|conjunction|"
        r"co-production)(?: with)?|co-produced with)(?: the)?\b",
        "same",
    ),
    (
        r",?\s*\b(?:with (?:the )?assistance (?:of|from)|assisted by|with his assistant)\b",
        "Assistant",
    ),
    (
        r",?\s*\b(?:with (?:special |sincere )?thanks|(?:sincere |special )?thanks to|"
        r"Thanks are)\b",
        "drop",
    ),
    (r"\s*;\s*|\s+or\s+", "same"),
    (r"\s{4,}(?=[A-Z])", "drop"),
    (r",?\s+(?:with|from film shot by)\s+", "same"),
    (r"(?<=\w\w)\s*/\s*(?=\w\w)|\s+/\s*(?=\w)", "same"),
    (r"\s+presents?\s+(?:an?\s+)?(?=[A-Z])", "same"),
)  # fmt: skip
_JOINER = re.compile("|".join(f"(?P<j{n}>{pattern})" for n, (pattern, _) in enumerate(_JOINERS)))
_PROSE_BREAK = re.compile(r"(?<![A-Z]\.)(?<=\S)\s{2,}(?=[A-Z])|(?<!Dept)\.\s+(?=[a-z])")
_FOR = re.compile(r",?\s+for\s+(?:the\s+)?")
_SENTENCE = re.compile(r"(?<=[a-z]{3})\.\s+(?=[A-Z])")
_ABBREVIATED = re.compile(
    r"\b(?:Bros|Dept|Jas|Jnr|Jos|Ltd|Messrs|Prof|Prods|Revd|Snr|Soc|Thos|Univ)$"
)
_AND = re.compile(r",?\s+(?:and|&)\s+")
_ONLY_SUFFIX = re.compile(
    r"^(?:(?:Ltd|Limited|Inc|Jnr|Jr|Snr|Sr|Ph\.?D|Esq|CBE|OBE|MBE|MA|BSc|ARPS)\b\.?|"
    r"(?:[A-Z]\.)+[A-Z]?\.?|\s)+$"
)
_LEGAL = re.compile(r"^(?:Ltd|Limited|Inc)\b")
_UNIT_FIRST = re.compile(
    r"^(?:School of|Film Unit$|Research Film Unit|A-V Service|Audio[- ]Visual|PRB Film Unit|"
    r"The Television Workshop|Department|Dept)"
)
_UNIT_LAST = re.compile(r"(?:Services?|Dept\.?|Department|Unit|Division|Groups? Committee)$")
_VENUE = re.compile(
    r"\b(?:Cinema|Theatre|Picture House|Playhouse|Hippodrome|Pavilion|Regal|Newscine|La Scala|"
    r"Cinema de Luxe|School|College|Primary)\b"
)
_PRODUCES = re.compile(r"\b(?:Films?|Productions?|Pictures|Studios?|Video)$")
_OFFICE = re.compile(r"(?:Chairman|Chief|Director|Manager|Managing|President|Proprietor)\b")
_FIRM_TAIL = re.compile(r"(?:&|\band\b)")
_FOLLOWS_FIRM = re.compile(r"^(?:Sons?|Co|Company|Partners|Associates)\b")
_UNNAMED = re.compile(r"^(?:family|friends?|staff|others)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A stretch of the note that is one name, with how it joins the one before.

    Attributes:
        start: First character in the note.
        end: Character after the last.
        joined: See `Relationship`.
        either: True where the note says that it is this one or another.
        surname_of: Place of the next name, whose surname this one shares.
    """

    start: int
    end: int
    joined: Relationship = "same"
    either: bool = False
    surname_of: tuple[int, int] | None = None


class NameList:
    """Splits stretches of one note.

    Args:
        text: The whole note.
        known: Names that hold a comma or an ``and`` and must stay whole.
    """

    def __init__(self, text: str, known: KnownNames) -> None:
        self.text = text
        self._places = frozenset(known.places)
        self._known = _without_known(text, [*known.bodies, *known.people])
        self._masked = self._known

    def split(
        self, start: int, end: int, *, personal: bool, prose: bool = False
    ) -> Iterator[Piece]:
        """The names between two places of the note, in order.

        Args:
            start: First character to look at.
            end: Character after the last.
            personal: The role is one that people have.
            prose: Sentences may follow the names; they are left out.
        """
        self._masked = _without_groups(self._known, start, end)
        first = end - len(self.text[start:end].lstrip(" :"))
        if prose and (match := _PROSE_BREAK.search(self._masked, first, end)):
            end = match.start()
        for chunk in self._chunks(Piece(start, end)):
            for part in self._commas(chunk, personal):
                yield from self._ands(part, personal)

    def _chunks(self, piece: Piece) -> Iterator[Piece]:
        place, joined, either = piece.start, "same", False
        for match in _JOINER.finditer(self._masked, piece.start, piece.end):
            following = _JOINERS[int((match.lastgroup or "j0")[1:])][1]
            another = match[0].strip() == "or"
            yield from self._sentences(Piece(place, match.start(), joined, either or another))
            place, joined, either = match.end(), following, another
            if joined == "drop":
                return
        yield from self._sentences(Piece(place, piece.end, joined, either))

    def _sentences(self, piece: Piece) -> Iterator[Piece]:
        place = piece.start
        for match in _SENTENCE.finditer(self._masked, piece.start, piece.end):
            if not _ABBREVIATED.search(self.text[place : match.start()]):
                yield from self._for(replace(piece, start=place, end=match.start()))
                place = match.end()
        yield from self._for(replace(piece, start=place))

    def _for(self, piece: Piece) -> Iterator[Piece]:
        match = _FOR.search(self._masked, piece.start, piece.end)
        if match and self._commissions(self._of(piece, end=match.start()), match.end(), piece.end):
            yield replace(piece, end=match.start())
            yield replace(piece, start=match.end(), joined="Sponsor")
        else:
            yield piece

    def _commissions(self, left: str, start: int, end: int) -> bool:
        right = self.text[start:end]
        if not right[:1].isupper() or (len(right.split()) == 1 and not right.isupper()):
            return False
        return is_body(right) and (not is_body(left) or ends_like_body(left))

    def _of(self, piece: Piece, start: int | None = None, end: int | None = None) -> str:
        first = piece.start if start is None else start
        return self.text[first : piece.end if end is None else end].strip()

    def _commas(self, piece: Piece, personal: bool) -> Iterator[Piece]:
        held: Piece | None = None
        for part in self._firms(self._cut(piece, re.compile(r",\s*")), personal):
            words = self._of(part).strip(" .]")
            if held is None:
                held = part
            elif self._continues(held, words):
                held = replace(held, end=part.end)
            elif words in self._places or self._all_places(words):
                continue
            elif _OFFICE.match(words) or (words[:1].islower() and not words.startswith("the ")):
                break
            else:
                yield held
                held = part
        if held is not None:
            yield held

    def _firms(self, parts: list[Piece], personal: bool) -> list[Piece]:
        """Join ``Smith, Jones and Co. Ltd`` again: single words that end in a firm."""
        last = self._of(parts[-1])
        words_before = [self._of(part).split() for part in parts[:-1]]
        single = bool(words_before) and all(len(words) == 1 for words in words_before)
        if single and _FIRM_TAIL.search(last) and (not personal or is_body(last)):
            return [replace(parts[0], end=parts[-1].end)]
        return parts

    def _cut(self, piece: Piece, separator: re.Pattern[str]) -> list[Piece]:
        parts, place = [], piece.start
        for match in separator.finditer(self._masked, piece.start, piece.end):
            parts.append(replace(piece, start=place, end=match.start()))
            place = match.end()
        parts.append(replace(piece, start=place))
        return [part for part in parts if self._of(part)] or [piece]

    def _continues(self, held: Piece, words: str) -> bool:
        before = self._of(held)
        if _LEGAL.match(words):
            return True
        if _ONLY_SUFFIX.match(words):
            return not is_body(before)
        if words in self._places:
            return bool(_VENUE.search(before))
        bodies = is_body(before) and is_body(words)
        return bodies and bool(_UNIT_FIRST.match(before) or _UNIT_LAST.search(words))

    def _all_places(self, words: str) -> bool:
        return all(word in self._places for word in _AND.split(words))

    def _ands(self, piece: Piece, personal: bool) -> Iterator[Piece]:
        place = piece.start
        for match in _AND.finditer(self._masked, piece.start, piece.end):
            left, right = self.text[place : match.start()].strip(), self._of(piece, match.end())
            if _UNNAMED.match(right):
                yield replace(piece, start=place, end=match.start())
                return
            if self._separate(left, right, "&" in match[0], personal):
                shared = _shares_surname(left, right) and personal
                yield replace(
                    piece,
                    start=place,
                    end=match.start(),
                    surname_of=(match.end(), piece.end) if shared else None,
                )
                place = match.end()
        yield replace(piece, start=place)

    def _separate(self, left: str, right: str, ampersand: bool, personal: bool) -> bool:
        if _FOLLOWS_FIRM.match(right) or not left:
            return False
        left_body, right_body = is_body(left), is_body(right)
        if left_body:
            whole_right = ends_like_body(right) or len(right.split()) > 1
            return ends_like_body(left) and whole_right
        if right_body:
            rest = _AND.split(right)
            return personal and looks_personal(left) and (looks_personal(rest[0]) or len(rest) == 1)
        if not personal:
            return looks_personal(left) and looks_personal(right)
        lone = " " not in left and " " not in right
        return not (lone and ampersand)


def _shares_surname(left: str, right: str) -> bool:
    return is_forename(left.strip("[(: ")) and len(right.split()) > 1


def _without_known(text: str, known: list[str]) -> str:
    """The text with known names blotted out, same length."""
    for name in sorted(known, key=len, reverse=True):
        if name in text:
            text = text.replace(name, "\x01" * len(name))
    return text


def _without_groups(text: str, start: int, end: int) -> str:
    """The text with what stands in brackets between two places blotted out, same length."""
    inside = _GROUPED.sub(lambda m: "\x01" * len(m[0]), text[start:end])
    return text[:start] + inside + text[end:]
