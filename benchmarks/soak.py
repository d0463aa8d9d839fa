"""A million requests to one server: is anything answered badly, and does a web worker grow?

``python -m benchmarks.soak``: eight people without a pause, with a process that renders beside it, on SQLite, and
limits in Redis. Ends with 1 when a request failed, or when the worker takes over a tenth more memory at the end
than after 50,000 requests.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.load import for_ever, serving
from benchmarks.people import Crowd
from benchmarks.processes import figures_of, web_workers

SETTLED = 50_000
"""Requests after which a worker has all that it keeps."""
SLICE = 2.0
"""Seconds between two looks."""
GROWTH = 1.1
WELL = (200, 303)


@dataclass(slots=True)
class Tally:
    """What came of all requests so far. ``sizes``: bytes of the largest worker, each ``SETTLED`` requests."""

    asked: int = 0
    bad: Counter[int] = field(default_factory=Counter)
    sizes: list[int] = field(default_factory=list)

    @property
    def grown(self) -> float:
        return self.sizes[-1] / self.sizes[0]

    @property
    def good(self) -> bool:
        return not self.bad and self.grown <= GROWTH


def watch(crowd: Crowd, server: int, tally: Tally) -> None:
    """Note what the crowd has seen since the last time, and begin anew for everybody who had to leave."""
    since = perf_counter()
    times: list[float] = []
    while tally.asked < SETTLED * (len(tally.sizes) + 1):
        crowd.live(perf_counter() + SLICE)
        seen, crowd.seen = crowd.seen, []
        tally.asked += len(seen)
        tally.bad.update(one.status for one in seen if one.status not in WELL)
        times += [one.seconds for one in seen]
        for _ in crowd.ended:
            crowd.enter(for_ever(), perf_counter())
        crowd.ended = []
    tally.sizes.append(figures_of(web_workers(server)).largest)
    print(
        f"{tally.asked:>9,} requests, {len(times) / (perf_counter() - since):4.0f} a second, "
        f"p99 {1000 * quantiles(times, n=100)[98]:4.0f} ms, failed {sum(tally.bad.values())}, "
        f"web {tally.sizes[-1] / 1e6:.1f} MB PSS",
        flush=True,
    )


def soak(given: Namespace) -> Tally:
    tally = Tally()
    with TemporaryDirectory() as folder, serving(folder, given, None) as (port, server):
        crowd = Crowd(port, lambda: 0.0)
        for _ in range(given.people):
            crowd.enter(for_ever(), perf_counter())
        while tally.asked < given.requests:
            watch(crowd, server, tally)
    return tally


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1, help="web workers")
    parser.add_argument("--renderers", type=int, default=1, help="render processes")
    # A worker that counts by itself keeps an hour's starts and results, 150 bytes each: growth, and no leak.
    parser.set_defaults(redis=True)
    tally = soak(parser.parse_args())
    print(f"failed: {dict(tally.bad)}; memory at the end: {tally.grown:.3f} of that after {SETTLED:,} requests")
    sys.exit(0 if tally.good else 1)


if __name__ == "__main__":
    main()
