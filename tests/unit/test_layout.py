"""The shape of the repository: short public lists, files of one subject, nothing of one machine."""

import ast
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("reelgraph", "graph_schema", "graph_ingest", "rag_service", "explorer")
SOURCE = {".py", ".js", ".mjs", ".ts", ".tsx", ".css", ".html", ".md", ".toml", ".yaml", ".yml"}
LONGEST = 600
# The client's types, written by `npm run client`.
GENERATED = {"explorer/web/src/api/schema.d.ts"}

# Put together here, so that this file does not hold what it forbids.
REGISTRIES = [
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("repo1", "maven", "org"),
        ("repo", "maven", "apache", "org"),
        ("deb", "debian", "org"),
    )
]
OF_ONE_MACHINE = re.compile(r"(?<![\w.:/~-])/(?:work|root|Users)/")


def ignored_names() -> list[str]:
    lines = (REPOSITORY / ".gitignore").read_text().splitlines()
    return [".git", *(line.strip("/") for line in lines if line and not line.startswith("#"))]


def kept_files() -> Iterator[Path]:
    """The files of the repository, without what .gitignore leaves out."""
    ignored = ignored_names()
    for folder, folders, names in os.walk(REPOSITORY):
        folders[:] = [n for n in folders if not any(fnmatch(n, pattern) for pattern in ignored)]
        yield from (Path(folder) / n for n in names if not any(fnmatch(n, p) for p in ignored))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def package_files() -> list[Path]:
    return sorted(
        path
        for package in PACKAGES
        for path in (REPOSITORY / package).rglob("__init__.py")
        if "__pycache__" not in path.parts
    )


def own_imports(tree: ast.Module, package: str) -> set[str]:
    """Names that a package's `__init__` takes from its own modules."""
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package)
        for alias in node.names
    }


def defined(tree: ast.Module) -> set[str]:
    """Public names that a module defines at its top."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def used(tree: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def declared(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return []


@pytest.mark.parametrize("path", package_files(), ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_a_package_exports_what_it_says(path: Path) -> None:
    tree = ast.parse(text_of(path))
    package = ".".join(path.parent.relative_to(REPOSITORY).parts)
    exported = defined(tree) | (own_imports(tree, package) - used(tree))
    assert exported == {name for name in declared(tree) if not name.startswith("__")}


@pytest.mark.parametrize("path", package_files(), ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_a_package_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(text_of(path)))


def test_no_file_is_long() -> None:
    sources = [path for path in kept_files() if path.suffix in SOURCE]
    lengths = {str(path.relative_to(REPOSITORY)): text_of(path).count("\n") for path in sources}
    assert lengths
    assert {
        name: lines for name, lines in lengths.items() if lines > LONGEST and name not in GENERATED
    } == {}


def test_no_file_names_a_registry() -> None:
    pattern = re.compile("|".join(map(re.escape, REGISTRIES)))
    found = {
        str(path.relative_to(REPOSITORY)) for path in kept_files() if pattern.search(text_of(path))
    }
    assert found == set()


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = {
        str(path.relative_to(REPOSITORY)): match.group()
        for path in kept_files()
        if (match := OF_ONE_MACHINE.search(text_of(path)))
    }
    assert found == {}


def test_the_licence_is_there_whole() -> None:
    text = text_of(REPOSITORY / "LICENSE")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
