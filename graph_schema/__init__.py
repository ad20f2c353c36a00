"""What the graph is: types, identity, evidence, decisions, and the stores that keep it."""
