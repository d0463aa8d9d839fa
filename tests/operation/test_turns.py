"""A real server whose threads are all held: who comes meanwhile does not wait for ever."""

import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from quizapp.serving import CONNECTIONS, OTHER_FILES, THREADS
from quizapp.web.patience import LONGEST_WAIT
from tests.operation.keeper import family
from tests.serving import Reply, Served, serving
from tests.workers.conftest import until

SLOW = (
    b"POST /en/between-us/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
)
"""A form whose fields never come."""


def asked(served: Served, path: str, held: float) -> Reply:
    """What ``path`` is answered with when every thread is held for so many seconds."""
    replies: list[Reply] = []
    with ExitStack() as stack:
        for _ in range(THREADS):
            wire = stack.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            wire.sendall(SLOW)
        sleep(0.3)
        asking = Thread(target=lambda: replies.append(served.browser().get(path)))
        asking.start()
        sleep(held)
        assert not replies
    asking.join()
    return replies[0]


def test_who_waited_longer_than_people_wait_is_asked_to_come_back(tmp_path: Path) -> None:
    with serving(tmp_path, "--processes", "0") as served:
        assert served.browser().get("/en/").status == 200
        late = asked(served, "/en/", LONGEST_WAIT + 0.3)
        assert (late.status, late.headers["Retry-After"]) == (503, "5")
        assert asked(served, "/healthz", LONGEST_WAIT + 0.3).status == 200
        assert asked(served, "/en/", 0.3).status == 200
        assert served.browser().get("/en/").status == 200


@pytest.fixture
def few_files() -> Iterator[int]:
    """What is started here may have 256 files open until it asks for more; how many it can be given."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    yield hard if hard != resource.RLIM_INFINITY else CONNECTIONS + OTHER_FILES
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_web_worker_may_have_a_connection_for_everybody_who_waits(tmp_path: Path, few_files: int) -> None:
    with serving(tmp_path, "--processes", "0") as served:
        until(lambda: family(served.process.pid)["web worker"], "a web worker")
        [worker] = family(served.process.pid)["web worker"]
        allowed, _ = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    assert allowed == min(few_files, CONNECTIONS + OTHER_FILES)
