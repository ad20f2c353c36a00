"""When a call is tried again: the service is busy (429) or not there for the moment (503)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

RETRIES = 2
LONGEST_WAIT_S = 60.0
_FIRST_S = 0.5
_PASSING = (429, 503)


def pause(response: httpx.Response, attempt: int, retries: int) -> float | None:
    """Seconds to wait before trying again; None where it is no use.

    Retry-After is honoured up to a minute; without it pauses grow from half a second.

    Args:
        response: What came.
        attempt: Number of the attempt that brought it, from 0.
        retries: Attempts after the first.
    """
    if response.status_code not in _PASSING or attempt >= retries:
        return None
    wait = retry_after(response)
    if wait is None:
        return min(float(_FIRST_S * 2**attempt), LONGEST_WAIT_S)
    return wait if wait <= LONGEST_WAIT_S else None


def retry_after(response: httpx.Response) -> float | None:
    """Retry-After in seconds from now (RFC 9110, 10.2.3), given in seconds or as a date."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
