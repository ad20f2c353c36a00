"""The journal: what people decided, appended and never overwritten.

An Edit's effect is computed from the journal each time (`effects`), so undoing one means
leaving it out, and machine output that arrives later meets the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_schema.errors import EditError
from graph_schema.values import Identifier, Scalar, Value

Operation = Literal["accept", "reject", "correct", "merge", "split", "link", "undo"]


class Edit(BaseModel):
    """One decision of one person (prov:Activity of a prov:Person).

    ``target`` is what the decision is on; what else is needed depends on ``op``:

    - accept, reject: an Assertion.
    - correct: any node; ``property`` and ``after`` (None takes the value away).
    - merge: the node that loses its own identity; ``other`` is the one that it joins.
    - split: a node that is several; ``members`` are the identifiers that leave it.
    - link: an entity; ``other`` is the Authority it is the same as.
    - undo: another Edit's identifier.

    For accept and reject of a ``SAME_AS`` claim the store fills ``members`` with its two ends.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    op: Operation
    target: Identifier
    property: str | None = None
    before: Value | None = None
    access: list[str] = Field(
        default_factory=list, description="Filled by the store: who may see what was there before"
    )
    after: Value | None = None
    other: Identifier | None = None
    members: list[Identifier] = Field(default_factory=list)
    user: str = Field(min_length=1)
    time: datetime = Field(default_factory=lambda: datetime.now(UTC))
    reason: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Edit:
        if self.op == "correct" and not self.property:
            raise ValueError("a correction names the property")
        if self.op in ("merge", "link") and not self.other:
            raise ValueError(f"a {self.op} names the other node")
        if self.op == "merge" and self.other == self.target:
            raise ValueError("a node can't be merged with itself")
        if self.op == "split" and not self.members:
            raise ValueError("a split names the members that leave")
        return self


Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Both identifiers in a fixed order."""
    return (one, other) if one < other else (other, one)


@dataclass
class Effects:
    """What the journal as a whole does to the graph.

    Attributes:
        overrides: Node or Assertion id to property values that outrank every Source.
        joined: Pairs (loser, winner) that people made one, oldest first.
        apart: Pairs that people said are not one.
        links: Pairs (entity, authority) that people linked.
    """

    overrides: dict[str, dict[str, Value | None]] = field(default_factory=dict)
    joined: list[Pair] = field(default_factory=list)
    apart: set[Pair] = field(default_factory=set)
    links: list[Pair] = field(default_factory=list)

    def status(self, assertion: str | None) -> str | None:
        """What people decided on an Assertion, if anything."""
        decided = self.overrides.get(assertion or "", {}).get("status")
        return str(decided) if decided else None


def active(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that are in force: those not undone, where an undo may itself be undone."""
    journal = list(edits)
    undone: set[str] = set()
    for edit in reversed(journal):
        if edit.op == "undo" and edit.id not in undone:
            undone.add(edit.target)
    return [edit for edit in journal if edit.op != "undo" and edit.id not in undone]


def effects(edits: Iterable[Edit]) -> Effects:
    """Replay the journal (oldest first); a later decision outranks an earlier one."""
    result = Effects()
    for edit in active(edits):
        _REPLAY[edit.op](result, edit)
    return result


def _override(result: Effects, target: str, name: str, value: Value | None) -> None:
    result.overrides.setdefault(target, {})[name] = value


def _accept(result: Effects, edit: Edit) -> None:
    _override(result, edit.target, "status", "accepted")
    if edit.members:
        _join(result, edit.members[0], edit.members[1])


def _reject(result: Effects, edit: Edit) -> None:
    _override(result, edit.target, "status", "rejected")
    if edit.members:
        couple = pair(edit.members[0], edit.members[1])
        result.apart.add(couple)
        result.joined = [joined for joined in result.joined if pair(*joined) != couple]


def _correct(result: Effects, edit: Edit) -> None:
    _override(result, edit.target, edit.property or "", edit.after)


def _merge(result: Effects, edit: Edit) -> None:
    _join(result, edit.target, edit.other or "")


def _join(result: Effects, loser: str, winner: str) -> None:
    result.apart.discard(pair(loser, winner))
    result.joined.append((loser, winner))


def _split(result: Effects, edit: Edit) -> None:
    # ``before`` was filled by the store with the members that stay.
    staying: list[Scalar] = list(edit.before) if isinstance(edit.before, list) else []
    for leaving in edit.members:
        for member in staying:
            result.apart.add(pair(leaving, str(member)))
    result.joined = [couple for couple in result.joined if pair(*couple) not in result.apart]


def _link(result: Effects, edit: Edit) -> None:
    result.links.append((edit.target, edit.other or ""))


_REPLAY = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
    "link": _link,
}


def check_undo(edit: Edit, journal: Iterable[Edit]) -> None:
    """Refuse to undo an edit that isn't in the journal or is undone already.

    Raises:
        EditError: Nothing in force has this identifier.
    """
    known = list(journal)
    undone: set[str] = set()
    for past in reversed(known):
        if past.op == "undo" and past.id not in undone:
            undone.add(past.target)
    if edit.target not in {past.id for past in known}:
        raise EditError(f"there is no edit {edit.target!r} to undo")
    if edit.target in undone:
        raise EditError(f"edit {edit.target!r} is undone already; undo the undo to redo it")
