"""What every answer says to the browser."""

import pytest
from flask.testing import FlaskClient

ADDRESSES = [
    "/",
    "/en/",
    "/en/between-us/",
    "/static/look.css",
    "/en/people",
    "/en/nothing",
    "/leave",
    "/en/about/kept",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_closed_to_what_it_does_not_need(client: FlaskClient, address: str) -> None:
    with client.get(address) as reply:
        headers = reply.headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert address.startswith("/static") or headers["Cache-Control"] == "no-store"


def test_leaving_clears_the_sitting_and_goes_somewhere_neutral(client: FlaskClient) -> None:
    client.get("/en/between-us/")

    reply = client.get("/leave")

    assert reply.status_code == 302
    assert reply.location.startswith("https://")
    assert client.get_cookie("between") is None
