"""People who take a test over real connections: an event loop that costs little beside the server it measures.

A person is a generator: it yields requests and is sent replies. All of them live in one thread on one epoll.
"""

import selectors
import socket
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from time import perf_counter
from urllib.parse import urlencode

PATIENCE = 10.0
"""Seconds until a request without an answer is an error."""
BROKEN = 0
"""The status of a request that got no answer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """``data``: of a form that is sent; None for a page that is fetched."""

    path: str
    data: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    location: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """One request: its method, how it ended, and seconds from the moment it was due to its last byte."""

    method: str
    status: int
    seconds: float


Journey = Generator[Ask, Reply, None]


@dataclass(slots=True, eq=False)
class Person:
    """``address``: what the proxy says it came from, so that limits count each person alone.

    ``due``: when the request ``asked`` is, or was to be sent. ``used``: the connection has carried an answer.
    """

    journey: Journey
    address: str
    asked: Ask
    cookie: bytes = b""
    wire: socket.socket | None = None
    due: float = 0.0
    used: bool = False
    received: bytearray = field(default_factory=bytearray)

    @property
    def method(self) -> str:
        return "GET" if self.asked.data is None else "POST"


class Crowd:
    """``think``: seconds that a person waits before the next request. ``seen``: what happened, for who measures."""

    def __init__(self, port: int, think: Callable[[], float]) -> None:
        self._port, self._think = port, think
        self._selector = selectors.DefaultSelector()
        self._waiting: list[tuple[float, int, Person]] = []
        self._order = count()
        self._asking: set[Person] = set()
        self.seen: list[Seen] = []
        self.ended: list[bool] = []
        self.here = 0

    def enter(self, journey: Journey, at: float) -> None:
        """Somebody comes at the time ``at`` of ``perf_counter``."""
        number = next(self._order)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        person = Person(journey, address, next(journey))
        self.here += 1
        self._wait(person, at)

    def live(self, until: float) -> None:
        """Everybody goes on until then."""
        while (now := perf_counter()) < until:
            while self._waiting and self._waiting[0][0] <= now:
                self._act(heappop(self._waiting)[2])
            next_due = self._waiting[0][0] if self._waiting else until
            for key, _ in self._selector.select(max(0.0, min(next_due, until) - perf_counter())):
                self._read(key.data)
        for person in [person for person in self._asking if person.due < until - PATIENCE]:
            self._give_up(person)

    def _wait(self, person: Person, due: float) -> None:
        person.due = due
        heappush(self._waiting, (due, next(self._order), person))

    def _act(self, person: Person) -> None:
        try:
            if person.wire is None:
                person.wire, person.used = socket.create_connection(("127.0.0.1", self._port), PATIENCE), False
                self._selector.register(person.wire, selectors.EVENT_READ, person)
            self._asking.add(person)
            person.wire.sendall(self._bytes(person))
        except OSError:
            self._cut_off(person)

    def _bytes(self, person: Person) -> bytes:
        asked = person.asked
        head = f"Host: 127.0.0.1:{self._port}\r\nX-Forwarded-For: {person.address}\r\n".encode()
        head += b"Cookie: " + person.cookie + b"\r\n" if person.cookie else b""
        if asked.data is None:
            return f"GET {asked.path} HTTP/1.1\r\n".encode() + head + b"\r\n"
        body = urlencode(asked.data).encode()
        form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return f"POST {asked.path} HTTP/1.1\r\n".encode() + head + form.encode() + body

    def _read(self, person: Person) -> None:
        assert person.wire is not None
        try:
            got = person.wire.recv(262144)
        except OSError:
            got = b""
        if not got:
            self._cut_off(person)
            return
        person.received += got
        end = person.received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(person.received[:end])
        if len(person.received) - end - 4 >= int(_value(head, b"\r\nContent-Length: ") or b"0"):
            self._answered(person, head, bytes(person.received[end + 4 :]))

    def _answered(self, person: Person, head: bytes, body: bytes) -> None:
        now, status = perf_counter(), int(head[9:12])
        person.received.clear()
        person.used = True
        self._asking.discard(person)
        self.seen.append(Seen(person.method, status, now - person.due))
        if cookie := _value(head, b"\r\nSet-Cookie: "):
            person.cookie = cookie.partition(b";")[0]
        if b"\r\nConnection: close" in head:
            self._hang_up(person)
        if status not in (200, 303):
            self._leave(person, well=False)
            return
        try:
            person.asked = person.journey.send(Reply(status, _value(head, b"\r\nLocation: ").decode(), body))
        except StopIteration:
            self._leave(person, well=True)
            return
        # A browser follows a redirect at once; before anything else a person thinks.
        self._wait(person, now if status == 303 else now + self._think())

    def _cut_off(self, person: Person) -> None:
        """A server may close what rests; a request that crossed with that is sent again, as browsers do."""
        self._hang_up(person)
        if person not in self._asking:
            return
        if person.used and not person.received:
            person.used = False
            self._act(person)
        else:
            self._give_up(person)

    def _give_up(self, person: Person) -> None:
        self._asking.discard(person)
        self.seen.append(Seen(person.method, BROKEN, perf_counter() - person.due))
        self._leave(person, well=False)

    def _leave(self, person: Person, *, well: bool) -> None:
        self._hang_up(person)
        self.ended.append(well)
        self.here -= 1

    def _hang_up(self, person: Person) -> None:
        if person.wire is not None:
            self._selector.unregister(person.wire)
            person.wire.close()
            person.wire = None


def _value(head: bytes, name: bytes) -> bytes:
    begin = head.find(name)
    if begin < 0:
        return b""
    begin += len(name)
    end = head.find(b"\r\n", begin)
    return head[begin:] if end < 0 else head[begin:end]
