"""Fetch the pinned jars from a Maven repository: in parallel, resumable, verified.

Each jar is written beside its place as `NAME.part`; a broken download goes on where it stopped
(HTTP Range, RFC 9110 section 14). Only a file whose SHA-256 is the pinned one gets its name.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path

import httpx
from filelock import FileLock

from graph_schema.errors import DownloadError, NotEnoughDiskError
from graph_schema.managed.layout import writing
from graph_schema.managed.lockfile import Jar

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes that will be, possibly from several threads,
never from two at once."""

_THREADS = 8
_ATTEMPTS = 4
_FIRST_PAUSE_S = 0.5
_DISK_MARGIN = 64 * 1024 * 1024
_HINT = "Run the command again: what has come is kept. REELGRAPH_MAVEN_URL names a mirror."


def maven_central() -> str:
    """Address of the public Maven repository, as the Maven client `jgo` knows it."""
    from jgo.constants import MAVEN_CENTRAL_URL

    return str(MAVEN_CENTRAL_URL)


def jar_path(root: Path, jar: Jar) -> Path:
    """Where the jar lies below the folder of one Neo4j version."""
    return root / ("lib" if jar.kind == "server" else "plugins") / jar.file_name


def missing_jars(jars: Iterable[Jar], root: Path) -> list[Jar]:
    """The jars that are not at their place or whose bytes are not the pinned ones."""
    listed = list(jars)
    with ThreadPoolExecutor(_THREADS) as pool:
        sound = pool.map(lambda jar: _is_sound(jar_path(root, jar), jar), listed)
        return [jar for jar, good in zip(listed, sound, strict=True) if not good]


def fetch_jars(
    jars: Iterable[Jar], root: Path, maven_url: str, progress: Progress | None = None
) -> None:
    """Bring every jar to its place below `root`; jars that are there already are left alone.

    Two processes that fetch into one folder take turns.

    Args:
        jars: What to fetch.
        root: Folder of one Neo4j version; `lib` and `plugins` are made in it.
        maven_url: Root of a Maven repository.
        progress: Told the bytes done and the bytes in all.

    Raises:
        DownloadError: The repository can't be reached, lacks a jar, or sent another one.
        NotEnoughDiskError: The jars do not fit.
    """
    listed = list(jars)
    if not missing_jars(listed, root):
        return
    with writing(root):
        for kind in ("lib", "plugins"):
            (root / kind).mkdir(parents=True, exist_ok=True)
    with FileLock(root / "fetch.lock"):
        missing = missing_jars(listed, root)
        _check_disk(missing, root)
        counter = _Counter(listed, missing, progress)
        with httpx.Client(follow_redirects=True, timeout=30.0) as client:
            _fetch_all(missing, root, _JarClient(client, maven_url.rstrip("/"), counter))


class _Counter:
    """Bytes done so far, over all threads."""

    def __init__(self, jars: list[Jar], missing: list[Jar], progress: Progress | None) -> None:
        self._total = sum(jar.size for jar in jars)
        self._done = self._total - sum(jar.size for jar in missing)
        self._progress = progress
        self._guard = threading.Lock()

    def add(self, count: int) -> None:
        with self._guard:
            self._done += count
            if self._progress is not None:
                self._progress(self._done, self._total)


class _JarClient:
    """Downloads single jars."""

    def __init__(self, client: httpx.Client, base_url: str, counter: _Counter) -> None:
        self._client = client
        self._base_url = base_url
        self._counter = counter
        self.stopped = threading.Event()

    def fetch(self, jar: Jar, target: Path) -> None:
        part = target.with_name(target.name + ".part")
        url = f"{self._base_url}/{jar.repository_path}"
        if part.exists():
            self._counter.add(part.stat().st_size)
        for attempt in range(_ATTEMPTS):
            if self.stopped.wait(_FIRST_PAUSE_S * (2**attempt - 1)):
                return
            try:
                self._download(url, jar, part)
                break
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise DownloadError(f"{url} is no address to fetch from: {error}") from error
            except (httpx.RequestError, _TryAgainError) as error:
                failure = str(error) or type(error).__name__
        else:
            raise DownloadError(f"Could not fetch {url}: {failure}. {_HINT}")
        if not self.stopped.is_set():
            self._accept(part, target, jar, url)

    def _download(self, url: str, jar: Jar, part: Path) -> None:
        have = part.stat().st_size if part.exists() else 0
        if have == jar.size:
            return
        headers = {"Accept-Encoding": "identity"}
        if have < jar.size:
            headers["Range"] = f"bytes={have}-"
        with self._client.stream("GET", url, headers=headers) as response:
            _check_status(response, url)
            if not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
                self._counter.add(-have)
                have = 0
            self._save(response, part, jar, have)

    def _save(self, response: httpx.Response, part: Path, jar: Jar, have: int) -> None:
        with part.open("ab" if have else "wb") as file:
            for chunk in response.iter_raw():
                if self.stopped.is_set():
                    return
                have += len(chunk)
                if have > jar.size:
                    break
                file.write(chunk)
                self._counter.add(len(chunk))
        if have < jar.size:
            raise _TryAgainError(f"{have} of {jar.size} bytes came")

    def _accept(self, part: Path, target: Path, jar: Jar, url: str) -> None:
        found = _sha256(part)
        if found != jar.sha256:
            part.unlink()
            raise DownloadError(
                f"{url} is not the pinned jar: its SHA-256 is {found}, the lock says {jar.sha256}. "
                "It was deleted. Ask whoever runs the repository, or set REELGRAPH_MAVEN_URL to "
                "another one."
            )
        part.replace(target)


class _TryAgainError(Exception):
    """The answer was not whole; another try may get it."""


def _fetch_all(jars: list[Jar], root: Path, client: _JarClient) -> None:
    with ThreadPoolExecutor(_THREADS) as pool:
        largest_first = sorted(jars, key=lambda jar: -jar.size)
        jobs = [pool.submit(client.fetch, jar, jar_path(root, jar)) for jar in largest_first]
        try:
            done, _ = wait(jobs, return_when=FIRST_EXCEPTION)
            with writing(root):
                for job in done:
                    job.result()
        finally:
            client.stopped.set()
            pool.shutdown(cancel_futures=True)


def _check_status(response: httpx.Response, url: str) -> None:
    if response.is_success:
        return
    message = f"{url} answered {response.status_code} {response.reason_phrase}"
    if response.status_code in (408, 416, 429) or response.is_server_error:
        raise _TryAgainError(message)
    raise DownloadError(f"{message}. {_HINT}")


def _check_disk(missing: list[Jar], root: Path) -> None:
    need = sum(jar.size for jar in missing) + _DISK_MARGIN
    free = shutil.disk_usage(root).free
    if free < need:
        raise NotEnoughDiskError(
            f"Neo4j's jars need {need >> 20} MiB in {root}, of which {free >> 20} MiB are free. "
            "Free some space, or set REELGRAPH_CACHE to a folder on another disk."
        )


def _is_sound(path: Path, jar: Jar) -> bool:
    try:
        return path.stat().st_size == jar.size and _sha256(path) == jar.sha256
    except (FileNotFoundError, NotADirectoryError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
