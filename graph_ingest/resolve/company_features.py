"""How alike two companies' names are, as numbers that a model can weigh."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from graph_ingest.resolve.corpus import Corpus, forms
from graph_ingest.resolve.name_facts import INSTITUTIONS
from graph_ingest.resolve.names import CompanyName
from graph_ingest.resolve.profiles import Profile

_MISSPELT_WORD = 85.0
_MOST_NAMES = 12
_TELLING = 12.0
_SHORT = 2.0


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
    """

    shared: float
    left: float
    right: float
    acronym: int
    spelling: float
    business_differs: bool
    institution_differs: bool
    place_differs: bool
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
    spelt_out = _abbreviated(left, other.telling) | _abbreviated(right, one.telling)
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
        one.leads_with_business != other.leads_with_business,
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
        "acronym": min(max(match.acronym - 2, 0), 3) / 2.0,
        "spelling": match.spelling,
        "name_same": float(_names_meet(one, other)),
        "business_differs": float(match.business_differs),
        "institution_differs": float(match.institution_differs),
        "business_leads": float(match.place_differs),
        "rivals": min(_rivals(match, corpus), 8) / 8.0,
    }


def _names_meet(one: Profile, other: Profile) -> bool:
    return any(_same(x, y) for x in one.company_names for y in other.company_names)


def _same(one: CompanyName, other: CompanyName) -> bool:
    """True where the names differ at most in that one doesn't name its business."""
    told = set(one.weak), set(other.weak)
    return (
        (one.distinctive, one.qualifier) == (other.distinctive, other.qualifier)
        and one.leads_with_business == other.leads_with_business
        and (told[0] == told[1] or not all(told))
    )


def _rivals(match: CompanyMatch, corpus: Corpus) -> int:
    """How many other companies a name may mean that is a part of the other name."""
    one, other = set(match.one.distinctive), set(match.other.distinctive)
    part = one & other
    if one == other or part not in (one, other):
        return 0
    return len(corpus.companies_with(part) - {match.one.distinctive, match.other.distinctive})


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
    alike = 100.0 if len(left) == len(right) or min(len(one), len(other)) < 8 else 90.0
    return fuzz.ratio(one, other) >= alike


def _abbreviated(words: list[str], telling: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Which of the words stand for a run of the other name's words by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        for start in range(len(telling)):
            for end in range(start + 2, len(telling) + 1):
                least = 2 if start == 0 and word == words[0] else 3
                if least <= len(word) < 7 and word in _acronyms(telling[start:end]):
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
