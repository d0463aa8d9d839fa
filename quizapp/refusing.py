"""What is answered to bytes that are no request: these never reach the pages."""

import logging
from collections.abc import Mapping
from socket import socket
from typing import cast

from flask import Flask
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

log = logging.getLogger(__name__)

ANSWERS: list[tuple[type[BaseException], str]] = [
    (LimitRequestLine, "414 URI Too Long"),
    (LimitRequestHeaders, "431 Request Header Fields Too Large"),
    (ParseException, "400 Bad Request"),
    (BaseException, "500 Internal Server Error"),
]
"""The first that fits."""


class Worker(ThreadWorker):
    """A worker whose own errors carry the headers of every page, and show neither the request nor who sent it."""

    def handle_error(self, req: object, client: socket, addr: object, exc: BaseException) -> None:  # noqa: ARG002
        log.warning("What came in could not be answered.", exc_info=exc)
        status = next(status for kind, status in ANSWERS if isinstance(exc, kind))
        try:
            write_nonblock(client, raw_answer(status, cast(Flask, self.wsgi).extensions["quizapp.headers"]))
        except OSError:
            log.info("Nobody waited for the answer.")


def raw_answer(status: str, headers: Mapping[str, str]) -> bytes:
    """A whole answer that says its ``status`` and no more."""
    body = status + "\n"
    lines = {
        **headers,
        "Cache-Control": "no-store",
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n{body}".encode("ascii")
