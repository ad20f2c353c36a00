"""Chat completions as OpenAI's clients ask for them, answered from the graph with citations."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from graph_schema.errors import ReelgraphError
from graph_schema.scope import Scope
from graph_schema.stopping import Stop
from rag_service.answering import MOST_TURNS, Answerer
from rag_service.answering import Turn as Asked
from rag_service.api.ask import LONGEST_QUESTION, CitationItem, until_left
from rag_service.api.numbered import Numbered, numbered
from rag_service.api.problems import places_of, status_of
from rag_service.api.services import CallerScope, CurrentAnswerer, Turn

MODEL = "reelgraph"
_MOST_MESSAGES = 200
_CALLER_STATUS = range(400, 500)


class _OpenAIErrors(APIRoute):
    """Answers errors in OpenAI's shape, which its clients read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                return _failure(400, places_of(error))
            except HTTPException as error:
                return _failure(error.status_code, str(error.detail), error.headers)
            except ReelgraphError as error:
                return _failure(status_of(error)[0], str(error))

        return handle


router = APIRouter(prefix="/v1", tags=["chat"], route_class=_OpenAIErrors)


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str = Field(examples=["text"])
    text: str | None = None


class Message(BaseModel):
    """What was said before, or is asked now."""

    role: str = Field(examples=["user"])
    content: str | list[Part] | None = Field(None, examples=["How many newsreels are there?"])

    def words(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text or "" for part in self.content if part.type == "text")
        return self.content or ""


class Options(BaseModel):
    """What a stream tells besides the answer."""

    include_usage: bool = False


class Form(BaseModel):
    """The form of an answer; only text is given."""

    type: Literal["text"]


class ChatRequest(BaseModel):
    """A conversation whose last user message is the question.

    Settings that steer a language model, such as temperature, are taken and have no effect.
    """

    model: str = Field(MODEL, examples=[MODEL])
    messages: list[Message] = Field(min_length=1, max_length=_MOST_MESSAGES)
    stream: bool = False
    stream_options: Options | None = None
    n: int | None = Field(None, ge=1, le=1)
    response_format: Form | None = None


class Said(BaseModel):
    """The answer: sentences with [n] after them, and the list of sources."""

    role: str = Field(examples=["assistant"])
    content: str = Field(
        examples=["3 films match (genre: newsreel). [1]\n\nSources:\n\n[1] D064, genre: “newsreel”"]
    )


class Choice(BaseModel):
    """The one answer."""

    index: int = Field(examples=[0])
    message: Said
    finish_reason: str = Field(examples=["stop"])


class Usage(BaseModel):
    """Tokens of a language model; nought where none was asked."""

    prompt_tokens: int = Field(0, examples=[0])
    completion_tokens: int = Field(0, examples=[0])
    total_tokens: int = Field(0, examples=[0])


class Completion(BaseModel):
    """An answer in OpenAI's shape; ``citations`` holds citation n at place n - 1."""

    id: str = Field(examples=["chatcmpl-3f0c2c1e"])
    object: str = Field(examples=["chat.completion"])
    created: int = Field(examples=[1_790_000_000])
    model: str = Field(examples=[MODEL])
    choices: list[Choice]
    usage: Usage
    citations: list[CitationItem]
    abstained: bool = Field(description="True where nothing was found")


class ModelItem(BaseModel):
    """A model that can be asked."""

    id: str = Field(examples=[MODEL])
    object: str = Field("model", examples=["model"])
    created: int = Field(0, examples=[0])
    owned_by: str = Field(MODEL, examples=[MODEL])


class ModelList(BaseModel):
    """The models that can be asked: one, the archive."""

    object: str = Field("list", examples=["list"])
    data: list[ModelItem]


@router.get("/models", summary="List the models that chat completions may name")
def models(scope: CallerScope) -> ModelList:  # noqa: ARG001
    """One model, reelgraph: the archive itself."""
    return ModelList(data=[ModelItem(id=MODEL)])


@router.post(
    "/chat/completions",
    summary="Answer a question as OpenAI's clients ask it",
    response_model=Completion,
    dependencies=[Turn],
)
def complete(
    body: ChatRequest, request: Request, scope: CallerScope, answerer: CurrentAnswerer
) -> Response:
    """Answer the last user message, with [n] after each sentence and the sources at the end."""
    if body.model != MODEL:
        raise HTTPException(404, f"There is no model {body.model!r} here; ask for {MODEL!r}.")
    stop = Stop()
    reply = _Reply(_questions(body.messages), answerer, scope, stop)
    if not body.stream:
        whole = reply.whole()
        _count(request, reply.answer)
        return JSONResponse(whole)
    usage = body.stream_options is not None and body.stream_options.include_usage

    def events() -> Iterator[dict[str, str]]:
        try:
            for chunk in reply.chunks(usage=usage):
                yield {"data": json.dumps(chunk, ensure_ascii=False)}
            _count(request, reply.answer)
        except ReelgraphError as error:
            status = status_of(error)[0]
            yield {"data": json.dumps(_told(status, str(error)), ensure_ascii=False)}
        yield {"data": "[DONE]"}

    return until_left(events(), stop)


class _Reply:
    """One answer on its way to the caller; ``answer`` is there once it is made."""

    def __init__(self, questions: list[str], answerer: Answerer, scope: Scope, stop: Stop) -> None:
        self.answer: dict[str, Any] = {}
        before = [Asked(question) for question in questions[:-1]]
        self._events = answerer.stream(questions[-1], scope, conversation=before, stop=stop)
        self._numbered = Numbered()
        self._head = {
            "id": f"chatcmpl-{uuid.uuid4().hex}",
            "created": int(time.time()),
            "model": MODEL,
        }

    def whole(self) -> dict[str, Any]:
        """The completion at once."""
        content, self._numbered, self.answer = numbered(self._events)
        message = {"role": "assistant", "content": content + self._numbered.sources()}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {
            **self._head,
            "object": "chat.completion",
            "choices": [choice],
            "usage": self._usage(),
            **self._evidence(),
        }

    def chunks(self, *, usage: bool) -> Iterator[dict[str, Any]]:
        """The completion in pieces; the last choice holds the citations."""
        yield self._chunk([_delta({"role": "assistant", "content": ""})])
        for text in self._texts():
            yield self._chunk([_delta({"content": text})])
        yield {**self._chunk([_delta({}, "stop")]), **self._evidence()}
        if usage:
            yield {**self._chunk([]), "usage": self._usage()}

    def _texts(self) -> Iterator[str]:
        before = ""
        for event in self._events:
            if event.name == "sentence":
                yield before + self._numbered.sentence(event.data["text"], event.data["citations"])
                before = " "
            elif event.name == "done":
                self.answer = event.data
        yield self._numbered.sources()

    def _usage(self) -> dict[str, int]:
        spent = self.answer.get("usage") or {"prompt_tokens": 0, "completion_tokens": 0}
        read, written = spent["prompt_tokens"], spent["completion_tokens"]
        usage = Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)
        return usage.model_dump()

    def _evidence(self) -> dict[str, Any]:
        return {"citations": self._numbered.citations, "abstained": self.answer["abstained"]}

    def _chunk(self, choices: list[dict[str, Any]]) -> dict[str, Any]:
        return {**self._head, "object": "chat.completion.chunk", "choices": choices}


def _delta(delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _questions(messages: list[Message]) -> list[str]:
    """What the user asked, oldest first; the last is the question, which may follow the others."""
    asked = [message.words().strip() for message in messages if message.role == "user"]
    if not asked or not asked[-1]:
        raise HTTPException(400, "There is no question: the last user message has no text.")
    if len(asked[-1]) > LONGEST_QUESTION:
        raise HTTPException(400, f"The question is longer than {LONGEST_QUESTION} characters.")
    earlier = [text[:LONGEST_QUESTION] for text in asked[:-1] if text]
    return [*earlier[-MOST_TURNS:], asked[-1]]


def _count(request: Request, answer: dict[str, Any]) -> None:
    request.app.state.metrics.answered(answer)


def _failure(status: int, message: str, headers: Any = None) -> JSONResponse:
    return JSONResponse(_told(status, message), status, headers)


def _told(status: int, message: str) -> dict[str, Any]:
    kind = "invalid_request_error" if status in _CALLER_STATUS else "server_error"
    code = {401: "invalid_api_key", 404: "model_not_found"}.get(status)
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}
