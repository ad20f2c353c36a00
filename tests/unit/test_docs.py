"""The documentation says what the code does, and what it links to is there."""

import importlib
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import typer
import yaml
from typer.core import TyperGroup

from graph_ingest.readers.mapping import Column, Mapping
from graph_schema.contribution import Contribution
from reelgraph.cli import app
from reelgraph.document import FOLDER, PAGES, openapi
from reelgraph.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
README = REPOSITORY / "README.md"
DOCS = sorted((REPOSITORY / "docs").rglob("*.md"))
GUIDES = sorted((REPOSITORY / "docs" / "guides").glob("*.md"))
WRITTEN = [
    README,
    REPOSITORY / "CONTRIBUTING.md",
    REPOSITORY / "SECURITY.md",
    REPOSITORY / "CHANGELOG.md",
    *DOCS,
]

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+?)\s*$", re.MULTILINE)
VARIABLE = re.compile(r"\bREELGRAPH_[A-Z0-9_]+\b")
OF_COMPOSE = {"REELGRAPH_DATA", "REELGRAPH_MODEL"}


def commands() -> dict[str, Any]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(group.commands)


def blocks(path: Path, language: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def prose(path: Path) -> str:
    """The text without its fenced blocks."""
    return re.sub(
        r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )


def guides() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in [README, *GUIDES])


def anchors(path: Path) -> set[str]:
    headings = HEADING.findall(prose(path))
    plain = (re.sub(r"[`*_]|\[|\]\(.*?\)", "", heading).lower() for heading in headings)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text)).strip("-") for text in plain}


def invocations() -> Iterator[tuple[str, list[str]]]:
    """Every `reelgraph …` line of the shell blocks: where it stands, and its words."""
    for path in WRITTEN:
        for block in blocks(path, "sh"):
            for line in block.splitlines():
                words = shlex.split(line, comments=True)
                names = [Path(word).name for word in words]
                if "reelgraph" in names:
                    yield path.name, words[names.index("reelgraph") + 1 :]


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_the_code_says(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run python -m reelgraph.document"


@pytest.mark.parametrize("name", commands())
def test_a_command_has_an_example_and_its_line_in_a_guide(name: str) -> None:
    page = (FOLDER / "commands.md").read_text(encoding="utf-8")
    assert f"## reelgraph {name}\n" in page
    assert re.search(rf"Examples?:\s+(\S+=\S+ )?reelgraph {name}\b", commands()[name].help)
    assert re.search(rf"reelgraph {name}\b|`{name}`", guides())


@pytest.mark.parametrize("name", commands())
def test_every_option_says_what_it_does(name: str) -> None:
    assert [p.name for p in commands()[name].params if not getattr(p, "help", None)] == []


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_its_line_in_a_guide(name: str) -> None:
    variable = f"REELGRAPH_{name.upper()}"
    assert f"| `{variable}` |" in (FOLDER / "settings.md").read_text(encoding="utf-8")
    assert variable in VARIABLE.findall(guides())


def test_an_endpoint_has_its_section_and_an_example() -> None:
    pages = sorted(FOLDER.glob("api*.md"))
    page = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    operations = [
        (method.upper(), path, operation)
        for path, methods in openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    assert operations
    assert [path for method, path, _ in operations if f"## {method} {path}\n" not in page] == []
    assert [path for _, path, operation in operations if not operation.get("summary")] == []


def test_the_docs_name_no_setting_that_is_not_there() -> None:
    known = {f"REELGRAPH_{name.upper()}" for name in Settings.model_fields} | OF_COMPOSE
    named = {name for path in WRITTEN for name in VARIABLE.findall(path.read_text("utf-8"))}
    assert named - known == set()


def test_messages_name_no_setting_that_is_not_there() -> None:
    known = {f"REELGRAPH_{name.upper()}" for name in Settings.model_fields}
    packages = ("reelgraph", "graph_schema", "graph_ingest", "rag_service", "explorer")
    sources = [path for package in packages for path in (REPOSITORY / package).rglob("*.py")]
    named = {name for path in sources for name in VARIABLE.findall(path.read_text("utf-8"))}
    assert named - known == set()


def test_commands_in_the_docs_can_be_typed() -> None:
    known = commands()
    lines = list(invocations())
    assert len(lines) > 10
    for place, words in lines:
        assert words[0] in known or words[0] == "--version", f"{place}: {words}"
        given = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
        options = {o for p in getattr(known.get(words[0]), "params", []) for o in p.opts}
        assert given <= options, f"{place}: {words}"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_internal_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def test_the_readme_names_both_commands_and_ci_calls_the_second() -> None:
    assert "python3 make.py demo\n" in blocks(README, "sh")
    assert "python3 make.py test\n" in blocks(README, "sh")
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    lines = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert lines == [
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "exec python3 make.py test",
    ]


def test_the_test_command_runs_every_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(REPOSITORY)
    stages = [stage.name for stage in importlib.import_module("make").stages()]
    assert stages == ["format", "lint", "types", "layers", "compose", "tests", "coverage", "docs"]
    named = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert ", ".join(stages) in named


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.name)
def test_mapping_examples_are_mappings(path: Path) -> None:
    for block in blocks(path, "yaml"):
        assert Mapping.model_validate(yaml.safe_load(block)).columns


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.name)
def test_contribution_examples_are_contributions(path: Path) -> None:
    for block in blocks(path, "json"):
        assert Contribution.model_validate_json(block).nodes


def test_the_published_schema_takes_the_examples() -> None:
    schema = json.loads((FOLDER / "contribution.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for block in blocks(REPOSITORY / "docs/guides/formats.md", "json"):
        assert list(validator.iter_errors(json.loads(block))) == []
    assert not validator.is_valid({"source": {"id": "a"}})


def test_there_are_examples_of_both() -> None:
    assert blocks(REPOSITORY / "docs/guides/mapping.md", "yaml")
    assert blocks(REPOSITORY / "docs/guides/formats.md", "json")


def test_the_mapping_guide_names_every_term_and_setting() -> None:
    guide = (REPOSITORY / "docs/guides/mapping.md").read_text(encoding="utf-8")
    kinds = get_args(get_args(Column)[0])
    terms = {term for kind in kinds for term in get_args(kind.model_fields["term"].annotation)}
    settings = {name for kind in kinds for name in kind.model_fields} | set(Mapping.model_fields)
    assert {name for name in terms | settings - {"term"} if name not in guide} == set()


def test_the_docs_do_not_shout() -> None:
    shouting = {path.name for path in WRITTEN if re.search(r"\w!(\s|$)", prose(path))}
    assert shouting == set()


def test_every_page_is_reached_from_the_menu() -> None:
    menu = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    folder = REPOSITORY / "docs"
    assert [page.name for page in DOCS if str(page.relative_to(folder)) not in menu] == []


def test_decisions_have_the_four_parts() -> None:
    pages = sorted((REPOSITORY / "docs" / "adr").glob("0*.md"))
    assert len(pages) == 17
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "**Status:**" in text
        assert HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"]
