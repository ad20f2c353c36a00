"""Commands that print what the schema is."""

from __future__ import annotations

from graph_schema.contribution import Contribution
from reelgraph.cli.output import print_json


def schema() -> None:
    """Print the JSON Schema of a Contribution, the format of JSON Lines input.

    Example: reelgraph schema > contribution.schema.json
    """
    print_json(Contribution.model_json_schema())
