"""A real vLLM on the processor, serving a small real model on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[1]
PYTHON = REPOSITORY / ".cache" / "vllm" / "bin" / "python"
MODEL = REPOSITORY / ".cache" / "vllm-model"
START_S = 600.0
OFFLINE = {"HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1", "DO_NOT_TRACK": "1"}


@dataclass(frozen=True)
class Vllm:
    """A running server."""

    url: str
    model: str
    process: subprocess.Popen[bytes]
    log: Path

    def metric(self, name: str) -> float:
        """The sum of a metric over its labels; 0 where it is not told."""
        lines = httpx.get(self.url.removesuffix("/v1") + "/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name + "{"))

    def kill(self) -> None:
        """End the server and the engine that it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(folder: Path) -> Vllm:
    """Start a server as compose.yaml does on the processor, and wait until it is well."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    service = composed()
    log = folder / "vllm.log"
    command = [str(PYTHON), "-m", "vllm.entrypoints.openai.api_server", *options(service, port)]
    environment = {**os.environ, **OFFLINE, **service["environment"], "VLLM_CPU_KVCACHE_SPACE": "1"}
    # The engine draws its own threads; those of other libraries' settings slow it.
    with log.open("wb") as words:
        process = subprocess.Popen(
            command, stdout=words, stderr=words, env=environment, start_new_session=True
        )
    server = Vllm(f"http://127.0.0.1:{port}/v1", "model", process, log)
    wait_until_well(server)
    return server


def composed() -> dict[str, Any]:
    """The service for the processor, as compose.yaml has it."""
    held = yaml.safe_load((REPOSITORY / "compose.yaml").read_text("utf-8"))
    return dict(held["services"]["vllm-cpu"])


def options(service: dict[str, Any], port: int) -> list[str]:
    """Its options, with the address and the model of the tests."""
    kept = [word for word in service["command"] if not word.startswith("--model=")]
    # Compiling pays for a server that stays up, not for one that answers a few questions.
    return [*kept, f"--model={MODEL}", "--host=127.0.0.1", f"--port={port}", "--enforce-eager"]


def wait_until_well(server: Vllm) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        try:
            if httpx.get(server.url.removesuffix("/v1") + "/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    server.kill()
    words = server.log.read_text("utf-8", "replace").splitlines()[-40:]
    pytest.fail("vLLM did not start:\n" + "\n".join(words))
