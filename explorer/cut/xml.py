"""A cut as Final Cut Pro XML: version 7's (xmeml 5, which Premiere reads) and X's (FCPXML 1.9)."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree as ET

from explorer.cut.sequence import Clip, Cut, Placed, one_line

_HERTZ = 48_000
# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def fcp7(cut: Cut) -> str:
    """Final Cut Pro 7 XML: a sequence of one track of pictures and one of sound."""
    root = ET.Element("xmeml", version="5")
    sequence = ET.SubElement(root, "sequence", id="cut")
    _texts(sequence, name=one_line(cut.title), duration=cut.frames)
    _rate(sequence, cut)
    _timecode(sequence, cut, cut.starts)
    media = ET.SubElement(sequence, "media")
    video = ET.SubElement(media, "video")
    shape = ET.SubElement(ET.SubElement(video, "format"), "samplecharacteristics")
    _rate(shape, cut)
    _texts(shape, width=cut.size[0], height=cut.size[1])
    seen: set[str] = set()
    for kind, parent in (("video", video), ("audio", ET.SubElement(media, "audio"))):
        track = ET.SubElement(parent, "track")
        for placed in cut.placed:
            _clipitem(track, cut, placed, kind, seen)
    return _written(root, "<!DOCTYPE xmeml>")


def _clipitem(track: ET.Element, cut: Cut, placed: Placed, kind: str, seen: set[str]) -> None:
    clip = placed.clip
    item = ET.SubElement(track, "clipitem", id=f"{kind}-{placed.number}")
    _texts(item, name=one_line(clip.title), duration=cut.used[clip.medium])
    _rate(item, cut)
    _texts(item, start=placed.at, end=placed.at + placed.frames)
    _texts(item, **{"in": placed.first, "out": placed.first + placed.frames})
    _file(item, cut, clip, seen)
    link = ET.SubElement(item, "sourcetrack")
    _texts(link, mediatype=kind, trackindex=1)
    for other in ("video", "audio"):
        linked = ET.SubElement(item, "link")
        _texts(linked, linkclipref=f"{other}-{placed.number}", mediatype=other, trackindex=1)
        _texts(linked, clipindex=placed.number)
    info = ET.SubElement(item, "logginginfo")
    _texts(info, description=clip.text, scene=clip.source, lognote=clip.why)
    said = ET.SubElement(item, "comments")
    _texts(said, mastercomment1=clip.credit, mastercomment2=clip.rights, mastercomment3=clip.film)


def _file(item: ET.Element, cut: Cut, clip: Clip, seen: set[str]) -> None:
    """The file in full where it is first met; later a reference to it."""
    key = f"file-{clip.medium}"
    file = ET.SubElement(item, "file", id=key)
    if key in seen:
        return
    seen.add(key)
    _texts(file, name=clip.name, pathurl=cut.address(clip), duration=cut.used[clip.medium])
    _rate(file, cut)
    _timecode(file, cut, cut.starts_of(clip))
    media = ET.SubElement(file, "media")
    ET.SubElement(media, "video")
    ET.SubElement(media, "audio")


def fcpx(cut: Cut) -> str:
    """FCPXML 1.9: a project whose spine has the clips, with credits as notes."""
    root = ET.Element("fcpxml", version="1.9")
    resources = ET.SubElement(root, "resources")
    shape = {"id": "r1", "width": str(cut.size[0]), "height": str(cut.size[1])}
    ET.SubElement(resources, "format", {**shape, "frameDuration": _s(1 / cut.rate.exact)})
    assets = {clip.medium: clip for clip in reversed(cut.clips)}
    names = {key: f"r{number}" for number, key in enumerate(assets, 2)}
    for key, clip in assets.items():
        _asset(resources, cut, clip, names[key])
    library = ET.SubElement(root, "library")
    event = ET.SubElement(library, "event", name=_plain(cut.title))
    project = ET.SubElement(event, "project", name=_plain(cut.title))
    held = {
        "format": "r1",
        "duration": _s(cut.rate.seconds(cut.frames)),
        "tcStart": _s(cut.rate.seconds(cut.starts)),
        "tcFormat": "DF" if cut.rate.drop else "NDF",
    }
    spine = ET.SubElement(ET.SubElement(project, "sequence", held), "spine")
    for placed in cut.placed:
        _asset_clip(spine, cut, placed, names[placed.clip.file or placed.clip.film])
    return _written(root, "<!DOCTYPE fcpxml>")


def _asset(resources: ET.Element, cut: Cut, clip: Clip, name: str) -> None:
    length = _s(cut.rate.seconds(cut.used[clip.medium]))
    held = {"id": name, "name": clip.name, "format": "r1", "duration": length}
    held |= {"start": _s(cut.rate.seconds(cut.starts_of(clip))), "hasVideo": "1", "hasAudio": "1"}
    asset = ET.SubElement(resources, "asset", {k: _plain(v) for k, v in held.items()})
    address = _plain(cut.address(clip)) or "missing"
    ET.SubElement(asset, "media-rep", kind="original-media", src=address)


def _asset_clip(spine: ET.Element, cut: Cut, placed: Placed, asset: str) -> None:
    clip = placed.clip
    held = {
        "ref": asset,
        "name": _plain(clip.title),
        "offset": _s(cut.rate.seconds(cut.starts + placed.at)),
        "start": _s(cut.rate.seconds(placed.source_at)),
        "duration": _s(cut.rate.seconds(placed.frames)),
        "tcFormat": "DF" if cut.rate.drop else "NDF",
    }
    item = ET.SubElement(spine, "asset-clip", held)
    _texts(item, note=f"{clip.credit} {one_line(clip.why)}".strip())
    told = ET.SubElement(item, "metadata")
    for key, value in (("rights", clip.rights), ("source", clip.source), ("film", clip.film)):
        ET.SubElement(told, "md", key=f"org.reelgraph.{key}", value=_plain(value), type="string")


def _rate(parent: ET.Element, cut: Cut) -> None:
    _texts(ET.SubElement(parent, "rate"), timebase=cut.rate.base, ntsc=str(cut.rate.ntsc).upper())


def _timecode(parent: ET.Element, cut: Cut, frame: int) -> None:
    held = ET.SubElement(parent, "timecode")
    _rate(held, cut)
    shown = "DF" if cut.rate.drop else "NDF"
    _texts(held, string=cut.rate.timecode(frame), frame=frame, displayformat=shown)


def _texts(parent: ET.Element, **said: object) -> None:
    for name, value in said.items():
        ET.SubElement(parent, name).text = _plain(str(value))


def _plain(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)


def _s(seconds: Fraction) -> str:
    """A time as FCPXML has it: whole seconds, or a fraction of them."""
    return f"{seconds.numerator}{'' if seconds.denominator == 1 else f'/{seconds.denominator}'}s"


def _written(root: ET.Element, doctype: str) -> str:
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{body}\n'
