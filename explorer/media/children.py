"""Work on films in child processes: one that looks into them, and one for each film made."""

from __future__ import annotations

import importlib.util
import json
import selectors
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph_schema.errors import MediaError

_SCRIPTS = Path(__file__).resolve().parent.parent / "children"
_LONGEST_LOOK_S = 60.0
MISSING = (
    "Pictures of films and films made anew need the extra `media`: pip install 'reelgraph[media]'. "
    "Playing works without it."
)


def can_look() -> bool:
    """True where PyAV is installed; it is not loaded for that."""
    return importlib.util.find_spec("av") is not None


def command(script: str) -> list[str]:
    """How a script of `explorer.children` is run.

    Raises:
        MediaError: PyAV is not installed.
    """
    if not can_look():
        raise MediaError(MISSING)
    return [sys.executable, "-P", str(_SCRIPTS / script)]


class Looker:
    """Asks the one child process that looks into films; starts it when first needed.

    One question is answered at a time. A child that dies or takes too long over a file is
    ended, and the next question starts another. Safe for several threads.

    Args:
        longest_s: Seconds that one answer may take.
    """

    def __init__(self, longest_s: float = _LONGEST_LOOK_S) -> None:
        self._longest_s = longest_s
        self._turn = threading.Lock()
        self._children: list[subprocess.Popen[bytes]] = []
        weakref.finalize(self, _end, self._children)

    def ask(self, do: str, **about: object) -> dict[str, Any]:
        """What the script answers.

        Raises:
            MediaError: The file can't be read, or PyAV is not there; the message says which.
        """
        with self._turn:
            child = self._running()
            try:
                line = self._exchange(child, json.dumps({"do": do, **about}).encode() + b"\n")
            except OSError:
                line = b""
            if not line:
                _end(self._children)
                raise MediaError("The film can't be read: the decoder gave up on it.")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise MediaError(f"The film can't be read: {answer['error']}.")
        return answer

    def close(self) -> None:
        """End the child process."""
        with self._turn:
            _end(self._children)

    def _running(self) -> subprocess.Popen[bytes]:
        if not self._children or self._children[0].poll() is not None:
            _end(self._children)
            child = subprocess.Popen(
                command("looking.py"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            self._children.append(child)
        return self._children[0]

    def _exchange(self, child: subprocess.Popen[bytes], question: bytes) -> bytes:
        """The answer's line; empty where none came in time."""
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(question)
        said, deadline = b"", time.monotonic() + self._longest_s
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            while not said.endswith(b"\n"):
                if not waiting.select(max(0.0, deadline - time.monotonic())):
                    return b""
                piece = child.stdout.read(65536)
                if not piece:
                    return b""
                said += piece
        return said


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    while children:
        child = children.pop()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def make(
    asked: dict[str, Any], progress: Callable[[float], None], stopped: threading.Event
) -> dict[str, Any]:
    """Have a film written by a child process, which ends when ``stopped`` is set.

    Args:
        asked: What to write, as `explorer.children.writing` reads it.
        progress: Told the share that is done, in 0..1.

    Raises:
        MediaError: It failed, or was stopped.
    """
    with subprocess.Popen(
        command("writing.py"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        threading.Thread(target=_kill_when, args=(child, stopped), daemon=True).start()
        told: dict[str, Any] = {}
        try:
            child.stdin.write(json.dumps(asked).encode() + b"\n")
            child.stdin.flush()  # left open: its end tells the child that we are gone
            for line in child.stdout:
                told = json.loads(line)
                if "done" in told and "error" not in told:
                    progress(float(told["done"]))
        except (OSError, ValueError):
            child.kill()
    if stopped.is_set():
        raise MediaError("It was cancelled.")
    if "error" in told or child.returncode:
        why = told.get("error", "the encoder gave up on it")
        raise MediaError(f"The film can't be made: {why}.")
    return told


def _kill_when(child: subprocess.Popen[bytes], stopped: threading.Event) -> None:
    while child.poll() is None:
        if stopped.wait(0.1):
            child.kill()
            return
