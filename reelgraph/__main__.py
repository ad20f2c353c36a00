"""`python -m reelgraph` is `reelgraph`."""

from reelgraph.cli import main

main()
