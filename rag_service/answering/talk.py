"""What people say around a question that asks nothing: who they are, what for, I mean, sorry."""

from __future__ import annotations

import re

from rag_service.answering.english import FILM_NOUN
from rag_service.answering.reading import Reading

_WORK = (
    r"(?:articles?|essays?|books?|thesis|dissertation|(?:school |class |history )?projects?|"
    r"exhibitions?|documentary|piece|(?:school ?work|home ?work)|lessons?|papers?|talks?|"
    r"stor(?:y|ies)|feature|reports?|research|course|class|presentation|podcast|blog)"
)
_MINE = r"(?:an? |my |our |some |the )?(?:[\w-]+ )?"
_PHRASES = (
    re.compile(
        r"^(?:so,? |well,? |ok,? |hello,? |hi,? |good (?:morning|afternoon|evening),? )?"
        r"(?:i(?:'m| am)|we(?:'re| are)) (?:currently |just )?(?:writing|researching|working on|"
        rf"doing|preparing|making|studying|looking into) {_MINE}{_WORK}(?: (?:on|about|for))?\b"
    ),
    re.compile(rf"\bfor {_MINE}{_WORK}(?: (?:on|about))?(?=[,:;.?!]|$)"),
    re.compile(r"\bmy (?:gran(?:ny|dad|dfather|dmother)?|mum|dad|father|mother|teacher) "
               r"(?:said|says|told me|thinks|wants(?: to know)?|wonders)(?: that| if)?\b"),
    re.compile(
        r"\b(?:is it|am i) (?:right|true|correct|so|the case|fair to say)"
        r"(?: in (?:thinking|saying))?(?: that)?\b"
    ),
    re.compile(r"\b(?:(?<!\w)sorry|i mean|i meant|excuse me|pardon(?: me)?|or rather)\b(?=[,:; ])"),
    re.compile(r"\bthat is(?: to say)?(?=,)|\bin other words\b"),
    re.compile(r"\bgoing by (?:the |their |its )?(?:words?|dates?|records?|catalogue|headings?)\b"),
    re.compile(r"\b(?:do|does|did|can|could) (?:.{2,60}? )(?P<said>figure)\b(?! skat)"),
    re.compile(r"\bfigur(?:es?|ing) (?:as|in|among)\b"),
    re.compile(r"\bas (?:an? |the |its |their |one of (?:the|its) )"
               r"(?:places?|locations?|subjects?|topics?|settings?|headings?|themes?)\b"),
    re.compile(
        r"\b(?:dozens|hundreds|thousands|scores|lots|loads|plenty|heaps|a couple|a handful) of"
        rf"(?= (?:[\w-]+ )?{FILM_NOUN}\b)"
    ),
    re.compile(
        r"\b(?:more|fewer|less) than (?:an? |one |two |\d+ ?)?(?:hundred|dozen|thousand)?"
        rf"(?= (?:[\w-]+ )?{FILM_NOUN}\b)"
    ),
)  # fmt: skip


def read_talk(reading: Reading) -> None:
    """Take what asks nothing out of a question."""
    for pattern in _PHRASES:
        while match := reading.search(pattern):
            group = "said" if "said" in match.groupdict() else 0
            if not reading.take_match(match, group):
                break
