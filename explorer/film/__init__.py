"""One film: its record, its files, its rights and all that has a time on it."""

from explorer.film.record import FilmRecord, Rights, read_film, rights_of

__all__ = ["FilmRecord", "Rights", "read_film", "rights_of"]
