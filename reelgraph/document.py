"""Writes the reference pages that are made from the code: `python -m reelgraph.document`."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from graph_schema.contribution import Contribution
from graph_schema.document import schema_page
from reelgraph.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"


def cli_page() -> str:
    """Markdown of every command, with its arguments, options and examples."""
    from reelgraph.cli import app

    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    commands = {n: c for n, c in group.commands.items() if isinstance(c, TyperCommand)}
    pages = [_command(name, command) for name, command in commands.items()]
    head = (
        "# Commands\n\nThis page is made from the code; `reelgraph COMMAND --help` says the same."
    )
    return "\n\n".join([head, *pages]) + "\n"


def _command(name: str, command: TyperCommand) -> str:
    lines = [f"## reelgraph {name}\n", inspect.cleandoc(command.help or "")]
    if command.params:
        lines += ["\n| Given | Meaning |", "|---|---|"]
        lines += [_parameter_row(parameter) for parameter in command.params]
    return "\n".join(lines)


def _parameter_row(parameter: Any) -> str:
    shown = ", ".join(parameter.opts) if isinstance(parameter, TyperOption) else None
    return f"| `{shown or parameter.name.upper()}` | {parameter.help or ''} |"


def settings_page() -> str:
    """Markdown of every environment variable."""
    lines = [
        "# Settings\n",
        "All settings are environment variables. None is needed to start.\n",
        "| Variable | Default | Meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None or field.default_factory else f"`{field.default}`"
        lines.append(f"| `REELGRAPH_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def contribution_schema() -> str:
    """The JSON Schema of a Contribution."""
    return json.dumps(Contribution.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def openapi() -> dict[str, Any]:
    """The OpenAPI document of the HTTP service, the explorer's routes among them."""
    import explorer
    from graph_schema.errors import RetrievalIndexError
    from graph_schema.memory import MemoryStore
    from rag_service.answering import Answerer
    from rag_service.api import Services, caller_scope, create_app

    def unasked() -> Answerer:
        raise RetrievalIndexError("this app only describes itself")

    app, store = create_app(Services(unasked, MemoryStore())), MemoryStore()
    tables = explorer.TablesFolder(Path(), lambda: None).newest
    explorer.mount(app, explorer.Sources(store, caller_scope, tables, Path()))
    return app.openapi()


def api_page() -> str:
    """Markdown of the service's own HTTP routes, with their parameters and examples."""
    return _routes_page(_API_HEAD, None)


def explorer_page() -> str:
    """Markdown of the HTTP routes of the explorer's tables, places and dates, likewise."""
    return _routes_page(_PART_HEAD.format("the explorer"), "explorer")


def network_page() -> str:
    """Markdown of the HTTP routes of the network and of entities, likewise."""
    return _routes_page(_PART_HEAD.format("the network"), "network")


def films_page() -> str:
    """Markdown of the HTTP routes of single films, their media and cuts of them, likewise."""
    return _routes_page(_PART_HEAD.format("films"), "films")


_PARTS = ("explorer", "films", "network")
"""Tags of routes that have a page of their own."""


def _routes_page(head: str, tag: str | None) -> str:
    document = openapi()
    schemas = document["components"]["schemas"]
    routes = [
        _route(method, path, operation, schemas)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if next((t for t in operation["tags"] if t in _PARTS), None) == tag
    ]
    return "\n\n".join([head, *routes]) + "\n"


_PART_HEAD = """# HTTP API of {}

This page is made from the code. What holds for all routes is said under [HTTP API](api.md)."""


_API_HEAD = """# HTTP API

This page is made from the code; a running service gives the same as OpenAPI at
`/api/v1/openapi.json`. Where the service asks for a token, send it as `Authorization: Bearer …`.
Errors are `application/problem+json` (RFC 9457): `title`, `status`, `detail` and a `reference` to
quote; those of routes below `/v1` have OpenAI's shape. `/metrics` has counts and times for
Prometheus, and `/` the page to ask on."""


def _route(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    return "\n".join(_route_lines(method, path, operation, schemas))


def _route_lines(
    method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> Iterator[str]:
    yield f"## {method.upper()} {path}\n"
    yield operation["description"]
    parameters = operation.get("parameters", [])
    if parameters:
        yield "\n| Parameter | Default | Example |"
        yield "|---|---|---|"
        yield from (_parameter(parameter) for parameter in parameters)
    if "requestBody" in operation:
        yield "\nRequest:\n"
        yield _json_block(_body(operation["requestBody"], schemas))
    body = _body(operation["responses"]["200"], schemas)
    if body:
        yield "\nResponse:\n"
        yield _json_block(body)


def _parameter(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    default = "required" if parameter["required"] else f"`{json.dumps(schema.get('default'))}`"
    examples = ", ".join(f"`{example}`" for example in schema.get("examples", []))
    return f"| `{parameter['name']}` | {default} | {examples} |"


def _body(message: dict[str, Any], schemas: dict[str, Any]) -> Any:
    content = message.get("content", {}).get("application/json")
    return _example(content["schema"], schemas) if content else None


def _example(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """A value that fits a JSON Schema, from the examples in it."""
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        return _example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], schemas)
    if schema.get("type") == "array":
        return [_example(schema["items"], schemas)]
    if "properties" in schema:
        return {name: _example(part, schemas) for name, part in schema["properties"].items()}
    return _EMPTY.get(schema.get("type", ""))


_WIDTH = 96
_EMPTY = {"string": "…", "integer": 1, "number": 1.0, "boolean": False, "object": {}}


def _json_block(value: Any) -> str:
    return f"```json\n{_json(value, '')}\n```"


def _json(value: Any, indent: str) -> str:
    """JSON whose lines are filled."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= _WIDTH or not isinstance(value, dict | list):
        return line
    deeper = f"{indent}  "
    if isinstance(value, list):
        parts = [_json(part, deeper) for part in value]
    else:
        parts = [f"{json.dumps(name)}: {_json(part, deeper)}" for name, part in value.items()]
    inner = ",\n".join(f"{deeper}{line}" for line in _filled(parts, _WIDTH - len(deeper)))
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n{inner}\n{indent}{closing}"


def _filled(parts: list[str], width: int) -> Iterator[str]:
    """Parts side by side, as many as fit a line; one of several lines stands alone."""
    line = ""
    for part in parts:
        joined = f"{line}, {part}" if line else part
        if line and ("\n" in joined or len(joined) > width):
            yield line
            joined = part
        line = joined
    yield line


PAGES: dict[str, Callable[[], str]] = {
    "schema.md": schema_page,
    "commands.md": cli_page,
    "settings.md": settings_page,
    "api.md": api_page,
    "api-explorer.md": explorer_page,
    "api-films.md": films_page,
    "api-network.md": network_page,
    "contribution.schema.json": contribution_schema,
}


def main() -> int:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
