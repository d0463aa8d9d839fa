"""Tests other than the shipped one, from first page to result: a plain one, every kind of item, a short form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp import create_app
from quizapp.domain.pool import PooledAnswers
from quizapp.domain.wording import Form
from quizapp.settings import read_settings, shipped
from quizapp.storage.store import Store
from tests.conftest import Clock, StrictClient
from tests.definitions.test_standard_words import PLAIN
from tests.web.walk import rows, send

_MORE = [(scale, number) for scale in ("rest", "talk") for number in (4, 5, 6)]
MANY = PLAIN + "".join(f"  {scale}{n}: {{scale: {scale}, text: {scale} {n}.}}\n" for scale, n in _MORE)
KINDS = """\
  hello: {kind: note, text: Welcome, paragraphs: [Take your time., Nothing here is a test.]}
  since: {kind: choice, text: Since when?, options: {new: Since this year, old: For longer}}
  word: {kind: short_text, text: One word?}
  more: {kind: long_text, text: What else?}
  now: {kind: rating, text: Where are things?, lowest_label: hard, highest_label: easy}
"""
Serve = Callable[[str], Flask]


@pytest.fixture
def serve(tmp_path: Path, clock: Clock, database_url: str) -> Serve:
    """The real application with one questionnaire, ``evenings``."""

    def build(source: str) -> Flask:
        version = tmp_path / "questionnaires/evenings/v1"
        version.mkdir(parents=True)
        (version / "questionnaire.yaml").write_text(source, "utf-8")
        support = shipped("questionnaires") / "support.yaml"
        (version.parents[1] / "support.yaml").write_bytes(support.read_bytes())
        environment = {
            "QUIZAPP_DATA": str(tmp_path / "data"),
            "QUIZAPP_DATABASE_URL": database_url,
            "QUIZAPP_QUESTIONNAIRES": str(version.parents[1]),
        }
        app = create_app(read_settings(environment), now=clock)
        app.test_client_class = StrictClient
        app.config["TESTING"] = True
        return app

    return build


def text_of(client: FlaskClient, url: str) -> str:
    return client.get(url).get_data(as_text=True)


def begin(client: FlaskClient) -> None:
    reply = send(client, "/en/evenings/", {"agree": "yes"})
    assert reply.location == "/en/evenings/part/1"


def part(client: FlaskClient, number: int, answers: dict[str, str]) -> str:
    return send(client, f"/en/evenings/part/{number}", answers).location


REST = {"rest1": "a5", "rest2": "a5", "rest3": "a1", "talk1": "a1", "talk2": "a1", "talk3": "a5"}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_plain_test_goes_from_the_first_page_to_a_shared_line(serve: Serve, language: str) -> None:
    client = serve(PLAIN).test_client()
    front = text_of(client, f"/{language}/")
    assert "How the day ends" in front
    assert "Forty Days" not in front, "a test without a plan promises none"
    start = text_of(client, f"/{language}/evenings/")
    assert 'name="frame"' not in start, "there is nothing to choose"

    send(client, f"/{language}/evenings/", {"agree": "yes"})
    reply = send(client, f"/{language}/evenings/part/1", REST)
    owner = send(client, reply.location, {}).location
    page = text_of(client, owner)
    assert "“Rest” came through clearly in your answers." in page
    assert "Very much like me" in page
    assert "forty-days" not in page

    shared = send(client, owner + "share", {"show": "line:rest", "go": "make"}, page=owner)
    made = text_of(client, shared.location)
    link = made.partition("/s/")[2][:43]
    other = client.application.test_client()
    opened = text_of(other, send(other, f"/{language}/s/{link}/", {}).location)
    assert "“Rest” came through clearly in my answers." in opened
    assert "There was little of “Talk”" not in opened


def test_a_plain_test_in_between_and_unanswered_still_says_something(serve: Serve) -> None:
    client = serve(PLAIN).test_client()
    begin(client)
    part(client, 1, {"rest1": "a5", "rest2": "a1", "rest3": "a3", "talk1": "a3", "talk2": "a3", "talk3": "a3"})
    page = text_of(client, send(client, "/en/evenings/check", {}).location)
    assert "your answers went both ways. You said yes to “I put the day down before I lie down”" in page

    begin(client)
    part(client, 1, {"rest1": "a5"})
    page = text_of(client, send(client, "/en/evenings/check", {}).location)
    assert "There are too few answers yet" in page


def test_every_kind_of_item_is_asked_kept_and_shown_again(serve: Serve) -> None:
    client = serve(PLAIN + KINDS).test_client()
    begin(client)
    part(client, 1, REST)
    note = text_of(client, "/en/evenings/part/2")
    assert "Nothing here is a test." in note
    assert "<fieldset" not in note
    assert part(client, 2, {}) == "/en/evenings/part/3"
    written = "First line\r\n<b>second</b> & third"
    assert part(client, 3, {"since": "old", "word": "soft", "more": written, "now": "r7"}).endswith("/check")

    again = text_of(client, "/en/evenings/part/3")
    assert 'value="old" checked' in again
    assert 'value="soft"' in again
    assert "First line\n&lt;b&gt;second&lt;/b&gt; &amp; third</textarea>" in again
    check = text_of(client, "/en/evenings/check")
    assert "First line\n&lt;b&gt;second" in check
    assert "For longer" in check
    assert "Welcome" not in check
    owner = send(client, "/en/evenings/check", {}).location
    page = text_of(client, owner)
    assert "From your 10 answers" in page
    for answer in ("For longer", "soft", "&lt;b&gt;second", ">7<"):
        assert answer in page


def test_own_words_are_kept_when_they_are_too_long_and_gone_when_they_are_emptied(serve: Serve) -> None:
    client = serve(PLAIN + KINDS).test_client()
    begin(client)
    too_long = "x" * 2001
    reply = send(client, "/en/evenings/part/3", {"word": "soft", "more": too_long, "since": "new"})
    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert too_long in page
    assert "more than 2000 characters" in page
    assert 'value="soft"' in text_of(client, "/en/evenings/part/3"), "what was right is kept already"

    part(client, 3, {"word": "", "more": "é" * 2000})
    again = text_of(client, "/en/evenings/part/3")
    assert 'value="soft"' not in again
    assert "é" * 2000 in again


def test_own_words_sent_too_late_are_shown_to_copy(serve: Serve, clock: Clock) -> None:
    client = serve(PLAIN + KINDS).test_client()
    begin(client)
    page = "/en/evenings/part/3"
    token = {"csrf_token": text_of(client, page).partition('name="csrf_token" value="')[2].partition('"')[0]}
    clock.pass_time(hours=25)
    reply = client.post(page, data={**token, "more": "All that <i>I</i> wrote."})
    assert reply.status_code == 410
    assert "All that &lt;i&gt;I&lt;/i&gt; wrote." in reply.get_data(as_text=True)
    assert client.post(page, data={**token, "since": "new"}).status_code == 303


def test_a_section_stands_above_its_pages(serve: Serve) -> None:
    section = "sections:\n  - {heading: Late, text: When it is dark., items: [talk1, talk2, talk3]}\n"
    client = serve(PLAIN + section).test_client()
    begin(client)
    first, second = (text_of(client, f"/en/evenings/part/{n}") for n in (1, 2))
    assert "When it is dark." not in first
    assert '<h1 class="ask">Late</h1>' in second
    assert "When it is dark." in second


def test_the_short_form_gives_a_result_that_can_be_completed(serve: Serve, clock: Clock) -> None:
    app = serve(MANY + "forms: {short: {items: 6}}\n")
    client = app.test_client()
    begin(client)
    assert part(client, 1, REST) == "/en/evenings/first"
    assert "6 sentences are left" in text_of(client, "/en/evenings/first")
    owner = send(client, "/en/evenings/first", {}).location
    first = text_of(client, owner)
    assert "a first, shorter result" in first
    assert "From your 6 answers" in first
    assert 'href="/en/evenings/part/2"' in first
    assert "a first, shorter result" in text_of(app.test_client(), owner)
    assert "Go on with the rest" not in text_of(app.test_client(), owner), "only the browser that has the answers"
    send(client, owner + "share", {"show": "line:rest", "go": "make"}, page=owner)
    send(client, owner + "keep", {"days": "200"}, page=owner)

    others = {f"{scale}{n}": "a4" for scale in ("rest", "talk") for n in (4, 5, 6)}
    assert part(client, 2, others) == "/en/evenings/check"
    assert send(client, "/en/evenings/check", {}).location == owner
    full = text_of(client, owner)
    assert "a first, shorter result" not in full
    assert "From your 12 answers" in full
    assert "/en/s/" in full, "what was shown of the first result is still shown, and can be taken back"
    assert (rows(app, "result"), rows(app, "answers"), rows(app, "sitting")) == (1, 1, 0)
    clock.pass_time(days=190)
    assert client.get(owner).status_code == 200


def test_what_is_handed_in_after_a_first_result_has_expired_is_kept_before_any_purge(
    serve: Serve, clock: Clock
) -> None:
    app = serve(MANY + "forms: {short: {items: 6}}\n")
    client = app.test_client()
    begin(client)
    part(client, 1, REST)
    owner = send(client, "/en/evenings/first", {}).location
    send(client, owner + "keep", {"days": "1"}, page=owner)
    clock.pass_time(hours=23)
    part(client, 2, {f"talk{n}": "a4" for n in (4, 5, 6)})
    clock.pass_time(hours=2)
    assert client.get(owner).status_code == 404

    assert send(client, "/en/evenings/check", {}).location == owner

    assert "From your 9 answers" in text_of(client, owner)
    assert (rows(app, "result"), rows(app, "answers"), rows(app, "sitting")) == (1, 1, 0)
    clock.pass_time(hours=23)
    assert client.get(owner + "count/").status_code == 200, "the answers are kept for a day from then"


def test_deleting_a_first_result_deletes_the_answers_it_was_made_from(serve: Serve) -> None:
    app = serve(MANY + "forms: {short: {items: 6}}\n")
    client = app.test_client()
    begin(client)
    part(client, 1, REST)
    owner = send(client, "/en/evenings/first", {}).location
    send(client, owner + "delete", {})
    assert (rows(app, "result"), rows(app, "answers"), rows(app, "sitting")) == (0, 0, 0)


def test_a_test_without_a_short_form_has_no_page_for_it(serve: Serve) -> None:
    client = serve(MANY).test_client()
    begin(client)
    assert part(client, 1, REST) == "/en/evenings/part/2"
    assert client.get("/en/evenings/first").status_code == 404


def test_own_words_choices_and_skips_are_never_among_what_is_counted(serve: Serve) -> None:
    app = serve(PLAIN + KINDS)
    client = app.test_client()
    begin(client)
    for page, answers in (
        (1, {**REST, "rest3": "skip"}),
        (2, REST),
        (3, {"word": "soft", "since": "new", "now": "r1"}),
    ):
        part(client, page, answers)
    owner = send(client, "/en/evenings/check", {}).location
    send(client, owner + "count/", {"agree": "yes"})

    (given,) = pooled(app)

    assert given.answers.keys() == {*REST, "now"} - {"rest3"}


def test_where_only_words_were_given_there_is_nothing_to_count(serve: Serve) -> None:
    client = serve(PLAIN + KINDS).test_client()
    begin(client)
    part(client, 3, {"word": "soft", "since": "new"})
    owner = send(client, "/en/evenings/check", {}).location
    assert "/count/" not in text_of(client, owner)


def test_a_short_form_is_counted_as_one_and_not_again_when_it_is_completed(serve: Serve) -> None:
    app = serve(MANY + "forms: {short: {items: 6}}\n")
    client = app.test_client()
    begin(client)
    part(client, 1, REST)
    owner = send(client, "/en/evenings/first", {}).location
    send(client, owner + "count/", {"agree": "yes"})
    assert [given.answers.keys() for given in pooled(app, "short")] == [REST.keys()]

    part(client, 2, {f"{scale}{n}": "a4" for scale in ("rest", "talk") for n in (4, 5, 6)})
    send(client, "/en/evenings/check", {})

    assert "Your answers are counted" in text_of(client, owner)
    assert pooled(app) == []


def pooled(app: Flask, form: Form = "full") -> list[PooledAnswers]:
    store: Store = app.extensions["quizapp.submissions"].store
    return store.pool.find_all("evenings", 1, form=form)
