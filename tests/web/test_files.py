"""The stylesheet and the script: small, and asked for once."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from tests.web.walk import begin

SMALL = {"Accept-Encoding": "gzip, br"}
FOREIGN = re.compile(r'<(?:link|script|img|iframe|object)[^>]*(?:href|src)="(?!data:)([^"]+)"')


@pytest.fixture
def page(client: FlaskClient) -> str:
    return client.get(begin(client)).get_data(as_text=True)


def test_a_page_of_sentences_asks_for_one_sheet_and_one_script(page: str) -> None:
    assert [address.partition("?")[0] for address in FOREIGN.findall(page)] == ["/static/look.css", "/static/page.js"]


def test_a_page_of_sentences_and_all_it_asks_for_is_small(client: FlaskClient, page: str) -> None:
    sent = sum(len(client.get(address, headers=SMALL).data) for address in FOREIGN.findall(page))

    assert sent + len(page.encode()) < 25_000 - 3 * 900  # each answer has a head


def test_an_address_with_its_version_is_kept_for_good(client: FlaskClient, page: str) -> None:
    for address in FOREIGN.findall(page):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
        for other in (address.partition("?")[0], address + "0"):
            assert client.get(other).headers["Cache-Control"] == "no-cache"


def test_both_ways_of_sending_a_file_hold_the_same(client: FlaskClient) -> None:
    plain = client.get("/static/look.css")
    small = client.get("/static/look.css", headers=SMALL)

    assert gzip.decompress(small.data) == plain.data
    assert (small.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert small.headers["ETag"] != plain.headers["ETag"]


def test_a_file_that_is_known_already_is_not_sent_again(client: FlaskClient) -> None:
    known = client.get("/static/page.js").headers["ETag"]

    assert client.get("/static/page.js", headers={"If-None-Match": known}).status_code == 304


def test_no_page_is_compressed_since_tokens_stand_beside_what_people_send(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get(begin(client), headers=SMALL).headers


@pytest.mark.parametrize("name", ["nothing.css", "../headers.py", "%2e%2e/headers.py", "look.css/", ""])
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404
