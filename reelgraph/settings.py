"""All settings, from the environment (`REELGRAPH_…`), in one typed object."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph_schema.errors import SettingsError

_MINIMUM_TOKEN = 24


class Settings(BaseSettings):
    """What an archive may set. Every field is the environment variable REELGRAPH_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="REELGRAPH_", env_ignore_empty=True)

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_path("reelgraph")),
        description="Folder that holds all that is kept: the graph, the index, caches, logs",
    )
    cache: Path | None = Field(
        None, description="Folder for what can be fetched or computed again (default: HOME/cache)"
    )
    neo4j_uri: str | None = Field(
        None, description="Bolt address of your own Neo4j; none starts a private one"
    )
    neo4j_user: str = Field("neo4j", description="User name for that Neo4j")
    neo4j_password: SecretStr | None = Field(None, description="Password for that Neo4j")
    neo4j_auth_file: Path | None = Field(
        None, description="File that holds USER/PASSWORD for that Neo4j, e.g. a container's secret"
    )
    neo4j_database: str = Field("neo4j", description="Database name in that Neo4j")
    neo4j_port: int | None = Field(
        None, ge=1, le=65535, description="Port of the private Neo4j (default: a free one)"
    )
    neo4j_heap_mib: int | None = Field(
        None, ge=256, description="Memory for the private Neo4j's queries (default: by machine)"
    )
    neo4j_page_cache_mib: int | None = Field(
        None, ge=8, description="Memory for the private Neo4j's pages (default: by machine)"
    )
    maven_url: str | None = Field(
        None, description="Mirror to fetch Neo4j's files from (default: Maven Central)"
    )
    llm_url: str | None = Field(
        None, description="OpenAI-compatible endpoint for answers, e.g. http://127.0.0.1:8000/v1"
    )
    llm_model: str | None = Field(None, description="Model name at that endpoint")
    llm_key: SecretStr | None = Field(None, description="Key for that endpoint, where it needs one")
    llm_timeout_s: float = Field(
        60.0, gt=0, description="Longest wait for an answer of that endpoint, in seconds"
    )
    llm_at_once: int = Field(
        8, ge=1, description="Calls to that endpoint at one time; more wait for their turn"
    )
    llm_daily_tokens: int | None = Field(
        None, ge=0, description="Most tokens a day at that endpoint (default: no limit)"
    )
    llm_check: bool = Field(
        False,
        description="Have that model check each sentence against its evidence in a second call",
    )
    embed_url: str | None = Field(
        None, description="OpenAI-compatible endpoint for embeddings; none uses the built-in model"
    )
    embed_model: str | None = Field(None, description="Embedding model name at that endpoint")
    vision_model: str | None = Field(
        None,
        description="Image-text model to find pictures by: a folder or a hub name in open_clip's "
        "form (extra `vision`), or a model at REELGRAPH_VISION_URL; none searches no pictures",
    )
    vision_url: str | None = Field(
        None, description="OpenAI-compatible endpoint for that model's text embeddings"
    )
    media_roots: Annotated[tuple[Path, ...], NoDecode] = Field(
        default_factory=tuple,
        description="Folders that films are played from, and nowhere else; several with : between",
    )
    host: str = Field("127.0.0.1", description="Address that `reelgraph serve` listens on")
    port: int = Field(8735, ge=0, le=65535, description="Port that `reelgraph serve` listens on")
    questions_at_once: int = Field(
        8, ge=1, description="Questions that the service works on at a time; more wait in a queue"
    )
    token: SecretStr | None = Field(
        None, description="Bearer token that the service asks for; needed to leave loopback"
    )

    token_file: Path | None = Field(None, description="File that holds that token")

    @field_validator("media_roots", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(Path(part).expanduser() for part in value.split(os.pathsep) if part.strip())

    @model_validator(mode="before")
    @classmethod
    def _from_files(cls, values: dict[str, Any]) -> dict[str, Any]:
        if place := values.get("neo4j_auth_file"):
            user, slash, password = _first_line(place).partition("/")
            if not slash:
                raise ValueError(f"{place} should hold USER/PASSWORD")
            values = {**values, "neo4j_user": user, "neo4j_password": password}
        if place := values.get("token_file"):
            values = {**values, "token": _first_line(place)}
        return values

    @model_validator(mode="after")
    def _complete(self) -> Settings:
        if self.neo4j_uri and self.neo4j_password is None:
            raise ValueError(
                "REELGRAPH_NEO4J_URI is set: set REELGRAPH_NEO4J_PASSWORD or "
                "REELGRAPH_NEO4J_AUTH_FILE too"
            )
        for name in ("llm", "embed", "vision"):
            if getattr(self, f"{name}_url") and not getattr(self, f"{name}_model"):
                upper = name.upper()
                raise ValueError(f"REELGRAPH_{upper}_URL is set: set REELGRAPH_{upper}_MODEL too")
        if self.token and len(self.token.get_secret_value()) < _MINIMUM_TOKEN:
            raise ValueError(
                f"REELGRAPH_TOKEN is shorter than {_MINIMUM_TOKEN} characters; make one with "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
        return self

    @property
    def cache_folder(self) -> Path:
        """Where fetched files and computed embeddings are kept."""
        return self.cache or self.home / "cache"

    @property
    def index_folder(self) -> Path:
        """Where the retrieval index is kept."""
        return self.home / "index"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: A variable has a value that can't be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [_explain(detail["loc"], detail["msg"]) for detail in error.errors()]
        raise SettingsError("; ".join(lines)) from error


def _first_line(place: str | Path) -> str:
    try:
        return Path(place).read_text(encoding="utf-8").splitlines()[0].strip()
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise ValueError(f"{place} can't be read: {error}") from error


def _explain(place: tuple[int | str, ...], message: str) -> str:
    text = message.removeprefix("Value error, ")
    return f"REELGRAPH_{str(place[0]).upper()}: {text}" if place else text
