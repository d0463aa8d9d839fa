"""Twice as many people as can be served: what are they told, is anything lost, and is all well afterwards?

``python -m benchmarks.overload``: on SQLite, with a process that renders beside it. Ends with 1 when a request was
answered otherwise than well or with 429 or 503, when a result is missing that somebody was led to, or when pages are
still late a minute after.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import count
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.load import LATE, a_sitting, serving, warm_up
from benchmarks.people import Crowd, Journey, Seen

ALLOWED = frozenset({200, 303, 429, 503})
CALM = 5.0
"""Sittings a second afterwards."""
SLICE = 5.0
"""Seconds of one look at how late pages are."""
BACK = 60.0
"""Seconds that a server may take to be well again."""


def noting(journey: Journey, led: list[str]) -> Journey:
    """The same journey; ``led``: the addresses of results that people were led to."""
    asked = next(journey)
    while True:
        reply = yield asked
        if "/r/" in reply.location:
            led.append(reply.location)
        try:
            asked = journey.send(reply)
        except StopIteration:
            return


def slices(crowd: Crowd, rate: float, seconds: float, led: list[str]) -> Iterator[list[Seen]]:
    """``rate`` people come each second; what all have seen, ``SLICE`` by ``SLICE``."""
    begun = perf_counter()
    for number in range(int(rate * seconds)):
        crowd.enter(noting(a_sitting(), led), begun + number / rate)
    for number in range(1, int(seconds / SLICE) + 1):
        crowd.seen = []
        crowd.live(begun + number * SLICE)
        yield crowd.seen


def late(seen: list[Seen]) -> float:
    times = [one.seconds for one in seen if one.status in (200, 303)]
    return quantiles(times, n=100)[98] if len(times) > 1 else 0.0


def missing(port: int, led: list[str]) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    lost = 0
    for place in led:
        connection.request("GET", place)
        answer = connection.getresponse()
        answer.read()
        lost += answer.status != 200
    return lost


def overload(given: Namespace) -> bool:
    """Whether all went well."""
    draw, led, told, slowest = Random(7), list[str](), Counter[int](), Counter[int]()
    with TemporaryDirectory() as folder, serving(folder, given, None) as (port, _):
        crowd = Crowd(port, lambda: draw.uniform(0.2, 0.6))
        warm_up(crowd)
        for number, seen in zip(count(1), slices(crowd, given.rate, given.seconds, led), strict=False):
            told.update(one.status for one in seen)
            slowest.update(int(one.seconds) for one in seen if one.status == 503)
            if number % 12 == 0:
                print(
                    f"{number * SLICE:4.0f} s: answers {dict(told)}, p99 of the served {late(seen):.2f} s", flush=True
                )
        print(f"503 after so many whole seconds: {dict(sorted(slowest.items()))}")
        back = None
        for number, seen in zip(count(1), slices(crowd, CALM, BACK, led), strict=False):
            told.update(one.status for one in seen)
            back = (back or number * SLICE) if late(seen) <= LATE else None
        lost = missing(port, led)
    print(f"{len(led)} results, {lost} missing; pages in time again {back} s after; answers in all {dict(told)}")
    return not lost and back is not None and set(told) <= ALLOWED


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50.0, help="people who come each second")
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--workers", type=int, default=1, help="web workers")
    parser.add_argument("--renderers", type=int, default=1, help="render processes")
    parser.set_defaults(redis=False)
    sys.exit(0 if overload(parser.parse_args()) else 1)


if __name__ == "__main__":
    main()
