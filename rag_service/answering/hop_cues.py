"""The words by which a question goes through a film to others."""

from __future__ import annotations

import re

from rag_service.answering.english import FILM_NOUN, word_set
from rag_service.answering.query import Via
from rag_service.answering.roles import VERB

ROLE = (
    r"directors?|film[ -]?makers?|makers?|cameram[ae]n|camerawom[ae]n|cinematographers?|"
    r"photographers?|animators?|producers?|production compan(?:y|ies)|sponsors?|creators?|"
    r"authors?|writers?|editors?|narrators?"
)
PERSON = (
    r"persons?|people|m[ae]n|wom[ae]n|lad(?:y|ies)|gentlem[ae]n|amateurs?|enthusiasts?|"
    r"hands?|pair|couple|duo|artists?|travellers?|teachers?|students?"
)
BODY = (
    r"compan(?:y|ies)|firms?|studios?|outfits?|units?|groups?|teams?|crews?|societ(?:y|ies)|"
    r"clubs?|organi[sz]ations?|broadcasters?|collectives?|workshops?|cooperatives?|channels?"
)
PLACE = (
    r"isles?|islands?|villages?|towns?|cit(?:y|ies)|burghs?|hamlets?|lochs?|lakes?|glens?|"
    r"valleys?|rivers?|harbours?|ports?|bays?|parish(?:es)?|streets?|spots?"
)
NOUN = rf"(?P<noun>{ROLE}|{PERSON}|{BODY})(?! (?:{ROLE}|{PERSON}|{BODY})\b)"
WORD = r"(?!(?:by|of|from|for|the|its|that|with|in|on|at|and|to|who|which|did|was|is|are)\b)"
ADJECTIVES = rf"(?:{WORD}[\w'-]+ ){{0,3}}?"
DETERMINER = r"(?:(?:the|that|this|its|their|whose|a)(?: very)?(?: same)?|same) "
DID = (
    rf"(?P<verb>{VERB.pattern}|shot|did|gave us|brought us|put out|put together|turned out|"
    r"released|issued|worked on|(?:was|were|is) behind|(?:is|are|was|were) credited (?:with|on))"
)
WHO_DID = rf"(?:who|that|which) (?:(?:also|had|has|have) )*{DID}"
LINK = (
    r"(?:behind(?: the (?:camera|lens)(?: (?:on|of|for))?)?|responsible for|"
    r"credited (?:with|on|for|in))"
)
NAME_NEXT = r" (?:the film )?(?=\W?\w)"
LINKED = (
    re.compile(
        rf"\b(?:{DETERMINER}{ADJECTIVES})?(?P<noun>{ROLE})"
        rf" (?:{LINK}|(?P<of>of|for|on)|{WHO_DID}){NAME_NEXT}"
    ),
    re.compile(
        rf"\b(?:{DETERMINER}{ADJECTIVES})?(?P<noun>{PERSON}|{BODY})"
        rf" (?:{LINK}|{WHO_DID}){NAME_NEXT}"
    ),
    re.compile(
        rf"\b(?:same {ADJECTIVES}{NOUN} as|"
        rf"shar(?:e|es|ing) (?:{DETERMINER})?{ADJECTIVES}{NOUN.replace('noun', 'shared')} with)"
        rf"{NAME_NEXT}"
    ),
    re.compile(
        rf"\b(?P<noun>whoever|someone|somebody|the one who|who) (?:(?:had|has|also) )*{DID}"
        rf"{NAME_NEXT}"
    ),
    re.compile(
        rf"\b(?P<asked>which|what) {ADJECTIVES}(?P<noun>{ROLE}|{PERSON}|{BODY}) {DID}"
        rf"{NAME_NEXT}"
    ),
    # Whoever it is, what he made is the film if that is its title.
    re.compile(rf"\b(?:the|that|a|an) {ADJECTIVES}(?P<noun>(?P<any>[\w-]+)) {WHO_DID}{NAME_NEXT}"),
)
BACK = re.compile(
    rf"(?P<by>\b(?:by|from|of|did|had|has|have|does|do) )?\b(?P<lead>{DETERMINER}){ADJECTIVES}"
    rf"{NOUN}(?P<own>'s|s'|')?(?!\w)(?! (?:of|behind|who|that|which)\b)"
    rf"(?P<does> (?:also |then )?{DID}\b| (?:has|have|had|went)\b)?"
)
OWN = re.compile(
    rf"(?<=\w's )(?:[\w-]+ ){{0,3}}?{NOUN}(?P<own>'s|s'|')?(?!\w)"
    rf"(?P<does> (?:also |then )?{DID}\b| (?:has|have|had|went)\b)?"
)
SAME = re.compile(
    r"\b(?:(?:in|from|of|with|on|about) )?(?:the )?same (?P<via>year|place|location|area|subject|"
    r"topic|theme|genre)s?(?P<link> (?:as|of))?\b(?: the film\b)?"
)
SHOWN = r"(?:shown|seen|filmed|featured|depicted|visited|recorded|captured)"
AS = rf"as(?: (?:that )?(?:{SHOWN} )?in)?"
SHOWN_IN = re.compile(
    rf"\b(?:the|that) (?:same )?{ADJECTIVES}(?:{PLACE}) (?:{SHOWN} (?:in|by)|{AS}) (?=\W?\w)"
)
THERE = re.compile(
    rf"\b(?:the|that|this) same {ADJECTIVES}(?:{PLACE})\b|"
    rf"\b(?:the|that) {ADJECTIVES}(?:{PLACE}) (?:that |which )?(?:he|she|it|they) "
    r"(?:film|record|show|visit|shoot|shot|captur|depict)\w*"
)
NAMES_OWN = re.compile(
    r"(?:^|[.;:,] |\b(?:by|of|in|see|seen|like|liked) )"
    r"(?P<who>[\w.-]+(?: [\w.-]+){0,4})'s (?P<verb>)(?=\W?\w)"
)
PASSIVE = re.compile(
    rf"\b(?:is|was|were|are) {DID} by (?P<who>[\w.'-]+(?: [\w.'-]+){{1,4}}?)(?=[.;:,?!]| and\b)"
)
# Directed by someone who made more; directed by whom?
BY_SOMEBODY = re.compile(
    rf"\b(?:is|was|were|are) {DID} by (?:whom|who|someone|somebody|(?:a|the) (?:{PERSON}|{ROLE})|"
    rf"an? {BODY})\b"
)
THAT_YEAR = re.compile(r"\b(?:in |during )?(?:that|the same|this) (?:very |same )?year\b")
EXCEPT = re.compile(
    r"\b(?:besides|other than|apart from|aside from|except(?: for)?|excluding|in addition to) "
    r"(?:the film )?(?=\W?\w)"
)
NAMED = re.compile(rf"(?:^|[.;:,] )(?P<who>[\w.'-]+(?: [\w.'-]+){{1,4}}?) {DID} (?=\W?\w)")

OTHERS = (
    r"other|others|else|more|also|same|another|further|additional|extra|remaining|rest|again|"
    r"too|besides|aside|"
    r"apart from|as well|in addition"
)
ASKED_ITSELF = re.compile(r"\b(?:list|all)(?: of)?(?: the)? ?$")
MORE = re.compile(
    rf"\b(?:{OTHERS}|how many|list|all (?:the )?)\b|\b(?:by|from) (?:the )?$|"
    rf"\b(?:(?:which|what) {FILM_NOUN}|{FILM_NOUN} (?:by|from|of))\b"
)
ALSO = re.compile(rf"\b(?:{OTHERS})\b")
WENT_ON = re.compile(r"\b(?:did|had|has|have|do|does) (?:the |its |this |that )?$")
PRONOUN = re.compile(r"\b(?:he|she|they|him|her|hers|his|them|their|theirs)\b")
ITS = re.compile(r"\b(?:its|it)\b")
BESIDES = re.compile(r"(?:besides|apart from|aside from|other than|after|before)\b")
ONE_PERSON = re.compile(r"\b(?:he|she|him|her|hers|his)\b")
IT = re.compile(r"(?:it|this|that|these)(?: one)?(?=\W*$|[,.;:?!]| and\b)")
# Whisky and milk have makers and producers too.
OF_THINGS = re.compile(r"makers?|producers?|creators?|photographers?|writers?|authors?|editors?")
A_FILM = re.compile(
    rf"\b(?:{FILM_NOUN}|films?|cartoons?|documentar(?:y|ies)|dramas?|newsreels?|thrillers?|"
    r"comed(?:y|ies)|animations?|adverts?)\b"
)
BESIDE = re.compile(rf"\W{{0,2}}, (?:the|an?) [^.:;?!,]*{A_FILM.pattern}(?=[.:;?!,]|$)")
CLAUSE_ENDS = re.compile(r"[.:;?!,]")
MAKES = re.compile(
    r"\b(?:makes?|made|direct|film|shoot|shot|produce|put out|release|do|work on|create|animate)\b"
)
# The person who filmed in Shetland leads through no film.
NO_FILM = re.compile(
    r"(?:in|at|on|from|near|around|both|for|with|by|films?(?! \w*\d)|most|what|which|not)\b|$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r",? (?:(?:also|ever|then|already|go on|went on|to) )*(?:make|made|direct|directed|filmed|"
    r"shoot|shot|produce|produced|work on|worked on|credited|responsible|involved|put out|"
    r"released?|do|film(?=\?*$))\b"
)
LATER = re.compile(
    r"\b(?:later|afterwards?|subsequently|since then|after (?:it|that|this)|go(?:ne)? on to|"
    r"went on to|next(?=\W*$))\b"
)
EARLIER = re.compile(r"\b(?:earlier|previously|beforehand|before (?:it|that|this)(?! \w))\b")
AFTER = re.compile(r"\bafter (?:the )?\W?$")
BEFORE = re.compile(r"\bbefore (?:the )?\W?$")
ITSELF = re.compile(
    r"\b(?:besides|other than|apart from|aside from|except(?: for)?|as well as|but not)"
    r"(?: (?:that|it|this|the))+(?: (?:one|film|picture|title))?\b(?: itself)?"
)
COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|any)"
    r" (?=more|other|further)"
)
# Words about having and making that ask nothing of the films themselves.
WEAK = word_set(
    """remaining rest already put pull pulled release released issue issued turn turned carry
    carries bear bears ever again later earlier afterwards responsible behind previously
    subsequently itself aside apart besides theirs likewise stock shelf own gone went credited
    worked direct shoot film produce animate photograph sponsor narrate edit write compose
    pay paid fund finance excluded excepted output oeuvre filmography whole entire got stuff do
    did done name names additional extra"""
)
VIA: dict[str, Via] = {
    "location": "place",
    "area": "place",
    "topic": "subject",
    "theme": "subject",
    "year": "year",
    "place": "place",
    "subject": "subject",
    "genre": "genre",
}
