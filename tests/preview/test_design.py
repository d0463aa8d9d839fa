"""The page of components: all of them, out of the macros that the pages use, and nowhere but in a preview."""

import re

import pytest
from flask import Flask

from quizapp import create_app
from quizapp.settings import Settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.web.preview.specimens import OF_THE_REPORT, build_specimens


def test_every_component_of_the_pages_is_shown() -> None:
    there = {path.stem for path in (shipped("templates") / "components").glob("*.html")}
    assert {specimen.component for specimen in build_specimens()} == there - OF_THE_REPORT


@pytest.mark.parametrize("shown_as", ["light", "dark", "paper", "rtl", "nothing"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_page_is_drawn_with_every_id_once(app: Flask, language: str, shown_as: str) -> None:
    page = app.test_client().get(f"/{language}/design?as={shown_as}").get_data(as_text=True)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert [one for one in ids if ids.count(one) > 1] == []
    assert f'class="as-{"light" if shown_as == "nothing" else shown_as}"' in page
    for specimen in build_specimens():
        assert f'<p class="label">{specimen.state}</p>' in page


def test_dark_and_paper_are_those_of_the_one_sheet(app: Flask) -> None:
    sheet = app.test_client().get("/preview/themes.css").get_data(as_text=True)
    assert ".as-dark { color-scheme: dark;" in sheet
    assert "--paper: #15191a" in sheet
    assert ".as-paper {" in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_short_address_leads_to_the_language_of_the_browser(app: Flask) -> None:
    reply = app.test_client().get("/design", headers={"Accept-Language": "zh-CN"})
    assert reply.location == "/zh-Hans/design"


def test_no_installation_has_it(settings: Settings) -> None:
    bring_up_to_date(settings.database_url)
    assert create_app(settings).test_client().get("/en/design", follow_redirects=True).status_code == 404
