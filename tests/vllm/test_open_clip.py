"""The extra ``vision`` in the environment that has torch, so that the tests' own stays small."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.vllm_server import OFFLINE, PYTHON, REPOSITORY

CHECKS = Path(__file__).with_name("open_clip_checks.py")


@pytest.mark.slow
def test_open_clip_places_pictures_and_words(tmp_path: Path) -> None:
    assert PYTHON.exists(), "this test needs torch; run: python3 make.py test --only vllm"
    options = ["-q", "--noconftest", "--config-file=/dev/null", f"--rootdir={REPOSITORY}"]
    options += ["-p", "no:cacheprovider", f"--basetemp={tmp_path / 'checks'}"]
    run = subprocess.run(
        [str(PYTHON), "-m", "pytest", *options, str(CHECKS)],
        cwd=REPOSITORY,
        env={**os.environ, **OFFLINE},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "3 passed" in run.stdout
