"""Facts about names in British and Irish sources that no rule can derive."""

from __future__ import annotations


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
    "cbe obe mbe kbe dbe om mc dso dsc mm mp msp jp qc kc phd md ma ba bsc msc frps arps lrps "
    "fbks mbks acs asc ace frs frse rsa arsa ra kt bt esq esquire deceased"
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

# Forms of one given name. A form in two lines stands for either.
_GIVEN_NAMES = """
abigail abby gail
agnes nessie nan senga
albert bert bertie al
alexander alex alec alick alexr sandy sandie eck alasdair alastair alistair alister
alfred alf fred
alison alisoun ali
andrew andy andw drew
ann anne anna annie nan nancy nannie
anthony tony antony
archibald archie archd baldy
arthur art
barbara babs barb
benjamin ben benj
bernard bernie
bryan brian bryon
catherine katherine kathryn cathie cathy kate katie kathy kitty catriona kay
charles charlie chas chuck chic
christian chris christie
christina chrissie christine chris tina
christopher chris kit
clifford cliff
daniel dan danny dannie
david dave davie davy dai
deborah debbie deb
dennis denis
derek derrick
donald don donnie
dorothy dot dottie dolly
douglas doug dougie
duncan dunc
edward ed eddie ted teddy ned edwd
edwin ed eddie
eleanor ellen nell nellie helen
elizabeth eliza beth bess bessie betty betsy lizzie liz libby elsie elspeth isobel lisa
ernest ernie
eugene gene
evelyn eve evie
florence flo florrie
frances fran fanny
francis frank frankie
franklin frank
frederick fred freddie freddy frederic fredk
gabriel gabe
geoffrey geoff jeffrey jeff
george geo geordie dod
gerald gerry jerry
gilbert gil bert
graham graeme grahame
gregory greg
harold harry hal
helen ella nell nellie
henry harry hal hank
herbert bert herb
hugh hughie shug ewan
ian iain
isabella isabel isobel bella ella ishbel
jacqueline jackie
james jas jim jimmy jimmie jamie hamish
jane jean janet jeanie jenny jessie
janet jenny netta jessie
jennifer jenny jen
jessica jess jessie
john jack jock jonny johnny johnnie ian iain sean
jonathan jon jonny
joseph joe jos
joshua josh
judith judy
julian jules
kenneth ken kenny kennie
laurence lawrence larry lawrie laurie
leonard len lennie
leslie les
lewis louis lew lou
malcolm malky calum
margaret maggie meg madge peggy rita greta daisy may peg margt
marjory marjorie madge
martha mattie pat
mary molly polly may
matthew matt mattie
maximilian max
maxwell max
michael mick mike mickey micky
nathaniel nat
nicholas nick nicky nicolas nico
norman norrie
oliver ollie
oswald ossie
pamela pam
patricia pat patsy tricia trish
patrick paddy pat peter
peter pete
philip phil phillip
raymond ray
rebecca becky
reginald reg reggie
richard dick rick rich richie richd
robert bob bobby bobbie rob robbie bert robt rab rabbie
robin rob
rodney rod
roderick rod roddy rory
roger rodge
ronald ron ronnie ranald
rosemary rose
russell russ
samuel sam sammy saml
sarah sally sadie
sidney sid sydney syd
simon sim
stanley stan
stephen steve steven stevie
stewart stuart stu
susan sue susie susannah
sylvester sly
terence terry
theodore ted theo
theresa terry tess
thomas tom tommy tam thos
timothy tim
valerie val
victor vic
victoria vicky
vincent vince
violet vi
virginia ginny
walter wally wat walt
wilfred wilf fred
william bill billy will willie wm liam wull
winifred winnie freda
zachary zak zac
adam
adrian
agatha
aileen
alan allan allen
alexandra alex sandra
alice
allison
amanda mandy
amy
angela angie
angus gus
anita
anton
arnold arnie
audrey
barry
beatrice bea
beryl
bruce
callum calum
cameron
carl karl
carol carole
caroline
cecil
celia
clara
clare claire
colin
craig
cyril
dean
denise
desmond des
diana
diane
dominic
donna
doreen
doris
duncan
dylan
eileen
elaine
ella
emily
emma
enid
enrico
eric
erica
esther
eva
ewan ewen euan
fergus
finlay
fiona
fraser
gavin
gillian gill
gladys
glen glenn
gloria
gordon
grace
grant
guy
gwen
hannah
harriet
hector
heather
hilary
hilda
hugo
ida
iris
irene
isaac
ivan
ivor
ivy
jason
jill
joan
joanna jo
joyce
julia
julie
june
karen
keith
kirsty
kyle
laura
lena
leo
lesley
lilian lillian lily
linda
lindsay
liza
lorna
louisa
louise
lucy
luke
lynn lynne
mabel
marcus mark marc
marian marion
maria
marie
marilyn
mark marc
martin
maureen
maurice morris
mavis
mhairi
miriam
moira
morag
muriel
murdo
murray
myra
nancy
naomi
neil neal niall
nigel
nina
noel
nora norah
norma
olive
olivia
owen
paul
paula
pauline
percy
phyllis
rachel
ralph
roberta
rona rhona
ross
roy
ruth
sandra
scott
sean shaun
sheila
sheena
shirley
sonia
sophie
stella
sylvia
tanya
tracey tracy
una
ursula
vera
veronica
vernon
vivian vivien
wendy
wilma
yvonne
"""


def _forms() -> dict[str, frozenset[int]]:
    lines = (line.split() for line in _GIVEN_NAMES.strip().splitlines())
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for form in line:
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


GIVEN_NAME_FORMS = _forms()
"""Form of a given name to the names that it stands for."""

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
        "commercials comms screen"
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
    "office orchestra party project regiment school society theatre trust union university "
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
