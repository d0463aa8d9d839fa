"""A whole sitting through forms, as a browser without scripts would send it."""

import re
from collections.abc import Mapping

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from quizapp.domain.questionnaire import Questionnaire
from quizapp.storage.tables import db

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def token_of(page: TestResponse) -> str:
    found = TOKEN.search(page.get_data(as_text=True))
    assert found, "the page has no form"
    return found[1]


def send(client: FlaskClient, url: str, data: Mapping[str, object], page: str | None = None) -> TestResponse:
    """Fill in the form that stands on ``page`` (the same address unless named) and send it to ``url``."""
    return client.post(url, data={"csrf_token": token_of(client.get(page or url)), **data})


def begin(client: FlaskClient, language: str = "en", frame: str = "now", slug: str = "between-us") -> str:
    """Start a sitting; returns the address of its first page."""
    answer = send(client, f"/{language}/{slug}/", {"frame": frame, "agree": "yes"})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def answer_all(
    client: FlaskClient, questionnaire: Questionnaire, answers: Mapping[str, str], language: str = "en"
) -> str:
    """Send every page of sentences; returns where the last one led."""
    location = ""
    for part, items in enumerate(questionnaire.pages, start=1):
        given = {item: answers[item] for item in items if item in answers}
        reply = send(client, f"/{language}/{questionnaire.slug}/part/{part}", given)
        assert reply.status_code == 303
        location = reply.location
    return location


def hand_in(
    client: FlaskClient,
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    language: str = "en",
    frame: str = "now",
) -> str:
    """From the first page to the result; returns the owner's address."""
    begin(client, language, frame, questionnaire.slug)
    check = answer_all(client, questionnaire, answers, language)
    reply = send(client, check, {})
    assert reply.status_code == 303
    return reply.location


def all_answered(questionnaire: Questionnaire, value: int) -> dict[str, str]:
    """The same value everywhere; the middle of the scale where a rating asks for ten."""
    return {
        key: next((o for o, option in questionnaire.responses_of(key).options.items() if option.value == value), "")
        for key in questionnaire.items
    }


def rows(app: Flask, table: str) -> int:
    """How many rows a table of the application's database holds."""
    with app.app_context():
        found = db.session.execute(select(func.count()).select_from(db.metadata.tables[table])).scalar_one()
        db.session.remove()
    return int(found)


def share_all(client: FlaskClient, owner: str) -> str:
    """Share whatever a result offers; returns the path of the newest share."""
    offered = re.findall(r'name="show"[^>]*value="([^"]+)"', client.get(owner).get_data(as_text=True))
    made = send(client, owner + "share", {"show": offered, "go": "make"}, page=owner)
    found = re.search(r'value="[^"]*(/[\w-]+/s/[\w-]{43}/)"', client.get(made.location).get_data(as_text=True))
    assert found
    return found[1]
