"""How facts come in: from a partner's files to Contributions, and from those to the graph.

`readers` turn files into Contributions, `mentions` finds the names in their texts, `resolve`
tells which names are one entity, `derive` computes what the whole graph gives, and `pipeline`
runs them in that order so that a run can be stopped and started again anywhere.
"""
