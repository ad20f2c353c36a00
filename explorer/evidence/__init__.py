"""What stands behind a relationship, for the one drawer that every view opens."""

from explorer.evidence.bodies import EvidenceBody, ItemBody
from explorer.evidence.witness import Witness

__all__ = ["EvidenceBody", "ItemBody", "Witness"]
