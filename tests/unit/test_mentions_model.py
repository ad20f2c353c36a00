"""Where a model for names is installed, the command and the ingest ask it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from resolving import background

import graph_ingest.mentions
import graph_ingest.pipeline
from graph_ingest.mentions.phrases import Kind
from graph_schema.memory import MemoryStore
from graph_schema.nodes import Mention
from graph_schema.scope import Scope
from reelgraph.cli import ask
from tests.demo_collection import taken_in


class FakeModel:
    """Takes each Kirsty for a body, as small models do, and counts the texts that it is shown."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, text: str) -> Iterator[tuple[int, int, Kind]]:
        self.asked += 1
        start = text.find("Kirsty")
        if start >= 0:
            yield start, start + len("Kirsty"), "CorporateBody"


def test_the_command_asks_an_installed_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    @contextmanager
    def small(*_: object) -> Iterator[MemoryStore]:
        store = MemoryStore()
        store.apply(background())
        yield store

    monkeypatch.setattr(ask, "open_store", small)
    monkeypatch.setattr(graph_ingest.mentions, "installed_recogniser", FakeModel)
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": "t", "text": "Here Kirsty lures them in."}))
    ask.mentions(texts)
    (found,) = json.loads(capsys.readouterr().out)["entities"]
    assert found == {"text": "Kirsty", "start": 5, "end": 11, "type": "Person"}


def test_the_ingest_asks_an_installed_model_and_repeats_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    model = FakeModel()
    monkeypatch.setattr(graph_ingest.pipeline, "installed_recogniser", lambda: model)
    one, other = (_mentions(taken_in(tmp_path / name).store) for name in ("one", "other"))
    assert model.asked > 0
    assert one == other != []


def _mentions(store: MemoryStore) -> list[Mention]:
    made = store.contributions(Scope.everything())
    return [node for c in made for node in c.nodes if isinstance(node, Mention)]
