"""Structured logs and Prometheus metrics. Questions are personal and are in neither."""

from __future__ import annotations

import time
import uuid

import structlog
from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as latest
from starlette.middleware.base import RequestResponseEndpoint

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


def install(app: FastAPI) -> Metrics:
    """Log and count every request, and serve the counts at /metrics."""
    metrics = Metrics()

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
