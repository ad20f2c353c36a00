"""Serving the built web app: one page for every view, and the files that it loads.

`explorer/web` is built into `explorer/dist` by `make.py`; the wheel holds the result.
"""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import FileResponse, PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

DIST = Path(__file__).parent / "dist"
VIEWS = (".", "map", "graph", "time", "film", "entity", "cut", "coverage")
"""Where the app shows a view, as `src/views/index.ts` has them; "." is the root."""

# Only what the app brings itself may run or load, so text from a catalogue can't act. A picture or
# a film may come from memory (blob:), where the app made it from what it loaded.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

# Files in assets/ are named by their content.
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_BUILT = (
    "The web app is not built. Run python3 make.py web in the checkout; an installed package "
    "has it already. The API is there all the same: /api/v1/openapi.json\n"
)


class Site(StaticFiles):
    """The files of a build.

    Args:
        folder: The build; it may be made while the service runs.
    """

    def __init__(self, folder: Path = DIST) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._index = folder / "index.html"

    async def check_config(self) -> None:
        """A build that isn't there is told to whoever opens the page."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The app for a view, a file of the build, or 404."""
        if path in VIEWS:
            return self._app(200)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code == 404 and _is_for_a_person(path, scope):
                return self._app(404)
            raise
        cache = _FOR_GOOD if path.startswith("assets/") else _ASK_AGAIN
        response.headers["Cache-Control"] = cache
        return response

    def _app(self, status: int) -> Response:
        if not self._index.is_file():
            return PlainTextResponse(_NOT_BUILT, 503)
        return FileResponse(self._index, status, {"Cache-Control": _ASK_AGAIN})


def _is_for_a_person(path: str, scope: Scope) -> bool:
    """Whether an address was typed or followed, so that the app itself says what is not there."""
    accepted = Request(scope).headers.get("accept", "")
    return "text/html" in accepted and "." not in path and not path.startswith(("api/", "v1/"))
