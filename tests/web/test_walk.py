"""From the first page to a result, without scripts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame
from tests.conftest import Clock
from tests.web.walk import all_answered, answer_all, begin, hand_in, rows, send, token_of

pytestmark = pytest.mark.both_databases


def test_the_first_address_leads_to_the_language_of_the_browser(client: FlaskClient) -> None:
    chinese = client.get("/", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    other = client.get("/", headers={"Accept-Language": "fi"})

    assert (chinese.location, other.location) == ("/zh-Hans/", "/en/")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("frame", ["now", "former", "general"])
def test_a_whole_sitting_gives_a_result(client: FlaskClient, library: Library, language: str, frame: Frame) -> None:
    questionnaire = library.get("between-us", 1, language, frame)

    owner = hand_in(client, questionnaire, all_answered(questionnaire, 4), language, frame)
    page = client.get(owner).get_data(as_text=True)

    assert questionnaire.frames[questionnaire.frame].result_title in page
    assert str(questionnaire.fear) in page


def test_the_start_asks_for_both_things_at_once_and_keeps_what_was_chosen(client: FlaskClient) -> None:
    nothing = send(client, "/en/between-us/", {})
    frame_only = send(client, "/en/between-us/", {"frame": "former"})

    assert nothing.status_code == frame_only.status_code == 422
    text = nothing.get_data(as_text=True)
    assert "Choose whom to think of" in text
    assert "Tick the box" in text
    assert 'value="former" checked' in frame_only.get_data(as_text=True)


def test_a_value_that_is_no_option_is_refused_and_nothing_is_lost(
    client: FlaskClient, between_us: Questionnaire
) -> None:
    address = begin(client)
    first, second, *_ = between_us.pages[0]

    reply = send(client, address, {first: "o9", second: "o4"})
    page = reply.get_data(as_text=True)

    assert reply.status_code == 422
    assert f'name="{second}" value="o4" checked' in page
    assert f'href="#{first}"' in page
    assert "<title>Error:" in page


def test_going_back_shows_what_was_answered(client: FlaskClient, between_us: Questionnaire) -> None:
    address = begin(client)
    item = between_us.pages[0][0]
    send(client, address, {item: "o2"})

    assert f'name="{item}" value="o2" checked' in client.get(address).get_data(as_text=True)


def test_starting_again_goes_on_with_the_same_answers(client: FlaskClient, between_us: Questionnaire) -> None:
    address = begin(client)
    item = between_us.pages[0][0]
    send(client, address, {item: "o2"})

    begin(client, frame="former")

    assert f'name="{item}" value="o2" checked' in client.get(address).get_data(as_text=True)


def test_another_language_in_the_middle_keeps_every_answer(client: FlaskClient, between_us: Questionnaire) -> None:
    address = begin(client)
    item = between_us.pages[0][0]
    send(client, address, {item: "o2"})

    chinese = client.get(address.replace("/en/", "/zh-Hans/")).get_data(as_text=True)

    assert f'name="{item}" value="o2" checked' in chinese
    assert 'lang="zh-Hans"' in chinese


def test_the_check_page_lists_what_was_skipped_and_leads_back(client: FlaskClient, between_us: Questionnaire) -> None:
    answers = all_answered(between_us, 3)
    skipped = between_us.pages[2][1]
    answers[skipped] = "skip"
    begin(client)

    page = client.get(answer_all(client, between_us, answers)).get_data(as_text=True)

    assert page.index(between_us.items[skipped].text) < page.index("All my answers")
    assert f"/en/between-us/part/3?to_check=1#{skipped}" in page


def test_a_change_from_the_check_page_returns_to_it(client: FlaskClient, between_us: Questionnaire) -> None:
    begin(client)
    item = between_us.pages[2][0]

    reply = send(client, "/en/between-us/part/3?to_check=1", {item: "o5"})

    assert (reply.status_code, reply.location) == (303, "/en/between-us/check")


def test_handing_in_twice_gives_one_result(app: Flask, client: FlaskClient, between_us: Questionnaire) -> None:
    begin(client)
    check = answer_all(client, between_us, all_answered(between_us, 4))
    token = token_of(client.get(check))
    cookie = client.get_cookie("between")
    assert cookie is not None

    def submit(_: int) -> str:
        other = app.test_client()
        other.set_cookie("between", cookie.value)
        return other.post(check, data={"csrf_token": token}).location

    with ThreadPoolExecutor(10) as pool:
        places = set(pool.map(submit, range(10)))

    assert len(places) == 1
    assert rows(app, "result") == 1


def test_nothing_left_of_the_sitting_opens_it_again(client: FlaskClient, between_us: Questionnaire) -> None:
    hand_in(client, between_us, all_answered(between_us, 4))

    reply = client.get("/en/between-us/check", follow_redirects=True)

    assert reply.status_code == 410
    assert "/en/between-us/" in reply.get_data(as_text=True)


def test_an_expired_sitting_says_so_and_offers_a_fresh_start(
    client: FlaskClient, clock: Clock, between_us: Questionnaire
) -> None:
    address = begin(client)
    token = token_of(client.get(address))
    clock.pass_time(hours=25)

    reply = client.post(address, data={"csrf_token": token, between_us.pages[0][0]: "o1"})

    assert reply.status_code == 303
    assert client.get(reply.location).status_code == 410


def test_each_answer_keeps_the_sitting_another_day(
    client: FlaskClient, clock: Clock, between_us: Questionnaire
) -> None:
    address = begin(client)
    clock.pass_time(hours=20)
    send(client, address, {between_us.pages[0][0]: "o1"})
    clock.pass_time(hours=20)

    assert client.get(address).status_code == 200


def test_every_post_answers_with_a_redirect_or_its_own_page_with_words(client: FlaskClient) -> None:
    client.get("/en/between-us/")
    stale = client.post("/en/between-us/", data={"csrf_token": "false"})

    assert stale.status_code == 400
    assert "What you sent before is kept" in stale.get_data(as_text=True)


def test_someone_who_answered_nothing_is_still_given_a_first_step(
    client: FlaskClient, between_us: Questionnaire
) -> None:
    page = client.get(hand_in_nothing(client)).get_data(as_text=True)

    anyone = next(step for step in between_us.first_steps.values() if not step.when)
    assert anyone.text in page


def hand_in_nothing(client: FlaskClient) -> str:
    start = begin(client)
    token = token_of(client.get(start))
    return client.post("/en/between-us/check", data={"csrf_token": token}).location
