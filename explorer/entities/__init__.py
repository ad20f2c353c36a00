"""Who or what an entity is: names, authorities, where it appears, what was decided on it."""
