"""Words that tell what kind of thing a capitalised phrase names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph_ingest.mentions.tokens import name_key
from graph_ingest.resolve.name_facts import GIVEN_NAME_FORMS, INSTITUTIONS, TITLES


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON_TITLES = TITLES | _set("saint pope hrh hm comrade baronet bt duchess countess marquis")
NOBILITY = _set(
    "duke duchess earl countess marquis marquess marchioness prince princess viscount baron lord "
    "lady king queen bishop archbishop"
)

GIVEN_NAMES = frozenset(name for name in GIVEN_NAME_FORMS if len(name) > 2)

ORGANISATION_WORDS = INSTITUTIONS - _set(
    "hotel theatre museum gallery church archive festival party project"
) | _set(
    "ltd limited plc inc corporation television films productions pictures studios news gazette "
    "times herald newsreel borderers fusiliers highlanders guards hussars dragoons yeomanry "
    "rifles regiments army navy corps battalion rangers rovers athletic fc celtic distillers "
    "distillery motors shipbuilders sons bros brothers airways airlines railway railways pottery "
    "industries engineering steelworks collieries colliery co-operative orchestra band quartet "
    "constabulary police authority trustees federation group unit movement scouts guides company "
    "laboratories shipyard shipyards works mills mill factory yard brewery polytechnic infirmary "
    "press order players singers pipers equipment services parliament government guard "
    "universities colleges"
)

# In lower case after a name these make it a body: "Wills cigarette factory".
WORKPLACES = _set(
    "shipyard shipyards yard yards works factory mill mills distillery brewery company firm "
    "foundry steelworks"
)

PLACE_WORDS = _set(
    "street road avenue lane square park gardens garden castle palace hall house abbey cathedral "
    "church kirk bridge harbour port pier dock docks bay beach beaches island islands isle isles "
    "hill hills mountain mountains valley glen loch lough river burn forest wood moor station "
    "airport aerodrome airfield stadium theatre cinema hotel inn estate barracks canal cross firth "
    "strath point town village coast peninsula falls reservoir quay terrace crescent racecourse "
    "golf links highlands zoo camp convent priory monument museum gallery lighthouse sands shore "
    "lodge tower towers arcade viaduct dam cemetery market aquarium pavilion ballroom baths "
    "terminal head mile memorial depot showground hippodrome picturehouse strand desert sea ocean "
    "archipelago gorge pass"
)
# With a kind of body or place after them they name none: "Town Council", "Central Station".
GENERIC_WORDS = _set(
    "town local county city burgh parish district primary secondary high village central old new "
    "royal public the of camera film"
)
PLACE_OF = _set(
    "isle isles island islands firth mull bay kyle kyles carse howe braes brae rhinns rhins bridge "
    "port head city county kingdom republic parish gulf straits lake district"
)
PLACE_FIRST = _set("loch lough ben glen river isle mount port firth strath cape lake inch st")

# Words that a preceding capitalised phrase may be joined to by "of".
TAKES_OF = (
    _set(
        "university isle isles firth church bank society school ministry department institute "
        "college house board royal friends sons daughters federation union association mull bay "
        "kyle carse bridge port head north south city county kingdom republic company museum "
        "gallery parish port palace"
    )
    | NOBILITY
)

PLACE_CUES = _set(
    "in at near from around through to outside off towards round between leaving visiting above "
    "over inside across via into visit"
)


def _listed(name: str) -> list[str]:
    text = (files("graph_ingest.mentions") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def no_names() -> frozenset[str]:
    """Capitalised words that name no person, body or place by themselves."""
    return _set(" ".join(_listed("no_names.txt")))


@cache
def common_words() -> frozenset[str]:
    """Words that often begin a sentence and name nothing."""
    return _set(" ".join(_listed("common_words.txt")))


@cache
def place_names() -> frozenset[tuple[str, ...]]:
    """Keys of names that are places wherever they stand, from ``place_names.txt``."""
    names = (name.strip() for line in _listed("place_names.txt") for name in line.split(";"))
    return frozenset(key for name in names if (key := name_key(name)))
