"""A frame for articles: off unless the operator names the site, and then nothing but a way in."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import quizapp.web
from quizapp import create_app
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from tests.conftest import StrictClient

SITES = ("https://www.example.org", "https://news.example.net:8443")
FRAME = "/en/e/between-us"


@pytest.fixture
def allowing(tmp_path: Path) -> FlaskClient:
    around = {"QUIZAPP_DATA": str(tmp_path), "QUIZAPP_QUEUE_URL": "immediate", "QUIZAPP_EMBEDDERS": ", ".join(SITES)}
    settings = read_settings(around)
    bring_up_to_date(settings.database_url)
    app = create_app(settings)
    app.test_client_class = StrictClient
    return app.test_client()


def test_it_is_off_unless_a_site_is_named(client: FlaskClient) -> None:
    reply = client.get(FRAME)

    assert (reply.status_code, reply.data) == (404, client.get("/en/e/nothing").data)
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


def test_the_named_sites_may_frame_the_way_in_and_nothing_else(allowing: FlaskClient) -> None:
    policy = allowing.get(FRAME).headers["Content-Security-Policy"]

    assert f"frame-ancestors {' '.join(SITES)};" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    for page in ("/en/", "/en/between-us/", "/en/e/nothing", "/en/people", f"/en/r/{'A' * 43}/"):
        assert "frame-ancestors 'none'" in allowing.get(page).headers["Content-Security-Policy"]


def test_it_sets_no_cookie_and_holds_nothing_but_a_way_out_of_the_frame(allowing: FlaskClient) -> None:
    reply = allowing.get(FRAME)
    page = reply.get_data(as_text=True)

    assert "Set-Cookie" not in reply.headers
    assert not {"<form", "<script", "<input"} & {tag for tag in ("<form", "<script", "<input") if tag in page}
    assert page.count("<a ") == 1
    assert 'href="/en/between-us/" target="_blank" rel="noopener"' in page


def test_it_speaks_the_language_of_its_address(allowing: FlaskClient) -> None:
    page = allowing.get("/zh-Hans/e/between-us").get_data(as_text=True)

    assert 'lang="zh-Hans"' in page
    assert "花八分钟" in page


def test_its_stylesheet_may_be_used_in_a_frame_that_belongs_to_no_site(allowing: FlaskClient) -> None:
    with allowing.get("/e/embed.css") as reply:
        assert reply.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "sandbox" not in reply.headers["Content-Security-Policy"]
    with allowing.get("/static/look.css") as reply:
        assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/en/", "/en/between-us/"])
def test_a_link_to_the_front_unfolds_into_a_card_that_tells_no_more_than_the_front(
    client: FlaskClient, address: str
) -> None:
    page = client.get(address).get_data(as_text=True)

    assert '<meta property="og:title" content="Between Us">' in page
    assert '<meta property="og:description" content="How is it on your side? Eight minutes' in page


def test_its_colours_are_those_of_every_other_page() -> None:
    web = Path(quizapp.web.__file__).parent
    colours = re.compile(r"--[\w-]+: #[0-9a-f]{6}")
    own = set(colours.findall((web / "embedding/static/embed.css").read_text()))

    assert len(own) > 15
    assert own - set(colours.findall((web / "static/look.css").read_text())) == set()
