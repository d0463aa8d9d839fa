"""The web worker: what it answers to bytes that are no request, and how it comes to its end without losing one."""

import errno
import logging
from collections.abc import Mapping
from contextlib import suppress
from ctypes import c_bool
from select import select
from socket import SHUT_RDWR, socket
from time import monotonic
from typing import Protocol, cast

from flask import Flask
from gunicorn.arbiter import Arbiter
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker

from quizapp.turns import waited

log = logging.getLogger(__name__)

ANSWERS: list[tuple[type[BaseException], str]] = [
    (LimitRequestLine, "414 URI Too Long"),
    (LimitRequestHeaders, "431 Request Header Fields Too Large"),
    (ParseException, "400 Bad Request"),
    (BaseException, "500 Internal Server Error"),
]
"""The first that fits."""


class Closing(Protocol):
    """What is served. ``closing``: shared with every worker, and true once all of it is to stop."""

    closing: c_bool


class Parent(Arbiter):
    """Lets its workers know that all of them are to stop, before it tells each."""

    def stop(self, graceful: bool = True) -> None:  # noqa: FBT001, FBT002  # gunicorn's
        cast(Closing, self.app).closing.value = True
        super().stop(graceful)


class Worker(ThreadWorker):
    """Its own errors carry the headers of every page, and show neither the request nor who sent it.

    When the server is told to stop, who is connected by then is answered, and who comes later is refused. A worker
    that is told so alone leaves the door as it is: its successor goes on there.
    """

    shut = False
    """Whether the door was closed, by this worker or by another that shares it."""

    def init_process(self) -> None:
        self.came: dict[TConn, float] = {}
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        self.came[conn] = monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> bool:
        waited.set(monotonic() - self.came.pop(conn))
        return super().handle(conn)

    def set_accept_enabled(self, enabled: bool | None) -> None:  # noqa: FBT001  # gunicorn's
        super().set_accept_enabled(enabled)
        if self.alive or not cast(Closing, self.app).closing.value:
            return
        for listener in self.sockets:
            # What the system took in and nobody accepted would be cut off when the listener closes, its request
            # already sent; who is refused can try again without a doubt.
            while not self.shut and select([listener], [], [], 0)[0]:
                self.accept(listener)
            with suppress(OSError):
                listener.shutdown(SHUT_RDWR)

    def accept(self, listener: socket) -> None:
        try:
            super().accept(listener)
        except OSError as error:
            if error.errno != errno.EINVAL:  # that is what a listener answers that was shut down
                raise
            self.shut = True

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
