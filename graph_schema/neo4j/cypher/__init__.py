"""Every Cypher text of the store: `schema`, `writes` and `reads`.

How the graph is kept:

- ``(:Resource:<Label> {id, shown properties, _held, _access, _seq})``: a node that Sources state.
  ``_held`` are its statements (see `held`), ``_access`` the codes of the tokens under which
  anything is said of it, ``_seq`` its latest change, ``_written`` the latest write to it or to
  a relationship from it (one more Source of the same statement is written, but no change),
  ``_past`` the codes that it had and lost, ``_past_seq`` the changes that took them,
  ``_search`` the words of all statements where they differ in access. `derive` adds
  ``derived_<name>``, ``embedding`` and ``_vector`` (the same as float32 bytes).
- ``(:Resource {id})``: an identifier that is pointed at but that nobody states yet.
- ``(:Resource:Tombstone {id, _canonical})-[:MERGED_INTO]->(:Resource)``: an identifier that
  joined another.
- relationships carry ``_access``, ``_counts`` where a token's Sources are more than one,
  ``_from`` and ``_to`` where an end joined another, ``_id`` where it can't be computed.
- ``(:Resource)-[:CLAIMS_SAME]->(:Resource)``: an identity claim between identifiers as stated.
- ``(:Source)``, ``(:Edit)``, ``(:Ledger)``, ``(:Deleted)``, ``(:Access)``, ``(:Counter)``,
  ``(:Migration)``.
"""
