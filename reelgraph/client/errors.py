"""What can go wrong between a client and the service, as one tree.

ClientError
├── ConnectionFailedError   no connection, or one that broke
├── UnexpectedReplyError    what came is not what the service sends
└── ProblemError            the service says what is wrong (RFC 9457)
    ├── RequestError            400, 409, 422: the request doesn't fit
    ├── TokenError              401: no token, or a wrong one
    ├── NotAllowedError         403: not for this caller
    ├── NotFoundError           404: not in the graph, or not for this caller
    └── BusyError               429, 503: not now; `retry_after_s` says when, where it is known
"""

from __future__ import annotations

from graph_schema.errors import ReelgraphError


class ClientError(ReelgraphError):
    """Root of the errors of the client."""


class ConnectionFailedError(ClientError):
    """The service can't be reached, or the connection broke."""


class UnexpectedReplyError(ClientError):
    """What came is not what a Reelgraph service of this version sends."""


class ProblemError(ClientError):
    """The service says what is wrong.

    Args:
        status: HTTP status.
        title: What is wrong.
        detail: Where, and what to do; may be empty.
        reference: To quote to whoever runs the service.
        retry_after_s: Seconds after which to try again, where the service says so.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        reference: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        self.status = status
        self.title = title
        self.detail = detail
        self.reference = reference
        self.retry_after_s = retry_after_s
        super().__init__(f"{status} {title}" + (f": {detail}" if detail else ""))


class RequestError(ProblemError):
    """The request doesn't fit."""


class TokenError(ProblemError):
    """The service asks for a token, and got none or a wrong one."""


class NotAllowedError(ProblemError):
    """Not for this caller."""


class NotFoundError(ProblemError):
    """Not in the graph, or not for this caller."""


class BusyError(ProblemError):
    """The service can't answer now."""


OF_STATUS: dict[int, type[ProblemError]] = {
    400: RequestError,
    401: TokenError,
    403: NotAllowedError,
    404: NotFoundError,
    409: RequestError,
    422: RequestError,
    429: BusyError,
    503: BusyError,
}
