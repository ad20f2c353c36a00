"""Search by words: BM25 over titles and texts, with English stemming (tantivy)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from graph_schema.passages import RECORD, Passage
from rag_service.retrieval.keys import Keys, key
from rag_service.retrieval.linked import link

_FOLDER = "lexical"
# The text has the title and all names in it already: a heavier title, or names in a field of
# their own, found fewer of the records that questions were about.
_FIELDS = {"title": 0.3, "text": 1.0}
_ANALYSER = "words"
_LONGEST_WORD = 40
_MOST_WORDS = 48
_WRITER_BYTES = 50_000_000
_FEW_VALUES = 16

Scores = tuple[Keys, "np.ndarray[tuple[int], np.dtype[np.float64]]"]
"""Passage keys and their scores, best first."""


class LexicalIndex:
    """The inverted index of one generation, mapped into memory.

    Questions are split into words and asked for word by word, so that no text is ever read as
    a query language.
    """

    def __init__(self, folder: Path) -> None:
        self._index = _open(folder / _FOLDER)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def search(
        self,
        text: str,
        limit: int,
        tokens: Sequence[str] | None = None,
        owners: Sequence[str] | None = None,
    ) -> Scores:
        """The passages that match any word best.

        Args:
            text: What is looked for, in any words.
            limit: At most so many.
            tokens: Only passages with one of these access tokens; None for all.
            owners: Only passages of these works; None for all.
        """
        words = list(dict.fromkeys(analyser().analyze(text)))[:_MOST_WORDS]
        if not words:
            return np.empty(0, np.uint64), np.empty(0)
        query = self._words(words)
        for field, values in (("access", tokens), ("owner", owners)):
            if values is not None:
                query = self._only(query, field, values)
        hits = self._searcher.search(query, limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        scores = np.array([score for score, _ in hits], np.float64)
        return np.array(keys, np.uint64), scores

    def holding(self, form: str) -> Keys | None:
        """The passages that have all words of a form, in any order; None where none is indexed."""
        words = sorted(set(analyser().analyze(form)))
        if not words:
            return None
        query = tantivy.Query
        terms = [query.term_query(self._schema, "text", word, "basic") for word in words]
        every = query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
        # Scores would be worked out in vain, and the least heap is one of a single hit.
        limit = max(1, min(self._searcher.doc_freq("text", word) for word in words))
        hits = self._searcher.search(query.const_score_query(every, 0.0), limit, count=False).hits
        held = self._searcher.fast_field_values("key", [address for _, address in hits])
        return np.array(held, np.uint64)

    def rarity(self, text: str) -> dict[str, float]:
        """The words of a text as they are indexed, with the BM25 weight of each."""
        total = self._searcher.num_docs
        words = list(dict.fromkeys(analyser().analyze(text)))[:_MOST_WORDS]
        held = {word: self._searcher.doc_freq("text", word) for word in words}
        return {word: log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in held.items()}

    def _words(self, words: list[str]) -> Any:
        query = tantivy.Query
        parts = [
            query.boost_query(query.term_query(self._schema, field, word), weight)
            for word in words
            for field, weight in _FIELDS.items()
        ]
        return query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _only(self, query: Any, field: str, values: Sequence[str]) -> Any:
        unscored = tantivy.Query.const_score_query(self._one_of(field, values), 0.0)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, query), (tantivy.Occur.Must, unscored)]
        )

    def _one_of(self, field: str, values: Sequence[str]) -> Any:
        query = tantivy.Query
        if len(values) > _FEW_VALUES:
            return query.term_set_query(self._schema, field, list(values))
        # A set is first written out passage by passage; single terms are skipped through.
        terms = [query.term_query(self._schema, field, value, "basic") for value in values]
        return query.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def build_lexical(folder: Path, passages: Iterable[Passage]) -> None:
    """Write a new inverted index of all the passages."""
    place = folder / _FOLDER
    place.mkdir()
    index = tantivy.Index(_schema(), path=str(place))
    _write(index, (), passages)


def update_lexical(
    folder: Path, older: Path, gone: Iterable[int], added: Iterable[Passage]
) -> None:
    """Write the older generation's inverted index without some passages and with others.

    Its files never change once written, so they are linked where the file system can.
    """
    place = folder / _FOLDER
    place.mkdir()
    for path in (older / _FOLDER).iterdir():
        if not path.name.endswith(".lock"):
            link(path, place / path.name)
    _write(_open(place), gone, added)


def _write(index: Any, gone: Iterable[int], added: Iterable[Passage]) -> None:
    index.register_tokenizer(_ANALYSER, analyser())
    writer = index.writer(_WRITER_BYTES, 1)
    for number in gone:
        # Not by term: there whole numbers are taken for signed ones, and nothing goes.
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "key", number))
    for passage in added:
        writer.add_document(_document(passage))
    writer.commit()
    writer.wait_merging_threads()


def _document(passage: Passage) -> Any:
    document = tantivy.Document()
    document.add_unsigned("key", key(passage.id, passage.access))
    document.add_text("access", passage.access)
    document.add_text("owner", passage.owner)
    document.add_text("title", _clean(passage.title))
    document.add_text("text", _clean(_text(passage)))
    return document


def _text(passage: Passage) -> str:
    """A record's text names all that it is linked to; a caption's does not."""
    if passage.kind == RECORD:
        return passage.text
    return "\n".join([passage.text, "; ".join(passage.names)])


def _open(place: Path) -> Any:
    index = tantivy.Index.open(str(place))
    index.register_tokenizer(_ANALYSER, analyser())
    return index


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    for field in ("access", "owner"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


@cache
def analyser() -> Any:
    """How texts and questions become words."""
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(_LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stopword("english"),
        tantivy.Filter.stemmer("english"),
    ):
        chain = chain.filter(step)
    return chain.build()


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
