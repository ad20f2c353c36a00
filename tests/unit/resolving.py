"""Small catalogues in memory for the tests of resolving and mentions."""

from collections.abc import Sequence

from graph_schema.contribution import Contribution, Edge, Source
from graph_schema.nodes import (
    Activity,
    Agent,
    AnyNode,
    Authority,
    Concept,
    Manifestation,
    Place,
    TextUnit,
    Work,
)
from graph_schema.relations import Relation
from graph_schema.values import entity_id, text_id

Credit = tuple[str, str]
"""A name and its role; a name that ends in "Films" or "Television" is a body's."""


def record(
    number: str,
    *credited: Credit,
    year: int | None = None,
    title: str = "",
    subjects: Sequence[str] = (),
    places: Sequence[str] = (),
    summary: str = "",
    partner: str = "nls",
    collection: str = "nls",
    colour: str | None = None,
    sound: str | None = None,
    duration_s: float | None = None,
) -> Contribution:
    """A catalogue record as a reader would give it."""
    work = f"work:{partner}/{number}"
    nodes: dict[str, AnyNode] = {
        work: Work(
            id=work,
            preferred_title=title or f"Untitled {number}",
            partner=partner,
            record_id=number,
            year_from=year,
            year_to=year,
        )
    }
    edges: list[Edge] = []
    for position, (name, role) in enumerate(credited):
        agent = entity_id("agent", partner, number, name)
        body = name.endswith(("Films", "Television"))
        nodes[agent] = Agent(label="CorporateBody" if body else "Person", id=agent, name=name)
        activity = f"activity:{partner}/{number}/{position}"
        field = "author" if role == "Author" else "credits_note"
        nodes[activity] = Activity(id=activity, role=role, credited_as=name, field=field)
        edges += [
            Edge(type=Relation.HAS_ACTIVITY, start=work, end=activity),
            Edge(type=Relation.HAS_AGENT, start=activity, end=agent),
            Edge(type=Relation.CONTRIBUTED_TO, start=agent, end=work, properties={"role": role}),
        ]
    for name in subjects:
        concept = entity_id("concept", partner, name)
        nodes[concept] = Concept(id=concept, name=name)
        edges.append(Edge(type=Relation.HAS_SUBJECT, start=work, end=concept))
    for name in places:
        place = entity_id("place", partner, name)
        nodes[place] = Place(id=place, name=name)
        edges.append(Edge(type=Relation.HAS_SUBJECT, start=work, end=place))
    if summary:
        text = text_id(work, "catalogue", "summary", summary)
        nodes[text] = TextUnit(id=text, text=summary, channel="catalogue", field="summary")
        edges.append(Edge(type=Relation.COVERS, start=work, end=text))
    if colour or sound or duration_s:
        copy = f"manifestation:{partner}/{number}"
        nodes[copy] = Manifestation(id=copy, colour=colour, sound=sound, duration_s=duration_s)
        edges.append(Edge(type=Relation.HAS_MANIFESTATION, start=work, end=copy))
    source = Source(
        id=f"{partner}/{number}", partner=partner, collection=collection, record_id=number
    )
    return Contribution(source=source, nodes=list(nodes.values()), edges=edges)


def place(
    identifier: str,
    name: str,
    *,
    point: tuple[float, float] | None = None,
    feature: str | None = None,
    within: Sequence[str] = (),
    wikidata: str | None = None,
    partner: str = "nls",
) -> Contribution:
    """A place as a gazetteer or a geocoder states it."""
    node = Place(
        id=identifier,
        name=name,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        feature=feature,
        within=list(within),
    )
    nodes: list[AnyNode] = [node]
    edges: list[Edge] = []
    if wikidata:
        authority = f"authority:wikidata/{wikidata}"
        nodes.append(Authority(id=authority, scheme="wikidata", identifier=wikidata))
        edges.append(Edge(type=Relation.SAME_AS, start=identifier, end=authority))
    source = Source(id=f"{partner}/gazetteer/{identifier}", partner=partner, collection=partner)
    return Contribution(source=source, nodes=nodes, edges=edges)


def background(people: int = 60) -> list[Contribution]:
    """Records of strangers, so that a name can be rare among many."""
    given = ("Ada", "Bert", "Clara", "Dan", "Edith", "Fergus", "Gwen", "Hugh", "Iris", "Jock")
    family = ("Aird", "Begg", "Caird", "Duff", "Eadie", "Fyfe", "Gow", "Haig", "Ireland", "Jebb")
    return [
        record(
            f"x{n:03}",
            (f"{given[n % 10]} {family[(n // 10 + n) % 10]}", "Filmmaker"),
            year=1920 + n,
            subjects=[f"Topic {n % 7}"],
            places=[f"Parish {n % 9}"],
        )
        for n in range(people)
    ]
