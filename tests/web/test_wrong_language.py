"""A language code that is none of ours leads to the nearest, whatever stands behind it; ours lead to each other."""

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from tests.web.walk import begin


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


@pytest.mark.parametrize(
    "query",
    [
        "show=a&show=b",
        "x=%C3%A9%26",
        "_method=PATCH",
        "endpoint=x",
        "language=x",
        "part=x",
        "_anchor=x",
        "slug=a%2Fb",
        "_external=1&_scheme=javascript",
    ],
)
def test_another_language_is_the_same_page_with_all_that_stands_behind_it(client: FlaskClient, query: str) -> None:
    begin(client)
    for address in ("/{}/between-us/part/1", "/{}/people"):
        page = client.get(f"{address.format('en')}?{query}")

        assert page.status_code == 200
        assert f'href="{escape(address.format("zh-Hans") + "?" + query)}"' in page.get_data(as_text=True)
