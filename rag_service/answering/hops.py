"""Questions that go through one film to others: what else its maker made, the same year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rag_service.answering.english import FILM_NOUN
from rag_service.answering.query import Hop
from rag_service.answering.reading import Reading
from rag_service.answering.roles import VERB, roles_meant
from rag_service.answering.titles import titled
from rag_service.answering.view import View

_MAKER = (
    r"(?P<noun>director|film-?maker|film maker|maker|cameram[ae]n|camerawoman|cinematographer|"
    r"photographer|"
    r"production company|company|companies|studio|producer|sponsor|person|people|man|woman|"
    r"amateur|team|"
    r"organisation|broadcaster|who|whoever|same hand)s?"
)
_QUOTED = r"(?:[\"“][^\"”]+[\"”]|['‘][^'’]+(?:['’]\w[^'’]*)*['’](?!\w))"
_LINK = (
    r"(?:(?:of|behind|for|on|as|credited (?:with|on|for|in))|(?:(?:who|that|which) )?(?:also )?"
    rf"(?:had )?(?P<verb>{VERB.pattern}|is credited (?:with|on)|was behind|shot|worked on|gave us))"
)
_TAIL = (
    r"(?P<tail>,? (?:also |ever |then )?(?:make|made|direct|directed|film|filmed|shoot|shot|"
    r"produce|"
    r"produced|work on|worked on|credited|responsible|involved)\b[^?]*)?\??$"
)
_THROUGH = (
    re.compile(
        rf"\b(?:the |that )?(?:same )?{_MAKER} {_LINK} (?:the film )?(?P<film>{_QUOTED})(?P<tail>)"
    ),
    re.compile(rf"\b(?:the |that )?(?:same )?{_MAKER} {_LINK} (?P<film>[^?\"“]+?){_TAIL}"),
)
_THEY = re.compile(
    rf"^(?P<noun>who) (?P<verb>{VERB.pattern}) (?P<film>{_QUOTED}|[^?,]+?),? and (?:what|which)"
    r"(?: other| else)?(?P<tail>\b.*\b(?:they|he|she|them|it)\b[^?]*)\??$"
)
_SAME = re.compile(
    r"\b(?:in |from |of |with |on )?the same (?P<via>year|places?|subjects?|genre) as (?:the "
    r"film )?"
    rf"(?P<film>{_QUOTED}|[^?\"“]+?(?=\??$))"
)
_MORE = re.compile(
    r"\b(?:other|others|else|more|also|same|another|how many|list|all (?:the )?)\b|\bby (?:the )?$|"
    rf"\b(?:(?:which|what) {FILM_NOUN}|{FILM_NOUN} (?:by|from|of))\b"
)
_LEAD = re.compile(
    r"^(?:the )?(?:film|newsreel|documentary|cartoon|movie|one|short)"
    r"(?: called| titled| entitled| named| that| which| about| of| on| showing| where| in which)* ",
    re.IGNORECASE,
)
# The person who filmed in Shetland leads through no film.
_NO_FILM = re.compile(r"(?:in|at|on|from|near|around|both|for|with|films?|most)\b", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:other|others|else|more|also|another|besides|apart from|same)\b")

Via = Literal["agent", "year", "place", "subject", "genre"]


@dataclass(frozen=True)
class _Part:
    via: Via
    film: re.Match[str]
    roles: tuple[str, ...]


def read_hop(reading: Reading, view: View) -> Hop | None:
    """Take a film that a question goes through, with the words that say so."""
    part = _part(reading, view)
    if part is None:
        return None
    match = part.film
    start, end = match.span("film")
    words = reading.question[start:end].strip(" .,\"“”'‘’")
    if _NO_FILM.match(words):
        return None
    works = tuple(titled(words, view) or titled(_LEAD.sub("", words), view))
    reading.take_match(match)
    while verb := reading.search(VERB):
        reading.take_match(verb)
    others = bool(_ALSO.search(reading.text))
    return Hop(words, works, part.via, part.roles, others)


def _part(reading: Reading, view: View) -> _Part | None:
    if match := reading.search(_SAME):
        via: Via = {"years": "year"}.get(match["via"], match["via"].rstrip("s"))  # type: ignore[assignment]
        return _Part(via, match, ())
    if match := reading.search(_THEY):
        return _Part("agent", match, roles_meant(match["verb"], view.links.roles))
    match = reading.search(_THROUGH[0]) or reading.search(_THROUGH[1])
    if match is None:
        return None
    around = (reading.text[: match.start()], match["tail"] or "")
    if match["noun"] != "whoever" and not any(_MORE.search(text) for text in around):
        return None
    if match["noun"] == "who" and match.start() == 0:
        return None
    words = f"{match['noun']} {match['verb'] or ''}"
    return _Part("agent", match, roles_meant(words, view.links.roles))
