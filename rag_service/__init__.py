"""How questions are answered: retrieval over the graph, answering with evidence, and the API."""
