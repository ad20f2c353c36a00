"""Contributions between reading and writing."""

from pathlib import Path

import pytest

from graph_ingest.spool import Spool
from graph_schema.contribution import Contribution, Source
from graph_schema.errors import InputError
from graph_schema.nodes import Work


def contribution(number: int, title: str = "TRAMS – ‘the last’") -> Contribution:
    source = Source(id=f"x/{number}", partner="x", collection="c", file="f.csv", line=number + 2)
    return Contribution(source=source, nodes=[Work(id=f"work:x/{number}", preferred_title=title)])


def test_what_goes_in_comes_out_in_order(tmp_path: Path) -> None:
    given = [contribution(number) for number in range(20)]
    with Spool(tmp_path) as spool:
        spool.extend(given)
        assert list(spool.read()) == given
        assert [c.id for c in spool.read(["x/7", "x/3"])] == ["x/3", "x/7"]
        assert spool.hashes == {c.id: c.hash for c in given}


def test_reading_and_adding_can_alternate(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.add(contribution(0))
        assert len(list(spool.read())) == 1
        spool.add(contribution(1))
        assert [c.id for c in spool.read()] == ["x/0", "x/1"]


def test_a_source_that_speaks_twice_is_refused_with_its_place(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.add(contribution(5))
        with pytest.raises(InputError, match=r"f\.csv:7.*'x/5' was read already"):
            spool.add(contribution(5, "other"))


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.add(contribution(1))
    assert list(tmp_path.iterdir()) == []
