"""The files of a PostgreSQL server tell neither what was answered nor what opens it, also once it was deleted.

What is deleted is no longer found, but its sealed bytes stay in PostgreSQL's pages and log until vacuum and time have
been there: without the key, which stood in the link alone. ``docs/operating.md`` says so.
"""

from base64 import b64encode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from quizapp.storage.sealing import Secret, lookup_id
from tests.postgresql import PostgreSQL
from tests.web.walk import all_answered, hand_in, rows, send, share_all

WORDS = "A whole sentence-marker 55d2, in my own words."


def files_of(server: PostgreSQL, database: str) -> tuple[bytes, bytes]:
    """All files of the server, its log among them; and those of one database alone."""
    server.ask("CHECKPOINT")
    [[number]] = server.ask(f"SELECT oid FROM pg_database WHERE datname = '{database}'")  # noqa: S608  # our own name
    whole = b"".join(path.read_bytes() for path in sorted(server.folder.rglob("*")) if path.is_file())
    own = server.data / "base" / str(number)
    return whole, b"".join(path.read_bytes() for path in sorted(own.iterdir()) if path.is_file())


def spellings(link: str) -> list[bytes]:
    secret = Secret.from_text(link.split("/")[3])
    assert secret
    return [secret.text.encode(), secret.key, secret.key.hex().encode(), b64encode(secret.key).rstrip(b"=")]


@pytest.mark.only("postgresql")
def test_no_file_tells_an_answer_or_a_secret_before_or_after_a_deletion(
    app: Flask, client: FlaskClient, between_us: Questionnaire, postgresql: PostgreSQL, database_url: str
) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4), frame="former")
    send(client, owner + "own-words/", {"p.carried": WORDS})
    assert WORDS in client.get(owner + "own-words/").get_data(as_text=True)
    share = share_all(client, owner)
    cookie = client.get_cookie("between")
    assert cookie
    everywhere = [
        *spellings(owner),
        *spellings(share),
        cookie.value.encode(),
        WORDS.encode(),
        b"sentence-marker 55d2",
    ]
    answered = [f'"{item}"'.encode() for item in between_us.items] + [b"former"]
    secret = Secret.from_text(owner.split("/")[3])
    assert secret

    whole, own = files_of(postgresql, database_url.rpartition("/")[2])
    assert lookup_id(secret, "result") in own
    assert [hidden for hidden in everywhere if hidden in whole] == []
    assert [hidden for hidden in answered if hidden in own] == []

    send(client, owner + "delete", {})

    whole, own = files_of(postgresql, database_url.rpartition("/")[2])
    assert {table: rows(app, table) for table in ("result", "answers", "share", "rendering")} == {
        "result": 0,
        "answers": 0,
        "share": 0,
        "rendering": 0,
    }
    assert [hidden for hidden in everywhere if hidden in whole] == []
    assert [hidden for hidden in answered if hidden in own] == []
