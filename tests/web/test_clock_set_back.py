"""A clock that goes back, or differs between machines, neither ends anything early nor keeps it for ever."""

from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from quizapp.domain.questionnaire import Questionnaire
from quizapp.submissions import Submissions
from tests.conftest import Clock
from tests.web.walk import all_answered, begin, hand_in, rows, send, share_all


def test_a_sitting_answered_while_the_clock_was_behind_lives_as_long_as_before(
    client: FlaskClient, clock: Clock, between_us: Questionnaire
) -> None:
    address = begin(client)
    clock.pass_time(hours=-48)
    send(client, address, {between_us.pages[0][0]: "o2"})

    clock.pass_time(hours=48 + 23)
    assert client.get(address).status_code == 200
    clock.pass_time(hours=2)
    assert client.get(address).status_code == 303


def test_what_is_kept_stays_while_the_clock_is_behind_and_ends_when_it_was_to(
    app: Flask, client: FlaskClient, clock: Clock, between_us: Questionnaire, submissions: Submissions
) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))
    share = share_all(client, owner)
    clock.pass_time(days=-400)
    submissions.purge()
    assert client.get(owner).status_code == client.get(share).status_code == 200
    assert "like me</span>" in client.get(owner).get_data(as_text=True)

    clock.pass_time(days=400 + 89)
    submissions.purge()
    assert client.get(owner).status_code == 200
    clock.pass_time(days=2)
    submissions.purge()
    assert client.get(owner).status_code == 404
    assert [rows(app, table) for table in ("result", "answers", "share")] == [0, 0, 0]


def test_a_cookie_signed_by_a_clock_that_was_ahead_is_taken(client: FlaskClient, between_us: Questionnaire) -> None:
    item = between_us.pages[0][0]
    with patch.object(TimestampSigner, "get_timestamp", return_value=4_000_000_000):
        address = begin(client)

    assert send(client, address, {item: "o2"}).status_code == 303
    assert f'name="{item}" value="o2" checked' in client.get(address).get_data(as_text=True)


def test_a_share_opened_by_a_clock_that_was_ahead_opens(client: FlaskClient, between_us: Questionnaire) -> None:
    share = share_all(client, hand_in(client, between_us, all_answered(between_us, 4)))
    with patch.object(TimestampSigner, "get_timestamp", return_value=4_000_000_000):
        opened = send(client, share, {}).location

    assert b'method="post"' in client.get(share).data
    assert b'method="post"' not in client.get(opened).data


def test_a_share_that_was_opened_closes_after_an_hour(
    client: FlaskClient, clock: Clock, between_us: Questionnaire
) -> None:
    share = share_all(client, hand_in(client, between_us, all_answered(between_us, 4)))
    with patch.object(TimestampSigner, "get_timestamp", return_value=int(clock.moment.timestamp())):
        opened = send(client, share, {}).location
    assert b'method="post"' not in client.get(opened).data

    clock.pass_time(minutes=61)

    assert b'method="post"' in client.get(opened).data
