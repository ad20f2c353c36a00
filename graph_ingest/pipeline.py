"""From files to a graph that can be questioned: read, mention, resolve, apply, derive, index.

Every stage leaves out what is there already, so a run that was stopped anywhere is finished
by starting it again, and the outcome is the graph of an undisturbed run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_ingest.derive import Layout, derive_all
from graph_ingest.kept import KeptSnapshot
from graph_ingest.mentions import installed_recogniser, mention_contributions
from graph_ingest.readers import Quarantine, reader_for
from graph_ingest.report import Report, Stage
from graph_ingest.resolve import resolve
from graph_ingest.spool import Spool
from graph_schema.contribution import Contribution
from graph_schema.edits import effects
from graph_schema.errors import InputError
from graph_schema.models import Embedder
from graph_schema.scope import Scope
from graph_schema.store import Applied, GraphStore, Snapshot

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how much is done, and how much there is where that is known."""

_MADE_HERE = ("mentions/", "resolve/")
_ALL = Scope.everything()
_USUAL = Layout()


def read_all(
    paths: Sequence[Path], mapping: str | None, quarantine: Quarantine
) -> Iterator[Contribution]:
    """What the files say, read by the reader that claims each.

    Raises:
        InputError: A file that can't be read at all; nothing of it was given.
    """
    for path in paths:
        yield from reader_for(path, mapping).read(path, quarantine)


def check(
    paths: Sequence[Path], mapping: str | None, quarantine: Quarantine, progress: Progress
) -> Report:
    """Read and validate without a store: what `reelgraph ingest --dry-run` does."""
    report = Report()
    with report.stage("read") as stage:
        for contribution in read_all(paths, mapping, quarantine):
            stage.items += 1
            report.records += _is_record(contribution)
            report.nodes += len(contribution.nodes)
            report.edges += len(contribution.edges)
            progress("read", stage.items, None)
    report.read = stage.items
    _take_note(report, quarantine)
    return report


@dataclass(frozen=True)
class Ingest:
    """An ingest into one store.

    Attributes:
        store: Where the Contributions go.
        embedder: Makes the vectors of passages.
        work: Folder for the spool, and for the note and the snapshot of the last complete run.
        cache: Folder for what can be computed again, such as the vectors of texts.
        index: Brings the retrieval index up to a snapshot.
        progress: Told how far it is.
    """

    store: GraphStore
    embedder: Embedder
    work: Path
    cache: Path
    index: Callable[[Snapshot], None]
    progress: Progress

    def run(self, paths: Sequence[Path], mapping: str | None, quarantine: Quarantine) -> Report:
        """Take the files in.

        Raises:
            InputError: A file can't be read at all; then nothing of any file goes in.
            StoreError: The store went away; whole Contributions are in, run it again.
        """
        report = Report()
        with Spool(self.work / "spool") as given:
            self._read(paths, mapping, quarantine, given, report)
            held = self.store.hashes(_ALL)
            changed = [i for i, content in given.hashes.items() if held.get(i) != content]
            if not changed and self._complete():
                report.applied = Applied(unchanged=len(given))
                report.up_to_date = True
                return report
            self._note(None)
            self._relate(given, changed, held, report)
        self._finish(report)
        return report

    def renew(self) -> Report:
        """Relate, derive and index what is in the store, after something was taken away."""
        report = Report()
        self._note(None)
        with Spool(self.work / "spool") as nothing:
            self._relate(nothing, [], self.store.hashes(_ALL), report)
        self._finish(report)
        return report

    def finish(self, layout: Layout = _USUAL) -> Report:
        """Derive and index what is in the store, all of it read anew."""
        report = Report()
        self._kept.discard()
        self._finish(report, layout)
        return report

    def _read(
        self,
        paths: Sequence[Path],
        mapping: str | None,
        quarantine: Quarantine,
        given: Spool,
        report: Report,
    ) -> None:
        with report.stage("read") as stage:
            for contribution in read_all(paths, mapping, quarantine):
                kept = self._keep(contribution, given, quarantine)
                stage.items += kept
                report.records += kept and _is_record(contribution)
                self.progress("read", stage.items, None)
        report.read = stage.items
        _take_note(report, quarantine)
        if not stage.items and not quarantine.count:
            raise InputError("there is nothing to take in", path=", ".join(map(str, paths)))

    def _keep(self, contribution: Contribution, given: Spool, quarantine: Quarantine) -> bool:
        try:
            given.add(contribution)
        except InputError as error:
            source = contribution.source
            quarantine.add(Path(source.file or ""), source.line, None, error.message, source.id)
            return False
        return True

    def _relate(
        self, given: Spool, changed: list[str], held: dict[str, str], report: Report
    ) -> None:
        def everything() -> Iterator[Contribution]:
            yield from given.read()
            rest = [i for i in held if i not in given.hashes and not i.startswith(_MADE_HERE)]
            yield from self.store.contributions(_ALL, rest)

        with Spool(self.work / "spool") as made:
            with report.stage("mention") as stage:
                named = mention_contributions(everything(), recogniser=installed_recogniser())
                stage.items = report.mentions = self._make(made, "mention", named)
            with report.stage("resolve") as stage:
                decisions = effects(self.store.journal(_ALL))
                stage.items = report.entities_joined = self._make(
                    made, "resolve", resolve(everything(), decisions)
                )
            stale = [i for i in held if i.startswith(_MADE_HERE) and i not in made.hashes]
            fresh = [i for i, content in made.hashes.items() if held.get(i) != content]
            with report.stage("apply") as stage:
                self._apply(given, changed, made, fresh, stale, stage, report)

    def _make(self, made: Spool, name: str, contributions: Iterable[Contribution]) -> int:
        count = 0
        for contribution in contributions:
            made.add(contribution)
            count += 1
            self.progress(name, count, None)
        return count

    def _apply(
        self,
        given: Spool,
        changed: list[str],
        made: Spool,
        fresh: list[str],
        stale: list[str],
        stage: Stage,
        report: Report,
    ) -> None:
        # Identities first: then each statement is written once, at the node that it ends up at.
        identities = [i for i in fresh if i.startswith("resolve/")]
        mentions = [i for i in fresh if not i.startswith("resolve/")]
        total = len(changed) + len(fresh)
        self.store.remove(stale)

        def told(contributions: Iterator[Contribution]) -> Iterator[Contribution]:
            for contribution in contributions:
                yield contribution
                stage.items += 1
                self.progress("apply", stage.items, total)

        for spool, wanted in ((made, identities), (given, changed), (made, mentions)):
            applied = self.store.apply(told(spool.read(wanted)))
            if spool is given:
                report.applied += applied
        report.applied += Applied(unchanged=len(given) - len(changed))

    def _finish(self, report: Report, layout: Layout = _USUAL) -> None:
        with report.stage("snapshot") as stage:
            snapshot = self.store.snapshot(_ALL, self._kept.load())
            report.nodes, report.edges = snapshot.nodes.num_rows, snapshot.edges.num_rows
            stage.items = report.nodes + report.edges
        with report.stage("derive") as stage:
            derived, snapshot = derive_all(
                self.store,
                snapshot,
                self.embedder,
                self.cache,
                lambda done, total: self.progress("derive", done, total),
                replace(layout, told=lambda done: self.progress("map", int(done * 100), 100)),
            )
            stage.items = report.passages_embedded = derived.embedded
        with report.stage("index") as stage:
            self.index(snapshot)
            stage.items = 1
        self._kept.save(snapshot)
        self._note(snapshot.sequence)

    def _complete(self) -> bool:
        try:
            noted = json.loads(self._note_file.read_text())
        except (OSError, ValueError):
            return False
        return bool(noted == {"sequence": self.store.sequence(), "model": self.embedder.name})

    @property
    def _kept(self) -> KeptSnapshot:
        return KeptSnapshot(self.work / "snapshot")

    @property
    def _note_file(self) -> Path:
        return self.work / "complete.json"

    def _note(self, sequence: int | None) -> None:
        if sequence is None:
            self._note_file.unlink(missing_ok=True)
            return
        temporary = self._note_file.with_suffix(".tmp")
        temporary.write_text(json.dumps({"sequence": sequence, "model": self.embedder.name}))
        os.replace(temporary, self._note_file)  # noqa: PTH105


def _is_record(contribution: Contribution) -> bool:
    source = contribution.source
    return source.record_id is not None or source.kind != "catalogue"


def _take_note(report: Report, quarantine: Quarantine) -> None:
    quarantine.close()
    report.quarantined = quarantine.count
    report.fields_left_out = quarantine.notes
    report.complaints = list(quarantine.shown)
    if quarantine.path is not None and quarantine.path.exists():
        report.quarantine_file = str(quarantine.path)
