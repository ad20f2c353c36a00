"""What a generation of the index holds, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph_schema.errors import RetrievalIndexError
from rag_service.retrieval.folder import REBUILD

FORMAT = 4
"""Raised whenever what is written changes its meaning."""

_NAME = "manifest.json"
# Reading a small file through costs next to nothing; a large one is only weighed.
_SMALL = 16 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """Description of one generation.

    Attributes:
        sequence: The store's change number that the snapshot was taken at.
        embedder: Name of the model whose vectors it holds.
        dimensions: Length of those vectors.
        passages, entities: Counts.
        tokens: Access tokens, in the order that rows number them.
        longest_name: Words in the longest name that questions are searched for.
        graph: Tells graphs apart whose change numbers mean nothing to each other.
        pictures: Visual vectors by the model that made them.
        files: Size and sha256 of each file, by its path in the folder.
    """

    sequence: int
    embedder: str
    dimensions: int
    passages: int
    entities: int
    tokens: tuple[str, ...]
    longest_name: int
    graph: str = ""
    pictures: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT
    files: dict[str, tuple[int, str]] = field(default_factory=dict)

    def is_newer_than(self, graph: str, sequence: int) -> bool:
        """True where it stands at a later change of the same graph."""
        return bool(graph) and self.graph == graph and self.sequence > sequence

    def save(self, folder: Path, older: Path | None = None) -> None:
        """Write it, with the sizes and sums of all files that lie in the folder now.

        Args:
            folder: The generation.
            older: A whole one whose files it may share; their sums are known.
        """
        known = Manifest.load(older).files if older else {}
        files = {
            str(path.relative_to(folder)): (
                path.stat().st_size,
                _sum_of(path, folder, older, known),
            )
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".lock" and path.name != _NAME
        }
        text = json.dumps({**asdict(self), "files": files}, ensure_ascii=False, indent=1)
        (folder / _NAME).write_text(text, "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Read it. Raises RetrievalIndexError: missing, damaged, or of another version."""
        try:
            said = json.loads((folder / _NAME).read_text("utf-8"))
            if said["format"] != FORMAT:
                raise RetrievalIndexError(
                    f"{folder} was written by another version of Reelgraph (format "
                    f"{said['format']}, this one reads {FORMAT}); {REBUILD}"
                )
            files = {name: (int(size), str(sha)) for name, (size, sha) in said["files"].items()}
            return cls(**{**said, "tokens": tuple(said["tokens"]), "files": files})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RetrievalIndexError(
                f"{folder / _NAME} can't be read ({error}); {REBUILD}"
            ) from error

    def check(self, folder: Path, *, thorough: bool = False) -> None:
        """Check that every file is whole: small ones to the last bit, large ones by size.

        Args:
            folder: The generation.
            thorough: Read the large ones too.

        Raises:
            RetrievalIndexError: A file is missing or damaged.
        """
        for name, (size, sha) in self.files.items():
            path = folder / name
            try:
                whole = path.stat().st_size == size
                if whole and (thorough or size <= _SMALL):
                    whole = _sum(path) == sha
            except OSError:
                whole = False
            if not whole:
                raise RetrievalIndexError(f"{path} is missing or damaged; {REBUILD}")


def _sum_of(path: Path, folder: Path, older: Path | None, known: dict[str, tuple[int, str]]) -> str:
    name = path.relative_to(folder)
    shared = older is not None and str(name) in known and path.samefile(older / name)
    return known[str(name)][1] if shared else _sum(path)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
