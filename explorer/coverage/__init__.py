"""What the graph knows of each film and what it doesn't, by whom, and how far it is reviewed."""
