"""Settings: from the environment alone, refused with advice where they can't be used."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_schema.errors import SettingsError
from reelgraph.settings import Settings, settings

TOKEN = "a-token-of-more-than-24-characters"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in os.environ:
        if name.startswith("REELGRAPH_"):
            monkeypatch.delenv(name)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_nothing_has_to_be_set() -> None:
    chosen = settings()
    assert chosen.home.name == "reelgraph"
    assert chosen.cache_folder == chosen.home / "cache"
    assert chosen.index_folder == chosen.home / "index"
    assert (chosen.host, chosen.port) == ("127.0.0.1", 8735)
    assert chosen.neo4j_uri is None
    assert chosen.token is None


def test_the_environment_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REELGRAPH_HOME", str(tmp_path))
    monkeypatch.setenv("REELGRAPH_CACHE", str(tmp_path / "shared"))
    monkeypatch.setenv("REELGRAPH_PORT", "0")
    chosen = settings()
    assert chosen.home == tmp_path
    assert chosen.cache_folder == tmp_path / "shared"
    assert chosen.port == 0


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELGRAPH_LLM_URL", "")
    assert settings().llm_url is None


@pytest.mark.parametrize(
    ("variables", "advice"),
    [
        ({"REELGRAPH_NEO4J_URI": "bolt://graph:7687"}, "set REELGRAPH_NEO4J_PASSWORD or"),
        ({"REELGRAPH_LLM_URL": "http://llm/v1"}, "set REELGRAPH_LLM_MODEL too"),
        ({"REELGRAPH_EMBED_URL": "http://llm/v1"}, "set REELGRAPH_EMBED_MODEL too"),
        ({"REELGRAPH_TOKEN": "short"}, "REELGRAPH_TOKEN is shorter than 24 characters"),
        ({"REELGRAPH_PORT": "eighty"}, "REELGRAPH_PORT: Input should be a valid integer"),
        ({"REELGRAPH_PORT": "70000"}, "REELGRAPH_PORT: Input should be less than or equal to"),
        ({"REELGRAPH_TOKEN_FILE": "/no/such/file"}, "/no/such/file can't be read"),
    ],
)
def test_what_does_not_fit_is_told_with_its_name(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], advice: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=advice):
        settings()


def test_secrets_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "auth").write_text("reader/pass/word\n")
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv("REELGRAPH_NEO4J_URI", "bolt://graph:7687")
    monkeypatch.setenv("REELGRAPH_NEO4J_AUTH_FILE", str(tmp_path / "auth"))
    monkeypatch.setenv("REELGRAPH_TOKEN_FILE", str(tmp_path / "token"))
    chosen = settings()
    assert chosen.neo4j_user == "reader"
    assert chosen.neo4j_password is not None
    assert chosen.neo4j_password.get_secret_value() == "pass/word"
    assert chosen.token is not None
    assert chosen.token.get_secret_value() == TOKEN


def test_a_file_without_a_user_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "auth").write_text("password-alone")
    monkeypatch.setenv("REELGRAPH_NEO4J_AUTH_FILE", str(tmp_path / "auth"))
    with pytest.raises(SettingsError, match="should hold USER/PASSWORD"):
        settings()


def test_secrets_are_not_shown() -> None:
    shown = repr(Settings(token=TOKEN, neo4j_password="hunter2", llm_key="sk-1234"))
    assert TOKEN not in shown
    assert "hunter2" not in shown
    assert "sk-1234" not in shown


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
