"""Real films for tests, from the data beside the checkout, copied to where a test wants them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

FILMS = Path(__file__).resolve().parents[2] / "shared" / "data" / "film"
GLASS = FILMS / "grandmas_reading_glass_1900.mp4"
MANIFESTO = FILMS / "manifesto_reading.mp4"
AUDIO = FILMS / "jfk_inaugural_1961.flac"


def laid_out(folder: Path, films: Mapping[str, Path]) -> Path:
    """Copies of films under names in a folder, which is given back."""
    for name, film in films.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(film, place)
    return folder
