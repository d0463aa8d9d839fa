"""CPU to answer false links of every kind: were one kind slower, it would tell that the link once led somewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time

from flask import Flask

from benchmarks.setting import SLUG
from quizapp import create_app
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.submissions import Submissions

ROUNDS = 600
LONG_AGO = datetime.now(UTC) - timedelta(days=400)


def build(folder: Path, now: datetime) -> Flask:
    settings = read_settings({"QUIZAPP_DATA": str(folder), "QUIZAPP_LIMITS_TIMES": "1000"})
    bring_up_to_date(settings.database_url)
    return create_app(settings, now=lambda: now)


def result(app: Flask) -> str:
    """The secret of a new result."""
    with app.app_context():
        submissions: Submissions = app.extensions["quizapp.submissions"]
        owner = submissions.submit(submissions.start(SLUG, "now"))
        assert owner
        return owner.text


def deleted(app: Flask) -> str:
    secret = result(app)
    client = app.test_client()
    page = client.get(f"/en/r/{secret}/delete").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post(f"/en/r/{secret}/delete", data={"csrf_token": token}).status_code == 303
    return secret


def links(folder: Path) -> Iterator[tuple[str, str]]:
    expired = result(build(folder, LONG_AGO))
    app = build(folder, datetime.now(UTC))
    for index in range(50):
        result(app)
        if index == 0:
            yield "deleted", deleted(app)
    yield "expired", expired
    yield "made up", "A" * 43
    yield "made up, again", "Q" * 43


def main() -> None:
    times: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder:
        known = dict(links(Path(folder)))
        client = build(Path(folder), datetime.now(UTC)).test_client()
        addresses = cycle(f"10.0.{number // 250}.{number % 250}" for number in range(5000))
        # In turns, so that what else the machine does falls on all of them alike.
        for _ in range(ROUNDS):
            for kind, secret in known.items():
                begun = process_time()
                reply = client.get(f"/en/r/{secret}/", environ_base={"REMOTE_ADDR": next(addresses)})
                times.setdefault(kind, []).append(1000 * (process_time() - begun))
                assert reply.status_code == 404
    reference = median(times["made up"])
    for kind, found in times.items():
        low, _, high = quantiles(found)
        print(f"{kind:15} {median(found):5.2f} ms ({low:.2f} to {high:.2f}), ratio {median(found) / reference:.3f}")


if __name__ == "__main__":
    main()
