"""Giving one's answers to be counted: asked after the result, once, and nothing leads back."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quizapp.domain.pool import PooledAnswers
from quizapp.domain.questionnaire import Questionnaire
from quizapp.storage import tables
from quizapp.storage.tables import db
from quizapp.submissions import Secret, Submissions
from tests.conftest import Clock
from tests.score_files.made import norms_for
from tests.web.walk import all_answered, answer_all, begin, hand_in, rows, send

pytestmark = pytest.mark.both_databases

BOX = re.compile(r'<input[^>]*name="agree"[^>]*>')


@pytest.fixture
def answers(between_us: Questionnaire) -> dict[str, str]:
    given = all_answered(between_us, 4)
    return {**given, "anx1": "skip", "pur3": "o1"}


@pytest.fixture
def owner(client: FlaskClient, between_us: Questionnaire, answers: dict[str, str]) -> str:
    return hand_in(client, between_us, answers)


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def give(client: FlaskClient, owner: str) -> None:
    reply = send(client, owner + "count/", {"agree": "yes"})
    assert reply.location == owner + "#count"


def pooled(submissions: Submissions) -> list[PooledAnswers]:
    return submissions.store.pool.find_all("between-us", 1)


def test_it_says_first_that_it_cannot_be_taken_back_and_ticks_nothing(client: FlaskClient, owner: str) -> None:
    assert f'href="{owner}count/"' in text(client, owner)

    page = text(client, owner + "count/")

    box = BOX.search(page)
    assert box is not None
    assert "checked" not in box[0]
    assert page.index("cannot be taken back") < page.index("<form")


@pytest.mark.parametrize("data", [{}, {"agree": ""}])
def test_without_the_tick_nothing_is_given(
    client: FlaskClient, owner: str, submissions: Submissions, data: dict[str, str]
) -> None:
    reply = send(client, owner + "count/", data)

    assert reply.status_code == 422
    assert "Tick the box" in reply.get_data(as_text=True)
    assert pooled(submissions) == []
    assert f'href="{owner}count/"' in text(client, owner)


def test_what_is_given_is_the_answers_and_what_they_belong_to_and_nothing_else(
    client: FlaskClient, owner: str, submissions: Submissions, between_us: Questionnaire, answers: dict[str, str]
) -> None:
    give(client, owner)

    (found,) = pooled(submissions)

    assert found.answers == {item: answers[item] for item in between_us.items if item != "anx1"}
    assert list(found.answers) == [item for item in between_us.items if item != "anx1"]
    assert (found.language, found.frame, found.form, found.month) == ("en", "now", "full", "2026-11")
    assert found.consent
    assert found.seconds == 0.0


def test_seconds_are_told_to_the_nearest_half_and_never_above_a_minute(
    client: FlaskClient, submissions: Submissions, between_us: Questionnaire, clock: Clock
) -> None:
    for passed, told in ((27, 4.5), (7200, 60.0)):
        begin(client)
        for part, items in enumerate(between_us.pages, start=1):
            clock.pass_time(seconds=passed)
            send(client, f"/en/between-us/part/{part}", dict.fromkeys(items, "o4"))
        give(client, send(client, "/en/between-us/check", {}).location)
        assert told in {one.seconds for one in pooled(submissions)}


def test_it_can_be_given_once(client: FlaskClient, owner: str, submissions: Submissions) -> None:
    form = client.get(owner + "count/")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form.get_data(as_text=True))
    assert token

    for _click in range(2):
        client.post(owner + "count/", data={"csrf_token": token[1], "agree": "yes"})

    assert len(pooled(submissions)) == 1
    page = text(client, owner)
    assert f'href="{owner}count/"' not in page
    assert "Your answers are counted" in page
    assert client.get(owner + "count/").status_code == 303


def test_two_clicks_at_the_same_moment_give_one_row(
    client: FlaskClient, owner: str, submissions: Submissions
) -> None:
    assert client.get(owner).status_code == 200
    secret = Secret.from_text(owner.split("/")[3])
    assert secret is not None
    together = Barrier(4)

    def click(_number: int) -> bool:
        together.wait(10)
        return submissions.give_to_pool(secret)

    with ThreadPoolExecutor(4) as people:
        assert sorted(people.map(click, range(4))) == [False, False, False, True]
    assert len(pooled(submissions)) == 1


def test_it_is_offered_only_while_the_answers_are_kept(
    client: FlaskClient, owner: str, submissions: Submissions, clock: Clock
) -> None:
    page = client.get(owner + "count/").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    clock.pass_time(hours=25)

    client.post(owner + "count/", data={"csrf_token": token[1], "agree": "yes"})

    assert pooled(submissions) == []
    assert 'id="count"' not in text(client, owner)
    assert client.get(owner + "count/").status_code == 303


def test_answers_in_two_languages_are_of_no_use_and_not_asked_for(
    client: FlaskClient, between_us: Questionnaire, answers: dict[str, str]
) -> None:
    begin(client)
    answer_all(client, between_us, answers)
    first = between_us.pages[0]
    send(client, "/zh-Hans/between-us/part/1", {item: answers[item] for item in first})
    owner = send(client, "/en/between-us/check", {}).location
    assert 'id="count"' not in text(client, owner)


def test_deleting_the_result_says_that_the_given_answers_stay(
    client: FlaskClient, owner: str, submissions: Submissions, app: Flask
) -> None:
    assert "gave to be counted" not in text(client, owner + "delete")
    give(client, owner)
    assert "gave to be counted" in text(client, owner + "delete")

    send(client, owner + "delete", {})

    assert rows(app, "result") == 0
    assert len(pooled(submissions)) == 1


def test_no_part_of_a_pooled_row_stands_in_the_row_of_its_result(client: FlaskClient, owner: str, app: Flask) -> None:
    give(client, owner)
    with app.app_context():
        key = db.session.execute(select(tables.pool.c.id)).scalar_one()
        result = db.session.execute(select(tables.result)).mappings().one()
        db.session.remove()
    assert len(key) == 16
    assert key not in result["id"] + result["sealed"]
    secret = Secret.from_text(owner.split("/")[3])
    assert secret is not None
    assert key not in secret.key


def test_a_false_link_is_the_same_404(client: FlaskClient, owner: str) -> None:
    false = f"/en/r/{'A' * 43}/count/"
    assert client.get(false).status_code == 404
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text(client, owner))
    assert token
    assert client.post(false, data={"csrf_token": token[1], "agree": "yes"}).status_code == 404


@pytest.mark.only("sqlite")
def test_nothing_of_it_stays_in_the_log_of_the_database(client: FlaskClient, owner: str, app: Flask) -> None:
    give(client, owner)
    path = app.extensions["quizapp.settings"].data / "quizapp.db-wal"
    assert not path.exists() or path.stat().st_size == 0


def test_the_page_about_what_is_kept_tells_of_it(client: FlaskClient) -> None:
    assert "cannot be taken back" in text(client, "/en/about/kept")
    assert "收不回来" in text(client, "/zh-Hans/about/kept")


# --- norms ----------------------------------------------------------------------------------------


def test_norms_in_force_go_with_a_result_and_later_ones_leave_it_alone(
    client: FlaskClient, submissions: Submissions, between_us: Questionnaire, answers: dict[str, str]
) -> None:
    norms = norms_for(between_us)
    submissions.store.norms.put(norms)
    owner = hand_in(client, between_us, answers)
    submissions.store.norms.put(replace(norms, people=900))
    secret = Secret.from_text(owner.split("/")[3])
    assert secret is not None

    result = submissions.find_result(secret)

    assert result is not None
    assert result.norms == norms
    assert result.profile.scores["AVO"].calibrated
    assert not result.profile.scores["ANX"].calibrated


def test_norms_of_another_language_are_left_alone(
    client: FlaskClient, submissions: Submissions, between_us: Questionnaire, answers: dict[str, str]
) -> None:
    submissions.store.norms.put(norms_for(between_us))
    secret = Secret.from_text(hand_in(client, between_us, answers, "zh-Hans").split("/")[3])
    assert secret is not None

    result = submissions.find_result(secret)

    assert result is not None
    assert result.norms is None
    assert not any(score.calibrated for score in result.profile.scores.values())


def test_the_method_page_tells_of_the_norms_in_force(
    client: FlaskClient, submissions: Submissions, between_us: Questionnaire
) -> None:
    address = "about/method/between-us/1"
    of_norms = ("Made up for a test.", "a pattern is said plainly from 70 on")
    assert not any(said in text(client, f"/en/{address}") for said in of_norms)
    submissions.store.norms.put(norms_for(between_us))
    assert all(said in text(client, f"/en/{address}") for said in of_norms)
    assert "Made up for a test." not in text(client, f"/zh-Hans/{address}")


def test_the_short_form_is_not_held_against_norms_of_the_full_one(
    client: FlaskClient, submissions: Submissions, between_us: Questionnaire, answers: dict[str, str]
) -> None:
    submissions.store.norms.put(norms_for(between_us))
    begin(client)
    answer_all(client, between_us, answers)
    first = Secret.from_text(send(client, "/en/between-us/first", {}).location.split("/")[3])
    assert first is not None
    shorter = submissions.find_result(first)
    assert shorter is not None
    assert (shorter.form, shorter.norms) == ("short", None)
