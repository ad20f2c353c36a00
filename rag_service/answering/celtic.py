"""Phrases of questions in Welsh, Scottish Gaelic and Irish, and what they are in English.

Rules are tried in order, longer phrases before the words that they hold. Initial mutations are
written out where a word is common in its mutated form.
"""

from __future__ import annotations

import re

from rag_service.answering.english import word_set

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(text: str) -> Rules:
    """Lines of ``phrase = English``; a phrase is a regular expression of whole words.

    A capital in a question tells a name, so only names of places match one.
    """
    found = []
    for line in text.strip().splitlines():
        phrase, _, english = (part.strip() for part in line.partition(" ="))
        flags = re.IGNORECASE if english[:1].isupper() else 0
        found.append((re.compile(rf"(?<![\w’'])(?:{phrase})(?!\w)", flags), english))
    return tuple(found)


WELSH_MARKS = word_set(
    """faint sawl pwy pryd ble pa ffilm ffilmiau mae yn yr y sydd oes yw ydy gan cyn chyn wnaeth
    gwnaed cafodd ffilmiwyd dangoswch dywedwch beth hynaf gynharaf hiraf ddiweddaraf fyrraf ynghylch
    sy'n rhwng rhyfel mewn ac heb mud ynglŷn yng nghylch"""
)
WELSH = _rules(
    r"""
faint o ffilmiau|sawl ffilm|faint o'r ffilmiau = how many films
nifer y ffilmiau = number of films
faint o|sawl|faint = how many
pa ffilmiau|pa rai o'r ffilmiau = which films
pa ffilm = which film
(?:beth (?:yw|ydy)(?:'r| y)? |y |yr )?ffilm (?:hynaf|gynharaf) = what is the earliest film
(?:beth (?:yw|ydy)(?:'r| y)? |y |yr )?ffilm ddiweddaraf = what is the latest film
(?:beth (?:yw|ydy)(?:'r| y)? |y |yr )?ffilm hiraf = what is the longest film
(?:beth (?:yw|ydy)(?:'r| y)? |y |yr )?ffilm fyrraf = what is the shortest film
pwy (?:a )?gyfarwyddodd = who directed
pwy (?:a )?(?:wnaeth|ffilmiodd|greodd) = who made
pryd (?:y |yr )?(?:gwnaed|cafodd|gwnaethpwyd|ffilmiwyd|oedd|mae) = when was
(?:ym?|o) (?:mha|ba) flwyddyn (?:y )?(?:gwnaed|cafodd) = when was
(?:ble|lle) (?:y |yr )?(?:gwnaed|cafodd|ffilmiwyd|saethwyd|mae) = where was
pa mor hir (?:yw|ydy|mae)(?:'r| y)?|beth (?:yw|ydy) hyd = how long is
beth mae(?:'r| y) (?:casgliad|archif) yn (?:ei )?ddweud am = what does the collection tell about
(?:dywedwch|dwed|dywed) wrth(?:yf|a) i? ?am = tell me about
(?:dangoswch|dangos|rhestrwch|rhestra)(?: i (?:fi|mi))?(?: y| yr|'r)? ffilmiau = list films
(?:sy'n|yn|sydd yn) dangos = showing
o'r ffilmiau hyn|ohonynt|ohonyn nhw = of them
beth am = what about
(?:dim ond|yn unig) = only
y rhai = the ones
(?:cyn|chyn) y rhyfel = before the war
ar ôl y rhyfel|wedi'r rhyfel = after the war
rhwng y (?:ddau ryfel|rhyfeloedd) = between the wars
yn ystod y rhyfel = during the war
rhwng (\d{4}) ac? (\d{4}) = between \1 and \2
(?:yn y |o'r |yn ystod y )?(\d{3}0)au = in the \1s
cyn|chyn = before
ar ôl|wedi = after
ers = since
du a gwyn = black and white
mud|fud|di-sain|heb sain|tawel|distaw = silent
(?:gyda|â) sain = with sound
mewn lliw|lliw = in colour
ffilmiau = films
ffilm = film
newyddion = newsreels
dogfen|ddogfen = documentary
amatur|amaturaidd = amateur
pysgota|bysgota = fishing
menywod|fenywod|merched|ferched = women
plant|blant = children
dynion|ddynion = men
rhyfel|ryfel = war
tramiau|dramiau = trams
trenau|drenau|rheilffyrdd = trains
llongau|longau = ships
cychod|gychod = boats
harbwr = harbour
ysgolion|ysgol = school
ffermio|amaeth = farming
defaid|ddefaid = sheep
glowyr|lowyr = miners
pêl-droed|bêl-droed = football
dawnsio|ddawnsio = dancing
cerddoriaeth|gerddoriaeth = music
gwyliau|wyliau = holidays
gwaith|waith = work
am|ynghylch|ynglŷn â = about
gan = by
heb = without
(?:sydd|a) (?:wnaed|wnaethpwyd|ffilmiwyd) = made
nglasgow|glasgo = Glasgow
nghaeredin|chaeredin|gaeredin|caeredin = Edinburgh
nghaerdydd|chaerdydd|gaerdydd|caerdydd = Cardiff
abertawe = Swansea
(?:yr )?alban = Scotland
cymru|gymru|nghymru = Wales
yn|yng|ym|mewn = in
o = from
ac|a = and
sydd|oes|mae|yna|sy'n|yw|ydy|y|yr =
"""
)

GAELIC_MARKS = word_set(
    """cia mheud cò cuin càite dè filmichean fiolm fiolmaichean tha anns ann rinn chaidh rinneadh
    robh deach mu dheidhinn ro ron dèidh às seall dhomh innis sàmhach sine tràithe ùire fhaide
    giorra cogadh chogadh chogaidh eadar gun bho aca dhiubh dhen san"""
)
GAELIC = _rules(
    r"""
cia mheud (?:film|fiolm)(?:ichean|aichean)? = how many films
àireamh nam? (?:filmichean|fiolmaichean) = number of films
cia mheud = how many
dè na (?:filmichean|fiolmaichean)|cò na filmichean = which films
(?:dè |cò )?am (?:film|fiolm) as (?:sine|tràithe) = what is the earliest film
(?:dè |cò )?am (?:film|fiolm) as ùire = what is the latest film
(?:dè |cò )?am (?:film|fiolm) as fhaide = what is the longest film
(?:dè |cò )?am (?:film|fiolm) as giorra = what is the shortest film
dè am (?:film|fiolm) = which film
cò (?:a )?stiùir = who directed
cò (?:a )?rinn = who made
cuin a (?:chaidh|rinneadh|bha) = when was
dè a' bhliadhna a (?:chaidh|rinneadh) = when was
càite an (?:deach|do|robh|d'rinneadh) = where was
dè cho fada(?: '?s a tha)? = how long is
innis(?:ibh)? dhomh mu(?: dheidhinn)? = tell me about
seall(?:aibh)? dhomh(?: na)? (?:filmichean|fiolmaichean) = list films
dhiubh(?: sin| seo)?|aca = of them
dè mu(?: dheidhinn)? = what about
an fheadhainn = the ones
a-mhàin = only
(?:a tha )?a' sealltainn = showing
ron chogadh|ro'n chogadh|ron a' chogadh = before the war
(?:às|an) dèidh a' chogaidh = after the war
eadar an dà chogadh = between the wars
rè a' chogaidh|aig àm a' chogaidh = during the war
eadar (\d{4}) agus (\d{4}) = between \1 and \2
(?:anns na |sna |na )?(\d{3}0)an = in the \1s
(?:às|an) dèidh = after
ron?|ro = before
bho(?= \d) = since
dubh (?:is|agus) geal = black and white
sàmhach|balbh|gun fhuaim = silent
le fuaim = with sound
(?:ann an )?dath|dathte = in colour
filmichean|fiolmaichean = films
fiolm = film
iasgach(?:d)? = fishing
boireannaich|mnathan = women
clann = children
fir = men
cogadh|chogadh = war
tramaichean = trams
trèanaichean = trains
bàtaichean|bhàtaichean = boats
soithichean|longan = ships
cala = harbour
sgoil(?:tean)? = school
tuathanas|àiteachas = farming
caoraich|chaoraich = sheep
mèinnearan|mhèinnearan = miners
ball-coise = football
dannsa(?:dh)? = dancing
ceòl = music
obair = work
croitearan|chroitearan = crofters
naidheachdan = newsreels
aithriseach = documentary
mu dheidhinn|mu = about
le = by
gun = without
(?:a )?(?:chaidh a dhèanamh|rinneadh) = made
glaschu = Glasgow
dùn èideann|dhùn èideann = Edinburgh
dùn dè = Dundee
obar dheathain = Aberdeen
inbhir nis = Inverness
lìte = Leith
leòdhas = Lewis
(?:an t-)?eilean sgitheanach|an eilean sgitheanach = Skye
barraigh = Barra
uibhist = Uist
hiort = St Kilda
a' chuimrigh = Wales
alba = Scotland
ann an|anns an|anns a'|anns na|anns|sna|san|ann = in
às|à|bho = from
agus|is = and
a th'|tha|a|an|am|na|nan|nam|ann|a' =
"""
)

IRISH_MARKS = word_set(
    """cé cén mhéad cathain cá cad céard scannán scannáin tá bhí atá roimh éis rinne rinneadh
    stiúir faoi taispeáin dom inis sine luaithe déanaí faide giorra gcogadh chogaidh chogadh idir
    sna gan ndiaidh tostach balbha balbh acu díobh conas scannánaíodh"""
)
IRISH = _rules(
    r"""
cé mhéad scannán|cá mhéad scannán|an mó scannán = how many films
líon na scannán = number of films
cé mhéad|cá mhéad = how many
(?:cé|cad) (?:iad )?na scannáin|cé acu scannáin|cén scannáin = which films
(?:cén?|cad é)? ?(?:an )?scannán is (?:sine|luaithe) = what is the earliest film
(?:cén?|cad é)? ?(?:an )?scannán is (?:déanaí|nua) = what is the latest film
(?:cén?|cad é)? ?(?:an )?scannán is faide = what is the longest film
(?:cén?|cad é)? ?(?:an )?scannán is giorra = what is the shortest film
cén scannán|cé acu scannán = which film
cé (?:a )?stiúir = who directed
cé (?:a )?rinne = who made
(?:cathain|cén uair) a (?:rinneadh|scannánaíodh|bhí) = when was
cén bhliain (?:a|ina) (?:rinneadh|ndearnadh) = when was
cá (?:ndearnadh|háit a rinneadh|(?:háit )?ar scannánaíodh|bhfuil) = where was
cé chomh fada(?: is| agus)?(?: atá)?|cén fad atá = how long is
inis dom faoi = tell me about
taispeáin dom(?: na)? scannáin = list films
díobh(?: seo| sin)?|acu(?: seo| sin)? = of them
cad faoi|céard faoi = what about
na cinn = the ones
amháin = only
a thaispeánann|ag taispeáint = showing
roimh an (?:g|ch)ogadh = before the war
(?:tar éis|i ndiaidh) an chogaidh = after the war
idir an dá chogadh = between the wars
le linn an chogaidh = during the war
idir (\d{4}) agus (\d{4}) = between \1 and \2
(?:sna |na )?(\d{3}0)idí = in the \1s
tar éis|i ndiaidh = after
roimh = before
ó(?= \d) = since
dubh (?:is|agus) bán = black and white
tostach|balbha?|gan fuaim|ciúin = silent
le fuaim = with sound
i ndath|daite = in colour
scannáin = films
scannán = film
iascaireacht(?:a)? = fishing
mná|mhná|bhan = women
páistí|leanaí = children
fir = men
cogadh|chogadh|gcogadh = war
tramanna = trams
traenacha = trains
báid = boats
longa = ships
cuan|chuain = harbour
scoil(?:eanna)? = school
feirmeoireacht = farming
caoirigh = sheep
mianadóirí = miners
peil = football
damhsa = dancing
ceol = music
obair = work
nuachtscannáin = newsreels
faisnéise = documentary
amaitéar(?:ach)? = amateur
faoi = about
le = by
gan = without
(?:a )?rinneadh = made
glaschú = Glasgow
dún éideann = Edinburgh
baile átha cliath = Dublin
corcaigh|gcorcaigh = Cork
béal feirste|mbéal feirste = Belfast
gaillimh|ngaillimh = Galway
an bhreatain bheag = Wales
albain = Scotland
(?:i|in|sa|san|sna) = in
ó = from
agus|is = and
tá|atá|a|an|na|ann =
"""
)
