"""Everyday words for subjects and places, and the headings that catalogues in Britain give these.

Tried only where no heading of the catalogue has the words themselves, and only for headings that
it has.
"""

from __future__ import annotations

from rag_service.answering.words import key, stems


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Lines of ``words; words = heading; heading``, the words folded, the headings as stems."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        names, _, headings = line.partition(" = ")
        meant = tuple(" ".join(stems(heading)) for heading in headings.split(";"))
        found |= dict.fromkeys((key(name) for name in names.split(";")), meant)
    return found


HEADINGS = _table(
    """\
farming; farm work; agricultural work = agriculture
dentist; dentists; dental care = dentistry
health; health care = healthcare
the royal family; royal family; the royals; royals; monarchy; the monarchy = royalty
armed forces; the armed forces = the military; military
aeroplanes; aeroplane; airplanes; airplane; planes = aircraft
aerodromes; aerodrome; airfields; airfield = airports
air shows; air show; air displays; flying displays = air displays and shows
kayaking; kayaks; canoes = canoeing
policing = law enforcement; police
nessie; ness monster = loch ness monster
common riding; common ridings; marches ridings = riding of the marches
old people's homes; old folks' homes; care homes for the elderly = residential homes for the elderly
gaelic culture; celtic culture = celts and celtic culture
northern isles = orkney; shetland; orkney islands; shetland islands
western isles = outer hebrides
the uists = outer hebrides
lothian; lothians; the lothians = east lothian; west lothian; midlothian; mid lothian
argyll; argyle = argyllshire
argyll and bute = argyllshire; bute
moray = morayshire
galloway = wigtownshire; kirkcudbrightshire; kirkudbrightshire
dumfries and galloway = dumfriesshire; wigtownshire; kirkcudbrightshire; kirkudbrightshire
tayside = dundee; angus; perth; perthshire
perth and kinross = perth; perthshire; kinrosshire; kinross shire
ross and cromarty = ross shire
scottish borders = borders; the borders
firth of forth = forth; forth river; river forth
zetland = shetland; shetland islands
fife and kinross = fife; kinrosshire
north wales = gwynedd; clwyd; conwy; anglesey
south wales = glamorgan; gwent
"""
)


def headings_meant(words: str) -> tuple[str, ...]:
    """The headings, as stems, that folded everyday words mean."""
    return HEADINGS.get(words, ())
