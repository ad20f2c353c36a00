"""Scots words of a question in English: hoo mony fillums hae ye frae the twenties.

Scots is written beside English and with much of its grammar, so that words are put one for one.
A capital tells a name and stays, and so do several Scots words in a row that a title has: Scots
Wha Hae. Spellings are those of the Dictionaries of the Scots Language, and common others.
"""

from __future__ import annotations

import re

from rag_service.answering.view import View
from rag_service.answering.wordindex import TITLE
from rag_service.answering.words import tokens


def _pairs(text: str) -> dict[str, str]:
    """Lines of ``spelling spelling = English``."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        spellings, _, english = line.partition(" = ")
        found |= dict.fromkeys(spellings.split(), english)
    return found


_WORDS = _pairs(
    """\
hoo hou = how
mony monie = many
whit whut = what
whaur whar whaurs = where
wha whae whase = who
wham = whom
whan = when
whilk = which
hae huv hiv = have
haes hes = has
haein haen = having
ye yese youse yous yiz = you
yer yir = your
oor wir = our
wis wes = was
wur = were
dis diz daes = does
didnae didna = did not
dinnae dinna = do not
disnae disna = does not
isnae isna = is not
wisnae wisna wasnae wasna = was not
arenae = are not
werenae werena = were not
hasnae hasna = has not
havenae hivnae hinnae hinna = have not
cannae canna = cannot
frae fae = from
tae = to
intae = into
ontae = onto
wi = with
wioot withoot withouten = without
aboot anent = about
oot = out
doon = down
roon roond = round
owre ower = over
unner = under
abune abuin = above
atween = between
amang = among
afore = before
efter eftir = after
syne = since
til = till
forby forbye = besides
an' = and
nae = no
naething nuthin = nothing
nane = none
ony onie = any
onything ocht = anything
aw a' aa = all
awthing = everything
ither = other
ithers = others
anither = another
mair = more
maist = most
baith = both
thon yon = that
thae = those
thir = these
ane yin = one
twa twae = two
fower = four
seeven = seven
echt aicht = eight
hunner hunder = hundred
auld = old
aulder = older
auldest = oldest
lang = long
langer = longer
langest = longest
wee peerie = short
muckle = large
fillum filum = film
fillums filums = films
gie gies gie's = give
gied = gave
shawin = showing
tell't telt = told
ken = know
kent = known
mak = make
maks = makes
makkin = making
ca'd = called
wark = work
hoose = house
hooses = houses
toon = town
toons = towns
coos kye = cows
schuil skuil scuil schule = school
schuils skuils scuils schules = schools
bairn = child
bairns weans = children
lassie quine = girl
lassies quines = girls
wumman wifie = woman
weemen weemin wummin = women
fowk = people
fitba fitbaw = football
fairm ferm = farm
fairms ferms = farms
fairmin fermin = farming
watter = water
warld = world
heid = head
heids = heads
deid = dead
licht = light
nicht = night
richt = right
efternuin = afternoon
simmer = summer
wunter = winter
polis = police
sodger = soldier
sodgers = soldiers
guid = good
toun = town
"""
)
_NAMES = _pairs(
    """\
glesga glesca glesgae glesgie = Glasgow
embra embro edinburra edinburry = Edinburgh
aiberdeen = Aberdeen
"""
)
# English has these too, or uses them in Scotland: no sign of Scots by themselves.
_NO_MARKS = frozenset(
    ("wee", "muckle", "til", "ken", "bairn", "bairns", "lassie", "lassies", "yon", "syne", "mak",
     "aa", "dis", "guid")
)  # fmt: skip
_MARKS = (frozenset(_WORDS) | frozenset(_NAMES)) - _NO_MARKS
_WORD = re.compile(r"(?<![\w'’])[\w]+(?:['’](?:d|t|s)?(?!\w))?")
_OF = re.compile(r"(?<=[\w'’] )o['’]?(?= \w)")
_BETWEEN_CAPITALS = re.compile(r"[A-Z][\w-]* $")
_CLIPPED = re.compile(r"(?<![\w'’])[a-z]{2,}in['’]?(?!\w)")


def in_english(question: str, view: View) -> str:
    """A question with its Scots words in English; one without any stays as it is."""
    keys = [token.key for token in tokens(question) if not token.capital or token.start == 0]
    places = {token.key for token in tokens(question)} & frozenset(_NAMES)
    has_of = any(_is_of(question, match) for match in _OF.finditer(question))
    if not (set(keys) & _MARKS or places or has_of):
        return question
    kept = _kept(question, view)
    question = _WORD.sub(lambda match: _word(match, kept), question)
    question = _OF.sub(lambda match: "of" if _is_of(question, match) else match[0], question)
    return _CLIPPED.sub(lambda match: _whole(match, view), question)


def _word(match: re.Match[str], kept: set[int]) -> str:
    word = match.group()
    plain, end = word.replace("’", "'"), ""
    if plain.casefold() not in _WORDS and plain.endswith("'s"):
        plain, end = plain[:-2], "'s"
    key = plain.casefold()
    if key in _NAMES:
        return _NAMES[key] + end
    capital = word[:1].isupper() and match.start() > 0
    if key not in _WORDS or capital or match.start() in kept:
        return word
    english = _WORDS[key]
    return (english.capitalize() if word[:1].isupper() else english) + end


def _is_of(question: str, match: re.Match[str]) -> bool:
    """Whether an o is of: not so in Tam o' Shanter."""
    named = _BETWEEN_CAPITALS.search(question[: match.start()])
    return not (named and question[match.end() :].lstrip()[:1].isupper() and "'" in match.group())


def _kept(question: str, view: View) -> set[int]:
    """Where words stand that are Scots in a title."""
    words = tokens(question)
    found: set[int] = set()
    for start in range(len(words) - 1):
        pair = words[start : start + 2]
        scots = all(token.key in _WORDS for token in pair)
        if scots and len(view.words.phrase(tuple(token.stem for token in pair), TITLE)):
            found |= {token.start for token in pair}
    return found


def _whole(match: re.Match[str], view: View) -> str:
    """Fishing, for fishin; a word that texts have stays."""
    word = match.group().rstrip("'’")
    held = tokens(word)[0].stem
    full = tokens(f"{word}g")[0].stem
    clipped = len(view.words.works(full)) > len(view.words.works(held)) and held != full
    return f"{word}g" if clipped else match.group()
