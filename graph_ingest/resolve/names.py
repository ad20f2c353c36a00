"""Names of people and companies taken apart, as credits and catalogue headings write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from graph_ingest.resolve.name_facts import (
    BODY_WORDS,
    FEMALE_TITLES,
    GENERATIONS,
    LEGAL_FORMS,
    MALE_TITLES,
    PARTICLES,
    POST_NOMINALS,
    TITLES,
    WEAK_WORDS,
)
from graph_ingest.resolve.postnominals import without_post_nominals

_SIMPLER = str.maketrans(
    dict(zip("‘’‛`´“”„‐‑–", "'''''\"\"\"---", strict=True))
    | {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "æ": "ae", "Æ": "Ae", "ß": "ss"}
)
_WORD = re.compile(r"[^\W_]+(?:['&-][^\W_]+)*")
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\"([^\"]*)\"|(?<!\w)'([^']+)'(?!\w)")
_DECEASED = re.compile(r"\bdec'?d\b", re.IGNORECASE)
_SHARED = re.compile(r"\bin\s+(?:assoc|association|collaboration|conjunction)\b.*", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+.*", re.IGNORECASE)
_CO_OP = re.compile(r"\bco-op(?:erative)?\b", re.IGNORECASE)
_JOINT = re.compile(r"([^\W_]+)\s*(?:&|\band\b)\s*(?=([^\W_]+))", re.IGNORECASE)
_BORN = re.compile(r"\b(?:née|nee|n[ée]e\.|formerly|born)\s+(.+)", re.IGNORECASE)
_MAC = re.compile(r"^(?:mc|m')(?=[^\W\d_]{2})")
_LONG_WORD = 8
_MOST_WORDS = 12
_SLIP = 90.0
_AMPERSAND = re.compile(r"\s*(?:&|\+)\s*")
_PREFIXED = re.compile(r"\b(mac|mc)\s+(?=[A-Z])", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without accents and joined letters, with simple quotes and dashes."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SIMPLER))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Words of a text as written; apostrophes, ampersands and hyphens may join their parts."""
    return _WORD.findall(plain(text))


def surname_key(surname: str) -> str:
    """Folds what writers vary in a surname: case, apostrophes, hyphens and Mc for Mac."""
    folded = _MAC.sub("mac", surname.casefold(), 1)
    return re.sub(r"[\s'-]", "", folded)


@dataclass(frozen=True)
class PersonName:
    """A personal name in its parts, folded for comparison.

    Attributes:
        surname: Key of the family name (see `surname_key`), or "" for a lone given name.
        given: Given names in order; a single letter is an initial.
        nicknames: Given names in quotes or brackets.
        born: Keys of earlier surnames ("nee Brown").
        generation: "junior", "senior", "ii", "iii" or "".
        gender: "m", "f" or "", from a title alone.
        fellows: Given names or titles of the others, where it names a couple or a team. The
            members are in the order of the alphabet, the first of them in ``given``.
    """

    surname: str
    given: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    generation: str = ""
    gender: str = ""
    fellows: tuple[str, ...] = ()

    @property
    def surnames(self) -> tuple[str, ...]:
        """All surnames that the person went by."""
        return (self.surname, *self.born)


@dataclass(frozen=True)
class CompanyName:
    """A company's name in its parts, folded for comparison.

    Attributes:
        distinctive: Words that tell this company from others, in order.
        weak: Folded words that many companies share (film, production …).
        qualifier: Words in brackets or after a comma: a branch, group or town.
        telling: Distinctive and weak words as they stand, without articles and legal forms.
        leads: A weak word stands first: "Video Harris" is hardly "Harris Video".
        joint: Two names are joined by "and".
    """

    distinctive: tuple[str, ...]
    weak: tuple[str, ...] = ()
    qualifier: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    leads: bool = False
    joint: bool = False


def looks_like_company(name: str) -> bool:
    """True where a credited name has a word that no person's name has, or starts with "the"."""
    found = [word.casefold() for word in words(name)]
    return bool(found) and (found[0] == "the" or "&" in name or not BODY_WORDS.isdisjoint(found))


@lru_cache(maxsize=65_536)
def parse_person(name: str) -> PersonName:
    """Take a personal name apart, in either order.

    "RUSSELL, Stanley Livingstone", "Dr. Stanley L. Russell, OBE" and "Mrs J. Gilbertson (nee
    Brown)" are all understood, and "Nat and Nettie McGavin" are two. A lone word is taken for a
    surname.
    """
    text = _PREFIXED.sub(r"\1", _DECEASED.sub(" ", plain(name)))
    text, born, nicknames, ages = _take_asides(_AMPERSAND.sub(" and ", text))
    head, _, tail = without_post_nominals(text).partition(",")
    first, last = (_given_words(_OF.sub("", part)) for part in (head, tail))
    if last.names:
        surname, given = list(first.names), list(last.names)
    else:
        surname, given = _split_surname(list(first.names))
    couple = first.couple or last.couple
    chief, *fellows = _members(_initials(given))
    return PersonName(
        surname_key("".join(surname)),
        tuple(chief),
        nicknames,
        born,
        first.generation or last.generation or ages,
        "" if couple or fellows else first.gender or last.gender,
        tuple(" ".join(fellow) for fellow in fellows) + couple,
    )


@dataclass(frozen=True)
class _Words:
    names: tuple[str, ...]
    generation: str = ""
    gender: str = ""
    couple: tuple[str, ...] = ()


def _take_asides(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    born: list[str] = []
    nicknames: list[str] = []
    generation = ""
    for groups in _ASIDE.findall(text):
        aside = next((part for part in groups if part), "")
        maiden = _BORN.search(aside)
        found = words(maiden.group(1) if maiden else aside)
        if maiden and found:
            born.append(surname_key(found[-1]))
        elif len(found) == 1 and found[0].casefold() in GENERATIONS:
            generation = GENERATIONS[found[0].casefold()]
        elif len(found) == 1:
            nicknames += [word.casefold() for word in found if word.casefold() not in _NO_NAMES]
    rest = _ASIDE.sub(" ", text)
    maiden = _BORN.search(rest)
    if maiden:
        born += [surname_key(word) for word in words(maiden.group(1))[-1:]]
        rest = rest[: maiden.start()]
    return rest, tuple(born), tuple(nicknames), generation


_NO_NAMES = POST_NOMINALS | TITLES


def _given_words(text: str) -> _Words:
    names: list[str] = []
    titles: list[str] = []
    generation = ""
    couple: tuple[str, ...] = ()
    found = words(text)
    for word in found:
        folded = word.casefold()
        if folded == "and" and titles and not names:  # "Mr and Mrs J. Smith"
            couple = tuple(titles)
        elif folded in TITLES and not names:
            titles.append(folded)
        elif folded in GENERATIONS and (names or folded != "ii"):
            generation = GENERATIONS[folded]
        elif folded in POST_NOMINALS and (names or len(found) == 1) and _mark(word, found):
            continue
        else:
            names.append(word)
    names = _without_letters(names)
    gender = "f" if FEMALE_TITLES & set(titles) else "m" if MALE_TITLES & set(titles) else ""
    return _Words(tuple(names), generation, gender, couple)


def _without_letters(names: list[str]) -> list[str]:
    # "Abbott M.B.K.S." ends in letters of membership; "Abbott, J" has one initial only.
    end = len(names)
    while end and len(names[end - 1]) == 1:
        end -= 1
    return names[:end] if end > 1 and len(names) - end > 1 else names


def _mark(word: str, found: list[str]) -> bool:
    # "Jack MA" is a surname at the end of two words; "J. Ma" too; "John Smith MA" is not.
    return word.casefold() in ("deceased", "esq") or (word.isupper() and len(found) > 2)


def _split_surname(names: list[str]) -> tuple[list[str], list[str]]:
    start = len(names) - 1
    while start > 1 and names[start - 1].casefold() in PARTICLES and names[start - 1].islower():
        start -= 1
    return names[start:], names[: max(start, 0)]


def _initials(given: list[str]) -> list[str]:
    result: list[str] = []
    for word in given:
        glued = len(word) in (2, 3) and word.isupper() and not set("AEIOUY") & set(word[1:])
        result += list(word.casefold()) if glued else word.casefold().split("-")
    return result


def _members(given: list[str]) -> list[list[str]]:
    """Given names of each member of a couple or team; of one person alone, a list of one."""
    members: list[list[str]] = [[]]
    for word in given:
        if word == "and":
            members.append([])
        elif word not in TITLES or len(members) == 1:
            members[-1].append(word)
    return sorted(member for member in members if member) or [[]]


@lru_cache(maxsize=65_536)
def parse_company(name: str) -> CompanyName:
    """Take a company's name apart.

    "Thames & Clyde Film Co. Ltd., Glasgow" is distinctive (thames, clyde), weak (film) and
    qualified (glasgow). Where all its words are weak, they count as distinctive.
    """
    text = _SHARED.sub("", plain(name))
    asides = [next((part for part in groups if part), "") for groups in _ASIDE.findall(text)]
    head, _, tail = _ASIDE.sub(" ", text).partition(",")
    inner = _company_words(head) or _company_words(text)
    after = [word for word in _company_words(tail) if word not in LEGAL_FORMS]
    qualifier = [word for aside in asides for word in _company_words(aside)] + after
    telling = ([word for word in inner if word not in LEGAL_FORMS] or inner)[:_MOST_WORDS]
    distinctive = [word for word in telling if not _business(word)]
    weak = [kind for word in telling if (kind := _business(word))]
    if not distinctive:
        distinctive, weak = telling, []
    joined = _JOINT.findall(head)
    return CompanyName(
        tuple(distinctive),
        tuple(weak),
        tuple(word for word in qualifier if not _business(word) and word not in inner),
        tuple(telling),
        bool(weak) and bool(_business(inner[0])) and inner[1:2] != ["in"],
        any(_is_telling(x) and _is_telling(y) for x, y in joined),
    )


def _is_telling(word: str) -> bool:
    return not _business(word) and word.casefold() not in LEGAL_FORMS


@lru_cache(maxsize=65_536)
def _business(written: str) -> str:
    """The line of business that a weak word tells, misspelt or not; "" for a telling word."""
    word = written.casefold()
    if word in WEAK_WORDS or len(word) < _LONG_WORD:
        return WEAK_WORDS.get(word, "")
    near = process.extractOne(word, WEAK_WORDS.keys(), scorer=fuzz.ratio, score_cutoff=_SLIP)
    return WEAK_WORDS[near[0]] if near else ""


def _company_words(text: str) -> list[str]:
    spaced = _CO_OP.sub("cooperative", text).replace("&", " ").replace("-", " ")
    joined = re.sub(r"(?<=\b[A-Za-z])[.\s]\s?(?=[A-Za-z]\b)", "", spaced)
    return [word.removesuffix("'s").replace("'", "") for word in map(str.casefold, words(joined))]
