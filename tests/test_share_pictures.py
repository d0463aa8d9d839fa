"""Pictures of what is shown: when there are any, what they cost, and that nothing of them stays."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quizapp.domain.picture import Picture
from quizapp.domain.questionnaire import Questionnaire
from quizapp.rendering.desk import ReportDesk
from quizapp.rendering.maker import ReportMaker
from quizapp.rendering.standing import FULL, WAITING, WAITING_AT_MOST, Standing
from quizapp.reports import png
from quizapp.reports.picture import PictureView
from quizapp.settings import Settings, read_settings
from quizapp.storage.queue import URGENT, RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.storage.tables import db, rendering
from quizapp.submissions import Submissions, picture_secret
from tests.conftest import Clock
from tests.web.walk import all_answered, hand_in, token_of

PREVIEW, PORTRAIT = Picture(kind="preview"), Picture(kind="portrait", address="https://example.org/en/")
PNG = b"\x89PNG-made"
FALSE = "/en/s/" + "A" * 43 + "/picture.png"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """With a queue, and nobody who works on it but the tests."""
    return read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_DATABASE_URL": database_url})


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[PictureView]:
    """What was drawn; a made-up file, since none of this is about what it looks like."""
    views: list[PictureView] = []

    def draw(picture: PictureView, _templates: Path) -> bytes:
        views.append(picture)
        return PNG

    monkeypatch.setattr(png, "render_picture", draw)
    return views


@pytest.fixture
def work(queue: RenderQueue, maker: ReportMaker) -> Callable[[], int]:
    """Draw all that waits; how much that was."""

    def make_all() -> int:
        for done in range(100):
            message = queue.take()
            if message is None:
                return done
            secret = queue.open(message)
            assert secret
            maker.make(secret)
        raise AssertionError("The queue does not get empty.")

    return make_all


@pytest.fixture
def owner(submissions: Submissions, between_us: Questionnaire) -> Secret:
    answers = {key: "o1" if item.reverse else "o5" for key, item in between_us.items.items() if item.scale}
    sitting = submissions.start("between-us", "now")
    submissions.answer(sitting, {**all_answered(between_us, 3), **answers}, 1, "en")
    found = submissions.submit(sitting)
    assert found
    return found


@pytest.fixture
def share(submissions: Submissions, owner: Secret) -> Secret:
    found = submissions.share(owner, ["strength:REP", "helps:ANX"], pictured=True)
    assert found
    return found


def test_without_consent_there_is_no_picture_and_the_preview_says_nothing(
    client: FlaskClient, submissions: Submissions, owner: Secret, queue: RenderQueue
) -> None:
    plain = submissions.share(owner, ["strength:REP"])
    assert plain
    door, false = client.get(f"/en/s/{plain.text}/").get_data(as_text=True), client.get(FALSE)

    for method in ("GET", "HEAD"):
        picture = client.open(f"/en/s/{plain.text}/picture.png", method=method)
        assert (picture.status_code, dict(picture.headers)) == (404, dict(client.open(FALSE, method=method).headers))
        assert picture.data in (false.data, b"")
    assert "og:" not in door
    assert "<title>Between Us</title>" in door
    assert '<meta name="description" content="Someone chose to show you part of a self-reflection.">' in door
    assert queue.length() == 0


def test_a_chat_finds_the_picture_by_whole_addresses_and_without_a_button(
    client: FlaskClient, share: Secret, settings: Settings, work: Callable[[], int]
) -> None:
    door = client.get(f"/en/s/{share.text}/").get_data(as_text=True)
    told = dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]*)">', door))
    path = f"/en/s/{share.text}/picture.png"
    assert told["og:image"] == settings.public_url + path
    assert told["og:url"] == f"{settings.public_url}/en/s/{share.text}/"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")

    early = client.get(path)
    assert (early.status_code, early.headers["Retry-After"]) == (503, "2")
    assert work() == 1
    robot = client.application.test_client()
    made = robot.get(path)
    assert (made.status_code, made.mimetype, made.data) == (200, "image/png", PNG)
    assert made.headers["X-Robots-Tag"].startswith("noindex")
    assert (robot.head(path).status_code, robot.head(path).data) == (200, b"")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_whatever_language_a_chat_reads_the_link_in_its_picture_is_drawn_beforehand(
    client: FlaskClient, between_us: Questionnaire, work: Callable[[], int], language: str
) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))
    asked = {"csrf_token": token_of(client.get(owner)), "show": "plane", "pictured": "yes", "go": "make"}
    at = client.post(owner + "share", data=asked).location
    work()
    shown = client.get(at)

    share = re.findall(r"/s/([\w-]{43})/", shown.get_data(as_text=True))[0]
    assert client.get(f"/{language}/s/{share}/picture.png").data == PNG


def test_the_preview_tells_the_first_thing_ticked_and_nothing_else(
    client: FlaskClient,
    share: Secret,
    between_us: Questionnaire,
    drawn: list[PictureView],
    desk: ReportDesk,
    work: Callable[[], int],
) -> None:
    strength, helps = between_us.scales["REP"].high.strength, between_us.scales["ANX"].high.helps
    assert strength
    door = client.get(f"/en/s/{share.text}/").get_data(as_text=True)
    assert strength.shared_title in door
    assert strength.shared_detail not in door
    assert str(helps) not in door.replace("&#39;", "'")
    desk.ask_picture(share, "en", PREVIEW)
    work()
    assert [(view.kind, view.headline, view.helps) for view in drawn] == [("preview", strength.shared_title, helps)]
    assert str(helps) not in png.render_page(drawn[0], client.application.extensions["quizapp.settings"].templates)


def test_a_picture_is_asked_for_once_drawn_once_and_read_from_then_on(
    desk: ReportDesk, share: Secret, drawn: list[PictureView], work: Callable[[], int]
) -> None:
    assert desk.ask_picture(share, "en", PREVIEW) == WAITING
    assert desk.ask_picture(share, "en", PREVIEW) == WAITING
    assert work() == 1
    assert desk.ask_picture(share, "en", PREVIEW) == Standing("ready", PNG)
    assert desk.ask_picture(share, "zh-Hans", PREVIEW) == WAITING
    assert work() == 1
    assert [view.language for view in drawn] == ["en", "zh-Hans"]


def test_a_picture_with_another_address_on_it_is_another_picture(
    desk: ReportDesk, share: Secret, drawn: list[PictureView], work: Callable[[], int]
) -> None:
    desk.ask_picture(share, "en", PORTRAIT)
    work()
    moved = Picture(kind="portrait", address="https://moved.example.org/en/")
    assert desk.ask_picture(share, "en", moved) == WAITING
    work()
    assert [view.host for view in drawn] == ["example.org", "moved.example.org"]


def test_a_full_queue_takes_no_pictures_in(desk: ReportDesk, share: Secret, queue: RenderQueue) -> None:
    for number in range(WAITING_AT_MOST):
        queue.add(Secret(bytes([number]) * 32), URGENT)
    assert desk.ask_picture(share, "en", PREVIEW) == FULL


@pytest.mark.only("sqlite")
def test_nothing_of_a_share_or_its_pictures_stays_once_it_is_taken_back(  # noqa: PLR0917  # fixtures
    client: FlaskClient,
    submissions: Submissions,
    owner: Secret,
    share: Secret,
    settings: Settings,
    work: Callable[[], int],
    desk: ReportDesk,
) -> None:
    for language in ("en", "zh-Hans"):
        desk.ask_picture(share, language, PREVIEW)
        desk.ask_picture(share, language, PORTRAIT)
    assert work() == 4
    sealed = [bytes(row.sealed) for row in db.session.execute(select(rendering.c.sealed))]
    db.session.remove()
    assert len(sealed) == 4
    assert pieces_in(settings.data, sealed) == 4
    assert submissions.take_back(owner, share.text)

    assert client.get(f"/en/s/{share.text}/picture.png").data == client.get(FALSE).data
    assert desk.ask_picture(share, "en", PREVIEW) is None
    assert pieces_in(settings.data, sealed) == 0


def pieces_in(folder: Path, sealed: list[bytes]) -> int:
    """Of how many rows a piece lies in some file, each page of which would hold one of this length."""
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return sum(one[100:160] in kept or one[-60:] in kept for one in sealed)


def test_deleting_a_result_takes_the_pictures_of_its_shares_along(
    submissions: Submissions, owner: Secret, share: Secret, desk: ReportDesk, work: Callable[[], int], clock: Clock
) -> None:
    desk.ask_picture(share, "en", PREVIEW)
    work()
    assert submissions.forget(owner)
    assert submissions.store.renderings.find(picture_secret(share, "en", "preview"), clock()) is None


def test_a_share_taken_back_while_its_picture_is_drawn_has_none(  # noqa: PLR0917  # fixtures
    submissions: Submissions,
    owner: Secret,
    share: Secret,
    desk: ReportDesk,
    work: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
    clock: Clock,
) -> None:
    def take_back_meanwhile(*_: object) -> bytes:
        assert submissions.take_back(owner, share.text)
        return PNG

    monkeypatch.setattr(png, "render_picture", take_back_meanwhile)
    desk.ask_picture(share, "en", PREVIEW)
    work()
    assert submissions.store.renderings.find(picture_secret(share, "en", "preview"), clock()) is None


def test_no_picture_is_ordered_of_a_share_that_is_taken_back_at_that_moment(
    submissions: Submissions, owner: Secret, share: Secret, desk: ReportDesk, queue: RenderQueue, clock: Clock
) -> None:
    job = desk._picture(share, "en", PREVIEW)
    assert job
    submissions.take_back(owner, share.text)
    desk._order(job)
    assert submissions.store.renderings.find(job.secret, clock()) is None
    assert queue.length() == 0


def test_a_preview_lives_as_long_as_its_share_and_a_picture_to_save_for_a_day(
    desk: ReportDesk, share: Secret, work: Callable[[], int], clock: Clock
) -> None:
    desk.ask_picture(share, "en", PREVIEW)
    desk.ask_picture(share, "en", PORTRAIT)
    work()
    clock.pass_time(days=2)
    assert desk.ask_picture(share, "en", PORTRAIT) == WAITING
    clock.pass_time(days=87)
    assert desk.ask_picture(share, "en", PREVIEW) == Standing("ready", PNG)
    clock.pass_time(days=2)
    assert desk.ask_picture(share, "en", PREVIEW) is None


@pytest.mark.parametrize(("days", "later", "there"), [(200, 150, True), (3, 4, False)])
def test_a_preview_goes_with_the_lifetime_that_its_owner_sets(  # noqa: PLR0917  # fixtures
    submissions: Submissions,
    owner: Secret,
    share: Secret,
    desk: ReportDesk,
    work: Callable[[], int],
    clock: Clock,
    days: int,
    later: int,
    *,
    there: bool,
) -> None:
    desk.ask_picture(share, "en", PREVIEW)
    work()
    submissions.keep(owner, days)
    clock.pass_time(days=later)
    found = submissions.store.renderings.find(picture_secret(share, "en", "preview"), clock())
    assert (found is not None) == there


def test_who_asks_for_links_without_end_is_asked_to_wait(client: FlaskClient, between_us: Questionnaire) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))
    asked = {"csrf_token": token_of(client.get(owner)), "show": "x", "go": "preview"}
    answers = [client.post(owner + "share", data=asked).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]
