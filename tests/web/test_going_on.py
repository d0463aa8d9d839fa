"""Answers under way go on later and on another device: by a link that works once, with a button."""

import re
from collections.abc import Mapping
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.domain.questionnaire import Questionnaire
from tests.conftest import Clock
from tests.web.walk import all_answered, answer_all, begin, rows, send, token_of

LATER = "/en/between-us/later"
FIRST = "/en/between-us/part/1"


def answers_of(questionnaire: Questionnaire) -> dict[str, str]:
    return dict.fromkeys(questionnaire.pages[0], "o4")


def begun(client: FlaskClient, questionnaire: Questionnaire) -> None:
    begin(client)
    assert send(client, FIRST, answers_of(questionnaire)).status_code == 303


def link_of(client: FlaskClient) -> str:
    """Ask for a link; its path."""
    assert send(client, LATER, {}).location.endswith("/later#link")
    found = re.search(r'value="http://[^/]+(/en/c/[\w-]{43}/)"', client.get(LATER).get_data(as_text=True))
    assert found
    return found[1]


def bring(client: FlaskClient, given: Mapping[str, object]) -> TestResponse:
    sent = {"csrf_token": token_of(client.get("/en/c/")), **given}
    return client.post("/en/c/", data=sent, content_type="multipart/form-data")


def test_going_on_later_keeps_what_the_page_holds(client: FlaskClient, between_us: Questionnaire) -> None:
    begin(client)

    reply = send(client, FIRST, {**answers_of(between_us), "go": "later"})

    assert reply.location == LATER
    assert 'href="/en/between-us/part/2"' in client.get(LATER).get_data(as_text=True)
    assert client.get(FIRST).get_data(as_text=True).count("checked") == len(between_us.pages[0])


def test_a_page_left_half_way_is_where_one_goes_on(client: FlaskClient, between_us: Questionnaire) -> None:
    begin(client)
    send(client, FIRST, {between_us.pages[0][0]: "o4", "go": "later"})

    assert f'href="{FIRST}"' in client.get(LATER).get_data(as_text=True)


def test_the_start_page_offers_to_go_on_and_to_start_afresh(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    assert "/afresh" not in client.get("/en/between-us/").get_data(as_text=True)
    begun(client, between_us)
    link_of(client)
    page = client.get("/en/between-us/").get_data(as_text=True)
    assert 'href="/en/between-us/part/2">Go on where you were' in page

    send(client, "/en/between-us/afresh", {}, page="/en/between-us/")

    assert (rows(app, "sitting"), rows(app, "handover")) == (0, 0)
    assert "/afresh" not in client.get("/en/between-us/").get_data(as_text=True)


def test_another_device_goes_on_after_a_button_and_looking_uses_nothing_up(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    begun(client, between_us)
    link = link_of(client)
    for _ in range(3):
        scanner = app.test_client()
        assert scanner.get(link).status_code == scanner.head(link).status_code == 200
    other = app.test_client()

    assert send(other, link, {}).location == "/en/between-us/part/2"

    assert other.get(FIRST).get_data(as_text=True).count("checked") == len(between_us.pages[0])
    assert "Your link was opened" in client.get(LATER).get_data(as_text=True)


@pytest.mark.both_databases
def test_a_link_opens_in_one_browser_only_and_there_twice(
    app: Flask, client: FlaskClient, between_us: Questionnaire, clock: Clock
) -> None:
    begun(client, between_us)
    link = link_of(client)
    first, second = app.test_client(), app.test_client()
    token = token_of(second.get(link))
    assert send(first, link, {}).status_code == 303
    assert send(first, link, {}).status_code == 303

    refused = second.post(link, data={"csrf_token": token})

    assert refused.status_code == second.get(link).status_code == 404
    assert refused.data == second.get("/en/c/cut").data
    clock.pass_time(minutes=10)
    assert first.get(link).status_code == 404


@pytest.mark.both_databases
def test_both_devices_go_on_and_hand_in_the_same_result(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    begun(client, between_us)
    other = app.test_client()
    send(other, link_of(client), {})
    answer_all(other, between_us, all_answered(between_us, 2))
    assert client.get(FIRST).get_data(as_text=True).count("checked") == len(between_us.pages[0])
    token = token_of(client.get("/en/between-us/check"))

    there = send(other, "/en/between-us/check", {}).location
    here = client.post("/en/between-us/check", data={"csrf_token": token}).location

    assert here == there
    assert (rows(app, "result"), rows(app, "sitting"), rows(app, "handover")) == (1, 0, 0)


@pytest.mark.both_databases
def test_a_new_link_takes_the_place_of_the_earlier(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    begun(client, between_us)
    earlier, newer = link_of(client), link_of(client)

    assert app.test_client().get(earlier).status_code == 404
    assert app.test_client().get(newer).status_code == 200
    assert rows(app, "handover") == 1


def test_after_leaving_only_the_link_opens_the_answers(client: FlaskClient, between_us: Questionnaire) -> None:
    begun(client, between_us)
    link = link_of(client)
    client.get("/leave")
    assert client.get(LATER).location.endswith("/over")

    assert send(client, link, {}).location == "/en/between-us/part/2"


def test_a_link_lives_a_day_and_no_longer_than_the_answers(
    app: Flask, client: FlaskClient, between_us: Questionnaire, clock: Clock
) -> None:
    begun(client, between_us)
    clock.pass_time(hours=20)
    link = link_of(client)
    clock.pass_time(hours=23)
    assert app.test_client().get(link).status_code == 200
    clock.pass_time(hours=1)
    assert app.test_client().get(link).status_code == 404
    assert client.get(LATER).location.endswith("/over")


def test_a_link_that_nobody_is_to_have_can_be_made_by_its_taker_alone(app: Flask, client: FlaskClient) -> None:
    token = token_of(client.get("/en/between-us/"))

    assert client.post(LATER, data={"csrf_token": token}).location.endswith("/over")
    assert client.get(LATER + "/code.svg").status_code == client.get(LATER + "/link.txt").status_code == 404
    assert rows(app, "handover") == 0


def test_somebody_else_s_answers_in_this_browser_are_not_put_away_unsaid(
    app: Flask, client: FlaskClient, between_us: Questionnaire
) -> None:
    begun(client, between_us)
    link = link_of(client)
    other = app.test_client()
    assert "take their place" not in other.get(link).get_data(as_text=True)
    begin(other)

    assert "take their place" in other.get(link).get_data(as_text=True)
    assert "take their place" not in client.get(link).get_data(as_text=True)


@pytest.mark.parametrize("brought", ["link", "file"])
def test_a_link_or_the_small_file_can_be_brought(
    app: Flask, client: FlaskClient, between_us: Questionnaire, brought: str
) -> None:
    begun(client, between_us)
    link = link_of(client)
    saved = client.get(LATER + "/link.txt")
    assert 'filename="my-link.txt"' in saved.headers["Content-Disposition"]
    assert client.get(LATER + "/code.svg").mimetype == "image/svg+xml"
    other = app.test_client()
    given = {"link": f"here: {link} !"} if brought == "link" else {"file": (BytesIO(saved.data), "my-link.txt")}

    reply = bring(other, given)

    assert (reply.status_code, reply.location) == (303, link)


@pytest.mark.parametrize(("link", "file"), [("", b""), ("http://127.0.0.1/en/c/cut", b""), ("", b"\xff\x00" * 9000)])
def test_what_holds_no_link_is_said_in_one_sentence(client: FlaskClient, link: str, file: bytes) -> None:
    reply = bring(client, {"link": link, "file": (BytesIO(file), "my-link.txt")})

    assert reply.status_code == 422
    assert "<title>Error: " in reply.get_data(as_text=True)
    assert f'value="{link}"' in reply.get_data(as_text=True)


def test_links_are_made_thirty_times_an_hour_at_most(client: FlaskClient, between_us: Questionnaire) -> None:
    begun(client, between_us)
    token = token_of(client.get(LATER))

    assert {client.post(LATER, data={"csrf_token": token}).status_code for _ in range(30)} == {303}
    assert client.post(LATER, data={"csrf_token": token}).status_code == 429


def test_without_cookies_a_link_is_not_used_up(app: Flask, client: FlaskClient, between_us: Questionnaire) -> None:
    begun(client, between_us)
    link = link_of(client)
    other = app.test_client(use_cookies=False)

    assert other.post(link, data={"csrf_token": token_of(other.get(link))}).status_code == 400

    assert app.test_client().get(link).status_code == 200
