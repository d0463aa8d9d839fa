"""From asking for a report to reading it: who asks, who makes it, and what happens where that goes wrong."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from quizapp.domain.printing import PRINTINGS, Printing
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.rendering.desk import ReportDesk
from quizapp.rendering.maker import ReportMaker
from quizapp.rendering.standing import (
    AHEAD_AT_MOST,
    BEGUN,
    FAILED,
    FULL,
    MADE_KEPT,
    MOST_TRIES,
    QUEUED,
    UNMADE_KEPT,
    WAITING,
    WAITING_AT_MOST,
    Standing,
)
from quizapp.reports import pdf
from quizapp.reports.action_report import ActionReport
from quizapp.settings import Settings, read_settings
from quizapp.storage.queue import AHEAD, URGENT, RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.submissions import Submissions, rendering_secret
from tests.conftest import Clock
from tests.web.walk import all_answered, rows

PDF = b"%PDF-made"
READY = Standing("ready", PDF)
OTHER = Secret(b"o" * 32)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """With a queue, and nobody who works on it but the tests."""
    return read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_DATABASE_URL": database_url})


@pytest.fixture(autouse=True)
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which languages were rendered; a made-up PDF, since none of this is about its pages."""
    languages: list[str] = []

    def render(report: ActionReport, _templates: Path, _printing: Printing) -> bytes:
        languages.append(report.language)
        return PDF

    monkeypatch.setattr(pdf, "render_report", render)
    return languages


@pytest.fixture
def owner(submissions: Submissions, between_us: Questionnaire) -> Secret:
    sitting = submissions.start("between-us", "now")
    submissions.answer(sitting, all_answered(between_us, 3), 1, "en")
    owner = submissions.submit(sitting)
    assert owner
    return owner


@pytest.fixture
def work(queue: RenderQueue, maker: ReportMaker) -> Callable[[], int]:
    """Make all that waits; how much that was."""

    def make_all() -> int:
        for done in range(1000):
            message = queue.take()
            if message is None:
                return done
            secret = queue.open(message)
            assert secret
            maker.make(secret)
        raise AssertionError("The queue does not get empty.")

    return make_all


def test_a_report_is_asked_for_once_made_once_and_read_from_then_on(
    desk: ReportDesk, queue: RenderQueue, owner: Secret, rendered: list[str], work: Callable[[], int]
) -> None:
    assert desk.ask(owner, "en", Printing()) == WAITING
    assert desk.ask(owner, "en", Printing()) == WAITING
    assert work() == 1
    assert desk.ask(owner, "en", Printing()) == READY
    assert queue.length() == 0
    assert rendered == ["en"]


def test_ten_who_ask_at_once_make_one_job(desk: ReportDesk, queue: RenderQueue, owner: Secret, app: Flask) -> None:
    queue.length()
    barrier = Barrier(10)

    def ask(_number: int) -> Standing | None:
        with app.app_context():
            barrier.wait(10)
            return desk.ask(owner, "en", Printing())

    with ThreadPoolExecutor(10) as pool:
        standings = list(pool.map(ask, range(10)))

    assert standings == [WAITING] * 10
    assert queue.length() == 1


def test_each_language_and_edition_is_a_report_of_its_own(
    desk: ReportDesk, owner: Secret, rendered: list[str], work: Callable[[], int]
) -> None:
    for language in ("en", "zh-Hans"):
        desk.ask(owner, language, Printing())
        desk.ask(owner, language, Printing(edition="together"))

    assert work() == 4
    assert sorted(rendered) == ["en", "en", "zh-Hans", "zh-Hans"]


def test_a_report_made_ahead_is_there_when_it_is_asked_for(
    desk: ReportDesk, owner: Secret, work: Callable[[], int]
) -> None:
    desk.ask_ahead(owner, "en", Printing())
    desk.ask_ahead(owner, "en", Printing())
    assert work() == 1

    assert desk.ask(owner, "en", Printing()) == READY


def test_someone_who_asks_does_not_wait_behind_what_is_made_ahead(
    desk: ReportDesk,
    queue: RenderQueue,
    maker: ReportMaker,
    owner: Secret,
    rendered: list[str],
    work: Callable[[], int],
) -> None:
    desk.ask_ahead(owner, "en", Printing())
    queue.add(OTHER, AHEAD)
    desk.ask(owner, "en", Printing())
    desk.ask(owner, "en", Printing())

    first = queue.take()
    assert first
    assert queue.open(first) == rendering_secret(owner, "en", Printing())
    assert queue.length() == 2
    maker.make(rendering_secret(owner, "en", Printing()))
    work()
    assert rendered == ["en"]


@pytest.mark.parametrize(("others", "ahead"), [(AHEAD_AT_MOST - 1, 1), (AHEAD_AT_MOST, 0)])
def test_nothing_is_made_ahead_where_others_wait(
    desk: ReportDesk, queue: RenderQueue, owner: Secret, others: int, ahead: int
) -> None:
    for _other in range(others):
        queue.add(OTHER, URGENT)

    desk.ask_ahead(owner, "en", Printing())

    assert queue.length() == others + ahead


def test_a_full_queue_takes_nobody_in_until_it_has_emptied(
    desk: ReportDesk, queue: RenderQueue, owner: Secret, work: Callable[[], int]
) -> None:
    for _other in range(WAITING_AT_MOST):
        queue.add(OTHER, URGENT)
    assert desk.ask(owner, "en", Printing()) == FULL
    assert desk.ask(owner, "en", Printing()) == FULL

    work()

    assert desk.ask(owner, "en", Printing()) == WAITING


def test_a_queue_that_is_away_is_like_a_full_one_and_nothing_stays_marked(
    app: Flask, desk: ReportDesk, settings: Settings, owner: Secret
) -> None:
    Path(settings.queue_url.removeprefix("sqlite:///")).write_bytes(b"no database at all" * 100)

    assert desk.ask(owner, "en", Printing()) == FULL
    desk.ask_ahead(owner, "en", Printing())
    assert rows(app, "rendering") == 0


def test_a_queue_that_fails_at_the_last_moment_leaves_no_mark(
    app: Flask, desk: ReportDesk, owner: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.queue.length()
    monkeypatch.setattr(desk.queue, "length", lambda: 0)
    Path(desk.queue._url.removeprefix("sqlite:///")).write_bytes(b"")
    desk.queue.close()

    assert desk.ask(owner, "en", Printing()) == FULL
    assert rows(app, "rendering") == 0


def test_a_job_that_got_lost_is_asked_for_again(
    desk: ReportDesk, queue: RenderQueue, owner: Secret, clock: Clock
) -> None:
    desk.ask(owner, "en", Printing())
    queue.take()
    clock.pass_time(seconds=QUEUED.total_seconds() - 1)
    assert desk.ask(owner, "en", Printing()) == WAITING
    assert queue.length() == 0
    clock.pass_time(seconds=1)

    assert desk.ask(owner, "en", Printing()) == WAITING
    assert queue.length() == 1


def test_a_report_whose_worker_vanished_is_asked_for_again(
    desk: ReportDesk, queue: RenderQueue, maker: ReportMaker, owner: Secret, clock: Clock, work: Callable[[], int]
) -> None:
    desk.ask(owner, "en", Printing())
    queue.take()
    maker._begin(rendering_secret(owner, "en", Printing()))
    assert desk.ask(owner, "en", Printing()) == WAITING
    clock.pass_time(seconds=BEGUN.total_seconds())

    assert desk.ask(owner, "en", Printing()) == WAITING
    assert work() == 1
    assert desk.ask(owner, "en", Printing()) == READY


def test_a_report_that_is_given_up_is_asked_for_again_at_once(
    desk: ReportDesk, queue: RenderQueue, maker: ReportMaker, owner: Secret
) -> None:
    desk.ask(owner, "en", Printing())
    queue.take()
    maker._begin(rendering_secret(owner, "en", Printing()))
    maker.give_up(rendering_secret(owner, "en", Printing()))

    desk.ask(owner, "en", Printing())

    assert queue.length() == 1


def test_a_report_that_ends_every_worker_is_not_tried_for_ever(
    desk: ReportDesk, queue: RenderQueue, maker: ReportMaker, owner: Secret, clock: Clock
) -> None:
    for _try in range(MOST_TRIES):
        assert desk.ask(owner, "en", Printing()) == WAITING
        assert queue.take()
        maker._begin(rendering_secret(owner, "en", Printing()))
        maker.give_up(rendering_secret(owner, "en", Printing()))

    assert desk.ask(owner, "en", Printing()) == FAILED
    assert queue.length() == 0
    clock.pass_time(seconds=UNMADE_KEPT.total_seconds())
    assert desk.ask(owner, "en", Printing()) == WAITING
    assert queue.length() == 1


def test_what_one_worker_has_begun_another_leaves_alone(
    desk: ReportDesk, maker: ReportMaker, owner: Secret, rendered: list[str]
) -> None:
    desk.ask(owner, "en", Printing())
    maker._begin(rendering_secret(owner, "en", Printing()))

    maker.make(rendering_secret(owner, "en", Printing()))

    assert rendered == []


def test_a_share_or_another_lifetime_makes_no_other_report(
    desk: ReportDesk, owner: Secret, submissions: Submissions, work: Callable[[], int]
) -> None:
    desk.ask(owner, "en", Printing())
    work()
    result = submissions.find_result(owner)
    assert result
    page = submissions.result_page(owner, "en")
    assert page
    assert submissions.share(owner, [item.key for item in page.shareable])
    submissions.keep(owner, 30)

    assert desk.ask(owner, "en", Printing()) == READY


def test_a_result_that_has_changed_has_a_new_report(
    desk: ReportDesk, owner: Secret, submissions: Submissions, clock: Clock, work: Callable[[], int]
) -> None:
    desk.ask(owner, "en", Printing())
    work()
    submissions.store.results.change(
        owner, clock(), lambda result: (replace(result, answered=result.answered - 1), result.keep_until)
    )

    assert desk.ask(owner, "en", Printing()) == WAITING
    assert work() == 1
    assert desk.ask(owner, "en", Printing()) == READY


def test_a_report_of_a_result_that_is_forgotten_meanwhile_is_not_kept(
    app: Flask,
    desk: ReportDesk,
    maker: ReportMaker,
    owner: Secret,
    submissions: Submissions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forget_meanwhile(_report: object, _templates: Path, _printing: Printing) -> bytes:
        submissions.forget(owner)
        return PDF

    monkeypatch.setattr(pdf, "render_report", forget_meanwhile)
    desk.ask(owner, "en", Printing())

    maker.make(rendering_secret(owner, "en", Printing()))

    assert rows(app, "rendering") == 0
    assert desk.ask(owner, "en", Printing()) is None


def test_deleting_a_result_takes_every_report_along(
    app: Flask, desk: ReportDesk, work: Callable[[], int], owner: Secret, submissions: Submissions
) -> None:
    for language, printing in product(("en", "zh-Hans"), PRINTINGS):
        desk.ask(owner, language, printing)
    work()
    assert rows(app, "rendering") == 2 * len(PRINTINGS)

    submissions.forget(owner)

    assert rows(app, "rendering") == 0


def test_a_report_is_kept_for_a_day_but_not_longer_than_its_result(
    app: Flask, desk: ReportDesk, owner: Secret, submissions: Submissions, clock: Clock, work: Callable[[], int]
) -> None:
    desk.ask(owner, "en", Printing())
    work()
    clock.pass_time(seconds=MADE_KEPT.total_seconds() - 1)
    assert desk.ask(owner, "en", Printing()) == READY
    clock.pass_time(seconds=1)
    assert desk.ask(owner, "en", Printing()) == WAITING
    work()

    clock.pass_time(days=1)
    submissions.purge()

    assert rows(app, "rendering") == 0


def test_the_end_of_a_result_is_the_end_of_its_report(
    desk: ReportDesk, owner: Secret, submissions: Submissions, clock: Clock, work: Callable[[], int]
) -> None:
    submissions.keep(owner, 1)
    clock.pass_time(hours=23)
    desk.ask(owner, "en", Printing())
    work()
    clock.pass_time(hours=1)

    assert submissions.store.renderings.find(rendering_secret(owner, "en", Printing()), clock()) is None


def test_a_job_opens_its_own_report_and_nothing_else_of_its_owner(
    desk: ReportDesk, queue: RenderQueue, owner: Secret, submissions: Submissions, clock: Clock
) -> None:
    desk.ask(owner, "en", Printing())
    message = queue.take()
    assert message
    secret = queue.open(message)
    assert secret
    assert secret != owner
    store, now = submissions.store, clock()
    assert [table.find(secret, now) for table in (store.sittings, store.results, store.answers, store.shares)] == [
        None
    ] * 4
    found = store.renderings.find(secret, now)
    assert found
    assert isinstance(found.of, Result)
    assert found.of.shares == []
