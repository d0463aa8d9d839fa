"""A language code that is none of ours leads to the nearest language, whatever stands behind it."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/EN/", "/en/"),
        ("/en-US/between-us/", "/en/between-us/"),
        ("/en_GB/people", "/en/people"),
        ("/zh/", "/zh-Hans/"),
        ("/zh-CN/between-us/?x=1&y=%C3%A9", "/zh-Hans/between-us/?x=1&y=%C3%A9"),
        ("/zh-hans/", "/zh-Hans/"),
        ("/fr/people", "/zh-Hans/people"),
        ("/fr/a%20b%3Fc", "/zh-Hans/a%20b%3Fc"),
        (f"/de/r/{'A' * 43}/", f"/zh-Hans/r/{'A' * 43}/"),
    ],
)
def test_it_leads_to_the_same_page_in_the_nearest_language(client: FlaskClient, address: str, leads_to: str) -> None:
    reply = client.get(address, headers={"Accept-Language": "zh-CN, fr;q=0.5"})

    assert (reply.status_code, reply.location) == (302, leads_to)
    assert reply.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("address", ["/english/", "/x/", "/en1/", "/zh-Hans-CN-x/", "/e/", "/en/fr/zz"])
def test_what_is_no_language_at_all_leads_nowhere(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
