"""What a browser without scripts sees until the report is there."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.domain.printing import Printing
from quizapp.domain.questionnaire import Questionnaire
from quizapp.rendering.maker import ReportMaker
from quizapp.rendering.standing import MOST_TRIES, WAITING_AT_MOST
from quizapp.settings import Settings, read_settings
from quizapp.storage.queue import URGENT, RenderQueue
from quizapp.storage.sealing import Secret
from quizapp.submissions import rendering_secret
from tests.web.walk import all_answered, hand_in


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """With a queue, and nobody who works on it."""
    return read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_DATABASE_URL": database_url})


@pytest.fixture
def owner(client: FlaskClient, between_us: Questionnaire) -> str:
    return hand_in(client, between_us, all_answered(between_us, 4))


@pytest.fixture
def queue(app: Flask) -> RenderQueue:
    found: RenderQueue = app.extensions["quizapp.queue"]
    return found


WORDS = {"en": "Your report is being made.", "zh-Hans": "你的报告正在制作。"}


@pytest.mark.parametrize("language", WORDS)
def test_a_page_waits_for_the_report_and_asks_again_by_itself(
    client: FlaskClient, between_us: Questionnaire, language: str
) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4), language)
    page = client.get(owner + "forty-days.pdf?edition=together")
    text = page.get_data(as_text=True)

    assert page.status_code == 202
    assert page.headers["Retry-After"] == "2"
    assert '<meta http-equiv="refresh" content="2">' in text
    assert WORDS[language] in text
    assert f'href="{owner}"' in text


def test_the_page_turns_into_the_report(app: Flask, client: FlaskClient, owner: str, queue: RenderQueue) -> None:
    client.get(owner + "forty-days.pdf")
    maker: ReportMaker = app.extensions["quizapp.maker"]
    message = queue.take()
    assert message
    secret = queue.open(message)
    assert secret
    maker.make(secret)

    report = client.get(owner + "forty-days.pdf")

    assert report.status_code == 200
    assert report.mimetype == "application/pdf"
    assert report.data.startswith(b"%PDF-")


def test_showing_the_result_asks_for_the_report_ahead(client: FlaskClient, owner: str, queue: RenderQueue) -> None:
    client.get(owner)
    client.get(owner)

    assert queue.length() == 1


def test_a_full_queue_says_when_to_come_back(client: FlaskClient, owner: str, queue: RenderQueue) -> None:
    for _other in range(WAITING_AT_MOST):
        queue.add(Secret(b"o" * 32), URGENT)

    page = client.get(owner + "forty-days.pdf")

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "60"
    assert "in about a minute" in page.get_data(as_text=True)
    assert "refresh" not in page.get_data(as_text=True)
    assert client.get(owner).status_code == 200


def test_a_report_that_cannot_be_made_says_so_and_stops_asking(app: Flask, client: FlaskClient, owner: str) -> None:
    maker: ReportMaker = app.extensions["quizapp.maker"]
    found = re.search(r"/r/([\w-]{43})/", owner)
    assert found
    secret = Secret.from_text(found[1])
    assert secret
    for _try in range(MOST_TRIES):
        client.get(owner + "forty-days.pdf")
        maker._begin(rendering_secret(secret, "en", Printing()))
        maker.give_up(rendering_secret(secret, "en", Printing()))

    page = client.get(owner + "forty-days.pdf")

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "600"
    assert "This report could not be made." in page.get_data(as_text=True)
    assert "refresh" not in page.get_data(as_text=True)


def test_there_is_no_report_in_an_edition_that_nobody_wrote(client: FlaskClient, owner: str) -> None:
    assert client.get(owner + "forty-days.pdf?edition=neighbours").status_code == 404
