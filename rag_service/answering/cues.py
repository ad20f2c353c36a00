"""Phrases that give a question its form: how many, which film, the earliest, tell me about."""

from __future__ import annotations

import re

from rag_service.answering.english import FILM_NOUN, word_set
from rag_service.answering.query import GroupBy, Property

GENRE_NOUN = (
    r"(?:newsreels|documentaries|cartoons|animations|comedies|travelogues|adverts|advertisements|"
    r"commercials|trailers|home movies|home videos|music videos|talkies)"
)
PLURAL = re.compile(
    r"\b(?:films|movies|reels|clips|titles|records|items|works(?= (?:by|of|about|from)\b)|"
    r"videos|pictures|programmes|programs|"
    rf"productions|shorts|entries|everything|anything|all (?:the )?(?:footage|material)|"
    rf"{GENRE_NOUN})\b"
)
SINGULAR = re.compile(
    r"\b(?:which|what|the|a|an|that|this|any|one|single|name of the|find(?: me)?) "
    r"(?:[\w'-]+,? ){0,4}?(?:film|movie|reel|clip|title|record|item|video|picture|programme|"
    r"newsreel|"
    r"documentary|cartoon|short|advert|comedy|animation|travelogue|footage)\b(?! makers?\b|"
    r"-makers?\b| stud)"
)
LIST = re.compile(
    r"^(?:please |can you |could you |i(?:'d| would) like to )?(?:list|show(?: me)?|give me|"
    r"name|find(?: me)?|"
    r"display|enumerate|identify|see)\b"
)
COUNT = re.compile(
    r"\bhow many\b|^(?:please )?count(?: up)?(?: of| all| the| every)*\b|\bhow often\b|"
    r"\b(?:the )?(?:total |overall |exact |precise )?(?:number|count|tally) of\b"
)
TOTAL = re.compile(
    r"\bhow (?:many (?:minutes|hours|seconds)|much (?:time|footage|film|material|screen time))"
    r"(?: in total)?(?: of)?\b(?! (?:long|is the|does the))"
    r"|\b(?:the )?(?:total|combined|overall|summed|cumulative) (?:running time|running length|"
    r"length|"
    r"duration|minutes|hours)(?: of)?\b"
    r"|\b(?:the )?(?:average|mean|typical) (?:running time|length|duration)(?: of)?\b"
)
OVERVIEW = re.compile(
    r"\b(?:what (?:does|do|can|might|could|would) (?:the |this |these |your |we |i |our "
    r")?(?:\w+ ){0,4}?"
    r"(?:tell|say|reveal|teach|learn|suggest|offer|hold on|know)\b(?: us| me)?(?: about| of| "
    r"on| from)?"
    r"|tell me (?:more )?about|overview of|give (?:me )?an? (?:overview|summary|introduction|"
    r"sense|account|"
    r"impression)(?: of| to)?|summari[sz]e|survey of|introduce me to|(?:what|which) (?:kinds?|"
    r"sorts?|types?)"
    r" of (?:films?|material|footage|things?|subjects?|work)|what (?:themes|topics|subjects) "
    r"|how (?:is|are|was|were) .{3,60}? (?:shown|portrayed|depicted|represented|presented|"
    r"covered|treated|"
    r"documented|recorded|reflected)|how (?:does|do|did) the (?:collection|archive|catalogue|"
    r"films?)"
    r"|describe (?:the|how|what)|what is (?:in|the scope of) the (?:collection|archive|catalogue)"
    r"|what(?:'s| is) in the (?:collection|archive|catalogue))"
)

PROPERTIES: tuple[tuple[Property, re.Pattern[str]], ...] = (
    (
        "length",
        re.compile(
            r"\bhow long (?:is|was|are|were|does|do|did)\b|\bhow many (?:minutes|seconds|"
            r"hours)(?: long| does| is)?\b"
            r"|\b(?:the )?(?:running time|runtime|run time|duration|length) of\b"
            r"|\bwhat (?:is|was) the (?:running time|duration|length)\b"
        ),
    ),
    (
        "year",
        re.compile(
            r"\bwhen (?:was|were|is|did|does|do)\b|\b(?:in |from |of )?(?:what|which) (?:year|"
            r"date|decade) "
            r"(?:was|were|is|did|does)\b|\bthe (?:year|date) (?:of|when|in which)\b|\bdate of\b"
            r"|\bhow old is\b|\b(?:what|which) (?:year|date)\b(?! has| have| had| saw| with)"
        ),
    ),
    (
        "agent",
        re.compile(
            r"\bwho (?:is|was|were|are)?(?: the)?(?: \w+)?\b|\bby whom\b"
            r"|\b(?:which|what) (?:\w+ )?(?:company|companies|studio|studios|firm|unit|"
            r"producers?|directors?|"
            r"film-?makers?|film makers?|cameram[ae]n|person|people|sponsors?|body|"
            r"organisation|broadcaster|"
            r"agency|club|society|group|woman|man|photographer|cinematographer)\b(?! films?\b| "
            r"movies?\b)"
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
            r"\bwhat (?:is|was|are|were|s)(?= .{2,80} about\b)|\bwhat (?:happens|is shown|is "
            r"seen|can be seen|"
            r"is depicted|do we see|can you see|can we see) in\b|\bwhat does(?= .{2,80} "
            r"(?:show|depict|contain|"
            r"feature|cover|portray|record)s?\b)|\b(?:synopsis|summary|contents|plot|"
            r"storyline) of\b|^describe\b"
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
PROPERTY_TAIL = re.compile(
    r"\b(?:about|made|shot|filmed|produced|released|directed|show|depict|contain|feature|cover|portray|"
    r"last|run for|run|set|take place|date from|dated|from|come from|by|called|record)\s*\??$"
)

FEWEST = re.compile(r"\b(?:the )?(?:fewest|least|smallest number of|lowest number of)\b")
MOST = re.compile(
    r"\b(?:the )?(?:most(?! recent| modern| of\b)|largest number of|greatest number of|highest "
    r"number of|"
    r"biggest number of|more films than any(?: other)?)\b|\b(?:most|best) (?:represented|"
    r"covered|documented|"
    r"frequent(?:ly)?|common(?:ly)?|prolific|popular|often|active|productive)\b"
)
GROUPS: tuple[tuple[GroupBy, str], ...] = (
    ("decade", r"decades?"),
    ("year", r"years?"),
    (
        "agent",
        r"film-?makers?|film makers?|directors?|producers?|production compan(?:y|ies)|"
        r"compan(?:y|ies)|"
        r"studios?|sponsors?|cameram[ae]n|(?:camera )?operators?|people|persons?|makers?|firms?|"
        r"organisations?|broadcasters?|cinematographers?|clubs?|who|women|agencies|agency|units?",
    ),
    ("place", r"places?|count(?:y|ies)|towns?|cit(?:y|ies)|regions?|locations?|areas?|islands?"),
    ("genre", r"genres?|(?:kinds?|types?|sorts?) of films?"),
    ("subject", r"subjects?|topics?|themes?|(?:subject )?headings?"),
)
MAKERS_OF_BOTH = re.compile(
    r"\b(?:which|what|who) (?:amateur |women )?(?:film-?makers|film makers|directors|producers|"
    r"compan(?:y|ies)|studios|people|amateurs)\b(?=.*\bboth\b)|\bwho\b(?= .*\bboth\b)"
)
BODIES = re.compile(r"\b(?:compan|studio|firm|organisation|broadcaster|club|agenc|unit)")
COMPARES = re.compile(
    r"^(?:what|which)\b[^,:]*\b(?:longer|shorter|longest|shortest|first|earlier|older|oldest|"
    r"later|newer|latest|last)\b[^,:]*[,:].+ or |^(?:is|was) .+ (?:longer|shorter|older|newer|"
    r"earlier|later) than "
)
PER = (
    r"\b(?:per|for each|in each|by each|for every|in every|each|every|by|broken down by|grouped by)"
)
NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "dozen": 12, "twenty": 20,
}  # fmt: skip
N = rf"(?:(?P<n>\d{{1,2}}|{'|'.join(NUMBER_WORDS)}) )?"
WHICH = rf"\b(?:which|what|whose|top|the|in (?:which|what)|{N}(?:most \w+)|who)\b(?: \w+)??"
ORDERS: tuple[tuple[str, bool, str], ...] = (
    ("year", False, r"earliest|oldest|first[- ]ever|very first"),
    ("year", True, r"latest|newest|most recent(?:ly made)?|youngest|very last|most modern"),
    ("length", True, r"longest(?:[- ]running|[- ]lasting)?|greatest length|lengthiest"),
    ("length", False, r"shortest|briefest"),
)
FIRST_LAST = re.compile(
    rf"\b{N}(?P<end>first|last|final)(?: (?P<m>\d{{1,2}}|{'|'.join(NUMBER_WORDS)}))?"
    rf"(?= (?:[\w'-]+ ){{0,3}}?(?:{FILM_NOUN}|newsreels?|documentar(?:y|ies)|cartoons?|"
    rf"comed(?:y|ies)|"
    r"adverts?|animations?|travelogues?|home movies?)\b)"
)
DID_FIRST = re.compile(
    r"\bwhen (?:was|were|did|does|do|is) (?:[\w'-]+ ){1,6}?(?P<end>first|last)(?= (?:film|shot|"
    r"record|captur|"
    r"appear|seen|shown|photograph|mak|made|direct|produc|depict))"
)

# Words of an overview's phrases; what stands between them is what the question is about.
SMALL_WORDS = word_set(
    """what which how describe overview summary introduction sense account impression tell say
    reveal teach learn suggest offer give me an a of the about on us summarise summarize survey
    introduce kinds kind sorts sort types type films film material footage things is are was were
    shown portrayed depicted represented presented covered treated documented recorded reflected
    does do did collection archive catalogue can might could would we i you your this these more to
    in s themes topics"""
)
