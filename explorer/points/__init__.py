"""Points of the map: films, texts and entities by their vectors."""
