"""A chat model behind an OpenAI-compatible endpoint: vLLM, llama.cpp, Ollama or a service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

from graph_schema.errors import ModelError

TIMEOUT_S = 60.0
RETRIES = 2
MOST_TOKENS = 1024


class EndpointLanguageModel:
    """`LanguageModel` over the chat completions of an endpoint.

    A call that fails for a passing reason (no connection, time-out, 429 with its Retry-After,
    5xx) is tried again with growing pauses.

    Args:
        url: Base address, which ends in /v1.
        model: Name of the model there.
        key: Bearer key, where the endpoint asks for one.
        timeout_s: Longest wait for an answer, or for its next piece, in seconds.
        retries: How often a call is tried again.
        most_tokens: Longest answer in tokens.
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
    ) -> None:
        self.name = model
        self._url = url
        self._most_tokens = most_tokens
        # The client insists on a key; an endpoint that asks for none ignores it.
        self._client = openai.OpenAI(
            base_url=url, api_key=key or "none", timeout=timeout_s, max_retries=retries
        )

    def complete(self, system: str, user: str, *, schema: dict[str, Any] | None = None) -> str:
        """The whole answer; JSON that fits ``schema`` where one is given.

        Raises:
            ModelError: The endpoint can't be reached, refuses, or stops short of an end.
        """
        form: Any = openai.NOT_GIVEN if schema is None else _json_form(schema)
        try:
            answer = self._client.chat.completions.create(
                model=self.name,
                messages=_messages(system, user),
                temperature=0.0,
                max_tokens=self._most_tokens,
                response_format=form,
            )
        except openai.OpenAIError as error:
            raise self._failed(error) from error
        return self._text(answer)

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The answer in pieces as they come.

        Raises:
            ModelError: The endpoint can't be reached, refuses, or breaks off.
        """
        try:
            pieces = self._client.chat.completions.create(
                model=self.name,
                messages=_messages(system, user),
                temperature=0.0,
                max_tokens=self._most_tokens,
                stream=True,
            )
            for piece in pieces:
                text = piece.choices[0].delta.content if piece.choices else None
                if text:
                    yield text
        # A connection that breaks in the middle shows as the transport's own error.
        except (openai.OpenAIError, httpx.HTTPError) as error:
            raise self._failed(error) from error

    def _text(self, answer: ChatCompletion) -> str:
        choice = answer.choices[0] if answer.choices else None
        if choice is None or not choice.message.content:
            raise ModelError(f"the language model {self.name} at {self._url} gave an empty answer")
        if choice.finish_reason == "length":
            raise ModelError(
                f"the answer of the language model {self.name} is longer than "
                f"{self._most_tokens} tokens and was cut off"
            )
        return choice.message.content

    def _failed(self, error: Exception) -> ModelError:
        return ModelError(
            f"the language model {self.name} at {self._url} can't be used: {error}; "
            "check REELGRAPH_LLM_URL, REELGRAPH_LLM_MODEL and REELGRAPH_LLM_KEY"
        )


def _messages(system: str, user: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def _json_form(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": schema, "strict": True},
    }
