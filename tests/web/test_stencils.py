"""Pages of sentences are drawn once for everybody, and yet nobody sees anything of anybody else."""

import re
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp import create_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Frame
from quizapp.settings import Settings
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.web.stencils import Stencil, Stencils, gap
from tests.conftest import StrictClient
from tests.web.walk import begin, send, token_of

CHECKED = re.compile(r'name="(\w+)" value="(\w+)" checked')


@pytest.fixture
def app(settings: Settings) -> Flask:
    """Outside of any context, so that nothing is carried from one request to the next."""
    bring_up_to_date(settings.database_url)
    app = create_app(settings)
    app.test_client_class = StrictClient
    return app


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_what_fills_a_gap_is_escaped() -> None:
    page = Stencil.cut(f"<p>{gap('words')}</p><p>{gap('other')}</p>")

    assert page.fill({"words": '<b>"&'}) == "<p>&lt;b&gt;&#34;&amp;</p><p></p>"


def test_no_more_pages_are_kept_than_was_said() -> None:
    stencils, drawn = Stencils(2), list[int]()

    def draw(page: int) -> str:
        drawn.append(page)
        return f"page {page}"

    for page in (1, 2, 3, 3, 2, 1):
        stencils.get(page, partial(draw, page))

    assert drawn == [1, 2, 3, 1]


def test_two_people_on_one_page_see_their_own_answers_and_tokens(app: Flask, between_us: Questionnaire) -> None:
    first, second = app.test_client(), app.test_client()
    item, other = between_us.pages[0][:2]
    address = begin(first)
    begin(second)

    send(first, address, {item: "o2"})
    send(second, address, {other: "skip"})

    assert CHECKED.findall(text(first, address)) == [(item, "o2")]
    assert CHECKED.findall(text(second, address)) == [(other, "skip")]
    assert token_of(first.get(address)) != token_of(second.get(address))


@pytest.mark.parametrize("frame", ["now", "former", "general"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_each_wording_has_a_page_of_its_own(
    client: FlaskClient, library: Library, frame: Frame, language: str
) -> None:
    asks = library.get("between-us", 1, language, frame).frames
    begin(client, "en", "now")
    text(client, "/en/between-us/part/1")
    begin(client, language, frame)

    shown = text(client, f"/{language}/between-us/part/1")

    assert [key for key, words in asks.items() if words.ask in shown] == [frame]


def test_what_one_reader_adds_to_the_address_is_on_nobody_elses_page(client: FlaskClient) -> None:
    address = begin(client)

    assert "marker" in text(client, address + "?marker=1")
    assert "marker" in text(client, address + "?to_check=marker")
    assert "marker" not in text(client, address)
    assert "marker" not in text(client, address + "?to_check=1")


def test_a_problem_stays_with_whoever_has_it(client: FlaskClient, between_us: Questionnaire) -> None:
    address = begin(client)

    wrong = send(client, address, {between_us.pages[0][0]: "o9"}).get_data(as_text=True)

    assert "<title>Error:" in wrong
    assert "<title>Error:" not in text(client, address)


def test_no_gap_is_left_open(client: FlaskClient) -> None:
    assert "<?" not in text(client, begin(client))
