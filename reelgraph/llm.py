"""A chat model behind an OpenAI-compatible endpoint: vLLM, llama.cpp, Ollama or a service."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import openai
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

from graph_schema.errors import ModelError
from graph_schema.models import Spent
from graph_schema.stopping import Stop
from reelgraph.ledger import Ledger

TIMEOUT_S = 60.0
RETRIES = 2
AT_ONCE = 8
MOST_TOKENS = 1024
_CONNECT_S = 5.0
_LONGEST_WAIT_S = 30.0
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class EndpointLanguageModel:
    """`LanguageModel` over the chat completions of an endpoint. Threads may share it.

    A call that fails for a passing reason (no connection, 429 or 5xx) is tried again after the
    pause that Retry-After asks for, or else after growing pauses. One that ran out of time is
    not: a busy server would only be asked twice. The stable head of a prompt comes first, so
    that a server can keep it (vLLM's prefix caching), and the form of an answer goes as JSON
    Schema in ``response_format``, which vLLM hands to its guidance back end.

    Args:
        url: Base address, which ends in /v1.
        model: Name of the model there.
        key: Bearer key, where the endpoint asks for one.
        timeout_s: Longest wait for an answer in seconds, from its turn to its last token.
        retries: How often a call is tried again.
        most_tokens: Longest answer in tokens.
        at_once: Calls at one time; more wait for their turn, for as long as ``timeout_s``.
        ledger: Keeps what calls cost, and refuses them when the day's budget is spent.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        *,
        timeout_s: float = TIMEOUT_S,
        retries: int = RETRIES,
        most_tokens: int = MOST_TOKENS,
        at_once: int = AT_ONCE,
        ledger: Ledger | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = model
        self._url = url
        self._most_tokens = most_tokens
        self._timeout_s, self._retries = timeout_s, retries
        self._turns = threading.BoundedSemaphore(at_once)
        self._ledger = ledger
        self._sleep = sleep
        # The client insists on a key; an endpoint that asks for none ignores it.
        self._client = openai.OpenAI(
            base_url=url,
            api_key=key or "none",
            timeout=openai.Timeout(timeout_s, connect=min(timeout_s, _CONNECT_S)),
            max_retries=0,
        )

    def complete(
        self,
        system: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> str:
        """The whole answer; JSON that fits ``schema`` where one is given.

        Raises:
            ModelError: The endpoint can't be reached, refuses, or stops short of an end.
            BudgetError: The day's budget of tokens is spent.
        """
        with self._turn(spent) as cost:
            answer: ChatCompletion = self._asked(self._request(system, user, schema))
            _count(answer.usage, cost)
            cost.stop.check()
        return self._text(answer)

    def stream(
        self,
        system: str,
        user: str,
        *,
        schema: dict[str, Any] | None = None,
        spent: Spent | None = None,
    ) -> Iterator[str]:
        """The answer in pieces as they come; JSON that fits ``schema`` where one is given.

        Raises:
            ModelError: The endpoint can't be reached, refuses, or breaks off.
            BudgetError: The day's budget of tokens is spent.
        """
        request = self._request(system, user, schema)
        request |= {"stream": True, "stream_options": {"include_usage": True}}
        with self._turn(spent) as cost:
            ends = time.monotonic() + self._timeout_s
            pieces = self._asked(request)
            try:
                with cost.stop.ending(lambda: _hang_up(pieces.response)):
                    for piece in pieces:
                        _count(piece.usage, cost)
                        yield from self._said(piece.choices)
                        cost.stop.check()
                        if time.monotonic() > ends:
                            raise ModelError(self._told(f"no end after {self._timeout_s:g} s"))
                # Where the line was hung up, the pieces may end as if they were whole.
                cost.stop.check()
            # A connection that breaks in the middle shows as the transport's own error.
            except (openai.OpenAIError, httpx.HTTPError) as error:
                cost.stop.check()
                raise self._failed(error) from error
            finally:
                # Whoever stops listening frees the server too.
                pieces.close()

    def _request(self, system: str, user: str, schema: dict[str, Any] | None) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.name,
            "messages": _messages(system, user),
            "temperature": 0.0,
            "max_tokens": self._most_tokens,
        }
        if schema is not None:
            request["response_format"] = _json_form(schema)
        return request

    @contextmanager
    def _turn(self, spent: Spent | None) -> Iterator[Spent]:
        """A turn among the calls at one time; what it cost is noted at its end."""
        if self._ledger:
            self._ledger.check()
        stop = spent.stop if spent is not None else Stop()
        stop.check()
        if not self._turns.acquire(timeout=self._timeout_s):
            raise ModelError(self._told(f"no turn came within {self._timeout_s:g} s"))
        started, cost = time.perf_counter(), Spent(calls=1, stop=stop)
        try:
            yield cost
        finally:
            self._turns.release()
            cost.ms = 1000 * (time.perf_counter() - started)
            if spent is not None:
                spent.add(cost)
            if self._ledger:
                self._ledger.add(self.name, cost)

    def _asked(self, request: dict[str, Any]) -> Any:
        ends = time.monotonic() + self._timeout_s
        for attempt in range(self._retries + 1):
            try:
                return self._client.chat.completions.create(**request)
            except openai.OpenAIError as error:
                wait = _pause(error, attempt)
                last = attempt == self._retries
                if wait is None or last or time.monotonic() + wait > ends:
                    raise self._failed(error) from error
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _said(self, choices: list[Any]) -> Iterator[str]:
        if not choices:
            return
        if choices[0].delta.content:
            yield choices[0].delta.content
        if choices[0].finish_reason == "length":
            raise self._cut_off()

    def _text(self, answer: ChatCompletion) -> str:
        choice = answer.choices[0] if answer.choices else None
        if choice is None or not choice.message.content:
            raise ModelError(f"the language model {self.name} at {self._url} gave an empty answer")
        if choice.finish_reason == "length":
            raise self._cut_off()
        return choice.message.content

    def _cut_off(self) -> ModelError:
        return ModelError(
            f"the answer of the language model {self.name} is longer than "
            f"{self._most_tokens} tokens and was cut off"
        )

    def _failed(self, error: Exception) -> ModelError:
        return ModelError(self._told(error))

    def _told(self, error: object) -> str:
        return (
            f"the language model {self.name} at {self._url} can't be used: {error}; "
            "check REELGRAPH_LLM_URL, REELGRAPH_LLM_MODEL and REELGRAPH_LLM_KEY"
        )


def _hang_up(response: httpx.Response) -> None:
    """End a response that another thread waits for; closing it would not wake that thread."""
    line = response.extensions["network_stream"].get_extra_info("socket")
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _pause(error: openai.OpenAIError, attempt: int) -> float | None:
    """Seconds to wait before the next attempt; None where another one is no use."""
    grown = min(0.5 * 2.0**attempt * random.uniform(0.75, 1.25), _LONGEST_WAIT_S)
    if isinstance(error, openai.APIStatusError):
        if error.status_code not in _PASSING:
            return None
        try:
            return max(0.0, float(error.response.headers["retry-after"]))
        except (KeyError, ValueError):
            return grown
    if isinstance(error, openai.APITimeoutError):
        return None
    return grown if isinstance(error, openai.APIConnectionError) else None


def _count(usage: CompletionUsage | None, cost: Spent) -> None:
    """Take over the endpoint's count; a stream's last count is the whole one."""
    if usage is not None:
        cost.prompt_tokens = usage.prompt_tokens or 0
        cost.completion_tokens = usage.completion_tokens or 0


def _messages(system: str, user: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def _json_form(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": schema, "strict": True},
    }
