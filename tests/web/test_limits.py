"""One address may do what a household or a class does, and no more; it is told when to come back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp import create_app
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.web.limits import address_key
from tests.conftest import StrictClient
from tests.serving import free_port
from tests.web.walk import all_answered, hand_in, send, token_of

FALSE = "A" * 43
AGREED = {"frame": "now", "agree": "yes"}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def guess(client: FlaskClient, path: str = f"/en/r/{FALSE}/", address: str = "192.0.2.1") -> TestResponse:
    return client.get(path, environ_base={"REMOTE_ADDR": address})


def many(times: int, what: Callable[[], TestResponse]) -> set[int]:
    return {what().status_code for _ in range(times)}


def test_thirty_links_that_lead_nowhere_are_enough(client: FlaskClient) -> None:
    assert many(30, lambda: guess(client)) == {404}

    refused = guess(client)

    assert refused.status_code == 429
    assert 500 < int(refused.headers["Retry-After"]) <= 600
    assert "Try again in 10 minutes" in refused.get_data(as_text=True)


@pytest.mark.parametrize("path", [f"/en/s/{FALSE}/", f"/zh-Hans/r/{FALSE}/forty-days.pdf", "/en/r/cut"])
def test_guesses_of_every_kind_are_counted_together(client: FlaskClient, path: str) -> None:
    many(30, lambda: guess(client, path))

    assert guess(client).status_code == 429


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "head", "patch"])
def test_every_method_counts_as_a_guess(client: FlaskClient, method: str) -> None:
    many(30, lambda: client.open(f"/en/r/{FALSE}/", method=method))

    assert client.get(f"/en/r/{FALSE}/").status_code == 429


def test_links_pasted_beside_a_result_are_guesses_too(client: FlaskClient, between_us: Questionnaire) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))
    token = token_of(client.get(owner))

    def paste() -> TestResponse:
        return client.post(owner + "compare", data={"csrf_token": token, "link": f"/en/r/{FALSE}/"})

    assert many(30, paste) == {422}
    assert paste().status_code == 429


def test_the_page_that_says_so_is_in_the_language_of_the_address(tmp_path: Path) -> None:
    client = app_with(tmp_path).test_client()
    many(30, lambda: guess(client))

    page = guess(client, f"/zh-Hans/r/{FALSE}/").get_data(as_text=True)

    assert 'lang="zh-Hans"' in page
    assert "10" in page
    assert "Many pages" not in page


def test_another_address_is_not_kept_out(client: FlaskClient) -> None:
    many(31, lambda: guess(client))

    assert guess(client, address="192.0.2.2").status_code == 404


def test_pages_of_a_test_go_on_for_an_address_that_guessed(client: FlaskClient) -> None:
    many(31, lambda: client.get(f"/en/r/{FALSE}/"))

    assert send(client, "/en/between-us/", AGREED).status_code == 303


def test_a_result_that_is_there_costs_nothing(client: FlaskClient, between_us: Questionnaire) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))

    assert many(40, lambda: client.get(owner)) == {200}


def test_sixty_starts_an_hour_are_enough_and_a_form_shown_again_is_none(client: FlaskClient) -> None:
    token = token_of(client.get("/en/between-us/"))

    def start() -> TestResponse:
        return client.post("/en/between-us/", data={**AGREED, "csrf_token": token})

    assert many(70, lambda: client.post("/en/between-us/", data={"csrf_token": token})) == {422}
    assert many(60, start) == {303}
    refused = start()
    assert refused.status_code == 429
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600


def test_answers_that_are_kept_as_given_are_those_of_a_class_and_a_page_can_still_be_sent(
    client: FlaskClient, between_us: Questionnaire
) -> None:
    start = send(client, "/en/between-us/", AGREED).location
    given = {"csrf_token": token_of(client.get(start)), between_us.pages[0][0]: "o2"}

    assert many(240, lambda: client.post(start + "/kept", data=given)) == {204}
    assert client.post(start + "/kept", data=given).status_code == 429
    assert client.post(start, data=given).status_code == 303


def test_sixty_results_an_hour_are_enough(client: FlaskClient) -> None:
    start = send(client, "/en/between-us/", AGREED).location
    token = token_of(client.get(start))
    cookie = client.get_cookie("between")
    assert cookie is not None

    def submit() -> TestResponse:
        client.set_cookie("between", cookie.value)
        return client.post("/en/between-us/check", data={"csrf_token": token})

    assert many(60, submit) == {303}
    assert submit().status_code == 429


def test_twelve_reports_a_minute_are_enough(
    client: FlaskClient, between_us: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.reports.pdf.render_report", lambda *_: b"%PDF-")
    owner = hand_in(client, between_us, all_answered(between_us, 4))

    assert many(12, lambda: client.get(owner + "forty-days.pdf")) == {200}
    refused = client.get(owner + "forty-days.pdf")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_an_answer_says_nothing_of_what_is_left(client: FlaskClient) -> None:
    assert not [name for name, _ in guess(client).headers if "limit" in name.lower()]


# --- settings -------------------------------------------------------------------------------------


def app_with(folder: Path, **environment: str) -> Flask:
    settings = read_settings({"QUIZAPP_DATA": str(folder), **environment})
    bring_up_to_date(settings.database_url)
    app = create_app(settings)
    app.test_client_class = StrictClient
    return app


def test_a_site_can_allow_more(tmp_path: Path) -> None:
    client = app_with(tmp_path, QUIZAPP_LIMITS_TIMES="2").test_client()

    assert many(60, lambda: guess(client)) == {404}
    assert guess(client).status_code == 429


def test_while_redis_is_away_a_process_counts_by_itself_and_keeps_nobody_waiting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = app_with(tmp_path, QUIZAPP_LIMITS_URL=f"redis://127.0.0.1:{free_port()}").test_client()
    began = monotonic()

    assert many(30, lambda: guess(client)) == {404}
    assert guess(client).status_code == 429
    assert monotonic() - began < 8
    assert [record.message for record in caplog.records if "Redis" in record.message]


# --- what stands for an address -------------------------------------------------------------------


def test_an_address_cannot_be_told_from_what_is_counted() -> None:
    key = address_key("k" * 40, NOON, "192.0.2.1")

    assert "192" not in key
    assert key == address_key("k" * 40, NOON, "192.0.2.1")
    assert key != address_key("x" * 40, NOON, "192.0.2.1")
    assert key != address_key("k" * 40, NOON.replace(day=24), "192.0.2.1")


def test_a_household_is_one_address_in_either_protocol() -> None:
    def same(one: str, other: str) -> bool:
        return address_key("k" * 40, NOON, one) == address_key("k" * 40, NOON, other)

    assert same("2001:db8:0:1::1", "2001:db8:0:1:ffff::9")
    assert not same("2001:db8:0:1::1", "2001:db8:0:2::1")
    assert not same("192.0.2.1", "192.0.2.2")
    assert same("", "no address")
