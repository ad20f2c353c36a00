"""What a record says of one film, put into a sentence with its quotations."""

from __future__ import annotations

import re

from rag_service.answering.links import Link
from rag_service.answering.query import Property
from rag_service.answering.quote import Citation, Quoter
from rag_service.answering.roles import VERB, makers, roles_meant
from rag_service.answering.view import View

Said = tuple[str, list[Citation]]

_QUOTED = re.compile(r"[\"“][^\"”]+[\"”]|(?<!\w)'[^']+'(?!\w)")
_ASKED_ROLE = re.compile(
    r"\b(?:wrote|commentary|music|script)\b|"
    rf"{VERB.pattern}|\b(?:director|producer|cameraman|cinematographer|narrator|sponsor|editor|writer|animator)\b"
)
_WORDED = {
    "Director": "directed by",
    "Filmmaker": "filmed by",
    "Cinematographer": "photographed by",
    "Producer": "produced by",
    "Sponsor": "sponsored by",
    "Narrator": "narrated by",
    "Editor": "edited by",
    "Animator": "animated by",
    "Author": "catalogued under",
}
_DOUBT = {"attributed": " (attributed)", "uncertain": " (uncertain)", "supplied": "", "stated": ""}


def dated(work: int, view: View) -> str:
    """A title with its year or years; in brackets where a cataloguer supplied it."""
    first, last = int(view.year_from[work]), int(view.year_to[work])
    title = f"[{view.title(work)}]" if view.supplied(work) else view.title(work)
    if not first:
        return f"{title} (no date)"
    return f"{title} ({first})" if first == last else f"{title} ({first}–{last})"


def describe(work: int, name: Property, view: View, quoter: Quoter, question: str) -> Said:
    """What the record says of one property; that it says nothing, where it does."""
    title = view.title(work)
    if name == "year":
        return _year(work, title, view, quoter)
    if name == "length":
        return _length(work, title, view, quoter)
    if name in ("sound", "colour"):
        return _copy(work, title, name, view, quoter)
    if name == "agent":
        return _agents(work, title, view, quoter, question)
    if name == "about":
        return _about(work, title, quoter)
    return _headings(work, title, name, view, quoter)


def _year(work: int, title: str, view: View, quoter: Quoter) -> Said:
    first, last = int(view.year_from[work]), int(view.year_to[work])
    if not first:
        return f"The record of {title} has no date.", _listed(quoter.title(work))
    years = str(first) if first == last else f"{first} to {last}"
    return f"{title} is dated {years}.", _listed(quoter.year(work))


def _length(work: int, title: str, view: View, quoter: Quoter) -> Said:
    seconds = round(float(view.duration_s[work]))
    if not seconds:
        return f"The record of {title} gives no length.", _listed(quoter.title(work))
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest)
    return f"{title} runs for {' '.join(parts)}.", _listed(quoter.length(work))


def _copy(work: int, title: str, name: str, view: View, quoter: Quoter) -> Said:
    held = [v for v in view.copy_values(name) if view.copies(name, [v])[work]]
    if not held:
        return f"The record of {title} does not tell its {name}.", _listed(quoter.title(work))
    return f"{title} is catalogued as {', '.join(held)}.", _listed(quoter.copy(work, name))


def _agents(work: int, title: str, view: View, quoter: Quoter, question: str) -> Said:
    match = _asked_role(question)
    told = credited(work, view, question)
    others = [link for link in view.links_of(work, "role") if link.role in makers(view.links.roles)]
    asked, told = bool(told), told or others
    if not told:
        return f"The record of {title} credits nobody.", _listed(quoter.title(work))
    text = f"{title}: {'; '.join(dict.fromkeys(_credit(link, view) for link in told))}."
    if not asked and match:
        text = f"The record of {title} does not say who {match.group()} it. {text}"
    return text, [cited for link in told if (cited := quoter.link(link))]


def credited(work: int, view: View, question: str) -> list[Link]:
    """Those credited with a film in the role that a question asks for; makers where none is."""
    match = _asked_role(question)
    wanted = roles_meant(match.group(), view.links.roles) if match else ()
    wanted = wanted or makers(view.links.roles)
    return [link for link in view.links_of(work, "role") if link.role in wanted]


def _asked_role(question: str) -> re.Match[str] | None:
    return _ASKED_ROLE.search(_QUOTED.sub("", question).casefold())


def _credit(link: Link, view: View) -> str:
    words = _WORDED.get(link.role, f"{_spaced(link.role)}:")
    return f"{words} {view.name(link.entity)}{_DOUBT.get(link.attribution, '')}"


def _spaced(role: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", role).lower()


def _headings(work: int, title: str, name: Property, view: View, quoter: Quoter) -> Said:
    links = headings(work, name, view)
    if not links:
        text = f"The record of {title} names no {name}."
        return text, _listed(*quoter.first(work, 1), quoter.title(work))
    names = ", ".join(view.name(link.entity) for link in links)
    cited = [quoter.heading(work, link.entity) for link in links]
    return f"{title}: {name} {names}.", [c for c in cited if c]


def headings(work: int, name: Property, view: View) -> list[Link]:
    """The subjects, places or genres that a film is catalogued under."""
    relation = "genre" if name == "genre" else "subject"
    return [
        link
        for link in view.links_of(work, relation)
        if name == "genre" or (view.entity_labels[link.entity] == "Place") == (name == "place")
    ]


def _about(work: int, title: str, quoter: Quoter) -> Said:
    told = quoter.first(work)
    if not told:
        return f"The record of {title} has no summary.", _listed(quoter.title(work))
    return f"{title}: {' '.join(c.text.strip() for c in told)}", told


def _listed(*cited: Citation | None) -> list[Citation]:
    return [citation for citation in cited if citation][:1]
