"""Whether a link was made up, is of another kind, has expired or was taken back: nobody can tell which."""

import re

import pytest
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from tests.conftest import Clock
from tests.web.walk import all_answered, begin, hand_in, send, share_all, token_of

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
OWNERS = [
    "",
    "code.svg",
    "link.txt",
    "forty-days.pdf",
    "share",
    "preview?show=x",
    "shown/AAAAAAAA/",
    "shown/AAAAAAAA/code.svg",
    "shown/AAAAAAAA/picture.png?kind=portrait",
    "take-back",
    "keep",
    "delete",
    "days.ics",
    "compare",
    "count/",
    "own-words/",
    "remember",
    "my-data.json",
]
MADE_UP = "A" * 43


def way_on(client: FlaskClient) -> str:
    """The secret of a link to go on elsewhere, with answers that wait behind it."""
    begin(client)
    send(client, "/en/between-us/later", {})
    found = re.search(r"/en/c/([\w-]{43})/", client.get("/en/between-us/later").get_data(as_text=True))
    assert found
    return found[1]


@pytest.fixture
def secrets(client: FlaskClient, between_us: Questionnaire, clock: Clock) -> dict[str, dict[str, str]]:
    """Room -> why a link is false -> the secret in it."""
    answers = all_answered(between_us, 4)

    def made() -> tuple[str, str]:
        owner = hand_in(client, between_us, answers)
        return owner.split("/")[3], share_all(client, owner).split("/")[3]

    deleted, share_of_deleted = made()
    send(client, f"/en/r/{deleted}/delete", {})
    old_way_on = way_on(client)
    old, old_share = made()
    clock.pass_time(days=91)
    live, live_share = made()
    taken_back = share_all(client, f"/en/r/{live}/").split("/")[3]
    send(client, f"/en/r/{live}/take-back", {"share": taken_back}, page=f"/en/r/{live}/")
    replaced = way_on(client)
    newer = way_on(client)
    send(client.application.test_client(), f"/en/c/{newer}/", {})
    return {
        "c": {
            "made up": MADE_UP,
            "foreign": live,
            "handed in": old_way_on,
            "replaced": replaced,
            "opened elsewhere": newer,
        },
        "r": {"made up": MADE_UP, "foreign": live_share, "expired": old, "deleted": deleted},
        "s": {
            "made up": MADE_UP,
            "foreign": live,
            "expired": old_share,
            "taken back": taken_back,
            "of a result that was deleted": share_of_deleted,
        },
    }


@pytest.mark.parametrize("method", METHODS)
def test_every_method_of_every_false_link_gets_the_same_answer(
    client: FlaskClient, secrets: dict[str, dict[str, str]], method: str
) -> None:
    token = token_of(client.get("/en/between-us/"))
    places = [*(("r", rest) for rest in OWNERS), ("s", ""), ("s", "?opened=word"), ("s", "picture.png"), ("c", "")]
    bodies = set()
    for room, rest in places:
        for form in [{}, {"csrf_token": token}] if method == "POST" else [{}]:
            answers = [
                client.open(f"/en/{room}/{secret}/{rest}", method=method, data=form, environ_base=_somebody(rest))
                for secret in secrets[room].values()
            ]
            assert {answer.status_code for answer in answers} == {404}
            assert len({tuple(answer.headers.items()) for answer in answers}) == 1
            bodies |= {answer.data for answer in answers}
    assert len(bodies) == 1


def _somebody(place: str) -> dict[str, str]:
    """An address of its own for each place, so that none is kept out for guessing."""
    return {"REMOTE_ADDR": f"192.0.2.{OWNERS.index(place) if place in OWNERS else 99}"}


@pytest.mark.parametrize("method", METHODS)
def test_that_answer_is_the_same_as_of_an_address_that_never_was(client: FlaskClient, method: str) -> None:
    one, other = client.open(f"/en/r/{MADE_UP}/", method=method), client.open("/en/r/cut", method=method)

    assert (one.status_code, one.data) == (other.status_code, other.data)


def test_a_link_that_leads_somewhere_still_says_what_cannot_be_done_there(
    client: FlaskClient, between_us: Questionnaire
) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4))

    assert client.get(owner + "share").status_code == 405
    assert client.post(owner + "share", data={"show": "strength:REP"}).status_code == 400
    assert client.get(owner).status_code == 200
