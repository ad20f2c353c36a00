"""What a store checks and fills in before it appends a decision to the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ValidationError

from graph_schema.contribution import Assertion
from graph_schema.edits import Edit, check_undo
from graph_schema.errors import EditError
from graph_schema.nodes import LABELS, NODE_TYPES, labels_of
from graph_schema.relations import Relation
from graph_schema.scope import Scope
from graph_schema.store import StoredNode
from graph_schema.values import Value


def completed(
    edit: Edit,
    journal: Sequence[Edit],
    get: Callable[[str], StoredNode | None],
    group: Callable[[str], list[str]],
    access: Callable[[str], Iterable[str]],
) -> Edit:
    """The edit as it is kept: checked against the graph, with what was there before.

    Args:
        edit: The decision as the caller gave it.
        journal: All edits so far, oldest first.
        get: The node by its id or a merged id, with no scope.
        group: All identifiers that are one with the given one.
        access: The tokens of all that is said of a node.

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
    if edit.op == "correct":
        _check_correction(edit, target)
    return edit.model_copy(
        update={
            "before": _before(edit, target, group),
            "members": _members(edit, target),
            "access": sorted(access(edit.target)),
        }
    )


def _check_correction(edit: Edit, target: StoredNode) -> None:
    if edit.property == "label":
        if edit.after not in LABELS:
            raise EditError(f"{edit.after!r} is no label; take one of {', '.join(LABELS)}")
        return
    model, fields = _correctable(target.label)
    if edit.property not in fields:
        raise EditError(
            f"{edit.property!r} of {edit.target!r}, which is a {target.label}, can't be corrected; "
            f"what can: label, {', '.join(sorted(fields))}"
        )
    held = {**target.properties, "label": target.label, "id": target.id, edit.property: edit.after}
    try:
        model.model_validate({name: held[name] for name in model.model_fields if name in held})
    except ValidationError as error:
        problem = error.errors()[0]["msg"]
        raise EditError(f"{edit.property!r} of {edit.target!r}: {problem}") from error


def _correctable(label: str) -> tuple[type[BaseModel], set[str]]:
    if label == "Assertion":
        return Assertion, {"value", "confidence", "explanation"}
    model = next(kind for kind in NODE_TYPES if label in labels_of(kind))
    return model, set(model.model_fields) - {"id", "label"}


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


def visible_edits(
    journal: Iterable[Edit],
    scope: Scope,
    wanted: set[str] | None,
    get: Callable[[str, Scope], StoredNode | None],
) -> list[Edit]:
    """The decisions that a caller may see, on the wanted identifiers or (None) on all.

    A decision is seen by those who see all nodes that it names; what was there before only by
    those who may see all that was then said of its target. An undo is seen with what it undoes.
    """
    seen: dict[str, Edit] = {}
    for edit in journal:
        if edit.op == "undo":
            if edit.target in seen:
                seen[edit.id] = edit
        elif wanted is None or {edit.target, edit.other} & wanted:
            shown = edit if scope.unrestricted else _cut(edit, scope, get)
            if shown is not None:
                seen[edit.id] = shown
    return list(seen.values())


def _cut(edit: Edit, scope: Scope, get: Callable[[str, Scope], StoredNode | None]) -> Edit | None:
    named = [edit.target, *edit.members, *([edit.other] if edit.other else [])]
    if not all(get(name, scope) for name in named):
        return None
    if all(scope.allows(token) for token in edit.access):
        return edit
    return edit.model_copy(update={"before": None, "access": []})
