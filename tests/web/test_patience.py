"""Who has waited too long for a turn is asked to come back, with all that was sent."""

from contextvars import ContextVar

import pytest
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from quizapp.web import patience
from tests.web.test_database_away import fields_of
from tests.web.walk import begin, token_of


def wait(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let every request have waited so long. The client gives each an empty context, so that it is a default."""
    monkeypatch.setattr(patience, "waited", ContextVar("waited", default=seconds))


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Many people are here just now."), ("zh-Hans", "此刻来的人很多。")]
)
def test_a_page_says_so_and_when_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str, heading: str
) -> None:
    wait(monkeypatch, 2.1)
    answer = client.get(f"/{language}/between-us/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert heading in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/look.css"])
def test_what_costs_nothing_is_given_to_everybody(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    wait(monkeypatch, 2.1)
    assert client.get(path).status_code == 200


def test_who_waited_a_little_is_served(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    wait(monkeypatch, 1.9)
    assert client.get("/en/").status_code == 200


def test_what_was_sent_stands_on_the_page_and_can_be_sent_again(
    client: FlaskClient, between_us: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = begin(client)
    given = dict.fromkeys(between_us.pages[0], "o4")
    token = token_of(client.get(place))
    wait(monkeypatch, 2.1)
    refused = client.post(place, data={"csrf_token": token, **given})
    assert refused.status_code == 503
    fields = fields_of(refused)
    assert {key: fields[key] for key in given} == given
    wait(monkeypatch, 0)
    assert client.post(place, data=fields).status_code == 303
    assert client.get(place).get_data(as_text=True).count(" checked") == len(given)
