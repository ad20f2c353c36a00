"""The fixed words of answers in four languages; quotations and headings stay as they are.

Where a number would change the noun after it (Welsh, Gaelic and Irish do so each in its own
way), the phrase names the thing first and then its number.
"""

from __future__ import annotations

from rag_service.answering.languages import Language

_PHRASES: dict[str, tuple[str, str, str, str]] = {
    "no_record": (
        "There is no record with the number {0}",
        "Nid oes cofnod â'r rhif {0}",
        "Chan eil clàr ann leis an àireamh {0}",
        "Níl taifead ann leis an uimhir {0}",
    ),
    "no_name": (
        "Nothing in the catalogue names {0}",
        "Nid oes dim yn y catalog yn enwi {0}",
        "Chan eil dad sa chatalog ag ainmeachadh {0}",
        "Níl aon rud sa chatalóg a luann {0}",
    ),
    "not_together": (
        "No film brings {0} together",
        "Nid oes ffilm yn dod â {0} ynghyd",
        "Chan eil film ann a bheir {0} còmhla",
        "Níl scannán ann a thugann {0} le chéile",
    ),
    "no_word": (
        "Nothing in the catalogue speaks of {0}",
        "Nid oes dim yn y catalog yn sôn am {0}",
        "Chan eil dad sa chatalog a' bruidhinn air {0}",
        "Níl aon rud sa chatalóg faoi {0}",
    ),
    "nothing": ("Nothing found", "Ni chafwyd dim", "Cha deach dad a lorg", "Níor aimsíodh aon rud"),
    "sought": (
        "looked for: {0}",
        "chwiliwyd am: {0}",
        "chaidh coimhead airson: {0}",
        "cuardaíodh: {0}",
    ),
    "nearest": (
        "What comes nearest: {0}.",
        "Yr agosaf: {0}.",
        "Na tha faisge: {0}.",
        "Is gaire: {0}.",
    ),
    "seen": (
        "Seen in the picture, nearest first: {0}.",
        "Gwelwyd yn y llun, yr agosaf gyntaf: {0}.",
        "Chunnacas san dealbh, an tè as fhaisge an toiseach: {0}.",
        "Chonacthas sa phictiúr, an ceann is gaire ar dtús: {0}.",
    ),
    "near": (
        "No film meets all of this ({0}); the nearest:",
        "Nid oes ffilm yn bodloni hyn i gyd ({0}); yr agosaf:",
        "Chan eil film ann a choinnicheas ri seo uile ({0}); na tha faisge:",
        "Níl scannán ann a chomhlíonann é seo ar fad ({0}); is gaire:",
    ),
    "without": (
        "No film has all of these words; without {0}:",
        "Nid oes ffilm â'r geiriau hyn i gyd; heb {0}:",
        "Chan eil film ann leis na faclan seo uile; às aonais {0}:",
        "Níl scannán ann leis na focail seo ar fad; gan {0}:",
    ),
    "no_match": (
        "No film matches",
        "Nid oes ffilm yn cyfateb",
        "Chan eil film ann a fhreagras",
        "Níl scannán ann a oireann",
    ),
    "match": (
        "{0} match{1}",
        "Nifer y ffilmiau sy'n cyfateb: {0}",
        "An àireamh de fhilmichean a fhreagras: {0}",
        "Líon na scannán a oireann: {0}",
    ),
    "films": ("{0}", "Ffilmiau: {0}", "Filmichean: {0}", "Scannáin: {0}"),
    "listed": ("{0} match{1}: {2}", "{0}: {2}", "{0}: {2}", "{0}: {2}"),
    "more": ("; and {0} more", "; a {0} arall", "; agus {0} eile", "; agus {0} eile"),
    "earliest": ("The earliest", "Y gynharaf", "As tràithe", "Is luaithe"),
    "latest": ("The latest", "Y ddiweddaraf", "As ùire", "Is déanaí"),
    "shortest": ("The shortest", "Y fyrraf", "As giorra", "Is giorra"),
    "longest": ("The longest", "Yr hiraf", "As fhaide", "Is faide"),
    "of": (" of {0} that match", " (o {0} sy'n cyfateb)", " (de {0} a fhreagras)", " (as {0})"),
    "is": (" is: {0}.", ": {0}.", ": {0}.", ": {0}."),
    "are": (" are: {0}.", ": {0}.", ": {0}.", ": {0}."),
    "dated": (", dated {0} to {1}", ", {0}–{1}", ", {0}–{1}", ", {0}–{1}"),
    "undated": (
        "; {0} without a date",
        "; heb ddyddiad: {0}",
        "; gun cheann-latha: {0}",
        "; gan dáta: {0}",
    ),
    "decades": (
        "By decade: {0}.",
        "Fesul degawd: {0}.",
        "A rèir deichead: {0}.",
        "De réir deich mbliana: {0}.",
    ),
    "timed": (
        "{0:,} of these {1:,} have transcripts or captions with times.",
        "Â thrawsgrifiadau neu gapsiynau ag amserau: {0:,} o {1:,}.",
        "Le tar-sgrìobhaidhean no caipseanan le àm: {0:,} de {1:,}.",
        "Le tras-scríbhinní nó fotheidil le hamanna: {0:,} as {1:,}.",
    ),
    "kinds": (
        "Kinds of film: {0}.",
        "Mathau o ffilm: {0}.",
        "Seòrsachan film: {0}.",
        "Cineálacha scannáin: {0}.",
    ),
    "places": ("Places: {0}.", "Lleoedd: {0}.", "Àiteachan: {0}.", "Áiteanna: {0}."),
    "strand": (
        "{0} ({1:,} films{2})",
        "{0} (ffilmiau: {1:,}{2})",
        "{0} (filmichean: {1:,}{2})",
        "{0} (scannáin: {1:,}{2})",
    ),
    "around": ("Around {0}", "O gwmpas {0}", "Timcheall air {0}", "Thart ar {0}"),
    "rests_on_all": (
        "This rests on all {1:,} films",
        "Ffilmiau y mae hyn yn seiliedig arnynt: pob un, {1:,}",
        "Filmichean air a bheil seo stèidhichte: iad uile, {1:,}",
        "Scannáin ar a bhfuil sé seo bunaithe: iad go léir, {1:,}",
    ),
    "rests_on": (
        "This rests on {0:,} of {1:,} films",
        "Ffilmiau y mae hyn yn seiliedig arnynt: {0:,} o {1:,}",
        "Filmichean air a bheil seo stèidhichte: {0:,} de {1:,}",
        "Scannáin ar a bhfuil sé seo bunaithe: {0:,} as {1:,}",
    ),
    "no_summary": (
        "without a summary {0:,}",
        "heb grynodeb: {0:,}",
        "gun gheàrr-chunntas: {0:,}",
        "gan achoimre: {0:,}",
    ),
    "no_times": (
        "without transcript or captions {0:,}",
        "heb drawsgrifiad na chapsiynau: {0:,}",
        "gun tar-sgrìobhadh no caipseanan: {0:,}",
        "gan tras-scríbhinn ná fotheidil: {0:,}",
    ),
    "open_claims": (
        "with a machine's claims that nobody has reviewed {0:,}",
        "â honiadau peiriant heb eu hadolygu: {0:,}",
        "le tagraidhean inneil nach deach ath-sgrùdadh: {0:,}",
        "le maímh meaisín nár athbhreithníodh: {0:,}",
    ),
    "silence": (
        "; what is not told here may still be in them.",
        "; gall yr hyn nas crybwyllir yma fod ynddynt o hyd.",
        "; faodaidh na nach eil air innse an seo a bhith annta fhathast.",
        "; d'fhéadfadh an rud nach luaitear anseo a bheith iontu fós.",
    ),
    "unreviewed": (
        "according to unreviewed machine output",
        "yn ôl allbwn peiriant heb ei adolygu",
        "a rèir toradh inneil nach deach ath-sgrùdadh",
        "de réir aschur meaisín nár athbhreithníodh",
    ),
    "only_machine": (
        "{0:,} of these {1:,} are known from unreviewed machine output alone.",
        "O allbwn peiriant heb ei adolygu yn unig: {0:,} o {1:,}.",
        "Bho thoradh inneil nach deach ath-sgrùdadh a-mhàin: {0:,} de {1:,}.",
        "Ó aschur meaisín nár athbhreithníodh amháin: {0:,} as {1:,}.",
    ),
    "disagree": (
        "Sources disagree on the {0} of {1}: {2}.",
        "Mae'r ffynonellau'n anghytuno am {1} ({0}): {2}.",
        "Chan eil na tùsan ag aontachadh mu {1} ({0}): {2}.",
        "Ní aontaíonn na foinsí faoi {1} ({0}): {2}.",
    ),
    "date": ("date", "dyddiad", "ceann-latha", "dáta"),
    "length": ("length", "hyd", "fad", "fad"),
    "maker": ("maker", "gwneuthurwr", "neach-dèanaimh", "déantóir"),
    "unreachable": (
        "The language model gave no answer; this one is put together from the evidence.",
        "Ni roddodd y model iaith ateb; lluniwyd hwn o'r dystiolaeth.",
        "Cha tug am modail cànain freagairt; chaidh seo a chur ri chèile bhon fhianais.",
        "Níor thug an tsamhail teanga freagra; cuireadh é seo le chéile ón bhfianaise.",
    ),
    "broke_off": (
        "The language model broke off; this answer is put together from the evidence.",
        "Torrodd y model iaith i ffwrdd; lluniwyd yr ateb hwn o'r dystiolaeth.",
        "Stad am modail cànain; chaidh seo a chur ri chèile bhon fhianais.",
        "Stop an tsamhail teanga; cuireadh é seo le chéile ón bhfianaise.",
    ),
    "budget": (
        "The language model's tokens for today are spent; this answer is put together from the "
        "evidence.",
        "Mae tocynnau'r model iaith am heddiw wedi'u defnyddio; lluniwyd yr ateb hwn o'r "
        "dystiolaeth.",
        "Tha tòcanan a' mhodail cànain an-diugh air an caitheamh; chaidh seo a chur ri chèile "
        "bhon fhianais.",
        "Tá comharthaí na samhla teanga caite don lá inniu; cuireadh é seo le chéile ón "
        "bhfianaise.",
    ),
}  # fmt: skip
_CODES = ("en", "cy", "gd", "ga")


def phrase(name: str, language: Language, *values: object) -> str:
    """A phrase in a language, with its values put in."""
    return _PHRASES[name][_CODES.index(language.code)].format(*values)
