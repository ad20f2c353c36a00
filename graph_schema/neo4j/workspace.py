"""The nodes that one write touches: as they are in the graph, and as they are to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from graph_schema.neo4j.cypher import writes
from graph_schema.neo4j.held import PAGE, Entry, Held, tokens_of
from graph_schema.neo4j.transaction import Transaction
from graph_schema.projection import NodeStatement, Properties, project, searched_text

TOMBSTONE = "Tombstone"


@dataclass(slots=True)
class NodeState:
    """One :Resource node: what the graph has, and in ``held`` and ``joined`` what it will have.

    Attributes:
        found: The graph has a node with this id.
        label: Its label where Sources state it.
        shown: Its shown properties.
        access: Codes of its access tokens.
        past: Codes of the tokens that it had and lost, and the changes that took them.
        was_joined: The canonical id, where it is a tombstone.
        joined: The canonical id that it is to have, None where it stands for itself.
        held: Its statements as they are to be.
        restated: ``held`` or the decisions on it may have changed.
        changed: Something that the change feed tells has changed.
        touched: A relationship from it is written, whether or not that is a change.
    """

    id: str
    found: bool = False
    label: str | None = None
    shown: Properties = field(default_factory=dict)
    access: list[int] = field(default_factory=list)
    past: dict[int, int] = field(default_factory=dict)
    was_joined: str | None = None
    joined: str | None = None
    held: Held = field(default_factory=Held)
    restated: bool = False
    changed: bool = False
    touched: bool = False


def shown_properties(held: dict[str, Any]) -> Properties:
    """The part of a node's properties that Sources and decisions made."""
    return {
        name: value
        for name, value in held.items()
        if value is not None and name[0] != "_" and name != "id" and name[:8] != "derived_"
    }


def decode_node(held: dict[str, Any], label: str | None) -> NodeState:
    """A node's state from its properties and its label."""
    node = NodeState(held["id"], found=True)
    node.was_joined = node.joined = held.get("_canonical")
    if held.get("_past"):
        node.past = dict(zip(held["_past"], held["_past_seq"], strict=True))
    if label and held.get("_held"):
        node.label = label
        node.shown = shown_properties(held)
        node.access = held["_access"]
        node.held = Held.decode(held["_held"], node.id, label, node.shown)
    return node


class Workspace:
    """Loads nodes once, takes changes, and writes them all at the end."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self.nodes: dict[str, NodeState] = {}
        self._ledgers: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._orphans: set[str] = set()

    def load(self, ids: Collection[str]) -> None:
        """Fetch the nodes with these ids and those that they joined."""
        self._fetch(ids)
        self._fetch({self.canonical(node) for node in ids})

    def canonical(self, raw: str) -> str:
        """The id that stands for a loaded one."""
        return self.nodes[raw].joined or raw

    def node(self, raw: str) -> NodeState:
        """The node that stands for a loaded id."""
        return self.nodes[self.canonical(raw)]

    def state(self, source: str, statement: NodeStatement) -> None:
        """One more Source makes a statement."""
        node = self.node(statement.said)
        node.restated = True
        entry = node.held.entries.setdefault(statement.digest, Entry(statement, 0, []))
        entry.count += 1
        entry.sources.append(source)
        if len(entry.sources) > PAGE:
            page, entry.sources = entry.sources[:PAGE], entry.sources[PAGE:]
            row = {"of": node.id, "digest": statement.digest, "sources": page}
            self._ledgers[writes.CREATE_LEDGERS].append(row)

    def withdraw(self, source: str, statement: NodeStatement) -> None:
        """One Source no longer makes a statement."""
        node = self.node(statement.said)
        node.restated = True
        entry = node.held.entries[statement.digest]
        row = {"of": node.id, "digest": statement.digest, "source": source}
        if entry.count == 1:
            del node.held.entries[statement.digest]
            if source not in entry.sources:
                self._ledgers[writes.DROP_LEDGERS].append(row)
            return
        entry.count -= 1
        if source in entry.sources:
            entry.sources.remove(source)
        else:
            self._ledgers[writes.STRIKE_LEDGERS].append(row)

    def move(self, raw: str, target: str) -> None:
        """Let what is said of an id stand at another node; both are loaded."""
        old, new = self.node(raw), self.nodes[target]
        for key, entry in list(old.held.entries.items()):
            if entry.statement.said == raw:
                new.held.entries[key] = old.held.entries.pop(key)
                if entry.paged:
                    row = {"of": old.id, "digest": key, "to": new.id}
                    self._ledgers[writes.MOVE_LEDGERS].append(row)
        old.restated = new.restated = True

    def join(self, raw: str, target: str) -> None:
        """Let another id stand for this one, or (where they are the same) itself."""
        self.nodes[raw].joined = None if raw == target else target

    def ensure(self, ids: Iterable[str]) -> None:
        """Create what the graph lacks of these loaded ids, as yet unstated."""
        missing = sorted({node for node in ids if not self.nodes[node].found})
        self.transaction.run_rows(writes.CREATE_ANCHORS, missing, "ids")
        for node in missing:
            self.nodes[node].found = True

    def may_be_orphans(self, ids: Iterable[str]) -> None:
        """Look at the end whether anything still holds these nodes in the graph."""
        self._orphans.update(ids)

    def write_nodes(self) -> None:
        """Bring all loaded nodes to the graph; orphans stay."""
        creates: dict[str, list[dict[str, Any]]] = defaultdict(list)
        updates: dict[tuple[str | None, str], list[dict[str, Any]]] = defaultdict(list)
        withdrawn: list[NodeState] = []
        for node in self.nodes.values():
            if node.held.entries:
                self._write_stated(node, creates, updates)
            elif node.label:
                withdrawn.append(node)
        self._strip(withdrawn)
        for label, rows in creates.items():
            self.transaction.run(writes.create_nodes(label), rows=rows)
        for (old, new), rows in updates.items():
            self.transaction.run(writes.update_nodes(old, new), rows=rows)
        self._write_tombstones()
        for query in writes.LEDGER_ORDER:
            self.transaction.run_rows(query, self._ledgers[query])

    def delete_orphans(self) -> None:
        """Delete nodes that nobody states and nothing points at."""
        self.transaction.run_rows(writes.DELETE_ORPHANS, sorted(self._orphans), "ids")

    def _fetch(self, ids: Iterable[str]) -> None:
        missing = sorted({node for node in ids if node not in self.nodes})
        if not missing:
            return
        for row in self.transaction.rows(writes.LOAD_NODES, ids=missing):
            self.nodes[row["held"]["id"]] = decode_node(row["held"], row["label"])
        for node in missing:
            self.nodes.setdefault(node, NodeState(node))

    def _write_stated(
        self,
        node: NodeState,
        creates: dict[str, list[dict[str, Any]]],
        updates: dict[tuple[str | None, str], list[dict[str, Any]]],
    ) -> None:
        if not (node.restated or node.changed or node.touched):
            return
        sequence = self.transaction.sequence
        if not node.restated and node.label:
            noted = {"_written": sequence} | ({"_seq": sequence} if node.changed else {})
            updates[(node.label, node.label)].append({"id": node.id, "set": noted})
            return
        label, properties = self._properties(node)
        if node.found:
            gone: dict[str, Any] = dict.fromkeys(node.shown)
            gone |= {"_search": None, "_past": None, "_past_seq": None}
            row = {"id": node.id, "set": {**gone, **properties}}
            updates[(node.label, label)].append(row)
        else:
            creates[label].append({"id": node.id, **properties})

    def _properties(self, node: NodeState) -> tuple[str, dict[str, Any]]:
        decided = self.transaction.journal.effects.overrides
        statements = node.held.statements()
        label, shown = project(statements, node.id, decided)
        access = sorted(self.transaction.code(token) for token in tokens_of(statements))
        node.held.overrides = node.held.relevant(node.id, decided)
        internal: dict[str, Any] = {
            "_held": node.held.encode(node.id, label, shown),
            "_access": access,
            "_written": self.transaction.sequence,
        }
        if past := self._lost(node, access):
            internal |= {"_past": list(past), "_past_seq": list(past.values())}
        if len(access) > 1:
            internal["_search"] = " ".join(searched_text(s.properties) for s in statements)
        if node.changed or (label, shown, access) != (node.label, node.shown, node.access):
            internal["_seq"] = self.transaction.sequence
        return label, {**shown, **internal}

    def _lost(self, node: NodeState, access: list[int]) -> dict[int, int]:
        lost = {**node.past, **dict.fromkeys(node.access, self.transaction.sequence)}
        return {code: sequence for code, sequence in lost.items() if code not in access}

    def _strip(self, withdrawn: list[NodeState]) -> None:
        self.transaction.run_rows(writes.STRIP, [node.id for node in withdrawn], "ids")
        by_label: dict[str, list[str]] = defaultdict(list)
        for node in withdrawn:
            by_label[str(node.label)].append(node.id)
        for label, ids in by_label.items():
            self.transaction.run(writes.remove_label(label), ids=ids)
        sequence = self.transaction.sequence
        gone = [(node.id, self._lost(node, [])) for node in withdrawn]
        rows = [
            {"id": n, "sequence": sequence, "past": list(past), "past_seq": list(past.values())}
            for n, past in gone
        ]
        self.transaction.run_rows(writes.NOTE_DELETED, rows)
        self.may_be_orphans(node.id for node in withdrawn)

    def _write_tombstones(self) -> None:
        turned = [node for node in self.nodes.values() if node.joined != node.was_joined]
        ended = [node.id for node in turned if node.was_joined]
        self.transaction.run_rows(writes.END_TOMBSTONES, ended, "ids")
        self.may_be_orphans(ended)
        made = [{"id": node.id, "canonical": node.joined} for node in turned if node.joined]
        self.transaction.run_rows(writes.MAKE_TOMBSTONES, made)
