"""Fixtures that every kind of test shares."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real data beside the checkout, read in place and never copied."""
    folder = REPOSITORY.parent / "shared" / "data"
    assert folder.is_dir(), f"the tests read real data from {folder}, which is not there"
    return folder
