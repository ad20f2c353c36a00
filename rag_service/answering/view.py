"""The facts as one caller may see them: masks over works, and what a work's record says."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.scope import Scope
from rag_service.answering.lexicon import Lexicon
from rag_service.answering.links import Link, LinkIndex
from rag_service.answering.tables import Mask, Rows, Tables, numbers
from rag_service.answering.themeindex import ThemeIndex
from rag_service.answering.wordindex import WordIndex
from rag_service.answering.words import stems

Seconds = np.ndarray[tuple[int], np.dtype[np.float32]]

_FAR = 10_000


@dataclass(frozen=True)
class Text:
    """A text of a work that can be quoted; times in ms on the media, -1 for none.

    ``accepted`` tells that a person has accepted all claims that it supports.
    """

    work: int
    source: int
    accepted: bool
    channel: str
    field: str
    text: str
    media: str
    start_ms: int
    end_ms: int


class View:
    """The facts within a Scope. Works and entities are row numbers; masks are over works.

    Nothing that the Scope hides takes part: rows of hidden access tokens are left out of every
    mask, name, text and count.
    """

    def __init__(self, tables: Tables, scope: Scope) -> None:
        self.tables = tables
        self._allowed: Mask = np.array(
            [scope.allows(token) for token in tables["tokens"].column("token").to_pylist()],
            dtype=np.bool_,
        )
        self.size: int = tables["works"].num_rows
        self._docs = np.flatnonzero(self._shown("docs")).astype(np.int32)
        self._doc_work = numbers(tables["docs"], "work")
        titled = tables["docs"].column("title").is_valid().to_numpy()
        docs = self._docs[titled[self._docs]]
        # The record that says most speaks for a work that several describe.
        docs = docs[np.argsort(numbers(tables["docs"], "said")[docs], kind="stable")]
        self._doc_of: Rows = np.full(self.size, -1, np.int32)
        self._doc_of[self._doc_work[docs]] = docs
        self.seen: Mask = self._doc_of >= 0

    @cached_property
    def words(self) -> WordIndex:
        """The words of what is seen."""
        shown = self._shown("docs") & self.seen[self._doc_work]
        return WordIndex(self.tables, shown)

    @cached_property
    def links(self) -> LinkIndex:
        """What belongs to the works that are seen."""
        shown = self._shown("links") & self.seen[numbers(self.tables["links"], "work")]
        return LinkIndex(self.tables, shown, self.size)

    @cached_property
    def themes(self) -> ThemeIndex:
        """What overviews of the works that are seen are made from."""
        of_seen = [
            self._shown(name) & self.seen[numbers(self.tables[name], "work")]
            for name in ("sentences", "claims")
        ]
        return ThemeIndex(self.tables, of_seen[0], of_seen[1], self.seen)

    # What a record says

    def id(self, work: int) -> str:
        """Canonical identifier."""
        return str(self.tables["works"].column("id")[work].as_py())

    def title(self, work: int) -> str:
        """Preferred title."""
        return str(self._doc(work, "title"))

    def supplied(self, work: int) -> bool:
        """True when a cataloguer and not the film gives the title."""
        return bool(self._doc(work, "title_supplied"))

    def record_id(self, work: int) -> str | None:
        """The partner's own record number."""
        held = self._doc(work, "record_id")
        return str(held) if held else None

    def source(self, work: int) -> int:
        """Row of the Source whose fields can be quoted for a work, or -1."""
        return int(str(self._doc(work, "source")))

    def texts(self, work: int) -> list[Text]:
        """The texts of a work, catalogue first, then in time."""
        rows = self._texts_by_work[self._text_starts[work] : self._text_starts[work + 1]]
        shown = rows[self._shown("texts")[rows]]
        held = self.tables["texts"].drop_columns("token").take(pa.array(shown, pa.int64()))
        found = [Text(**row) for row in held.to_pylist()]
        return sorted(found, key=lambda t: (t.channel != "catalogue", t.media, t.start_ms))

    def text(self, row: int) -> Text:
        """A text by its row, which the caller knows from what the Scope shows."""
        held = self.tables["texts"].drop_columns("token").slice(row, 1)
        return Text(**held.to_pylist()[0])

    def fields(self, source: int) -> dict[str, str]:
        """A record's fields exactly as received; empty where the Scope hides the Source."""
        if source < 0 or not self._shown("sources")[source]:
            return {}
        held = json.loads(self.tables["sources"].column("fields")[source].as_py())
        return {str(name): str(value) for name, value in held.items()}

    def record_of(self, source: int) -> str | None:
        """The record number of a Source."""
        held = self.tables["sources"].column("record_id")[source].as_py()
        return str(held) if held else None

    def by_machine(self, source: int) -> bool:
        """Whether a Source is a machine's output and no record of a cataloguer's."""
        return source >= 0 and self.tables["sources"].column("kind")[source].as_py() == "machine"

    def docs_of(self, work: int) -> list[dict[str, Any]]:
        """What the Sources of each access token that the Scope shows state of a work."""
        rows = self._docs[self._doc_work[self._docs] == work]
        held: list[dict[str, Any]] = self.tables["docs"].take(pa.array(rows)).to_pylist()
        return held

    def records_of(self, work: int, token: int) -> list[int]:
        """Sources, as rows, of catalogue records under an access token that credit anybody of a
        work or describe it."""
        found = {text.source for text in self.texts(work)}
        found |= {link.source for link in self.links_of(work)}
        table = self.tables["sources"]
        return [
            source
            for source in sorted(found - {-1})
            if table["kind"][source].as_py() == "catalogue"
            and table["token"][source].as_py() == token
            and self._shown("sources")[source]
        ]

    def lengths_of(self, work: int) -> dict[int, float]:
        """Seconds of the longest copy, by access token (row), where one is stated."""
        table = self.tables["copies"]
        rows = self._shown("copies") & (numbers(table, "work") == work)
        found: dict[int, float] = {}
        for row in table.filter(pa.array(rows)).to_pylist():
            found[row["token"]] = max(found.get(row["token"], 0.0), row["duration_s"])
        return {token: seconds for token, seconds in found.items() if seconds}

    # Ways to a work

    @cached_property
    def by_id(self) -> dict[str, int]:
        """Row of every work that is seen, by its canonical identifier."""
        ids = self.tables["works"].column("id").to_pylist()
        return {ids[work]: work for work in np.flatnonzero(self.seen).tolist()}

    @cached_property
    def by_number(self) -> dict[str, list[int]]:
        """Works by record number, in upper case without leading zeros."""
        found: dict[str, list[int]] = {}
        column = self.tables["docs"].column("record_id").to_pylist()
        for work in np.flatnonzero(self.seen).tolist():
            record = column[self._doc_of[work]]
            if record:
                found.setdefault(record.upper().lstrip("0"), []).append(work)
        return found

    @cached_property
    def by_title(self) -> dict[str, list[int]]:
        """Works by the folded words of each title, and of each part of a double title."""
        shown = self._shown("titles")
        keys = self.tables["titles"].column("key").filter(pa.array(shown)).to_pylist()
        works = numbers(self.tables["titles"], "work")[shown].tolist()
        found: dict[str, list[int]] = {}
        for key, work in zip(keys, works, strict=True):
            if self.seen[work] and work not in found.setdefault(key, []):
                found[key].append(work)
        return {key: held for key, held in found.items() if held}

    @cached_property
    def title_keys(self) -> list[str]:
        """Every title's folded words."""
        return list(self.by_title)

    @cached_property
    def uncatalogued(self) -> Mask:
        """Works that only a machine's output tells of, and so without headings."""
        kinds = self.tables["sources"].column("kind").to_pylist()
        sources = numbers(self.tables["docs"], "source")
        machine = [s >= 0 and kinds[s] == "machine" for s in sources[self._doc_of].tolist()]
        return self.seen & np.array(machine, np.bool_)

    @cached_property
    def timed(self) -> Mask:
        """Works with a text that stands at a time of the film."""
        texts = self.tables["texts"]
        times = texts.column("start_ms").to_numpy() >= 0
        return self.only(numbers(texts, "work")[self._shown("texts") & times])

    @cached_property
    def summarised(self) -> Mask:
        """Works with a text of a catalogue."""
        texts = self.tables["texts"]
        told = pc.equal(texts.column("channel"), "catalogue").to_numpy()
        return self.only(numbers(texts, "work")[self._shown("texts") & told])

    @cached_property
    def collection_stems(self) -> frozenset[str]:
        """Stems of the names of the collections that the works belong to."""
        shown = (
            self._shown("names")
            & self.links.with_relation(("collection",))[numbers(self.tables["names"], "entity")]
        )
        names = self.tables["names"].column("name").filter(pa.array(shown)).to_pylist()
        return frozenset(stem for name in names for stem in stems(name))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names and headings that are seen."""
        return Lexicon(self)

    # What is known of all works

    @cached_property
    def year_from(self) -> Rows:
        """First year that each work may date from; 0 where no year is known."""
        found = self._years("year_from", np.minimum, _FAR)
        return np.where(found == _FAR, 0, found)

    @cached_property
    def year_to(self) -> Rows:
        """Last year that each work may date from; 0 where no year is known."""
        return self._years("year_to", np.maximum, 0)

    @cached_property
    def duration_s(self) -> Seconds:
        """Length in seconds of each work's longest copy; 0 where it is not known."""
        lengths = np.zeros(self.size, np.float32)
        shown = self._shown("copies")
        held = self.tables["copies"].column("duration_s").to_numpy()
        np.maximum.at(lengths, numbers(self.tables["copies"], "work")[shown], held[shown])
        return lengths

    def only(self, works: Iterable[int] | Rows) -> Mask:
        """A mask of the works given that are seen."""
        mask = np.zeros(self.size, np.bool_)
        mask[works if isinstance(works, np.ndarray) else np.fromiter(works, np.int64)] = True
        return mask & self.seen

    def copies(self, column: str, values: Collection[str]) -> Mask:
        """Works with a copy whose ``sound`` or ``colour`` is one of the values."""
        wanted = pa.array(list(values), pa.string())
        held = pc.is_in(self.tables["copies"].column(column), wanted).to_numpy()
        return self.only(numbers(self.tables["copies"], "work")[self._shown("copies") & held])

    def copy_values(self, column: str) -> list[str]:
        """The words for ``sound`` or ``colour`` that occur."""
        shown = pa.array(self._shown("copies"))
        held = self.tables["copies"].column(column).filter(shown).unique().to_pylist()
        return sorted(value for value in held if value)

    def linked(
        self,
        entities: Iterable[int],
        relations: Collection[str] = (),
        roles: Collection[str] = (),
    ) -> Mask:
        """Works that any of the entities belongs to; empty relations or roles mean any."""
        return self.only(self.links.works_of(entities, relations, roles))

    def links_of(self, work: int, *relations: str) -> list[Link]:
        """What belongs to a work."""
        found = self.links.of_work(work)
        return [link for link in found if not relations or link.relation in relations]

    # Entities

    @cached_property
    def entity_labels(self) -> list[str]:
        """Label in the graph of every entity: Person, Place and so on."""
        return list(self.tables["entities"].column("label").to_pylist())

    def name(self, entity: int) -> str:
        """Preferred name, as far as the Scope shows one."""
        return self._preferred.get(entity, "")

    def names(self) -> Iterator[tuple[int, str, str]]:
        """Entity, name and folded name of every name that the Scope shows."""
        table = self.tables["names"].filter(pa.array(self._shown("names")))
        columns = [table.column(name).to_pylist() for name in ("entity", "name", "key")]
        linked = self.links.linked.tolist()
        for entity, name, key in zip(*columns, strict=True):
            if linked[entity]:
                yield entity, name, key

    def names_of(self, entity: int) -> list[str]:
        """Every name of an entity that the Scope shows, the preferred one first."""
        table = self.tables["names"]
        first, last = np.searchsorted(numbers(table, "entity"), (entity, entity + 1))
        rows = np.arange(first, last)[self._shown("names")[first:last]]
        held = table.column("name").take(pa.array(rows)).to_pylist()
        preferred = self.name(entity)
        return sorted(dict.fromkeys(held), key=lambda name: name != preferred)

    @cached_property
    def _preferred(self) -> dict[int, str]:
        shown = self._shown("names") & self.tables["names"].column("preferred").to_numpy()
        table = self.tables["names"].filter(pa.array(shown))
        names = (table.column(name).to_pylist() for name in ("entity", "name"))
        return dict(reversed(list(zip(*names, strict=True))))

    def _shown(self, table: str) -> Mask:
        return np.asarray(self._allowed[numbers(self.tables[table], "token")])

    def _doc(self, work: int, column: str) -> object:
        return self.tables["docs"].column(column)[int(self._doc_of[work])].as_py()

    def _years(self, column: str, better: np.ufunc, start: int) -> Rows:
        years = numbers(self.tables["docs"], column)[self._docs]
        known = years > 0
        found = np.full(self.size, start, np.int32)
        better.at(found, self._doc_work[self._docs[known]], years[known])
        return found

    @cached_property
    def _texts_by_work(self) -> Rows:
        works = numbers(self.tables["texts"], "work")
        return np.argsort(works, kind="stable").astype(np.int32)

    @cached_property
    def _text_starts(self) -> Rows:
        ordered = numbers(self.tables["texts"], "work")[self._texts_by_work]
        return np.searchsorted(ordered, np.arange(self.size + 1)).astype(np.int32)
