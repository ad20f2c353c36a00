"""Arrays that stay on disk, read where they are looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def mapped(path: Path) -> npt.NDArray[Any]:
    """The array of a ``.npy`` file, mapped for reading.

    A plain array: numpy's own class of mapped ones takes longer for each small look.
    """
    return np.asarray(np.load(path, mmap_mode="r"))
