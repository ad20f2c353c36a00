"""Phrases that give a question its form: how many, which film, the earliest, tell me about."""

from __future__ import annotations

import re

from rag_service.answering.english import FILM_NOUN, word_set
from rag_service.answering.query import GroupBy, Measure, Property


def _any(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})"


_GENRES = _any(
    "newsreels", "documentaries", "cartoons", "animations", "comedies", "travelogues", "adverts",
    "advertisements", "commercials", "trailers", "home movies", "home videos", "music videos",
    "talkies",
)  # fmt: skip
_GENRE = _any(
    "newsreels?", "documentar(?:y|ies)", "cartoons?", "comed(?:y|ies)", "adverts?", "animations?",
    "travelogues?", "home movies?", "topicals?", "trailers?", "travelogues?", "news items?",
)  # fmt: skip
_PLURALS = _any(
    "films", "movies", "reels", "clips", "titles", "records", "items",
    r"works(?= (?:by|of|about|from)\b)", "videos", "pictures", "programmes", "programs",
    "productions", "shorts", "entries", "everything", "anything",
    "all (?:the )?(?:footage|material)", _GENRES,
)  # fmt: skip
_SINGULARS = _any(
    "film", "movie", "reel", "clip", "title", "record", "item", "video", "picture", "programme",
    "newsreel", "documentary", "cartoon", "short", "advert", "comedy", "animation", "travelogue",
    "footage",
)  # fmt: skip
_BEFORE_ONE = _any(
    "which", "what", "the", "a", "an", "that", "this", "any", "one", "single", "name of the",
    "find(?: me)?",
)  # fmt: skip

SEVERAL = re.compile(rf"\b{_PLURALS}\b")
ONE = re.compile(
    rf"\b{_BEFORE_ONE} (?:[\w'-]+,? ){{0,4}}?{_SINGULARS}\b(?! makers?\b|-makers?\b| stud)"
)
LIST = re.compile(
    r"^(?:please |can you |could you |i(?:'d| would) like to )?"
    r"(?:list|show(?: me)?|give me|name|find(?: me)?|display|enumerate|identify|see)\b"
)
IN_ORDER = re.compile(
    r"\b(?:(?:oldest|earliest|newest|latest|longest|shortest) first|"
    r"in (?:chronological|date|alphabetical) order|(?:sorted|ordered|arranged) by \w+|"
    r"chronologically|alphabetically)\b"
)
COUNT = re.compile(
    r"\bhow many\b|^(?:please )?count(?: up)?(?: of| all| the| every)*\b|\bhow often\b"
    r"|\b(?:the )?(?:total |overall |exact |precise )?(?:number|count|tally) of\b"
    r"|\b(?:give (?:me |us )?|tell (?:me |us )?|state |i (?:want|need) |what(?:'s| is) )?the "
    r"(?:exact|precise|total|overall|actual|full) (?:number|figure|count|tally|total)\b"
    r"|^(?:are|is) there (?:more|fewer|less) than (?=\w+ (?:[\w-]+ )?(?:films|movies|records)\b)"
    r"|\bhow much (?:films|movies|records|titles|newsreels|documentaries)\b"
    r"|\b(?:the )?total of\b|[,:–-] (?:count|number|tally)(?=[?.,]*$)"
    r"|\bwhat (?:percentage|proportion|share|fraction) of\b"
)
TOTAL = re.compile(
    r"\bhow (?:many (?:minutes|hours|seconds)|much (?:time|footage|film|material|screen time))"
    r"(?: in total)?(?: of)?\b(?! (?:long|is the|does the))"
    r"|\b(?:the )?(?:total|combined|overall|summed|cumulative) "
    r"(?:running time|running length|length|duration|minutes|hours)(?: of)?\b"
    r"|\b(?:the )?(?:average|mean|typical) (?:running time|length|duration)(?: of)?\b"
)
_HOLDINGS = _any("collection", "archive", "catalogue")
OVERVIEW = re.compile(
    r"\b(?:what (?:does|do|can|might|could|would) "
    r"(?:the |this |these |your |we |i |our )?(?:\w+ ){0,4}?"
    r"(?:tell|say|reveal|teach|learn|suggest|offer|hold on|know)\b"
    r"(?: us| me)?(?: about| of| on| from)?"
    r"|tell me (?:more )?about|overview of|summari[sz]e|survey of|introduce me to"
    r"|give (?:me )?an? (?:overview|summary|introduction|sense|account|impression)(?: of| to)?"
    r"|(?:what|which) (?:kinds?|sorts?|types?) of "
    r"(?:films?|material|footage|things?|subjects?|work)"
    r"|what (?:themes|topics|subjects) "
    r"|how (?:is|are|was|were) .{3,60}? (?:shown|portrayed|depicted|represented|presented|covered|"
    r"treated|documented|recorded|reflected)"
    rf"|how (?:does|do|did) the (?:{_HOLDINGS}|films?)|describe (?:the|how|what)"
    rf"|what(?:'s| is) (?:in|the scope of) the {_HOLDINGS})"
)
_SPEAK = _any("emerge", "recur", "dominate", "stand out", "keep coming", "come up", "prevail")
_STRANDS = _any("themes", "threads", "strands", "motifs", "preoccupations")
# What the films are about taken together; what it takes of a question is not looked for.
THEMES = re.compile(
    rf"\b(?:what|which) (?:(?:are|were) (?:the|its|their) )?(?:[\w-]+ ){{0,2}}?"
    rf"(?:{_STRANDS}(?: (?:are|were) there| run through| {_SPEAK})?"
    rf"|(?:subjects|topics) (?:run through|{_SPEAK}))\b"
)
FILMED = re.compile(
    r"\bhow (?:has|have|had) .{3,60}? been (?:filmed|shown|portrayed|depicted|represented|"
    r"presented|seen|covered|treated|documented|recorded|reflected|captured)\b"
    r"|\bhow (?:have|did|do) (?:amateur |professional )?film-?(?: )?makers "
    r"(?:film|show|portray|see|picture|present|treat)(?:ed|n)?\b"
)
_OF_FILM = _any("film", "movie", "video", "moving", "image", "screen", "whole", "entire")
WHOLE = re.compile(
    rf"^(?:so,? )?what(?:'s| is) (?:in )?(?:this|the|your) (?:{_OF_FILM} ){{0,3}}{_HOLDINGS}"
    r"(?: all)?(?: about| like| made of| made up of)?\W*$"
    rf"|^what (?:are|do) (?:these|the|your) (?:films|{_HOLDINGS}s?) (?:all )?(?:about|hold)\W*$"
)

_MAKER = _any(
    "compan(?:y|ies)", "studios?", "firm", "unit", "producers?", "directors?", "film-?makers?",
    "film makers?", "cameram[ae]n", "person", "people", "sponsors?", "body", "organisation",
    "broadcaster", "agency", "club", "society", "group", "woman", "man", "photographer",
    "cinematographer",
)  # fmt: skip
# Who is asked for; a lad who drinks is described.
_ASKING_WHO = (
    r"(?:(?<!\w )(?<!\w)|(?<=\band )|(?<=\bor )|(?<=\bknow )|(?<=\btell )|(?<=\bme )|(?<=\bsay )|"
    r"(?<=\bask )|(?<=\bout )|(?<=\bsee )|(?<=\bby )|(?<=\bwonder )|(?<=\bof )|(?<=\bis )|"
    r"(?<=\bwas )|(?=who (?:directed|made|filmed|shot|produced|sponsored|narrated|wrote|edited|"
    r"photographed|animated|paid for|commissioned|funded)\b))\b"
)
PROPERTIES: tuple[tuple[Property, re.Pattern[str]], ...] = (
    (
        "length",
        re.compile(
            r"\bhow long (?:is|was|are|were|does|do|did)\b"
            r"|\bhow many (?:minutes|seconds|hours)(?: long| does| is)?\b"
            r"|\b(?:the )?(?:running time|runtime|run time|duration|length) of\b"
            r"|\bwhat (?:is|was) the (?:running time|duration|length)\b"
        ),
    ),
    (
        "year",
        re.compile(
            r"\bwhen (?:was|were|is|did|does|do)\b"
            r"|\b(?:in |from |of )?(?:what|which) (?:year|date|decade) (?:was|were|is|did|does)\b"
            r"|(?:\bthe |^)(?:year|date) (?:of|when|in which)\b|\bdate of\b|\bhow old is\b"
            r"|\b(?:what|which) (?:year|date)\b(?! has| have| had| saw| with)"
        ),
    ),
    (
        "agent",
        re.compile(
            rf"{_ASKING_WHO}who (?:paid for|(?:is|was|were|are)?(?: the)?(?: \w+)?)\b"
            r"|\bby whom\b|^(?:name )?(?:the )?(?:director|producer|sponsor|maker|film-?maker|"
            r"cameraman|narrator|editor|animator|cinematographer)s? of\b"
            rf"|\b(?:which|what) (?:\w+ )?{_MAKER}\b(?! films?\b| movies?\b)"
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
            r"\bwhat (?:is|was|are|were|s)(?= .{2,80} about\b)"
            r"|\bwhat (?:happens|is shown|is seen|can be seen|is depicted|do we see|can you see|"
            r"can we see) in\b"
            r"|\bwhat does(?= .{2,80} (?:show|depict|contain|feature|cover|portray|record)s?\b)"
            r"|\b(?:synopsis|summary|contents|plot|storyline) of\b|^describe\b"
        ),
    ),
    (
        "place",
        re.compile(
            r"\bwhere (?:was|were|is|did|does|are)\b"
            r"|\bin (?:what|which) (?:place|town|city|county|location|region|part of \w+)\b"
            r"|\b(?:what|which) (?:places?|town|city|county)\b"
        ),
    ),
)
PROPERTY_TAIL = re.compile(
    r"\b(?:about|made|shot|filmed|produced|released|directed|show|depict|contain|feature|cover|"
    r"portray|last|run for|run|set|take place|date from|dated|from|come from|by|called|record)"
    r"\s*\??$"
)

FEWEST = re.compile(r"\b(?:the )?(?:fewest|least|smallest number of|lowest number of)\b")
MOST = re.compile(
    r"\b(?:the )?(?:most(?! recent| modern| of\b)|(?:largest|greatest|highest|biggest) number of|"
    r"more films than any(?: other)?|commonest|largest share of)\b"
    r"|\b(?:most|best) (?:represented|covered|documented|frequent(?:ly)?|common(?:ly)?|prolific|"
    r"popular|often|active|productive)\b"
)
GROUPS: tuple[tuple[GroupBy, str], ...] = (
    ("decade", "decades?"),
    ("year", "years?"),
    (
        "agent",
        _any(
            "film-?makers?", "film makers?", "directors?", "producers?",
            "production compan(?:y|ies)", "compan(?:y|ies)", "studios?", "sponsors?",
            "cameram[ae]n", "(?:camera )?operators?", "people", "persons?", "makers?", "firms?",
            "organisations?", "broadcasters?", "cinematographers?", "clubs?", "who", "women",
            "agencies", "agency", "units?",
        ),
    ),
    (
        "place",
        _any(
            "places?", "count(?:y|ies)", "towns?", "cit(?:y|ies)", "regions?", "locations?",
            "areas?", "islands?",
        ),
    ),
    ("genre", "(?:genres?|(?:kinds?|types?|sorts?) of films?)"),
    ("subject", "(?:subjects?|topics?|themes?|(?:subject )?headings?)"),
)  # fmt: skip
COUNTED: tuple[GroupBy, ...] = ("agent", "place", "genre", "subject")
# Several film-makers, places or subjects are asked for, and not one film.
_MAKERS = _any(
    "film-?makers", "film makers", "directors", "producers", "production companies", "companies",
    "studios", "sponsors", "cameramen", "people", "organisations", "broadcasters", "clubs",
    "societies", "cinematographers",
)  # fmt: skip
WHICH_OF: tuple[tuple[GroupBy, re.Pattern[str]], ...] = (
    ("agent", re.compile(rf"\b(?P<which>which|what) (?:[\w-]+ ){{0,2}}?(?P<noun>{_MAKERS})\b")),
    (
        "agent",
        re.compile(
            rf"\b(?P<which>which|what) (?:[\w-]+ )?(?P<noun>{_MAKER})\b"
            r"(?=.*\b(?:both|also|as well as)\b)|(?P<who>\bwho\b)(?= .*\bboth\b)"
        ),
    ),
    (
        "place",
        re.compile(r"\b(?P<which>which|what) (?P<noun>places|counties|towns|cities|islands)\b"),
    ),
    (
        "subject",
        re.compile(r"\b(?P<which>which|what) (?:other )?(?P<noun>subjects|topics|themes)\b"),
    ),
    ("genre", re.compile(r"\b(?P<which>which|what) (?P<noun>genres)\b")),
)
BODIES = re.compile(r"\b(?:compan|studio|firm|organisation|broadcaster|club|agenc|unit|societ)")
PER = _any(
    "per", "for each", "in each", "by each", "for every", "in every", "each", "every", "by",
    "broken down by", "grouped by",
)  # fmt: skip
PER_MAKER = re.compile(
    r"\b(?:per|for each|by each) (?:film-?maker|film maker|director|producer|company)\b"
)
COMPARES = re.compile(
    r"^(?:what|which)\b[^,:]*\b(?:longer|shorter|longest|shortest|first|earlier|older|oldest|"
    r"later|newer|latest|last)\b[^,:]*[,:].+ or "
    r"|^(?:is|was) .+ (?:longer|shorter|older|newer|earlier|later) than "
)
NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "dozen": 12, "twenty": 20,
}  # fmt: skip
_NUMBER = rf"\d{{1,2}}|{'|'.join(NUMBER_WORDS)}"
ORDINALS = {
    "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
}  # fmt: skip
_N = rf"(?:(?:top )?(?P<n>{_NUMBER}) )?"
WHICH = rf"\b(?:which|what|whose|top|the|in (?:which|what)|{_N}(?:most \w+)|who)\b(?: \w+)??"
_AFTER_N = rf"(?: (?P<m>{_NUMBER})\b(?! minutes))?"


def _extreme(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_N}(?:(?P<nth>{'|'.join(ORDINALS)})[- ])?(?:{words})\b{_AFTER_N}")


ORDERS: tuple[tuple[Measure, bool, re.Pattern[str]], ...] = (
    ("year", False, _extreme("earliest|oldest|first[- ]ever|very first")),
    (
        "year",
        True,
        _extreme(
            "latest|newest|(?:made |filmed |shot )?most recent(?:ly(?: made)?)?|youngest|"
            "very last|most modern"
        ),
    ),
    (
        "length",
        True,
        _extreme(
            "(?:(?:runs?|lasts?) (?:for )?(?:the )?)?longest"
            "(?:[- ]running(?: time)?|[- ]lasting| time| duration)?|greatest length|lengthiest"
        ),
    ),
    (
        "length",
        False,
        _extreme(
            "(?:(?:runs?|lasts?) (?:for )?(?:the )?)?(?:shortest|briefest)"
            "(?: running time| time| duration)?"
        ),
    ),
)
# Oldest first, and only the first of these.
SORTED: tuple[tuple[Measure, bool, re.Pattern[str]], ...] = (
    ("year", False, re.compile(r"\b(?:oldest|earliest) first\b")),
    ("year", True, re.compile(r"\b(?:newest|latest|most recent) first\b")),
    ("length", True, re.compile(r"\blongest first\b")),
    ("length", False, re.compile(r"\bshortest first\b")),
)
ONLY_FIRST = re.compile(
    rf"\b(?:just|only)(?: show| give| list)?(?: me)? the (?:first|top)(?: (?P<n>{_NUMBER}))?"
    r"(?: ones?)?\b"
)
FIRST_LAST = re.compile(
    rf"\b{_N}(?P<end>first|last|final)(?: (?P<m>{_NUMBER}))?"
    rf"(?= (?:[\w'-]+ ){{0,3}}?(?:{FILM_NOUN}|{_GENRE})\b)"
)
COMES_FIRST = re.compile(
    r"\b(?:comes?|came|is|are|was|were)(?: made| filmed| shot| released| produced)? "
    r"(?:the (?=\w+ (?:of all|to be|made|filmed)\b))?"
    r"(?P<end>first|last)\b(?: (?:of all|in date|by date|in time|to be (?:made|filmed|shot)))?"
)
DID_FIRST = re.compile(
    r"\bwhen (?:was|were|did|does|do|is) (?:[\w'-]+ ){1,6}?(?P<end>first|last|start|begin)"
    r"(?= (?:to )?(?:film|shot|shoot|record|captur|appear|seen|shown|photograph|mak|made|direct|"
    r"produc|depict))"
)

THEME_WORDS = word_set(
    """what which are were the its their there run through themes threads strands motifs
    preoccupations emerge recur dominate stand out keep coming come up prevail main major common
    recurring chief big great principal leading subjects topics"""
)
FILMED_WORDS = word_set(
    """how has have had been filmed shown portrayed depicted represented presented seen covered
    treated documented recorded reflected captured did do amateur professional filmmakers film
    makers films showed shows portray see picture present treat the a an of in"""
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
