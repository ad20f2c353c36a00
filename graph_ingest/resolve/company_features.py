"""How alike two companies' names are, as numbers that a model can weigh."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph_ingest.resolve.corpus import Corpus, forms
from graph_ingest.resolve.name_facts import INSTITUTIONS, UNITS
from graph_ingest.resolve.names import CompanyName
from graph_ingest.resolve.profiles import Profile

_MISSPELT_WORD = 85.0
_MOST_NAMES = 12
_TELLING = 12.0
_SHORT = 2.0
_COMMON = 5.0
_SHORTEST_NAME = 3  # letters of an abbreviation that stands for a whole name


@dataclass(frozen=True)
class CompanyMatch:
    """Two company names side by side; the sums are of `Corpus.word_rarity`, in nats.

    Attributes:
        shared: Distinctive words in both, misspellings and abbreviations included.
        left: Distinctive words in the first only.
        right: Distinctive words in the second only.
        acronym: How many words of one a word of the other abbreviates by their first letters.
        spelling: Similarity of the whole names, 0 to 1.
        business_differs: One makes films and one news, say: both tell, and share no line.
        institution_differs: One is a society, say, and the other is not.
        place_differs: One's word of business leads the name, the other's follows.
        unit_differs: One is an institution, the other a service or department of it.
    """

    shared: float
    left: float
    right: float
    acronym: int
    spelling: float
    business_differs: bool
    institution_differs: bool
    place_differs: bool
    unit_differs: bool
    one: CompanyName
    other: CompanyName

    @property
    def cover(self) -> float:
        """Share of the distinctive weight of both that is common, 0 to 1."""
        total = self.shared + self.left + self.right
        return self.shared / total if total else 0.0


def compare_companies(one: CompanyName, other: CompanyName, corpus: Corpus) -> CompanyMatch:
    """Compare two company names word by word."""
    shared, left, right = _with_branches(*_aligned(one, other), one, other)
    spelt_out = _abbreviated(left, one, other) | _abbreviated(right, other, one)
    short = [word for word in (*left, *right) if word in spelt_out]
    long = {word for words in spelt_out.values() for word in words}
    return CompanyMatch(
        sum(min(_weight(x, corpus), _weight(y, corpus)) for x, y in shared)
        + sum(_weight(word, corpus) for word in short),
        sum(_weight(w, corpus) for w in left if w not in long and w not in spelt_out),
        sum(_weight(w, corpus) for w in right if w not in long and w not in spelt_out),
        max(map(len, spelt_out), default=0),
        fuzz.token_sort_ratio(" ".join(one.telling), " ".join(other.telling)) / 100.0,
        bool(one.weak and other.weak and not set(one.weak) & set(other.weak)),
        bool(INSTITUTIONS & (set(left) ^ set(right)) - long),
        one.leads != other.leads,
        _is_unit(one) != _is_unit(other) and any(x in INSTITUTIONS for x, _ in shared),
        one,
        other,
    )


def companies_contradict(one: Profile, other: Profile) -> str:
    """What in their names keeps two companies apart, or ""."""
    for left in one.company_names[:_MOST_NAMES]:
        for right in other.company_names[:_MOST_NAMES]:
            if _branches_differ(left, right):
                return "they are different branches"
            if _numbers(left) != _numbers(right):
                return "their numbers differ"
    return ""


def company_features(one: Profile, other: Profile, corpus: Corpus) -> dict[str, float]:
    """Features of two companies' names, each about 0 to 1."""
    matches = [
        compare_companies(left, right, corpus)
        for left in one.company_names[:_MOST_NAMES]
        for right in other.company_names[:_MOST_NAMES]
    ]
    match = max(matches, key=lambda m: (m.cover, m.shared, m.spelling))
    return {
        "words_shared": match.cover,
        "words_apart": min(max(match.left, match.right), _TELLING) / _TELLING,
        "words_conflict": min(match.left, match.right, _TELLING) / _TELLING,
        "name_rarity": min(match.shared, _TELLING) / _TELLING,
        "name_common": _name_common(match),
        "acronym": min(match.acronym, 6) / 4.0,
        "spelling": match.spelling,
        "name_same": float(_names_meet(one, other)),
        "business_differs": float(match.business_differs),
        "institution_differs": float(match.institution_differs),
        "business_leads": float(match.place_differs),
        "unit_differs": float(match.unit_differs),
        "joint_differs": float(_joint_differs(match)),
        "acronym_rivals": min(_acronym_rivals(match, corpus), 2) / 2.0,
        "rivals": min(_rivals(match, corpus), 8) / 8.0,
    }


def _names_meet(one: Profile, other: Profile) -> bool:
    return any(_same(x, y) for x in one.company_names for y in other.company_names)


def _same(one: CompanyName, other: CompanyName) -> bool:
    """True where the names differ at most in that one leaves its business out, or a part of it."""
    told = set(one.weak), set(other.weak)
    return (
        (one.distinctive, one.qualifier) == (other.distinctive, other.qualifier)
        and one.leads == other.leads
        and (told[0] <= told[1] or told[1] <= told[0])
    )


def _name_common(match: CompanyMatch) -> float:
    """1 where names that differ share no telling word, 0 where they share a rare one."""
    return 0.0 if match.spelling == 1.0 else max(_COMMON - match.shared, 0.0) / _COMMON


def _acronym_rivals(match: CompanyMatch, corpus: Corpus) -> int:
    """How many other companies have the initials that one of the names consists of."""
    if match.acronym < _SHORTEST_NAME:
        return 0
    words = {*match.one.distinctive} ^ {*match.other.distinctive}
    held = [corpus.companies_abbreviated(word) for word in words]
    own = {match.one.distinctive, match.other.distinctive}
    return len(set[tuple[str, ...]]().union(*held) - own)


def _is_unit(name: CompanyName) -> bool:
    return not UNITS.isdisjoint(name.telling)


def _joint_differs(match: CompanyMatch) -> bool:
    # "Harris and Duff Productions" is no more one of the two than a couple is.
    return match.one.joint != match.other.joint and bool(match.left or match.right)


def _rivals(match: CompanyMatch, corpus: Corpus) -> int:
    """How many other companies a name may mean that is a part of the other name."""
    part, whole = sorted(map(set, (match.one.distinctive, match.other.distinctive)), key=len)
    if not part < whole:
        return 0
    named = map(set, corpus.companies_with(part))
    return sum(1 for other in named if not (other <= whole or other >= whole))


def _weight(word: str, corpus: Corpus) -> float:
    rarity = corpus.word_rarity(word)
    return min(rarity, _SHORT) if len(word) < 3 else rarity


def _aligned(
    one: CompanyName, other: CompanyName
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    left, right = list(dict.fromkeys(one.distinctive)), list(dict.fromkeys(other.distinctive))
    if left != right and _run_together(left, right):
        return [("".join(left), "".join(right))], [], []
    shared = [(word, word) for word in left if word in right]
    left, right = [w for w in left if w not in right], [w for w in right if w not in left]
    for word in list(left):
        near = max(right, key=lambda w: _likeness(word, w), default="")
        if near and _likeness(word, near) >= _MISSPELT_WORD:
            shared.append((word, near))
            left.remove(word)
            right.remove(near)
    return shared, left, right


def _with_branches(
    shared: list[tuple[str, str]],
    left: list[str],
    right: list[str],
    one: CompanyName,
    other: CompanyName,
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    # "Perth Group of the Guild" and "Guild (Perth Group)"
    met = [w for w in left if w in other.qualifier] + [w for w in right if w in one.qualifier]
    return (
        [*shared, *((word, word) for word in met)],
        [word for word in left if word not in met],
        [word for word in right if word not in met],
    )


def _likeness(one: str, other: str) -> float:
    if forms(one) & forms(other):
        return 100.0
    return fuzz.ratio(one, other) if min(len(one), len(other)) > 3 else 0.0


def _run_together(left: list[str], right: list[str]) -> bool:
    # "Trans World" and "Transworld"; one letter may be wrong as well.
    one, other = "".join(left), "".join(right)
    slips = 0 if len(left) == len(right) or min(len(one), len(other)) < 8 else 1
    return OSA.distance(one, other) <= slips


def _abbreviated(
    words: list[str], short: CompanyName, long: CompanyName
) -> dict[str, tuple[str, ...]]:
    """Which of the words stand for a run of the long name's words by their first letters.

    What stands before the run must be in the short name as well.
    """
    found: dict[str, tuple[str, ...]] = {}
    telling = long.telling
    for start in range(len(telling)):
        if not set(telling[:start]) <= set(short.telling):
            break
        for end in range(start + 2, len(telling) + 1):
            spelt = _acronyms(telling[start:end])
            for word in words:
                least = 2 if start == 0 and word == words[0] else 3
                if least <= len(word) < 7 and word in spelt:
                    found[word] = telling[start:end]
    return found


def _acronyms(run: tuple[str, ...]) -> set[str]:
    letters = [word[0] for word in run]
    spelt = ["tv" if word == "television" else word[0] for word in run]
    return {"".join(letters), "".join(spelt)}


def _branches_differ(one: CompanyName, other: CompanyName) -> bool:
    return bool(one.qualifier and other.qualifier and not set(one.qualifier) & set(other.qualifier))


def _numbers(name: CompanyName) -> set[str]:
    return {word for word in (*name.distinctive, *name.qualifier) if word.isdigit()}
