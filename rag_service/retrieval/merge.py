"""How the rows of a newer generation are put together from those of an older one and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rag_service.retrieval.keys import Rows

Column = TypeVar("Column", bound=npt.NDArray[Any])


@dataclass(frozen=True)
class Merge:
    """The order of rows.

    Attributes:
        order: For each row of the newer generation, a row of the older one; those past its end
            are new ones.
        older: How many rows the older one has.
    """

    order: Rows
    older: int

    @classmethod
    def of(cls, gone: npt.NDArray[np.bool_], places: Sequence[int]) -> Merge:
        """Leave some rows out, and put new ones in.

        Args:
            gone: A mask of older rows.
            places: For each new one, in ascending order, how many of the older ones that stay
                come before it.
        """
        new = np.arange(len(places)) + len(gone)
        return cls(np.insert(np.flatnonzero(~gone), np.array(places, np.int64), new), len(gone))

    @property
    def kept(self) -> npt.NDArray[np.bool_]:
        """By row of the newer one, whether it was there before."""
        return self.order < self.older

    def column(self, old: Column, new: Column) -> Column:
        """A column put together."""
        joined: Any = np.concatenate([old, new])
        merged: Column = joined[self.order]
        return merged

    def table(self, old: Any, new: Any) -> Any:
        """A table put together, in one stretch of memory."""
        merged = pa.concat_tables([old, new]).take(pa.array(self.order))
        return merged.combine_chunks()
