"""The relationships of the graph: what may stand at either end, and the standard term."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

AGENTS = frozenset({"Person", "CorporateBody", "Family", "PersonGroup"})
EVENTS = frozenset({"ProductionEvent", "PublicationEvent", "PreservationEvent", "ManufactureEvent"})
ENTITIES = AGENTS | {"Place", "Concept", "HistoricalEvent", "Object", "Work", "Collection"}
ANY: frozenset[str] = frozenset()


class Relation(StrEnum):
    """Types of relationship."""

    HAS_VARIANT = "HAS_VARIANT"
    HAS_MANIFESTATION = "HAS_MANIFESTATION"
    HAS_ITEM = "HAS_ITEM"
    HAS_INSTANTIATION = "HAS_INSTANTIATION"
    HAS_TITLE = "HAS_TITLE"
    HAS_EVENT = "HAS_EVENT"
    HAS_ACTIVITY = "HAS_ACTIVITY"
    HAS_AGENT = "HAS_AGENT"
    LOCATED_IN = "LOCATED_IN"
    HAS_SUBJECT = "HAS_SUBJECT"
    HAS_GENRE = "HAS_GENRE"
    PART_OF = "PART_OF"
    MEMBER_OF = "MEMBER_OF"
    HELD_BY = "HELD_BY"
    BROADER = "BROADER"
    SAME_AS = "SAME_AS"
    CONTRIBUTED_TO = "CONTRIBUTED_TO"
    DEPICTS = "DEPICTS"
    MENTIONS = "MENTIONS"
    HAS_SEGMENT = "HAS_SEGMENT"
    NEXT = "NEXT"
    COVERS = "COVERS"
    IN_INSTANTIATION = "IN_INSTANTIATION"
    HAS_MENTION = "HAS_MENTION"
    REFERS_TO = "REFERS_TO"
    APPEARS_IN = "APPEARS_IN"
    SPEAKS_IN = "SPEAKS_IN"
    HAS_FRAME = "HAS_FRAME"
    HAS_VISUAL = "HAS_VISUAL"
    SUBJECT = "SUBJECT"
    OBJECT = "OBJECT"
    SUPPORTED_BY = "SUPPORTED_BY"


@dataclass(frozen=True)
class Rule:
    """Labels allowed at the start and the end (empty: any), and the standard term."""

    start: frozenset[str]
    end: frozenset[str]
    term: str


def _rule(start: str | frozenset[str], end: str | frozenset[str], term: str) -> Rule:
    def labels(side: str | frozenset[str]) -> frozenset[str]:
        return frozenset(side.split()) if isinstance(side, str) else side

    return Rule(labels(start), labels(end), term)


RULES: dict[Relation, Rule] = {
    Relation.HAS_VARIANT: _rule("Work", "Variant", "EN 15907 hasVariant"),
    Relation.HAS_MANIFESTATION: _rule("Work Variant", "Manifestation", "EN 15907"),
    Relation.HAS_ITEM: _rule("Manifestation", "Item", "EN 15907"),
    Relation.HAS_INSTANTIATION: _rule("Manifestation Item", "Instantiation", "pbcore"),
    Relation.HAS_TITLE: _rule("Work Variant Manifestation Item", "Title", "EN 15907"),
    Relation.HAS_EVENT: _rule("Work Variant Manifestation Item", EVENTS, "EN 15907 HasEvent"),
    Relation.HAS_ACTIVITY: _rule(EVENTS | {"Work"}, "Activity", "crm:P9 consists of"),
    Relation.HAS_AGENT: _rule("Activity", AGENTS, "crm:P14 carried out by"),
    Relation.LOCATED_IN: _rule(EVENTS | {"Place", "Collection"}, "Place", "crm:P7, P89"),
    Relation.HAS_SUBJECT: _rule("Work", ENTITIES, "dcterms:subject"),
    Relation.HAS_GENRE: _rule("Work", "Concept", "EN 15907 hasGenre"),
    Relation.PART_OF: _rule("Work", "Work", "dcterms:isPartOf"),
    Relation.MEMBER_OF: _rule("Work Collection", "Collection", "rico:isOrWasIncludedIn"),
    Relation.HELD_BY: _rule("Item Collection", AGENTS, "rico:hasOrHadHolder"),
    Relation.BROADER: _rule("Concept", "Concept", "skos:broader"),
    Relation.SAME_AS: _rule(ANY, ANY, "owl:sameAs, skos:exactMatch, skos:closeMatch"),
    Relation.CONTRIBUTED_TO: _rule(AGENTS, "Work", "schema:contributor"),
    Relation.DEPICTS: _rule("Work Segment", ENTITIES, "crm:P138 represents"),
    Relation.MENTIONS: _rule("Work Segment", ENTITIES, "schema:mentions"),
    Relation.HAS_SEGMENT: _rule("Work Segment", "Segment", "schema:hasPart"),
    Relation.NEXT: _rule("Segment", "Segment", "crm:P183 ends before the start of"),
    Relation.COVERS: _rule("Segment Work", "TextUnit", "oa:hasTarget, inverse"),
    Relation.IN_INSTANTIATION: _rule("Segment Frame", "Instantiation", "MMIF document"),
    Relation.HAS_MENTION: _rule("TextUnit Segment Frame", "Mention", "MMIF targets, inverse"),
    Relation.REFERS_TO: _rule("Mention", ENTITIES, "crm:P67 refers to"),
    Relation.APPEARS_IN: _rule(ENTITIES, "Segment", "crm:P138, inverse"),
    Relation.SPEAKS_IN: _rule(AGENTS, "Segment", "ebucoreplus:hasSpeaker, inverse"),
    Relation.HAS_FRAME: _rule("Segment", "Frame", "MMIF timePoint"),
    Relation.HAS_VISUAL: _rule(
        "Segment Frame Instantiation", "VisualVector", "MMIF targets, inverse"
    ),
    Relation.SUBJECT: _rule("Assertion", ANY, "crm:P140 assigned attribute to"),
    Relation.OBJECT: _rule("Assertion", ANY, "crm:P141 assigned"),
    Relation.SUPPORTED_BY: _rule("Assertion", ANY, "crm:P16 used, prov:wasDerivedFrom"),
}
