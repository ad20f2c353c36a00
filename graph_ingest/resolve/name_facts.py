"""Facts about names in British and Irish sources that no rule can derive."""

from __future__ import annotations

from importlib.resources import files


def _counts(text: str) -> dict[str, int]:
    words = text.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _set(
    "mr sir lord father fr brother baron earl duke prince king master viscount marquess"
)
FEMALE_TITLES = _set("mrs miss ms mme lady dame sister baroness countess duchess princess queen")
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _set(
        "dr doctor rev revd reverend prof professor capt captain major maj col colonel lt "
        "lieutenant sgt sergeant cpl corporal pte private general gen admiral cdr commander "
        "brig brigadier bailie baillie provost councillor cllr canon bishop archbishop cardinal "
        "hon honourable justice judge sheriff president treasurer"
    )
)

# Letters and words that follow a name and say nothing of who it is.
POST_NOMINALS = _set(
    "cbe obe mbe kbe dbe bem cb kcb gcb cmg kcmg cvo mvo kcvo om kt bt mc dso dsc dfc afc dcm mm "
    "gm gc vc td rd mp msp mep jp dl qc kc ws phd dphil md ma mba ba bsc msc beng meng mphil llb "
    "llm dd dsc dlitt bed bcom bchir mb chb mbchb frcp frcpe frcs frcse frcgp mrcp mrcs mrcvs frs "
    "frse fba fsa fgs frgs fsgs frhists frsgs fras frics arics riba friba ariba frias rias mice "
    "fice mimeche fimeche miee fiee frps arps lrps fiac fibp aibp fbks mbks acs asc ace rsa "
    "arsa rsw ra esq esquire deceased"
)
GENERATIONS = {
    "jnr": "junior",
    "jr": "junior",
    "junior": "junior",
    "snr": "senior",
    "sr": "senior",
    "sen": "senior",
    "senior": "senior",
    "ii": "ii",
    "iii": "iii",
    "primus": "primus",
    "secundus": "secundus",
    "tertius": "tertius",
}

# Lower-case words that belong to the surname which follows them.
PARTICLES = _set("van von der den de del della di da du la le ten ter zu af av dos")


def _given_names() -> list[list[str]]:
    text = (files("graph_ingest.resolve") / "given_names.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if not line.startswith("#")]


def _forms(lines: list[list[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for form in line:
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


_LINES = _given_names()
GIVEN_NAMES_IN_FULL = tuple(line[0] for line in _LINES)
"""Each given name by its number."""
GIVEN_NAME_FORMS = _forms(_LINES)
"""Form of a given name to the numbers of the names that it stands for."""

# About how many of a thousand people in Britain and Ireland bear a name: a small catalogue
# can't tell by itself that its one Smith has a common name.
SURNAMES_PER_1000 = _counts(
    "smith 12 jones 8 williams 6 taylor 6 brown 6 wilson 5 campbell 5 robertson 5 thomson 5 "
    "macdonald 5 davies 4 johnson 4 scott 4 anderson 4 miller 4 stewart 4 evans 3 thomas 3 "
    "roberts 3 walker 3 wright 3 robinson 3 thompson 3 white 3 hughes 3 green 3 hall 3 wood 3 "
    "martin 3 jackson 3 clarke 3 clark 3 watson 3 young 3 mitchell 3 reid 3 murray 3 ross 3 "
    "paterson 3 johnston 3 fraser 3 graham 3 hamilton 3 henderson 3 mackenzie 3 kelly 3 murphy 3 "
    "edwards 2 harris 2 lewis 2 turner 2 hill 2 cooper 2 morris 2 ward 2 moore 2 king 2 baker 2 "
    "harrison 2 morgan 2 allen 2 james 2 phillips 2 lee 2 bell 2 parker 2 davis 2 bennett 2 "
    "shaw 2 richardson 2 kerr 2 gray 2 ferguson 2 duncan 2 simpson 2 hunter 2 davidson 2 "
    "marshall 2 black 2 grant 2 gordon 2 cameron 2 sutherland 2 walsh 2 ryan 2 byrne 2 obrien 2"
)
GIVEN_NAMES_PER_1000 = _counts(
    "john 60 william 50 james 50 mary 40 robert 35 margaret 35 david 30 george 25 thomas 25 "
    "elizabeth 25 alexander 20 andrew 15 peter 15 michael 15 charles 12 ian 12 anne 12 jean 12 "
    "alan 10 paul 10 joseph 10 edward 10 richard 10 henry 8 helen 8 kenneth 8 donald 8 douglas 8 "
    "frank 8 jack 8 stephen 8 mark 8 colin 6 brian 6 walter 6 arthur 6 hugh 6 gordon 6 ronald 6"
)
COMPANY_WORDS_PER_1000 = _counts(
    "scottish 40 scotland 40 british 40 national 30 royal 30 glasgow 30 edinburgh 30 london 20 "
    "university 20 council 20 society 20 college 15 school 15 international 15 north 15 club 15 "
    "association 15 highland 10 west 10 east 10 united 10 general 10 independent 10 irish 10 "
    "welsh 10 wales 10 ireland 10 ulster 10 northern 10 aberdeen 10 dundee 10 education 10 "
    "educational 10 department 10 corporation 10 union 10 workshop 10 trust 10 board 10"
)
PER = 1000

# Legal forms and articles: nothing of a company's identity.
LEGAL_FORMS = _set(
    "ltd limited co company inc incorporated plc llp llc corp corporation gmbh sa the of for and "
    "a an in by with"
)

# What nearly every film company has in its name, by what it says of the company's business.
_BUSINESSES = {
    "film": (
        "film films filmproduktion motion movie movies picture pictures prod prods production "
        "productions presentation presentations studio studios service services unit video videos "
        "cine entertainment entertainments enterprises media associates partnership group "
        "commercials comms screen presents present project projects"
    ),
    "television": "television tv broadcasting",
    "news": "topical news newsreel newsreels",
    "cinema": "cinema cinemas",
    "animation": "animation animations",
    "committee": "committee",
}
WEAK_WORDS = {word: kind for kind, held in _BUSINESSES.items() for word in held.split()}

# Kinds of institution: two names that differ in one are seldom of one body.
INSTITUTIONS = _set(
    "academy agency association assoc bank board brigade bureau choir church club college "
    "committee company commission congregation council department dept festival foundation "
    "gallery guild hospital institute institution laboratory league library ministry museum "
    "office orchestra party regiment school society theatre trust union university "
    "workshop archive hotel shipyard brewery factory"
)

# Words that make a credited name a body, not a person.
BODY_WORDS = (
    frozenset(WEAK_WORDS)
    | INSTITUTIONS
    | _set(
        "ltd limited inc plc corporation co schools authority works band army navy federation "
        "force railway railways yard mill mills store stores distillery gazette times herald "
        "company's collective police corps battalion projects fc rugby golf bowling"
    )
)

# What a part of an institution calls itself.
UNITS = _set("branch department dept division section service services unit")
