"""How long a request waited for its turn: the server that took it in tells, and the pages ask."""

from contextvars import ContextVar

waited: ContextVar[float] = ContextVar("waited", default=0.0)
"""Seconds between a request's arrival and the moment that somebody had time for it."""
