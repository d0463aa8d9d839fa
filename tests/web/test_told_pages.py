"""The pages that tell: who runs the site, what it is called, and titles that say nothing to someone who looks on."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.definitions.library import Library
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
    client: FlaskClient, library: Library, language: str, name: str, error: str
) -> None:
    test = f"/{language}/between-us"
    begin(client, language)
    send(client, f"{test}/part/1", {})
    send(client, f"{test}/later", {})
    asked = ["", "/later", "/part/1", "/part/2", "/first", "/check", "/over"]
    owner = send(client, f"{test}/check", {}).location
    kept = ["", "delete", "compare", "count/", "own-words/"]
    door = f"/{language}/r/{'A' * 43}/"
    pages = [f"/{language}/", f"/{language}/people", f"/{language}/c/", f"/{language}/deleted", door]
    titles = {
        title_of(client.get(address).get_data(as_text=True))
        for address in [*pages, *(owner + rest for rest in kept), *(test + rest for rest in asked)]
    }
    wrong = title_of(client.post(f"{test}/", data={}).get_data(as_text=True))

    assert titles == {name}
    assert wrong == f"{error}{name}"
