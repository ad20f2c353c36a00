"""People, bodies and places that texts name, found by a gazetteer and careful rules.

`Mentioner` finds them in one text, `mention_contributions` in all texts of the graph.
"""

from graph_ingest.mentions.contributions import mention_contributions
from graph_ingest.mentions.gazetteer import Gazetteer
from graph_ingest.mentions.meaning import Context
from graph_ingest.mentions.mentioner import Found, Mentioner, Recogniser
from graph_ingest.mentions.spacy_names import installed_recogniser

__all__ = [
    "Context",
    "Found",
    "Gazetteer",
    "Mentioner",
    "Recogniser",
    "installed_recogniser",
    "mention_contributions",
]
