"""Files that a newer generation shares with an older one, as they never change once written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def link(path: Path, target: Path) -> None:
    """Have a file under a second name; where the file system has no such links, a copy."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)
