"""The owner keeps a result: this device remembers it when asked to, and all of it comes as a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp import create_app
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings
from quizapp.storage.shapes import Shape
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.submissions import Secret, Submissions
from tests.conftest import Clock, StrictClient
from tests.test_settings import PUBLIC
from tests.web.walk import all_answered, send, share_all

HERE = "Your result of 23 November 2026 is here."


@pytest.fixture
def owner(submissions: Submissions, between_us: Questionnaire) -> str:
    return made(submissions, between_us)


def made(submissions: Submissions, questionnaire: Questionnaire) -> str:
    """A result in which everything was answered alike; its address."""
    sitting = submissions.start(questionnaire.slug, "now")
    submissions.answer(sitting, all_answered(questionnaire, 4), 1, "en")
    owner = submissions.submit(sitting)
    assert owner
    return f"/en/r/{owner.text}/"


def front(client: FlaskClient) -> str:
    return client.get("/en/").get_data(as_text=True)


def remember(client: FlaskClient, owner: str, answer: str = "yes") -> TestResponse:
    return send(client, owner + "remember", {"remember": answer}, page=owner)


def test_nothing_is_remembered_unless_it_is_asked_for(client: FlaskClient, owner: str) -> None:
    page = client.get(owner).get_data(as_text=True)

    assert 'name="remember" value="yes">' in page.replace(" checked", "!")
    assert HERE not in front(client)
    remember(client, owner, "")
    assert HERE not in front(client)


def test_the_first_page_leads_to_what_this_device_remembers(
    app: Flask, client: FlaskClient, owner: str, clock: Clock
) -> None:
    cookie = remember(client, owner).headers["Set-Cookie"]

    assert {"HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={90 * 86400}"} <= set(cookie.split("; "))
    assert HERE in front(client)
    assert f'href="{owner}"' in front(client)
    assert HERE not in front(app.test_client())
    # Its owner gives it a week: the cookie does not outlive it.
    shorter = send(client, owner + "keep", {"days": "7"}, page=owner)
    assert f"Max-Age={7 * 86400};" in shorter.headers["Set-Cookie"]
    clock.pass_time(days=8)
    assert HERE not in front(client)


@pytest.mark.parametrize("way", ["button", "leave", "delete", "untick"])
def test_it_is_forgotten_by_its_button_by_leaving_and_by_deleting(client: FlaskClient, owner: str, way: str) -> None:
    remember(client, owner)

    if way == "leave":
        client.get("/leave")
    elif way == "delete":
        send(client, owner + "delete", {})
    elif way == "button":
        send(client, "/en/forget", {}, page="/en/")
    else:
        remember(client, owner, "no")

    assert client.get_cookie("kept") is None
    assert HERE not in front(client)


def test_several_results_are_remembered_and_a_cookie_of_nonsense_is_nothing(
    client: FlaskClient, between_us: Questionnaire, submissions: Submissions, owner: str
) -> None:
    second = made(submissions, between_us)
    for one in (owner, second, owner):
        remember(client, one)
    assert front(client).count(HERE) == 2
    client.set_cookie("kept", "x" * 43 + "." + "A" * 43 + ".\x7f.")
    assert HERE not in front(client)


class SecureClient(StrictClient):
    """Reaches the site as people do over https."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        headers = {"Referer": "https://example.org/"}
        return super().open(*args, base_url="https://example.org", headers=headers, **kwargs)


def test_over_https_the_cookie_is_one_that_no_other_host_can_set(tmp_path: Path, between_us: Questionnaire) -> None:
    settings = read_settings({**PUBLIC, "QUIZAPP_DATA": str(tmp_path), "QUIZAPP_QUEUE_URL": "immediate"})
    bring_up_to_date(settings.database_url)
    app = create_app(settings)
    app.test_client_class = SecureClient
    with app.app_context():
        owner = made(app.extensions["quizapp.submissions"], between_us)

    cookie = remember(app.test_client(), owner).headers["Set-Cookie"]

    assert cookie.startswith("__Host-kept=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_all_that_is_kept_comes_as_a_file_in_words_and_as_stored(
    client: FlaskClient, between_us: Questionnaire, owner: str, submissions: Submissions, clock: Clock
) -> None:
    share = share_all(client, owner)
    reply = client.get(owner + "my-data.json")
    told = json.loads(reply.get_data(as_text=True))
    secret = Secret.from_text(owner.split("/")[3])
    assert secret
    result = submissions.find_result(secret)
    assert result

    assert 'filename="my-data.json"' in reply.headers["Content-Disposition"]
    assert told["Test"] == "Between Us, version 1"
    assert {"sentence": between_us.items["anx1"].text, "answer": "Mostly like me"} in told["Your answers"]
    assert told["Pages you have shown"][0]["address"] == share
    assert len(told["Your plan"]) > 20
    assert told["As it is stored"]["result"] == Shape(type(result)).as_json(result)
    assert len(told["As it is stored"]["answers"]["answers"]) == len(between_us.asked)
    clock.pass_time(hours=25)
    later = json.loads(client.get(owner + "my-data.json").get_data(as_text=True))
    assert later["As it is stored"]["answers"] is None
    assert later["Your answers"] == "They were kept for a day and are gone."


def test_the_file_speaks_the_language_of_its_page(client: FlaskClient, owner: str) -> None:
    told = json.loads(client.get(owner.replace("/en/", "/zh-Hans/") + "my-data.json").get_data(as_text=True))

    assert told["题目"] == "《我们之间》第1版"
    assert len(told) == len(json.loads(client.get(owner + "my-data.json").get_data(as_text=True)))


@pytest.mark.parametrize(
    ("agent", "inside"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/126 MicroMessenger/8.0",
            True,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Instagram 334.0",
            True,
        ),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/466.0]", True),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0", False),
        ("", False),
    ],
)
def test_where_an_app_cannot_download_the_page_says_what_to_do(
    client: FlaskClient, owner: str, agent: str, *, inside: bool
) -> None:
    page = client.get(owner, headers={"User-Agent": agent}).get_data(as_text=True)

    assert ("Open in browser" in page) is inside
