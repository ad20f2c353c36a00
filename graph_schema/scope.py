"""Who may see what: every fact has an access token, every read takes a Scope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Visibility(StrEnum):
    """How far a Source's facts may travel, from widest to narrowest."""

    PUBLIC = "public"
    PARTNER = "partner"
    PRIVATE = "private"


def access_token(collection: str, visibility: Visibility) -> str:
    """The token that every fact of a Source carries."""
    return f"{collection}#{visibility.value}"


def token_parts(token: str) -> tuple[str, Visibility]:
    """The collection and the visibility that a token stands for."""
    collection, _, visibility = token.rpartition("#")
    return collection, Visibility(visibility)


@dataclass(frozen=True)
class Scope:
    """What a caller may see: collections (None: all of them) and visibilities.

    A fact is seen when the collection and the visibility of at least one Source that states
    it are both within the scope.
    """

    collections: frozenset[str] | None
    visibilities: frozenset[Visibility]

    @classmethod
    def everything(cls) -> Scope:
        """The scope of the archive's own administrator."""
        return cls(None, frozenset(Visibility))

    @classmethod
    def public(cls) -> Scope:
        """The public facts of all collections."""
        return cls(None, frozenset({Visibility.PUBLIC}))

    @property
    def unrestricted(self) -> bool:
        """True when nothing is hidden from the caller."""
        return self.collections is None and self.visibilities == frozenset(Visibility)

    def allows(self, token: str) -> bool:
        """True when facts with this access token may be seen."""
        collection, visibility = token_parts(token)
        return visibility in self.visibilities and (
            self.collections is None or collection in self.collections
        )
