"""A server key can be changed without anybody noticing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp import create_app
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings
from tests.web.walk import all_answered, begin, hand_in, send, share_all, token_of

OLD, NEW = "0ld-" + "zyxwvutsrqponmlkjihgfedcba543210", "n3w-" + "abcdefghijklmnopqrstuvwxyz012345"

Start = Callable[[str], FlaskClient]


@pytest.fixture
def start(tmp_path: Path, database_url: str) -> Start:
    """A client of the installation as it runs with these keys."""

    def with_keys(keys: str) -> FlaskClient:
        around = {"QUIZAPP_DATA": str(tmp_path), "QUIZAPP_DATABASE_URL": database_url}
        return create_app(read_settings({**around, "QUIZAPP_SECRET_KEY": keys})).test_client()

    return with_keys


def carried_over(before: FlaskClient, after: FlaskClient) -> FlaskClient:
    cookie = before.get_cookie("between")
    assert cookie is not None
    after.set_cookie("between", cookie.value)
    return after


def test_a_sitting_and_an_open_form_go_on_under_a_new_key(start: Start, between_us: Questionnaire) -> None:
    before = start(OLD)
    address = begin(before)
    token = token_of(before.get(address))

    after = carried_over(before, start(f"{NEW} {OLD}"))
    reply = after.post(address, data={"csrf_token": token, between_us.pages[0][0]: "o2"})

    assert (reply.status_code, reply.location) == (303, "/en/between-us/part/2")
    assert 'value="o2" checked' in after.get(address).get_data(as_text=True)


def test_what_is_signed_from_then_on_needs_the_old_key_no_more(start: Start) -> None:
    before = start(OLD)
    address = begin(before)
    between = carried_over(before, start(f"{NEW} {OLD}"))
    send(between, "/en/between-us/", {"frame": "now", "agree": "yes"})
    token = token_of(between.get(address))

    after = carried_over(between, start(NEW))

    assert after.post(address, data={"csrf_token": token}).status_code == 303


def test_a_share_that_was_opened_stays_open(start: Start, between_us: Questionnaire) -> None:
    before = start(OLD)
    owner = hand_in(before, between_us, all_answered(between_us, 4))
    opened = send(before, share_all(before, owner), {}).location

    shown = [start(keys).get(opened).data for keys in (f"{NEW} {OLD}", NEW)]

    assert shown[0] == before.get(opened).data
    assert [b'method="post"' in page for page in shown] == [False, True]


def test_a_key_that_was_taken_away_opens_nothing(start: Start) -> None:
    before = start(OLD)
    address = begin(before)
    token = token_of(before.get(address))

    after = carried_over(before, start(NEW))

    assert after.post(address, data={"csrf_token": token}).location == "/en/between-us/over"
    assert after.get(address).status_code == 303
