"""What a store checks and fills in before it appends a decision to the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_schema.edits import Edit, check_undo
from graph_schema.errors import EditError
from graph_schema.relations import Relation
from graph_schema.store import StoredNode
from graph_schema.values import Value


def completed(
    edit: Edit,
    journal: Sequence[Edit],
    get: Callable[[str], StoredNode | None],
    group: Callable[[str], list[str]],
) -> Edit:
    """The edit as it is kept: checked against the graph, with what was there before.

    Args:
        edit: The decision as the caller gave it.
        journal: All edits so far, oldest first.
        get: The node by its id or a merged id, with no scope.
        group: All identifiers that are one with the given one.

    Raises:
        EditError: The identifier is used, the target is missing, or the edit makes no sense.
    """
    if any(past.id == edit.id for past in journal):
        raise EditError(f"edit {edit.id!r} is in the journal already")
    if edit.op == "undo":
        check_undo(edit, journal)
        return edit
    target = get(edit.target)
    if target is None:
        raise EditError(f"there is no node {edit.target!r} to {edit.op}")
    if edit.op in ("accept", "reject") and target.label != "Assertion":
        raise EditError(f"{edit.target!r} is a {target.label}; only an Assertion can be decided on")
    if edit.other is not None and get(edit.other) is None:
        raise EditError(f"there is no node {edit.other!r} to {edit.op} with")
    return edit.model_copy(
        update={"before": _before(edit, target, group), "members": _members(edit, target)}
    )


def _members(edit: Edit, target: StoredNode) -> list[str]:
    # A decision on who is who outlives the claim that raised it, so it keeps both ends.
    if edit.op in ("accept", "reject") and target.properties.get("predicate") == Relation.SAME_AS:
        return [str(target.properties["subject"]), str(target.properties["object"])]
    return edit.members


def _before(edit: Edit, target: StoredNode, group: Callable[[str], list[str]]) -> Value | None:
    if edit.op in ("accept", "reject"):
        return target.properties.get("status")
    if edit.op == "correct":
        return target.properties.get(edit.property or "")
    if edit.op == "split":
        return _staying(edit, group(edit.target))
    return None


def _staying(edit: Edit, members: list[str]) -> list[str]:
    strangers = sorted(set(edit.members) - set(members))
    if strangers:
        raise EditError(f"{', '.join(strangers)} can't leave {edit.target!r}: not part of it")
    staying = [member for member in members if member not in edit.members]
    if not staying:
        raise EditError(f"a split of {edit.target!r} must leave at least one member behind")
    return staying
