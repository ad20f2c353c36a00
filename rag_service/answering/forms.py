"""The form of a question: what sort of answer it calls for, apart from what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag_service.answering.query import GroupBy, Kind, Order, Property
from rag_service.answering.reading import FILM_NOUN, Reading
from rag_service.answering.roles import VERB

_GENRE_NOUN = (
    r"(?:newsreels|documentaries|cartoons|animations|comedies|travelogues|adverts|advertisements|"
    r"commercials|trailers|home movies|home videos|music videos|talkies)"
)
_PLURAL = re.compile(
    r"\b(?:films|movies|reels|clips|titles|records|items|works|videos|pictures|programmes|programs|"
    rf"productions|shorts|entries|everything|anything|all (?:the )?(?:footage|material)|{_GENRE_NOUN})\b"
)
_SINGULAR = re.compile(
    r"\b(?:which|what|the|a|an|that|this|any|one|single|name of the|find(?: me)?) "
    r"(?:[\w'-]+,? ){0,4}?(?:film|movie|reel|clip|title|record|item|video|picture|programme|newsreel|"
    r"documentary|cartoon|short|advert|comedy|animation|travelogue|footage)\b(?! makers?\b|-makers?\b| stud)"
)
_LIST = re.compile(
    r"^(?:please |can you |could you |i(?:'d| would) like to )?(?:list|show(?: me)?|give me|name|find(?: me)?|"
    r"display|enumerate|identify|see)\b"
)
_COUNT = re.compile(
    r"\bhow many\b|^(?:please )?count(?: up)?(?: of| all| the| every)*\b|\bhow often\b|"
    r"\b(?:the )?(?:total |overall |exact |precise )?(?:number|count|tally) of\b"
)
_TOTAL = re.compile(
    r"\bhow (?:many (?:minutes|hours|seconds)|much (?:time|footage|film|material|screen time))"
    r"(?: in total)?(?: of)?\b(?! (?:long|is the|does the))"
    r"|\b(?:the )?(?:total|combined|overall|summed|cumulative) (?:running time|running length|length|"
    r"duration|minutes|hours)(?: of)?\b"
    r"|\b(?:the )?(?:average|mean|typical) (?:running time|length|duration)(?: of)?\b"
)
_OVERVIEW = re.compile(
    r"\b(?:what (?:does|do|can|might|could|would) (?:the |this |these |your |we |i |our )?(?:\w+ ){0,4}?"
    r"(?:tell|say|reveal|teach|learn|suggest|offer|hold on|know)\b(?: us| me)?(?: about| of| on| from)?"
    r"|tell me (?:more )?about|overview of|give (?:me )?an? (?:overview|summary|introduction|sense|account|"
    r"impression)(?: of| to)?|summari[sz]e|survey of|introduce me to|(?:what|which) (?:kinds?|sorts?|types?)"
    r" of (?:films?|material|footage|things?|subjects?|work)|what (?:themes|topics|subjects) "
    r"|how (?:is|are|was|were) .{3,60}? (?:shown|portrayed|depicted|represented|presented|covered|treated|"
    r"documented|recorded|reflected)|how (?:does|do|did) the (?:collection|archive|catalogue|films?)"
    r"|describe (?:the|how|what)|what is (?:in|the scope of) the (?:collection|archive|catalogue)"
    r"|what(?:'s| is) in the (?:collection|archive|catalogue))"
)

_PROPERTIES: tuple[tuple[Property, re.Pattern[str]], ...] = (
    (
        "length",
        re.compile(
            r"\bhow long (?:is|was|are|were|does|do|did)\b|\bhow many (?:minutes|seconds|hours)(?: long| does| is)?\b"
            r"|\b(?:the )?(?:running time|runtime|run time|duration|length) of\b"
            r"|\bwhat (?:is|was) the (?:running time|duration|length)\b"
        ),
    ),
    (
        "year",
        re.compile(
            r"\bwhen (?:was|were|is|did|does|do)\b|\b(?:in |from |of )?(?:what|which) (?:year|date|decade) "
            r"(?:was|were|is|did|does)\b|\bthe (?:year|date) (?:of|when|in which)\b|\bdate of\b"
            r"|\bhow old is\b|\b(?:what|which) (?:year|date)\b(?! has| have| had| saw| with)"
        ),
    ),
    (
        "agent",
        re.compile(
            r"\bwho (?:is|was|were|are)?(?: the)?(?: \w+)?\b|\bby whom\b"
            r"|\b(?:which|what) (?:\w+ )?(?:company|companies|studio|studios|firm|unit|producers?|directors?|"
            r"film-?makers?|film makers?|cameram[ae]n|person|people|sponsors?|body|organisation|broadcaster|"
            r"agency|club|society|group|woman|man|photographer|cinematographer)\b(?! films?\b| movies?\b)"
            r"|\bname of the (?:director|producer|film-?maker|cameraman|company|maker)\b"
            r"|\bwhat (?:is|was) the (?:production company|director|producer)\b"
        ),
    ),
    (
        "genre",
        re.compile(
            r"\bwhat (?:genre|kind of film|type of film|sort of film) (?:is|was|are)\b"
            r"|\bthe genres? of\b|\b(?:which|what) genres?\b"
        ),
    ),
    (
        "subject",
        re.compile(r"\b(?:what|which) (?:subjects?|subject headings?|headings?|topics?)\b"),
    ),
    (
        "about",
        re.compile(
            r"\bwhat (?:is|was|are|were|s)(?= .{2,80} about\b)|\bwhat (?:happens|is shown|is seen|can be seen|"
            r"is depicted|do we see|can you see|can we see) in\b|\bwhat does(?= .{2,80} (?:show|depict|contain|"
            r"feature|cover|portray|record)s?\b)|\b(?:synopsis|summary|contents|plot|storyline) of\b|^describe\b"
        ),
    ),
    (
        "place",
        re.compile(
            r"\bwhere (?:was|were|is|did|does|are)\b|\bin (?:what|which) (?:place|town|city|county|"
            r"location|region|part of \w+)\b|\b(?:what|which) (?:places?|town|city|county)\b"
        ),
    ),
)
_PROPERTY_TAIL = re.compile(
    r"\b(?:about|made|shot|filmed|produced|released|directed|show|depict|contain|feature|cover|portray|"
    r"last|run for|run|set|take place|date from|dated|from|come from|by|called|record)\s*\??$"
)

_FEWEST = re.compile(r"\b(?:the )?(?:fewest|least|smallest number of|lowest number of)\b")
_MOST = re.compile(
    r"\b(?:the )?(?:most(?! recent| modern| of\b)|largest number of|greatest number of|highest number of|"
    r"biggest number of|more films than any(?: other)?)\b|\b(?:most|best) (?:represented|covered|documented|"
    r"frequent(?:ly)?|common(?:ly)?|prolific|popular|often|active|productive)\b"
)
_GROUPS: tuple[tuple[GroupBy, str], ...] = (
    ("decade", r"decades?"),
    ("year", r"years?"),
    (
        "agent",
        r"film-?makers?|film makers?|directors?|producers?|production compan(?:y|ies)|compan(?:y|ies)|"
        r"studios?|sponsors?|cameram[ae]n|(?:camera )?operators?|people|persons?|makers?|firms?|"
        r"organisations?|broadcasters?|cinematographers?|clubs?|who|women|agencies|agency|units?",
    ),
    ("place", r"places?|count(?:y|ies)|towns?|cit(?:y|ies)|regions?|locations?|areas?|islands?"),
    ("genre", r"genres?|(?:kinds?|types?|sorts?) of films?"),
    ("subject", r"subjects?|topics?|themes?|(?:subject )?headings?"),
)
_MAKERS_OF_BOTH = re.compile(
    r"\b(?:which|what|who) (?:amateur |women )?(?:film-?makers|film makers|directors|producers|"
    r"compan(?:y|ies)|studios|people|amateurs)\b(?=.*\bboth\b)|\bwho\b(?= .*\bboth\b)"
)
_BODIES = re.compile(r"\b(?:compan|studio|firm|organisation|broadcaster|club|agenc|unit)")
_COMPARES = re.compile(
    r"^(?:what|which)\b[^,:]*\b(?:longer|shorter|longest|shortest|first|earlier|older|oldest|"
    r"later|newer|latest|last)\b[^,:]*[,:].+ or |^(?:is|was) .+ (?:longer|shorter|older|newer|earlier|later) than "
)
_PER = (
    r"\b(?:per|for each|in each|by each|for every|in every|each|every|by|broken down by|grouped by)"
)
_NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "dozen": 12, "twenty": 20,
}  # fmt: skip
_N = rf"(?:(?P<n>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)}) )?"
_ORDERS: tuple[tuple[str, bool, str], ...] = (
    ("year", False, r"earliest|oldest|first[- ]ever|very first"),
    ("year", True, r"latest|newest|most recent(?:ly made)?|youngest|very last|most modern"),
    ("length", True, r"longest(?:[- ]running|[- ]lasting)?|greatest length|lengthiest"),
    ("length", False, r"shortest|briefest"),
)
_FIRST_LAST = re.compile(
    rf"\b{_N}(?P<end>first|last|final)(?: (?P<m>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)}))?"
    rf"(?= (?:[\w'-]+ ){{0,3}}?(?:{FILM_NOUN}|newsreels?|documentar(?:y|ies)|cartoons?|comed(?:y|ies)|"
    r"adverts?|animations?|travelogues?|home movies?)\b)"
)
_DID_FIRST = re.compile(
    r"\bwhen (?:was|were|did|does|do|is) (?:[\w'-]+ ){1,6}?(?P<end>first|last)(?= (?:film|shot|record|captur|"
    r"appear|seen|shown|photograph|mak|made|direct|produc|depict))"
)


@dataclass
class Form:
    """The sort of answer that a question calls for; the fields are those of a `Query`.

    Attributes:
        mass: True when films are spoken of as footage or material, which is neither one film
            nor several.
    """

    kind: Kind | None = None
    properties: list[Property] = field(default_factory=list)
    order: Order | None = None
    group: GroupBy | None = None
    top: bool = False
    fewest: bool = False
    bodies: bool = False
    total: bool = False
    distinct: bool = False
    mass: bool = False
    compares: bool = False


def read_form(reading: Reading) -> Form:
    """Take the words that give a question its form out of it."""
    form = Form()
    if match := _COMPARES.search(reading.text):
        form.compares, form.kind = True, "lookup"
        lengths = re.search(r"\b(?:long|short)e(?:r|st)\b", match.group())
        form.properties.append("length" if lengths else "year")
        return form
    _read_group(reading, form)
    if form.group is None:
        _read_order(reading, form)
    if match := reading.search(_TOTAL):
        form.total, form.kind = True, "count"
        reading.take_match(match)
    elif match := reading.search(_COUNT):
        form.kind = form.kind or "count"
        reading.take_match(match)
        _read_distinct(reading, form, match.end())
    if form.kind is None and (match := reading.search(_OVERVIEW)):
        form.kind = "overview"
        _take_cue(reading, match)
    if form.group is None and (form.kind is None or form.order):
        _read_properties(reading, form)
    _read_number(reading, form)
    return form


def _take_cue(reading: Reading, match: re.Match[str]) -> None:
    """Mark the small words of a cue; what stands between them is what the question is about."""
    for index in reading.within(*match.span()):
        if not reading.tokens[index].capital or index == 0:
            reading.used[index] = reading.used[index] or _is_cue(reading.tokens[index].key)


_CUES = frozenset(
    """what which how describe overview summary introduction sense account impression tell say reveal
    teach learn suggest offer give me an a of the about on us summarise summarize survey introduce
    kinds kind sorts sort types type films film material footage things is are was were shown portrayed
    depicted represented presented covered treated documented recorded reflected does do did collection
    archive catalogue can might could would we i you your this these more to in s themes topics""".split()
)


def _is_cue(word: str) -> bool:
    return word in _CUES


def _read_group(reading: Reading, form: Form) -> None:
    most = reading.search(_MOST) or reading.search(_FEWEST)
    if most:
        for group, nouns in _GROUPS:
            pattern = rf"\b(?:which|what|whose|top|the|in (?:which|what)|{_N}(?:most \w+)|who)\b(?: \w+)?? ?\b(?:{nouns})\b"
            noun = reading.search(pattern) or (
                reading.search(r"\bwho\b") if group == "agent" else None
            )
            if noun:
                form.group, form.kind = group, "count"
                form.top, form.fewest = True, bool(_FEWEST.match(most.group()))
                form.bodies = bool(_BODIES.search(noun.group()))
                reading.take_match(most)
                _take_first_last(reading, noun)
                return
    for group, nouns in _GROUPS:
        if group != "agent" and (match := reading.search(rf"{_PER} (?:the )?(?:{nouns})\b")):
            form.group, form.kind = group, "count"
            reading.take_match(match)
            return
    match = reading.search(_MAKERS_OF_BOTH) or reading.search(
        r"\b(?:per|for each|by each) (?:film-?maker|film maker|director|producer|company)\b"
    )
    if match:
        form.group, form.kind = "agent", "count"
        reading.take_match(match)


def _take_first_last(reading: Reading, match: re.Match[str]) -> None:
    span = reading.within(*match.span())
    if span:
        reading.take((span.start, span.stop - 1))


def _read_order(reading: Reading, form: Form) -> None:
    for measure, descending, words in _ORDERS:
        pattern = (
            rf"\b{_N}(?:{words})\b(?: (?P<m>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\b(?! minutes))?"
        )
        if match := reading.search(pattern):
            limit = _number(match.group("n") or match.group("m"))
            span = reading.take_match(match)
            form.order = Order(
                "year" if measure == "year" else "length", descending, limit, reading.words(span)
            )
            form.kind = "list" if limit > 1 else "lookup"
            return
    match = reading.search(_FIRST_LAST) or reading.search(_DID_FIRST)
    if match:
        span = reading.take_match(match, "end")
        held = match.groupdict()
        limit = _number(held.get("n") or held.get("m"))
        form.order = Order("year", match["end"] != "first", limit, reading.words(span))
        form.kind = "list" if limit > 1 else "lookup"


def _number(text: str | None) -> int:
    if not text:
        return 1
    return _NUMBER_WORDS.get(text) or int(text)


def _read_distinct(reading: Reading, form: Form, start: int) -> None:
    """How many film-makers, places or genres: what is counted is not films."""
    rest = reading.text[start:]
    for group, nouns in _GROUPS:
        match = re.match(rf" (?:different |distinct |separate )?(?:{nouns})\b(?! films?)", rest)
        if match and form.group is None:
            form.group, form.distinct = group, True
            reading.take(reading.within(start, start + match.end()))


def _read_properties(reading: Reading, form: Form) -> None:
    for name, pattern in _PROPERTIES:
        match = reading.search(pattern)
        if match:
            if form.order and name == "about":
                continue
            form.properties.append(name)
            _take_small(reading, match)
            break
    if form.properties == ["agent"] and (verb := reading.search(VERB)):
        reading.take_match(verb)
    if form.properties and (tail := _PROPERTY_TAIL.search(reading.text)):
        reading.take_match(tail)


def _take_small(reading: Reading, match: re.Match[str]) -> None:
    for index in reading.within(*match.span()):
        if not reading.tokens[index].capital or index == 0:
            reading.used[index] = True


def _read_number(reading: Reading, form: Form) -> None:
    """Whether one film or several are asked for, by the noun."""
    if form.kind is not None or form.properties or form.group:
        return
    if re.match(r"an? ", reading.text):
        form.kind = "lookup"
        return
    plural = _PLURAL.search(reading.text)
    singular = _SINGULAR.search(reading.text)
    form.mass = bool(re.search(r"\b(?:footage|material)\b", reading.text)) and not plural
    if plural and not (singular and singular.start() < plural.start()):
        form.kind = "list"
    elif _LIST.search(reading.text) and not singular:
        form.kind = "list"
    else:
        form.kind = "lookup"
