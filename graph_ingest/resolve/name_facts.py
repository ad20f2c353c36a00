"""Facts about names in British and Irish sources that no rule can derive."""

from __future__ import annotations


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
