"""Forms that no page of ours sends."""

import pytest
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from tests.web.walk import all_answered, hand_in

NAMELESS = b"--x\r\nContent-Disposition: form-data\r\n\r\nwords\r\n--x--\r\n"
A_FILE = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nwords\r\n--x--\r\n'
MANY = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 300 + b"--x--\r\n"
PARTS = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (PARTS, NAMELESS, 400),
        (PARTS, A_FILE, 400),
        (PARTS, MANY, 413),
        (PARTS, b"--x", 400),
        ("application/json", b'{"csrf_token": null}', 415),
        ("text/xml", b"<!DOCTYPE a>", 415),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_words_where_parts_are_read(
    client: FlaskClient, between_us: Questionnaire, content_type: str, body: bytes, status: int
) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))

    reply = client.post(owner + "own-words/", data=body, content_type=content_type)

    assert reply.status_code == status
    assert "<h1" in reply.get_data(as_text=True)


@pytest.mark.parametrize("content_type", [PARTS, "application/json", "text/plain"])
def test_no_other_room_reads_anything_but_plain_forms(client: FlaskClient, content_type: str) -> None:
    assert client.post("/en/between-us/", data=NAMELESS, content_type=content_type).status_code == 415
