"""The pages that tell: who runs the site, what it is called, and titles that say nothing to someone who looks on."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from quizapp.operators import CONTACT, NAME, Operator
from tests.test_settings import PUBLIC
from tests.web.walk import begin, send

SAID = {variable: {"": words} for variable, words in PUBLIC.items()}


def run_by(app: Flask, **said: dict[str, str]) -> None:
    settings = app.extensions["quizapp.settings"]
    app.extensions["quizapp.settings"] = replace(settings, operator=Operator(said={**SAID, **said}))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_people_are_told_who_answers_for_what_is_kept(app: Flask, client: FlaskClient, language: str) -> None:
    address = f"/{language}/about/kept"
    alone = client.get(address).get_data(as_text=True)
    run_by(app)
    public = client.get(address).get_data(as_text=True)

    told = [words for variable, words in PUBLIC.items() if variable != "QUIZAPP_PUBLIC_URL"]
    assert [words for words in told if words not in public] == []
    assert [words for words in told if words in alone] == []
    assert 'href="mailto:privacy@example.org"' in public
    run_by(app, **{CONTACT: {"": "https://example.org/contact"}})
    assert 'href="https://example.org/contact"' in client.get(address).get_data(as_text=True)


def test_what_an_operator_says_is_shown_as_text(app: Flask, client: FlaskClient) -> None:
    run_by(app, QUIZAPP_HOSTED={"": "<b>here</b> & there"})

    assert "&lt;b&gt;here&lt;/b&gt; &amp; there" in client.get("/en/about/kept").get_data(as_text=True)


def test_a_site_has_the_name_that_its_operator_gave_it(app: Flask, client: FlaskClient) -> None:
    usual = [client.get(f"/{language}/").get_data(as_text=True) for language in ("en", "zh-Hans")]
    run_by(app, **{NAME: {"": "Two Chairs", "zh-hans": "两把椅子"}})
    named = [client.get(f"/{language}/").get_data(as_text=True) for language in ("en", "zh-Hans")]

    assert [title_of(page) for page in usual] == ["Between Us", "我们之间"]
    assert [title_of(page) for page in named] == ["Two Chairs", "两把椅子"]


def title_of(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("language", "name", "error"), [("en", "Between Us", "Error: "), ("zh-Hans", "我们之间", "错误：")]
)
def test_titles_say_nothing_of_what_is_on_the_page(
    client: FlaskClient, between_us: Questionnaire, language: str, name: str, error: str
) -> None:
    test = f"/{language}/between-us"
    begin(client, language)
    send(client, f"{test}/part/1", {between_us.pages[0][0]: "o2"})
    send(client, f"{test}/later", {})
    asked = titles_of(client, test, ["/", "/later", "/part/1", "/part/2", "/first", "/check", "/over"])
    owner = send(client, f"{test}/check", {}).location
    kept = titles_of(client, owner, ["", "delete", "compare", "count/", "own-words/"])
    others = titles_of(client, f"/{language}/", ["", "people", "c/", "deleted", f"r/{'A' * 43}/"])
    wrong = send(client, f"{test}/", {}).get_data(as_text=True)

    assert asked | kept | others == {name}
    assert title_of(wrong) == f"{error}{name}"


def titles_of(client: FlaskClient, base: str, places: list[str]) -> set[str]:
    return {title_of(client.get(base + place).get_data(as_text=True)) for place in places}
