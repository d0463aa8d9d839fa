"""CPU of a whole sitting, first page to result page, beside as many requests to a bare Flask route."""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.setting import SLUG, a_taker, build_app, questionnaire
from quizapp.domain.forms import find_break

ROUNDS = 15
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Walk:
    """One sitting, counted."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.requests = client, 0
        self.of = questionnaire()
        self.answers = a_taker(self.of)

    def get(self, address: str) -> str:
        self.requests += 1
        return self.client.get(address).get_data(as_text=True)

    def post(self, address: str, page: str, data: dict[str, str]) -> str:
        self.requests += 1
        token = TOKEN.search(page)
        return self.client.post(address, data={"csrf_token": token[1] if token else "", **data}).location

    def take(self) -> None:
        self.get("/en/")
        address = f"/en/{SLUG}/"
        place = self.post(address, self.get(address), {"frame": "now", "agree": "yes"})
        for part, items in enumerate(self.of.pages, start=1):
            if part - 1 == find_break(self.of):
                self.get(place)
                place = f"/en/{SLUG}/part/{part}"
            place = self.post(place, self.get(place), {item: self.answers[item] for item in items})
        self.get(self.post(place, self.get(place), {}))


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU, median of ROUNDS after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        times.append(1000 * (process_time() - begun))
    return median(times)


def main() -> None:
    with TemporaryDirectory() as folder:
        app = build_app(Path(folder))
        walk = Walk(app.test_client())
        walk.take()
        requests = walk.requests
        sitting = cpu(lambda: Walk(app.test_client()).take()) - cpu(lambda: Walk(app.test_client()))
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "hello")
    client = bare.test_client()
    reference = cpu(lambda: [client.get("/") for _ in range(requests)])
    print(
        f"sitting: {requests} requests, {sitting:.0f} ms CPU (client included); "
        f"bare Flask route, as many requests: {reference:.0f} ms; ratio {sitting / reference:.1f}"
    )


if __name__ == "__main__":
    main()
