"""Words that tell what kind of thing a capitalised phrase names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph_ingest.mentions.tokens import name_key
from graph_ingest.resolve.name_facts import GIVEN_NAME_FORMS, INSTITUTIONS, TITLES


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON_TITLES = TITLES | _set(
    "saint pope hrh hm comrade baronet bt duchess countess marquis nurse matron constable "
    "inspector superintendent corporal bombardier trooper guardsman airman marshal commodore "
    "monsignor mgr pastor rabbi imam emperor empress kaiser tsar czar sultan maharajah laird "
    "uncle auntie aunt granny señor monsieur madame mademoiselle herr frau signor"
)
NOBILITY = _set(
    "duke duchess earl countess marquis marquess marchioness prince princess viscount baron lord "
    "lady king queen bishop archbishop"
)


def _listed(name: str) -> list[str]:
    text = (files("graph_ingest.mentions") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


GIVEN_NAMES = frozenset(name for name in GIVEN_NAME_FORMS if len(name) > 2) | _set(
    " ".join(_listed("given_names.txt"))
)

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
    "universities colleges force fleet division brigade squadron marines engineers artillery "
    "militia volunteers fencibles cadets lancers hostel orphanage mission nursery clinic hospice "
    "asylum lions united albion thistle wanderers academicals hotspur hotspurs harriers "
    "harlequins spinners weavers purveyors brewers bakers butchers builders contractors merchants "
    "grocers manufacturers outfitters drapers tailors ironfounders founders limited co-op coop "
    "cooperative creamery dairy bakery laundry foundry tannery garage holdings enterprises "
    "partnership pharmaceuticals chemicals insurance assurance shipping steamers ensemble "
    "sinfonia philharmonic minstrels assembly senate congress confederation alliance coalition "
    "network forum tribunal inspectorate secretariat fund agents"
)
LEGAL_ENDINGS = _set("ltd limited plc inc co company")
# At the head of a name: "Ysgol Rhiwlas", "Radio Clyde".
BODY_FIRST = _set("ysgol coleg cwmni prifysgol cymdeithas sgoil comunn clann radio messrs")
# They open a body's name, and stand for no body by themselves: "Scottish Ski Club".
ADJECTIVES = _set(
    "royal national international british english scottish scots welsh irish gaelic european "
    "american german french highland ulster"
)
DIRECTIONS = _set(
    "north south east west northern southern eastern western north-east north-west south-east "
    "south-west upper lower nether mid central inner outer little great greater"
)
# Known by the words before them, whatever follows: "Edinburgh University Charities Parade".
LEADING_BODIES = _set("university college academy infirmary constabulary police polytechnic")
# A body "for" these is theirs as a whole: "Arts Council for Wales", but "a Movement for Aberdeen".
NATIONS = _set("scotland wales england ireland britain ulster europe")
# In lower case after "British" and the like: "British transport police".
FORCES = _set("police constabulary army navy")

# In lower case after a name these make it a body: "Wills cigarette factory".
WORKPLACES = _set(
    "shipyard shipyards yard yards works factory mill mills distillery brewery company firm "
    "foundry steelworks"
)

PLACE_WORDS = _set(
    "street road avenue lane square park gardens garden castle palace hall house abbey cathedral "
    "church kirk bridge harbour port pier dock docks bay beach beaches island islands isle isles "
    "hill hills mountain mountains valley glen loch lough river burn forest wood moor station "
    "airport aerodrome airfield stadium theatre cinema hotel inn estate barracks canal cross "
    "firth strath point town village coast peninsula falls reservoir quay terrace crescent "
    "racecourse golf links highlands zoo camp convent priory monument museum gallery lighthouse "
    "sands shore lodge tower towers arcade viaduct dam cemetery market aquarium pavilion ballroom "
    "baths terminal head mile memorial depot showground hippodrome picturehouse strand desert sea "
    "ocean archipelago gorge pass wynd loan vennel row mews court grove brae close drive "
    "promenade esplanade gait gate skerry skerries voe geo ness haven holm stack sound fell tarn "
    "crag rock cliff cliffs cave ridge den knowe muir haugh law inlet creek lagoon reef cove "
    "plain weir linn pond well wells mains croft cottage cottages mansion villa quarry pit mine "
    "jetty marina wharf basin aqueduct tunnel motorway roundabout junction halt arena chapel "
    "minster mosque synagogue temple necropolis prison gaol jail fort fortress broch cairn "
    "plateau glacier province heights chambers bar tavern pub cafe restaurant precinct plaza rink "
    "stone stones steading"
)
# They are also surnames: "Jimmy Hill", "Jenny Wood".
SURNAME_PLACES = _set(
    "hill wood park castle hall forest moor bridge burn glen law pike cross holm muir rock stone "
    "lodge fell gate marsh garden court church well wells close dock lane pass point haven head "
    "house abbey kirk street pond pit farm croft sands den sound rink park grove heights"
)
# Of these only the company that a centre keeps tells: shops and sport make it a place.
VENUE_CENTRES = _set("shopping sports leisure city town civic exhibition conference arts visitor")

# With a kind of body or place after them they name none: "Town Council", "Central Station".
GENERIC_WORDS = _set(
    "town local county city burgh parish district primary secondary high village central old new "
    "royal public the of camera film"
)
PLACE_OF = _set(
    "isle isles island islands firth mull bay kyle kyles carse howe braes brae rhinns rhins "
    "bridge port head city county kingdom republic parish gulf straits lake district"
)
PLACE_FIRST = _set(
    "loch lough ben glen river isle mount port firth strath cape lake inch st cwm llyn afon bryn "
    "ynys mynydd pont porth capel plas beinn bheinn meall sgurr stob creag cnoc eilean rubha "
    "gleann lochan allt"
)
# Small words within Celtic names: "Port na Cuilce", "Llanfair y Cwm".
CELTIC_PARTICLES = _set("na nan nam y yr")
# In lower case before a name: "the river Wamphray".
WATERS = _set("river loch lough lake glen mount")
# In lower case after a name: "Pollok housing estate".
PLACE_NOUNS_AFTER = _set(
    "village town harbour pier beach island area district parish estate bay peninsula coast burgh "
    "moor hills valley region housing docks airport airfield promenade railway station castle"
)

# Words that a preceding capitalised phrase may be joined to by "of".
TAKES_OF = (
    _set(
        "university isle isles firth church bank society school ministry department institute "
        "college house board royal friends sons daughters federation union association mull bay "
        "kyle carse bridge port head north south city county kingdom republic company museum "
        "gallery parish palace"
    )
    | NOBILITY
)

PLACE_CUES = _set(
    "in at near from around through to outside off towards round between leaving visiting above "
    "over inside across via into visit"
)
# After these stand people as often as places.
WEAK_PLACE_CUES = _set("between to from around through over visit via leaving across")

# In lower case before a person's name: "footballer John Colquhoun".
ROLES = _set(
    "actor actress architect artist author baker boxer broadcaster captain captained chairman "
    "chef coach comedian comedienne composer conductor convener councillor cyclist daughter "
    "dancer designer director driver engineer explorer farmer father filmmaker fisherman "
    "footballer goalkeeper golfer guitarist historian husband inventor jockey journalist king "
    "leader manager mayor millionaire minister mother mountaineer musician naturalist novelist "
    "painter pharmacist philosopher photographer pianist pilot piper player playwright poet "
    "politician postman presenter prince producer professor provost queen reporter sculptor "
    "secretary shepherd singer sister skipper soldier son songwriter surgeon teacher "
    "theologian tenor wife brother winner writer youngster boyfriend girlfriend named called"
)
ROLES_PLURAL = frozenset(f"{role}s" for role in ROLES) | _set("footballers wives duo")
# In lower case before a ship's name, which is none of ours: "the steamer Lochinvar".
VESSELS = _set(
    "boat ship steamer liner yacht trawler puffer ferry tug lifeboat drifter tanker frigate "
    "destroyer cruiser submarine battleship dredger vessel schooner locomotive tender"
)
# What a person does, in lower case after a name.
SPEAKS = _set(
    "says said tells told explains explained recalls recalled admits talks talked speaks spoke "
    "argues jokes asks asked replies laughs smiles sings remembers believes claims insists"
)
ACTS = SPEAKS | _set(
    "is has was who whose looks walks runs meets goes comes takes gets makes finds plays dances "
    "arrives leaves lives works wants decides tries returns becomes falls sits stands wakes "
    "dreams discovers sees hears thinks knows learns loves gives wins helps"
)


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
    return _keys("place_names.txt")


@cache
def body_names() -> frozenset[tuple[str, ...]]:
    """Keys of names that are bodies wherever they stand, from ``body_names.txt``."""
    return _keys("body_names.txt")


def _keys(name: str) -> frozenset[tuple[str, ...]]:
    names = (name.strip() for line in _listed(name) for name in line.split(";"))
    return frozenset(key for name in names if (key := name_key(name)))
