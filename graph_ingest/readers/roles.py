"""Words and abbreviations that credits notes use for roles, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Abbreviations and phrases that stand before a name, by EN 15907 activity type.
_SURE = {
    "Director": r"d\s?\.|dir\.|directed by",
    "Filmmaker": r"(?:(?:originally|mostly) )?[Ff]ilmed(?: by)?|[Mm]ade by|[Ss]hot by|film maker|"
    r"film\.|created by",
    "Producer": r"p\.c\.|p\.(?: ?team\b)?|[Pp]roduced by",
    "Cinematographer": r"ph\.|cam\.?(?=\s)|[Aa]t [Tt]he [Cc]amera|photographed by",
    "Narrator": r"comm(?:\.|\b)\s?(?:sp?\b\.?)?|narr?\.|spoken by|voiceovers",
    "Editor": r"ed\.|edited by",
    "Music": r"m\.(?: editing)?",
    "Sound": r"sd\.(?: rec\.)?",
    "Script": r"comm(?:\.| )\s?w\.|w\s?\.|sc\.|written by|screenplay by|devised(?: by)?",
    "Animator": r"animat\.|anim\.|animated(?: by)?",
    "Artist": r"painted by",
    "CastMember": r"act\.|played by",
    "Effects": r"opticals\.",
    "Presenter": r"[Pp]resented by|introduced by",
    "Sponsor": r"sponsored by|commissioned by",
    "Distributor": r"[Dd]istributed by",
    "Assistant": r"[Aa]ssisted by",
    "WorkshopLeader": r"led by",
    "Organiser": r"arranged by|organised by|production organiser",
}

# Plain words: roles only where a name follows at once.
_WORDS = {
    "Director": r"director",
    "Cinematographer": r"[Cc]ameras?|cameraman",
    "Narrator": r"narrator|commentary",
    "Editor": r"[Ee]dit(?:or|ing)",
    "Music": r"music",
    "Sound": r"[Ss]ound|[Bb]oom operator",
    "Script": r"screenplay|[Ss]cript|(?:original )?[Ss]tory",
    "CastMember": r"[Cc]ast|act|featuring",
    "Lighting": r"[Ll]ighting",
    "Continuity": r"continuity",
    "Presenter": r"presenter",
    "Interviewee": r"interviewee",
    "Interviewer": r"interviewer",
    "Reporter": r"reporter",
    "Producer": r"production",
}

PERSONAL_ROLES = frozenset({*_SURE, *_WORDS}) - {
    "Producer",
    "Presenter",
    "Sponsor",
    "Distributor",
    "Organiser",
}
"""Roles that people have oftener than bodies."""

_NAME_AHEAD = re.compile(r"\s*(?:[:-]\s*)?['\"‘“\[(?]?(?:[A-ZÀ-Þ]|the [A-Z])")
_BETWEEN = re.compile(r"\s*(?:,|&|/|\band\b)?\s*")
_BEFORE = r"(?<![\w'’])"


def _scanner(words: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    tables = [_SURE, _WORDS] if words else [_SURE]
    roles, parts = {}, []
    for number, table in enumerate(tables):
        # Longer phrases first: "comm. w." is a script, "comm." alone a narration.
        for role, pattern in sorted(table.items(), key=lambda item: item[0] != "Script"):
            group = f"{'sw'[number]}_{role}"
            roles[group] = role
            parts.append(
                rf"(?P<{group}>{_BEFORE}(?:{pattern}){'' if number == 0 else chr(92) + 'b'})"
            )
    return re.compile("|".join(parts)), roles


_SCANNERS = {words: _scanner(words) for words in (False, True)}


@dataclass(frozen=True)
class Marker:
    """A place where the note names roles: from ``start`` to ``end``, before a name."""

    start: int
    end: int
    roles: tuple[str, ...]


def markers(text: str, start: int, end: int, *, words: bool) -> list[Marker]:
    """The roles named in a stretch of a note, those that stand together as one Marker.

    Args:
        text: The note.
        start: First character to look at.
        end: Character after the last.
        words: Plain words such as ``camera`` count too, where a name follows.
    """
    scanner, roles = _SCANNERS[words]
    found: list[Marker] = []
    sure: list[bool] = []
    for match in scanner.finditer(text, start, end):
        group = match.lastgroup or ""
        if found and _BETWEEN.fullmatch(text, found[-1].end, match.start()):
            found[-1] = Marker(
                found[-1].start, match.end(), tuple(dict.fromkeys((*found[-1].roles, roles[group])))
            )
            sure[-1] = sure[-1] or group.startswith("s_")
        else:
            found.append(Marker(match.start(), match.end(), (roles[group],)))
            sure.append(group.startswith("s_"))
    return [
        marker
        for marker, certain in zip(found, sure, strict=True)
        if certain or _NAME_AHEAD.match(text, marker.end, end)
    ]
