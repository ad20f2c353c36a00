"""What people decided on an entity and on claims about it, from the journal."""

from __future__ import annotations

import numpy as np

from explorer.entities.bodies import EditBody
from explorer.entities.page import Subject
from explorer.network.bodies import LinkBody
from explorer.network.parts import Wanted
from explorer.network.reading import Network
from explorer.network.stating import Origin
from graph_schema.edits import Edit, active
from graph_schema.scope import Scope
from graph_schema.store import GraphStore

_DECIDED = Wanted(origins=(Origin.ACCEPTED, Origin.REJECTED))


class History:
    """The decisions on one entity, the latest first. Cost: the journal, and its own links."""

    def __init__(self, subject: Subject, store: GraphStore, net: Network, scope: Scope) -> None:
        self._claims = _claims(subject, net)
        own = {subject.node.id, subject.asked, *subject.node.merged_ids}
        journal = store.journal(scope)
        self.edits: list[Edit] = []
        told: set[str] = set()
        for edit in journal:
            named = {edit.target, edit.other, *edit.members}
            undoes = edit.op == "undo" and edit.target in told
            if undoes or named & own or edit.target in self._claims:
                self.edits.append(edit)
                told.add(edit.id)
        self.edits.reverse()
        self._in_force = {edit.id for edit in active(journal)}

    def body(self, edit: Edit) -> EditBody:
        """A decision as routes give it."""
        return EditBody(
            id=edit.id,
            op=edit.op,
            user=edit.user,
            time=edit.time,
            reason=edit.reason,
            property=edit.property,
            before=edit.before,
            after=edit.after,
            target=edit.target,
            other=edit.other,
            claim=self._claims.get(edit.target),
            undone=edit.op != "undo" and edit.id not in self._in_force,
        )


def _claims(subject: Subject, net: Network) -> dict[str, LinkBody]:
    """The links of an entity that people decided on, by their claim."""
    if subject.row is None:
        return {}
    links = net.links_at(net.links_of(np.array([subject.row]), _DECIDED))
    others = net.entities_at([link.other for link in links])
    return {
        link.claim: LinkBody.of(link, subject.node.id, other.id)
        for link, other in zip(links, others, strict=True)
        if link.claim
    }
