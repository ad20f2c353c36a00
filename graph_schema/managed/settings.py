"""Neo4j's settings, from the one file that the managed server and compose.yaml share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from graph_schema.managed.sizing import Memory

Settings = dict[str, str]
"""Neo4j setting names, with dots, to their values."""

_CONTAINER_MEMORY = Memory(heap_mib=1024, page_cache_mib=512)


def managed_settings(memory: Memory) -> Settings:
    """What the managed server runs with, but for its folders and its port."""
    return {**_section("common"), **_section("managed"), **_sizes(memory)}


def container_settings(memory: Memory = _CONTAINER_MEMORY) -> Settings:
    """What the container of compose.yaml runs with."""
    return {**_section("common"), **_section("container"), **_sizes(memory)}


def compose_environment(memory: Memory = _CONTAINER_MEMORY) -> dict[str, str]:
    """The container's settings as the environment that the official Neo4j image reads.

    Its rule: `NEO4J_` before the name, underscores doubled, dots made underscores.
    """
    return {_variable(name): value for name, value in container_settings(memory).items()}


def render_conf(settings: Mapping[str, str]) -> str:
    """The text of a neo4j.conf.

    Neo4j reads it as a Java properties file, in which a backslash escapes.
    """
    lines = (f"{name}={_escape(value)}\n" for name, value in settings.items())
    return "".join(lines)


@cache
def _tables() -> dict[str, Any]:
    file = files("graph_schema.managed").joinpath("neo4j_settings.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _section(name: str) -> Settings:
    return dict(_tables()[name])


def _sizes(memory: Memory) -> Settings:
    heap = memory.heap_mib
    return {
        "server.memory.heap.initial_size": f"{heap // 2}m",
        "server.memory.heap.max_size": f"{heap}m",
        "server.memory.pagecache.size": f"{memory.page_cache_mib}m",
        # One query may take half the heap, all queries together seven tenths: what is too big
        # fails alone and the server lives on.
        "db.memory.transaction.max": f"{heap // 2}m",
        "dbms.memory.transaction.total.max": f"{heap * 7 // 10}m",
    }


def _variable(setting: str) -> str:
    return "NEO4J_" + setting.replace("_", "__").replace(".", "_")


def _escape(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise ValueError(f"a setting can't hold a line break: {value!r}")
    return value.replace("\\", "\\\\")
