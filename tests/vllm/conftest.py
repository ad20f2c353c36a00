"""One real vLLM for the tests of a file."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vllm_server import MODEL, OFFLINE, PYTHON, Vllm, start


@pytest.fixture(scope="session")
def vllm_model() -> Path:
    """The model's folder, written once."""
    assert PYTHON.exists(), "these tests need vLLM; run: python3 make.py test --only vllm"
    if not MODEL.exists():
        building = MODEL.with_name(f"{MODEL.name}-{os.getpid()}")
        script = Path(__file__).with_name("model.py")
        subprocess.run(
            [str(PYTHON), str(script), str(building)], check=True, env={**os.environ, **OFFLINE}
        )
        shutil.move(building, MODEL)
    return MODEL


@pytest.fixture(scope="module")
def vllm(vllm_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vllm]:
    """A server for the tests of one file, which may kill it."""
    assert vllm_model.is_dir()
    server = start(tmp_path_factory.mktemp("vllm"))
    yield server
    if server.process.poll() is None:
        server.kill()
