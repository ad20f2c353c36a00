"""Keys as sets: sorted, without repeats, and looked up at the cost of what is wanted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rag_service.retrieval.keys import among, distinct

KEYS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5))


@given(KEYS)
def test_distinct_keys_are_those_of_a_set(values: list[int]) -> None:
    found = distinct(np.array(values, np.uint64))
    assert found.dtype == np.uint64
    assert found.tolist() == sorted(set(values))


@given(KEYS, KEYS)
def test_a_key_is_among_others_where_a_set_has_it(wanted: list[int], known: list[int]) -> None:
    found = among(np.array(wanted, np.uint64), distinct(np.array(known, np.uint64)))
    assert found.tolist() == [one in set(known) for one in wanted]
