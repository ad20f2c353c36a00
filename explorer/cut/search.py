"""Searches for moments in the table of moments: by phrase, pattern, words, name and silence.

Each costs one pass over the texts that the caller may see. Patterns run on RE2 (in Arrow), whose
time is linear in the text whatever the pattern is.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.cut.moment import Found, Moment, moment_of, page
from explorer.cut.words import folded_column, phrase_pattern, stem_pattern, telling
from graph_schema.errors import InputError
from graph_schema.relations import AGENTS

LONGEST_PATTERN = 1000
_ROWS_AT_ONCE = 50_000
_BY = {
    "transcript": "heard", "ocr": "on screen", "caption": "caption", "summary": "summary",
    "shotlist": "shot list",
}  # fmt: skip
_SHOWN = 120


def texts(table: pa.Table, channels: Sequence[str], films: Sequence[str] | None) -> pa.Table:
    """The texts of some channels (none given: all) in some films (None: all)."""
    return _in_films(_where(_where(table, "part", ["text"]), "kind", channels), films)


def by_phrase(rows: pa.Table, phrase: str, after: int, limit: int) -> Found:
    """Texts that have the words in a row, whatever their case and accents.

    Raises:
        InputError: There is no word in it.
    """
    pattern = phrase_pattern(phrase)
    if not pattern:
        raise InputError("there is no word to look for", field="q")
    hits = rows.filter(pc.match_substring_regex(folded_column(rows["text"]), pattern))
    shown = hits.slice(after, limit)["kind"].to_pylist()
    return page(
        hits, [f"{_BY.get(kind, kind)}: “{phrase.strip()}”" for kind in shown], after, limit
    )


def by_pattern(
    rows: pa.Table, pattern: str, after: int, limit: int, longest_s: float = 5.0
) -> Found:
    """Texts that a regular expression matches (RE2's syntax), case ignored.

    Raises:
        InputError: It is no regular expression of RE2, or too long.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise InputError(f"a pattern has at most {LONGEST_PATTERN} characters", field="q")
    try:
        pc.match_substring_regex(pa.array([""]), pattern)
    except pa.ArrowInvalid as error:
        raise InputError(_plain(str(error)), field="q") from error
    ends, kept, whole = time.monotonic() + longest_s, [], True
    for start in range(0, rows.num_rows, _ROWS_AT_ONCE):
        if time.monotonic() > ends:
            whole = False
            break
        part = rows.slice(start, _ROWS_AT_ONCE)
        kept.append(part.filter(pc.match_substring_regex(part["text"], pattern, ignore_case=True)))
    hits = pa.concat_tables(kept) if kept else rows.slice(0, 0)
    shown = hits.slice(after, limit)
    first = pc.replace_substring_regex(shown["text"], f"(?is)^.*?({pattern}).*$", r"\1").to_pylist()
    why = [
        f"{_BY.get(k, k)}: “{m[:_SHOWN]}”"
        for k, m in zip(shown["kind"].to_pylist(), first, strict=True)
    ]
    found = page(hits, why, after, limit)
    return Found(found.moments, found.total, whole)


def by_words(rows: pa.Table, said: str, after: int, limit: int) -> Found:
    """Texts with some of the words or forms of them, those with more and rarer words first."""
    hits, scores, matched = ranked(rows, said)
    order = np.argsort(-scores, kind="stable")[after : after + limit]
    shown = hits.take(pa.array(order)).to_pylist()
    found = [
        moment_of(row, _of_words(row["kind"], matched[i]), float(scores[i]))
        for row, i in zip(shown, order, strict=True)
    ]
    return Found(found, hits.num_rows)


Ranked = tuple[pa.Table, np.ndarray[tuple[int], np.dtype[np.float64]], list[list[str]]]


def ranked(rows: pa.Table, said: str) -> Ranked:
    """Texts with any of the words; their scores in 0..1; and the words that each has.

    A word counts by how rare it is among the rows (inverse document frequency).
    """
    wanted = telling(said)
    column = folded_column(rows["text"])
    masks = [_mask(column, stem_pattern(word)) for word in wanted]
    if not masks or rows.num_rows == 0:
        return rows.slice(0, 0), np.zeros(0), []
    has = np.stack(masks)
    weights = np.log(1 + rows.num_rows / (1 + has.sum(axis=1)))
    scores = (weights[:, None] * has).sum(axis=0) / weights.sum()
    hit = np.flatnonzero(scores)
    length = (pc.subtract(rows["end_ms"], rows["start_ms"]).to_numpy())[hit]
    # Of equals the shorter one says more precisely where.
    scored = scores[hit] * (1 - 1e-3 * np.minimum(length / 600_000, 1.0))
    matched = [[w for w, yes in zip(wanted, has[:, i], strict=True) if yes] for i in hit]
    return rows.take(pa.array(hit)), scored, matched


def by_name(
    table: pa.Table, name: str, films: Sequence[str] | None, agents: bool, after: int, limit: int
) -> Found:
    """Where someone or something of that name, or with that identifier, appears or is named.

    Raises:
        InputError: There is no name.
    """
    pattern = phrase_pattern(name)
    if not pattern:
        raise InputError("there is no name to look for", field="q")
    rows = _in_films(_where(table, "part", ["entity"]), films)
    rows = _where(rows, "kind", sorted(AGENTS)) if agents else rows
    named = pc.match_substring_regex(folded_column(rows["text"]), pattern)
    hits = rows.filter(pc.or_(pc.fill_null(named, False), pc.equal(rows["id"], name.strip())))
    kept: dict[tuple[object, ...], Moment] = {}
    for row in hits.to_pylist():
        doubt = "" if row["status"] in (None, "accepted") else ", not reviewed"
        key = (row["film"], row["file"], row["start_ms"], row["end_ms"], row["id"])
        kept.setdefault(key, moment_of(row, f"{row['text']}: {row['how']}{doubt}"))
    found = list(kept.values())
    return Found(found[after : after + limit], len(found))


def by_silence(
    table: pa.Table,
    films: Sequence[str] | None,
    least_ms: int,
    most_ms: int,
    after: int,
    limit: int,
) -> Found:
    """Gaps between lines of speech, longest first, in films that have a transcript."""
    rows = texts(table, ["transcript"], films).sort_by(
        [("film", "ascending"), ("file", "ascending"), ("start_ms", "ascending")]
    )
    if rows.num_rows < 2:
        return Found([], 0)
    group = pc.binary_join_element_wise(rows["film"], pc.fill_null(rows["file"], ""), "\n")
    codes = group.combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    start, end = rows["start_ms"].to_numpy(), rows["end_ms"].to_numpy()
    # The end of all speech so far, film by film: later films start above all of an earlier one.
    above = codes * (int(max(end.max(), start.max())) + 1)
    ended = np.maximum.accumulate(end + above) - above
    gap = start[1:] - ended[:-1]
    right = (codes[1:] == codes[:-1]) & (gap >= least_ms) & (gap <= most_ms)
    hit = np.flatnonzero(right)
    hit = hit[np.argsort(-gap[hit], kind="stable")]
    moments = []
    for i in hit[after : after + limit]:
        before, next_ = (
            rows.slice(int(i), 1).to_pylist()[0],
            rows.slice(int(i) + 1, 1).to_pylist()[0],
        )
        moments.append(_silence(before, next_, int(ended[i]), int(start[i + 1])))
    return Found(moments, len(hit))


def _silence(before: dict[str, object], after: dict[str, object], start: int, end: int) -> Moment:
    return Moment(
        film=str(before["film"]),
        file=None if before["file"] is None else str(before["file"]),
        segment=None if before["segment"] is None else str(before["segment"]),
        id="",
        kind="silence",
        start_ms=start,
        end_ms=end,
        text=f"… {str(after['text'])[:_SHOWN]}",
        why=f"nobody speaks for {(end - start) / 1000:.1f} s, by the transcript",
    )


def _of_words(kind: str, matched: Sequence[str]) -> str:
    return f"{_BY.get(kind, kind)}: {', '.join(matched)}"


def _mask(column: pa.ChunkedArray, pattern: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found = pc.fill_null(pc.match_substring_regex(column, pattern), False)
    mask: np.ndarray[tuple[int], np.dtype[np.bool_]] = found.to_numpy()
    return mask


def _where(table: pa.Table, column: str, values: Sequence[str]) -> pa.Table:
    if not values:
        return table
    return table.filter(pc.is_in(table[column], pa.array(values, pa.string())))


def _in_films(table: pa.Table, films: Sequence[str] | None) -> pa.Table:
    return (
        table
        if films is None
        else table.filter(pc.is_in(table["film"], pa.array(films, pa.string())))
    )


def _plain(message: str) -> str:
    why = message.removeprefix("Invalid regular expression: ")
    return f"this is no regular expression: {why}"
