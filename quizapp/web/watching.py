"""What is noted of each request: the name of its route, never its address, since that may hold a secret."""

import logging
from time import perf_counter

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

log = logging.getLogger("quizapp.requests")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Others can be made up without end, and each would be a figure of its own."""

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0)


def add_watching(app: Flask) -> CollectorRegistry:
    """Note every request in the log and in figures, which are returned. Called before all that may answer one."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    answered = Counter("quizapp_requests", "Requests answered.", ["route", "method", "status"], registry=registry)
    taken = Histogram("quizapp_request_seconds", "Time to answer.", ["route"], buckets=BUCKETS, registry=registry)

    @app.before_request
    def _begin() -> None:
        g.begun = perf_counter()

    @app.after_request
    def _note(response: Response) -> Response:
        seconds = perf_counter() - g.begun
        route = request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        answered.labels(route, method, str(response.status_code)).inc()
        taken.labels(route).observe(seconds)
        fields = {"route": route, "method": method, "status": response.status_code, "ms": round(1000 * seconds, 1)}
        log.info("answered", extra={"fields": fields})
        return response

    return registry
