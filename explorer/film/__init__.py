"""One film: its record, its files, its rights and all that has a time on it."""

from explorer.film.record import FilmRecord, read_film
from explorer.film.terms import Rights

__all__ = ["FilmRecord", "Rights", "read_film"]
