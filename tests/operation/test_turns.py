"""A real server whose threads are all held: who comes meanwhile does not wait for ever."""

import socket
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from time import sleep

from quizapp.serving import THREADS
from quizapp.web.patience import LONGEST_WAIT
from tests.serving import Reply, Served, serving

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
