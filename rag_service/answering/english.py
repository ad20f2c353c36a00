"""English words that have a part in questions whatever these are about."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text parted by white space."""
    return frozenset(text.split())


# Words that carry no content of their own in a question.
STOP = word_set(
    """a about above across after all also am among an and another any anybody anyone anything are
    around as at away be because been before being below between both but by can cannot could did
    do does doing down during each either ever every for from further get give go going had has
    have having he her here hers him his how i if in into is it its itself just let list look
    looking many may me might more most much must my near need no nor not now of off on once one
    ones only onto or other others ought our out over own per please same shall she should so some
    somebody someone something somewhere still such take taken tell than that the their them then
    there these they thing things this those through to together too toward towards under until
    up upon us use used using very want was we were what whatever when where whereabouts which
    while who whom whose why will with within without would year years yes yet you your im id ive
    whats wheres theres dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt cant wont
    couldnt wouldnt shouldnt thats whos often ever else everything various starring
    starred like love hope hoping wonder wondering curious thank thanks hear
    whether whereas although though because since unless quite rather really simply actually
    apparently basically certainly clearly definitely directly easily entirely especially
    essentially exactly exclusively explicitly fully generally ideally largely mainly merely
    mostly nearly normally occasionally only originally particularly partly perhaps possibly
    precisely predominantly presumably previously primarily probably properly purely readily
    recently roughly solely specifically strictly supposedly totally typically usually wholly
    nothing altogether alone again maybe ie eg i e g etc ok okay hello hi kindly grateful appreciate
    ill youve weve"""
)

# Words that speak of films and catalogues as such, as stems.
FILLER = word_set(
    """film movi footag reel clip titl record item entri work pictur video motion movin programm
    program broadcast show shown featur depict portray includ contain captur document see seen
    view watch find found catalogu archiv collect hold held databas scene shot shoot sequenc imag
    materi made make creat produc product exist avail dealt deal cover concern relat regard involv
    describ call name entitl set taken present know known mention discuss report explain speak
    focus look
    search seek tri interest date period time era day exampl occur kind sort certain particular
    differ variou locat place type number total altogeth kept preserv surviv come came turn appear
    togeth bit anyth subject topic theme short piec earli late happen follow tag class classifi
    head label credit filmmak theater
    index file list regist assign descript categori summari synopsi data output oeuvr
    filmographi joint count fall belong remain rest further addit keep get got gave give go went
    saw see say said think thought mean meant believ rememb recal forget ask answer question
    request enquir enquiri trace retriev identifi select choos need help pleas research stuff
    kinda sampl coverag surviv left exist extant appar name alon breakdown break broken group
    sort order rank
    compar overlap fit qualifi correspond refer origin supplier suppli common number amount
    quantiti durat length version format viewabl onlin whole entir complet full everi"""
)

# Words that widen another one and tell nothing without it: the jute industry, island life.
VAGUE = word_set("industri life peopl trade activ event area histori way thing busi")

FILM_NOUN = (
    r"(?:films?|movies?|reels?|clips?|titles?|records?|items?|works?|videos?|motion pictures?|"
    r"pictures?|programmes?|programs?|productions?|shorts?|pieces?|entries|footage|material)"
)

NEGATIONS = word_set(
    """not no without except excluding exclude excludes omit omitting excepting never neither nor
    non isnt arent wasnt werent dont doesnt didnt cannot cant hasnt havent barring minus ignore
    ignoring lacking nothing outside"""
)
LEAVING_OUT = (
    ("other", "than"),
    ("apart", "from"),
    ("aside", "from"),
    ("rather", "than"),
    ("leaving", "out"),
    ("but", "not"),
    ("instead", "of"),
)
# Words that may stand between a negation and what it denies.
BETWEEN = word_set(
    """in from about by made of on the a an any set filmed shot to do does did is are was were
    those these that which with showing show shows being been be mention tagged classed as films
    film at for produced directed during dated movie movies have has contain containing include
    including catalogued and under ones feature featuring involve involving take place indexed
    filed listed category categories plain just simply only
    anything everything"""
)

# Titles of people, which alone name nobody.
HONORIFICS = word_set(
    """mr mrs miss ms sir lord lady dr prof professor king queen prince princess president
    captain"""
)
