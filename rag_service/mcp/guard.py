"""The token of the service, asked for by MCP over HTTP too."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


def guarded(app: ASGIApp, token: str | None) -> ASGIApp:
    """The app, for those who show the token; for everyone where there is none."""
    if token is None:
        return app
    wanted = f"Bearer {token}".encode()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        shown = b""
        if scope["type"] == "http":
            shown = Request(scope).headers.get("authorization", "").encode()
        if scope["type"] == "lifespan" or hmac.compare_digest(shown, wanted):
            await app(scope, receive, send)
            return
        refusal = JSONResponse(
            {"error": "This server asks for a token: send it as 'Authorization: Bearer …'."},
            401,
            {"WWW-Authenticate": "Bearer"},
        )
        await refusal(scope, receive, send)

    return answer
