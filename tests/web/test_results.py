"""What the owner of a result can do, and what nobody else can."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from quizapp.submissions import Submissions
from tests.conftest import Clock
from tests.web.walk import all_answered, hand_in, rows, send

FALSE = "A" * 43


@pytest.fixture
def owner(client: FlaskClient, between_us: Questionnaire) -> str:
    """The address of a result with strengths: everything that carries is answered high."""
    answers = all_answered(between_us, 2)
    for key, item in between_us.items.items():
        if item.scale in {"REP", "EXC", "DIA", "ANX"}:
            answers[key] = "o1" if item.reverse else "o5"
    return hand_in(client, between_us, answers)


def make_share(client: FlaskClient, owner: str, *ticked: str) -> str:
    """Tick, make, and return the path of the share."""
    reply = send(client, owner + "share", {"show": list(ticked), "go": "make"}, page=owner)
    found = re.search(r'value="http://[^"]*(/en/s/[\w-]{43}/)"', client.get(reply.location).get_data(as_text=True))
    assert found
    return found[1]


def opened(client: FlaskClient, share: str) -> str:
    return client.get(send(client, share, {}).location).get_data(as_text=True)


def test_two_strengths_are_ticked_and_nothing_else(client: FlaskClient, owner: str) -> None:
    boxes = re.findall(r'<input[^>]*name="show"[^>]*>', client.get(owner).get_data(as_text=True))

    ticked = [box for box in boxes if "checked" in box]

    assert len(boxes) > 3
    assert len(ticked) == 2
    assert all('value="strength:' in box for box in ticked)


def test_a_share_opens_on_a_neutral_door(client: FlaskClient, owner: str, between_us: Questionnaire) -> None:
    share = make_share(client, owner, "strength:REP")

    door = client.get(share).get_data(as_text=True)

    strength = between_us.scales["REP"].high.strength
    assert strength is not None
    assert strength.shared_title not in door
    assert strength.shared_title in opened(client, share)


def test_a_share_says_only_what_was_ticked_and_says_it_as_i(
    client: FlaskClient, owner: str, between_us: Questionnaire
) -> None:
    page = opened(client, make_share(client, owner, "strength:REP"))

    for key, scale in between_us.scales.items():
        for end in (scale.high, scale.low):
            told = end.strength.shared_title if end.strength else end.helps
            if told and not (key == "REP" and end is scale.high):
                assert told not in page
            if end.strength:
                assert end.strength.title not in page
    assert "polyline" not in page
    assert 'class="plane"' not in page


def test_nothing_can_be_shared_that_the_result_does_not_offer(client: FlaskClient, owner: str) -> None:
    send(client, owner + "share", {"show": ["strength:SIL", "helps:none", "plane:x"], "go": "make"}, page=owner)

    assert "/en/s/" not in client.get(owner).get_data(as_text=True)


def test_the_owner_sees_it_as_others_will(client: FlaskClient, owner: str, between_us: Questionnaire) -> None:
    reply = send(client, owner + "share", {"show": ["strength:REP"], "go": "preview"}, page=owner)
    preview = client.get(reply.location).get_data(as_text=True)

    strength = between_us.scales["REP"].high.strength
    assert strength is not None
    assert strength.shared_title in preview
    assert "/en/s/" not in client.get(owner).get_data(as_text=True)


def test_a_share_taken_back_is_gone(app: Flask, client: FlaskClient, owner: str) -> None:
    share = make_share(client, owner, "strength:REP")
    send(client, owner + "take-back", {"share": share.split("/")[3]}, page=owner)

    assert client.get(share).status_code == 404
    assert rows(app, "share") == 0


def test_every_false_link_is_the_same_404(client: FlaskClient, owner: str) -> None:
    share = make_share(client, owner, "strength:REP")
    send(client, owner + "take-back", {"share": share.split("/")[3]}, page=owner)
    secret_of_share, secret = share.split("/")[3], owner.split("/")[3]
    false = [
        share,
        f"/en/s/{FALSE}/",
        f"/en/s/{secret}/",
        f"/en/r/{FALSE}/",
        f"/en/r/{secret_of_share}/",
        f"/en/r/{FALSE}/forty-days.pdf",
        f"/en/r/{FALSE}/link.txt",
        f"/en/r/{FALSE}/code.svg",
        f"/en/r/{FALSE}/delete",
        f"/en/r/{FALSE}/preview",
        f"/en/r/{secret[:20]}/",
        f"/en/r/{secret}x/",
        "/en/r/cut",
        "/en/nothing-here/at-all",
    ]

    answers = [client.get(address) for address in false]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1


def test_raw_answers_stand_on_the_page_for_a_day(
    app: Flask, client: FlaskClient, owner: str, clock: Clock, submissions: Submissions
) -> None:
    answer = '<span class="ans">Very much like me</span>'
    assert answer in client.get(owner).get_data(as_text=True)

    clock.pass_time(hours=25)

    assert answer not in client.get(owner).get_data(as_text=True)
    submissions.purge()
    assert rows(app, "answers") == 0


def test_a_result_ends_by_itself_and_can_be_kept_longer(client: FlaskClient, owner: str, clock: Clock) -> None:
    clock.pass_time(days=80)
    send(client, owner + "keep", {"days": "90"}, page=owner)
    clock.pass_time(days=80)
    assert client.get(owner).status_code == 200

    clock.pass_time(days=20)

    assert client.get(owner).status_code == 404


@pytest.mark.parametrize("days", ["9" * 26, "9" * 5000, "٣" * 10, "-1", "0", "1e3", ""])
def test_a_lifetime_that_is_none_changes_nothing(client: FlaskClient, owner: str, clock: Clock, days: str) -> None:
    assert send(client, owner + "keep", {"days": days}, page=owner).status_code == 303

    clock.pass_time(days=89)
    assert client.get(owner).status_code == 200
    clock.pass_time(days=1)
    assert client.get(owner).status_code == 404


def test_deleting_takes_every_share_along(app: Flask, client: FlaskClient, owner: str) -> None:
    share = make_share(client, owner, "strength:REP")

    reply = send(client, owner + "delete", {})

    assert reply.status_code == 303
    assert client.get(owner).status_code == client.get(share).status_code == 404
    assert [rows(app, table) for table in ("sitting", "result", "answers", "share")] == [0] * 4


def test_the_link_can_be_kept_as_a_file_and_as_a_code(client: FlaskClient, owner: str) -> None:
    file, code = client.get(owner + "link.txt"), client.get(owner + "code.svg")

    assert file.get_data(as_text=True).strip().endswith(owner)
    assert 'filename="my-link.txt"' in file.headers["Content-Disposition"]
    assert code.mimetype == "image/svg+xml"


def test_the_days_can_be_taken_to_a_calendar(client: FlaskClient, owner: str) -> None:
    file = client.get(owner + "days.ics?start=2026-12-01")

    assert file.mimetype == "text/calendar"
    assert "SUMMARY:Day 1\r\n" in file.get_data(as_text=True)
    assert client.get(owner + "days.ics?start=soon").headers["Location"].endswith("#days")


@pytest.mark.parametrize("asked", ["paper=a3", "part=letters", "edition=neighbours"])
def test_what_is_no_printing_is_not_there(client: FlaskClient, owner: str, asked: str) -> None:
    assert client.get(f"{owner}forty-days.pdf?{asked}").status_code == 404


def test_the_report_has_a_neutral_name(client: FlaskClient, owner: str) -> None:
    report = client.get(owner + "forty-days.pdf")

    assert report.data.startswith(b"%PDF-")
    assert 'filename="forty-days.pdf"' in report.headers["Content-Disposition"]


def test_boxes_come_back_as_they_were_sent(client: FlaskClient, owner: str) -> None:
    def ticked(address: str) -> list[str]:
        boxes = re.findall(r'<input[^>]*name="(?:show|pictured)"[^>]*>', client.get(address).get_data(as_text=True))
        return [value for box in boxes if "checked" in box for value in re.findall(r'value="([^"]+)"', box)]

    nothing = send(client, owner + "share", {"go": "make", "pictured": "yes"}, page=owner)
    assert nothing.location.endswith("#to-mend")
    assert "Tick at least one line" in client.get(nothing.location).get_data(as_text=True)
    assert ticked(nothing.location) == ["yes"]

    looked = send(client, owner + "share", {"show": ["strength:EXC"], "go": "preview"}, page=owner)
    back = re.search(r'href="([^"]*#show)"', client.get(looked.location).get_data(as_text=True))
    assert back
    assert ticked(back[1].replace("&amp;", "&")) == ["strength:EXC"]
