"""While the database does not work: what was sent is kept on the page, which sends it again."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from quizapp.domain.questionnaire import Questionnaire
from quizapp.storage.tables import db
from tests.definitions.test_standard_words import PLAIN
from tests.web.test_formats import KINDS, Serve, serve
from tests.web.test_own_words import FULL
from tests.web.walk import all_answered, begin, hand_in, rows, send, token_of

__all__ = ["serve"]

pytestmark = pytest.mark.both_databases


@contextmanager
def away(app: Flask) -> Iterator[None]:
    """The tables are not where they should be."""

    def rename(old: str, new: str) -> None:
        for name in ("sitting", "result"):
            connection.execute(text(f"ALTER TABLE {name}{old} RENAME TO {name}{new}"))

    with app.app_context():
        with db.engine.begin() as connection:
            rename("", "_away")
        yield
        with db.engine.begin() as connection:
            rename("_away", "")


def fields_of(page: TestResponse) -> "MultiDict[str, str]":
    """The form of the page, as a browser would send it."""
    found = page.get_data(as_text=True)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found)
    written = re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n(.*?)</textarea>', found, re.DOTALL)
    return MultiDict([(name, html.unescape(value)) for name, value in [*hidden, *written]])


def test_the_answers_of_a_page_are_kept_and_sent_again(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    place = begin(client)
    given = dict.fromkeys(between_us.pages[0], "o4")
    token = token_of(client.get(place))

    with away(app):
        refused = client.post(place + "?to_check=1", data={"csrf_token": token, **given, "go": "next"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "Send it again" in refused.get_data(as_text=True)
    assert 'class="leave" href="/leave"' in refused.get_data(as_text=True)
    again = client.post(place + "?to_check=1", data=fields_of(refused))

    assert (again.status_code, again.location) == (303, "/en/between-us/check")
    assert client.get(place).get_data(as_text=True).count('value="o4" checked') == len(given)


def test_a_page_with_an_old_token_is_kept_too(app: Flask, client: FlaskClient, between_us: Questionnaire) -> None:
    place = begin(client)
    given = dict.fromkeys(between_us.pages[0], "o4")

    with away(app):
        refused = client.post(place, data={"csrf_token": "of another session", **given, "go": "next"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    again = client.post(place, data=fields_of(refused))

    assert again.status_code == 303
    assert client.get(place).get_data(as_text=True).count('value="o4" checked') == len(given)


def test_words_of_ones_own_are_shown_and_nothing_else_is(serve: Serve) -> None:
    app = serve(PLAIN + KINDS)
    client = app.test_client()
    places = [send(client, "/en/evenings/", {"agree": "yes"}).location, "/en/evenings/part/2", "/en/evenings/part/3"]
    place = next(place for place in places if 'name="word"' in client.get(place).get_data(as_text=True))
    token = token_of(client.get(place))
    sent = {"word": "tired", "since": "new", "more": '</textarea><script>alert("x")</script>\r\n 2 < 3'}

    with away(app):
        refused = client.post(place, data={"csrf_token": token, **sent})

    shown = re.findall(r"<textarea id=\"(\w+)\"", refused.get_data(as_text=True))
    assert shown == ["word", "more"]
    assert "<script>alert" not in refused.get_data(as_text=True)
    assert {**fields_of(refused), "csrf_token": ""} == {**sent, "csrf_token": ""}


def test_what_was_written_after_the_result_is_kept(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    url = hand_in(client, between_us, all_answered(between_us, 4)) + "own-words/"
    token = token_of(client.get(url))

    with away(app):
        refused = client.post(url, data={"csrf_token": token, **FULL}, content_type="multipart/form-data")
    shown = re.findall(r"<textarea id=\"([\w.]+)\"", refused.get_data(as_text=True))
    assert shown == ["p.values.2.own", "p.carried", "p.better", "p.hope"]

    assert client.post(url, data=fields_of(refused)).status_code == 303
    assert FULL["p.carried"] in client.get(url).get_data(as_text=True)


def test_handing_in_is_asked_for_once_more_and_gives_one_result(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    begin(client)
    send(client, "/en/between-us/part/1", dict.fromkeys(between_us.pages[0], "o4"))
    token = token_of(client.get("/en/between-us/check"))

    with away(app):
        refused = client.post("/en/between-us/check", data={"csrf_token": token})
    again = client.post("/en/between-us/check", data=fields_of(refused))

    assert (refused.status_code, again.status_code, rows(app, "result")) == (503, 303, 1)


def test_every_tick_of_a_share_is_kept(app: Flask, client: FlaskClient, between_us: Questionnaire) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))
    page = client.get(owner)
    offered = re.findall(r'name="show"[^>]*value="([^"]+)"', page.get_data(as_text=True))
    assert len(offered) > 1

    with away(app):
        refused = client.post(owner + "share", data={"csrf_token": token_of(page), "show": offered, "go": "make"})

    assert fields_of(refused).getlist("show") == offered


def test_a_page_that_is_only_asked_for_says_so_and_has_no_form(app: Flask, client: FlaskClient) -> None:
    place = begin(client)

    with away(app):
        refused = client.get(place)

    assert refused.status_code == 503
    assert "<form" not in refused.get_data(as_text=True)
