"""Structured logs and Prometheus metrics. Questions are personal and are in neither."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.middleware.base import RequestResponseEndpoint

from rag_service.api.gate import Gate
from rag_service.api.services import Standing

_log = structlog.get_logger("reelgraph.service")


class Metrics:
    """Counters of one app, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "reelgraph_requests_total",
            "Requests answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "reelgraph_request_seconds",
            "Time to answer a request",
            ("route",),
            registry=self.registry,
        )
        self.answers = Counter(
            "reelgraph_answers_total",
            "Questions answered, by kind of question",
            ("kind", "abstained"),
            registry=self.registry,
        )
        self.tokens = Counter(
            "reelgraph_llm_tokens_total",
            "Tokens that answers cost at the language model's endpoint",
            ("direction",),
            registry=self.registry,
        )
        self.dropped = Counter(
            "reelgraph_llm_sentences_dropped_total",
            "Sentences of the language model that their evidence did not bear out",
            registry=self.registry,
        )

    def answered(self, answer: dict[str, Any]) -> None:
        """Count an answer, as it is told in JSON."""
        self.answers.labels(answer["kind"], answer["abstained"]).inc()
        if usage := answer.get("usage"):
            self.tokens.labels("read").inc(usage["prompt_tokens"])
            self.tokens.labels("written").inc(usage["completion_tokens"])
            self.dropped.inc(answer["dropped"])


class _Queue(Collector):
    """Questions that are worked on, that wait, and that were turned away."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def collect(self) -> Iterator[Metric]:
        gate = self._gate
        yield _gauge("reelgraph_questions_running", "Questions being answered", gate.running)
        yield _gauge("reelgraph_questions_waiting", "Questions waiting their turn", gate.queued)
        yield _counter("reelgraph_questions_refused", "Questions refused with 429", gate.refused)


class _Following(Collector):
    """How far the index follows the graph."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self._standing = standing

    def collect(self) -> Iterator[Metric]:
        at = self._standing()
        yield _gauge("reelgraph_graph_sequence", "Change number of the graph", at.graph)
        yield _gauge("reelgraph_index_sequence", "Change number of the index", at.indexed or 0)
        yield _gauge("reelgraph_index_refresh_seconds", "Time of the last refresh", at.refresh_s)
        yield _counter("reelgraph_index_refreshes", "Refreshes of the index", at.refreshes)
        yield _counter("reelgraph_index_refresh_failures", "Refreshes that failed", at.failures)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value)


def _counter(name: str, told: str, value: float) -> Metric:
    return CounterMetricFamily(name, told, value)


def install(app: FastAPI, gate: Gate, standing: Callable[[], Standing] | None) -> Metrics:
    """Log and count every request, and serve the counts at /metrics.

    Args:
        app: The service.
        gate: What questions wait at.
        standing: How far the index follows the graph; None where it doesn't.
    """
    metrics = Metrics()
    metrics.registry.register(_Queue(gate))
    if standing is not None:
        metrics.registry.register(_Following(standing))

    @app.middleware("http")
    async def observe(request: Request, call_next: RequestResponseEndpoint) -> Response:
        started = time.perf_counter()
        reference = request.state.reference = uuid.uuid4().hex[:12]
        status = 500
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-Id"] = reference
            return response
        finally:
            took = time.perf_counter() - started
            route = getattr(request.scope.get("route"), "path", "unmatched")
            metrics.requests.labels(request.method, route, status).inc()
            metrics.seconds.labels(route).observe(took)
            _log.info(
                "request",
                id=reference,
                method=request.method,
                route=route,
                status=status,
                ms=round(took * 1000, 1),
            )

    @app.get("/metrics", include_in_schema=False)
    def read_metrics() -> Response:
        return Response(latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return metrics
