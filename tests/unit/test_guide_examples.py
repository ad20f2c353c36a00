"""The examples of the guide for programmers run as they are printed."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from rag_service.api import Services, create_app
from tests.demo_collection import Demo
from tests.guide import example
from tests.loopback import serving

PRINTED = "http://127.0.0.1:8735"


def run(code: str, address: str) -> None:
    """Run an example on the service at an address; its log stays out of what is printed."""
    with capture_logs():
        exec(code.replace(PRINTED, address), {})


@pytest.fixture(scope="module")
def address(demo: Demo) -> Iterator[str]:
    with serving(create_app(Services(lambda: demo.answerer, demo.store))) as address:
        yield address


def test_the_clients_example(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(example("The Python client"), address)
    printed = capsys.readouterr().out
    assert printed.startswith("3 ['Hindenburg disaster at Lakehurst'")
    assert "manifesto_reading.mp4" in printed
    assert printed.count("Hindenburg disaster at Lakehurst") >= 3


def test_openais_example(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(example("OpenAI's clients"), address)
    printed = capsys.readouterr().out
    assert printed.startswith("3 films match")
    assert "\nSources:\n" in printed
    assert printed.endswith("D064\n")
