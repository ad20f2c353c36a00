"""From a partner's files to Contributions, without a database.

A reader is found through the entry-point group ``reelgraph.readers``; the ones that ship
enter by that door too. Each gives Contributions one at a time, puts bad records aside in a
Quarantine and raises InputError for a file that can't be read as a whole.
"""

from graph_ingest.readers.base import Reader, reader_for
from graph_ingest.readers.quarantine import Quarantine

__all__ = ["Quarantine", "Reader", "reader_for"]
