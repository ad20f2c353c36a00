"""A client of a Reelgraph service: `Client` waits for answers, `AsyncClient` awaits them."""

from reelgraph.client.awaiting import AsyncClient
from reelgraph.client.blocking import Client
from reelgraph.client.errors import (
    BusyError,
    ClientError,
    ConnectionFailedError,
    NotAllowedError,
    NotFoundError,
    ProblemError,
    RequestError,
    TokenError,
    UnexpectedReplyError,
)
from reelgraph.client.models import (
    Answer,
    Citation,
    Done,
    Event,
    Found,
    Hit,
    Neighbour,
    Node,
    Passage,
    Record,
    Result,
    Sentence,
    Understood,
)

__all__ = [
    "Answer",
    "AsyncClient",
    "BusyError",
    "Citation",
    "Client",
    "ClientError",
    "ConnectionFailedError",
    "Done",
    "Event",
    "Found",
    "Hit",
    "Neighbour",
    "Node",
    "NotAllowedError",
    "NotFoundError",
    "Passage",
    "ProblemError",
    "Record",
    "RequestError",
    "Result",
    "Sentence",
    "TokenError",
    "Understood",
    "UnexpectedReplyError",
]
