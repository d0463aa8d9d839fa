"""What has to be true after a fault: all that was acknowledged is there once, and nobody waited long to be told."""

import sqlite3
from contextlib import closing
from time import monotonic, sleep

from quizapp import create_app
from quizapp.settings import read_settings
from quizapp.storage.sealing import Secret
from tests.operation.keeper import Keeper
from tests.operation.takers import Seen, Takers
from tests.serving import Browser
from tests.web.walk import rows

ANSWER_WITHIN, BACK_WITHIN = 2.0, 5.0
"""Seconds: until somebody is told that it does not work, and until it works again for everybody."""


def check_kept(keeper: Keeper, takers: Takers) -> list[str]:
    """What is wrong with what was acknowledged: each has to be there once, whole, and nothing else."""
    app = create_app(read_settings(keeper.around))
    store, problems = app.extensions["quizapp.submissions"].store, list(takers.wrong)
    links = [taken.owner for taken in takers.taken]
    if len(set(links)) != len(links):
        problems.append("two people were given one link")
    if rows(app, "result") != len(links):
        problems.append(f"{len(links)} were acknowledged, and {rows(app, 'result')} are there")
    with app.app_context():
        now = app.extensions["quizapp.submissions"].now()
        for taken in takers.taken:
            secret = Secret.from_text(taken.owner.split("/")[3])
            assert secret
            answers = store.answers.find(secret, now)
            if store.results.find(secret, now) is None or answers is None or answers.answers != taken.answers:
                problems.append("a result is not what was handed in")
    return problems


def check_reports(keeper: Keeper, takers: Takers, patience: float) -> list[str]:
    """Which of the reports that were asked for did not come, once none has come for ``patience`` seconds."""
    waiting, deadline = set(takers.asked), monotonic() + patience
    browser = Browser(keeper.served.address)
    while waiting and monotonic() < deadline:
        for owner in sorted(waiting):
            reply = browser.get(owner + "forty-days.pdf")
            if reply.status == 200 and reply.body.startswith(b"%PDF-"):
                waiting.remove(owner)
                deadline = monotonic() + patience
        sleep(0.5)
    return [f"a report did not come, and no other for {patience:.0f} s" for _ in waiting]


def check_files(keeper: Keeper) -> list[str]:
    path = keeper.served.data / "quizapp.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("PRAGMA integrity_check").fetchone()[0]
    return [] if found == "ok" else [f"integrity_check: {found}"]


def check_outage(seen: list[Seen], began: float, ended: float, back: float) -> list[str]:
    """What is wrong with how an outage from ``began`` to ``ended`` was met; at ``back`` the database was there again.

    Times of ``monotonic``. How long a page takes that comes after all is no matter of outages.
    """
    during = [one for one in seen if one.at + one.seconds > began and one.at < ended]
    after = [one for one in seen if one.at > back + BACK_WITHIN]
    refused = [one for one in during if one.status == 503]
    problems = [f"it took {one.seconds:.2f} s to say no" for one in refused if one.seconds > ANSWER_WITHIN]
    problems += [f"a request got no answer ({one.status})" for one in during if one.status == 0]
    problems += ["what was sent was not kept" for one in refused if not one.kept]
    if not refused:
        problems.append("nobody noticed")
    if not after or any(_is_refusal(one) for one in after):
        problems.append(f"it did not work again {BACK_WITHIN:.0f} s later")
    return problems


def _is_refusal(one: Seen) -> bool:
    return one.status == 0 or (one.status == 503 and not one.of_report)


def describe(seen: list[Seen], began: float, ended: float) -> str:
    refused = [one for one in seen if one.status == 503]
    slowest = max((one.seconds for one in refused), default=0.0)
    back = max((one.at + one.seconds for one in seen if _is_refusal(one)), default=ended) - ended
    return (
        f"{ended - began:.0f} s away: {len(refused)} times 503, the slowest after {slowest:.2f} s,"
        f" the last {max(back, 0.0):.2f} s after its end; {sum(one.status == 0 for one in seen)} without an answer"
    )
