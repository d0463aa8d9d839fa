"""The page of open prompts after the result: nothing is demanded, nothing is lost, nothing is shown to others."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import Pick, Reflection
from quizapp.submissions import Secret, Submissions
from quizapp.web.speech import TOGETHER
from tests.reports.made import plain, texts_of_pages
from tests.web.test_results import make_share, opened
from tests.web.walk import all_answered, begin, hand_in, send, token_of

CARRIED = "My sister, who calls on Sundays."
FULL = {
    "p.today_again": "7",
    "p.values.1": "honesty",
    "p.values.2.own": "the garden",
    "p.carried": CARRIED,
    "p.better": "Saturday.\r\nWe cooked.",
    "p.hope": "That late is only late.",
}
TOLD = Reflection(
    ratings={"today_again": 7},
    rankings={"values": [Pick(choice="honesty"), Pick(words="the garden")]},
    texts={"carried": CARRIED, "better": "Saturday.\nWe cooked.", "hope": "That late is only late."},
)


@pytest.fixture
def owner(client: FlaskClient, between_us: Questionnaire) -> str:
    answers = all_answered(between_us, 4)
    for key, item in between_us.items.items():
        if item.scale in {"REP", "EXC"}:
            answers[key] = "o1" if item.reverse else "o5"
    return hand_in(client, between_us, answers)


def write(client: FlaskClient, owner: str, words: Mapping[str, str]) -> TestResponse:
    """Send the page as a browser does, in parts."""
    url = owner + "own-words/"
    data = {"csrf_token": token_of(client.get(url)), **words}
    return client.post(url, data=data, content_type="multipart/form-data")


def told(submissions: Submissions, owner: str) -> Reflection:
    secret = Secret.from_text(owner.split("/")[3])
    result = submissions.find_result(secret) if secret else None
    assert result is not None
    return result.reflection


def field(client: FlaskClient, owner: str, name: str) -> str:
    """What stands in a text area of the page."""
    return area(client.get(owner + "own-words/"), name)


def area(page: TestResponse, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n(.*?)</textarea>', page.get_data(as_text=True), re.S)
    assert found
    return html.unescape(found[1])


def pdf(client: FlaskClient, owner: str, edition: str) -> str:
    return "".join(texts_of_pages(client.get(f"{owner}forty-days.pdf?edition={edition}").data))


def test_what_was_written_is_kept_with_the_result_as_it_was_written(
    client: FlaskClient, owner: str, submissions: Submissions
) -> None:
    reply = write(client, owner, FULL)

    assert (reply.status_code, reply.location) == (303, owner + "#report")
    assert told(submissions, owner) == TOLD
    assert field(client, owner, "p.better") == "Saturday.\nWe cooked."


def test_nothing_is_required(client: FlaskClient, owner: str, submissions: Submissions) -> None:
    assert write(client, owner, {}).status_code == 303
    assert told(submissions, owner) == Reflection()


def test_the_result_leads_there_and_says_when_something_is_in(client: FlaskClient, owner: str) -> None:
    before = client.get(owner).get_data(as_text=True)
    write(client, owner, FULL)
    after = client.get(owner).get_data(as_text=True)

    assert "Before you download: a few lines of your own, if you like." in before
    assert "Your own words are in it" in after
    assert CARRIED not in after
    assert all(f'href="{owner}own-words/"' in page for page in (before, after))


@pytest.mark.parametrize("last", [{}, {**FULL, "empty": "yes"}, {"p.carried": "x" * 30_000, "empty": "yes"}])
def test_emptying_the_page_takes_all_of_it_out(
    client: FlaskClient, owner: str, submissions: Submissions, last: dict[str, str]
) -> None:
    write(client, owner, FULL)
    write(client, owner, last)

    assert told(submissions, owner) == Reflection()
    assert plain(CARRIED) not in pdf(client, owner, "solo")


def test_twenty_thousand_signs_are_taken(client: FlaskClient, owner: str, submissions: Submissions) -> None:
    text = "心" * 20_000

    assert write(client, owner, {"p.carried": text, "p.better": text}).status_code == 303
    assert told(submissions, owner).texts == {"carried": text, "better": text}


@pytest.mark.parametrize(
    ("name", "longest"),
    [("p.carried", 20_000), ("p.hope", 200), ("p.values.1.own", 80)],
    ids=["long", "short", "own"],
)
def test_a_sign_too_many_is_refused_with_the_page_shown_again_and_nothing_lost(
    client: FlaskClient, owner: str, submissions: Submissions, name: str, longest: int
) -> None:
    reply = write(client, owner, {**FULL, "p.better": "Keep <this>.", name: "é" * (longest + 1)})

    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert "é" * (longest + 1) in page
    assert area(reply, "p.better") == "Keep <this>."
    assert f"more than {longest} characters" in page
    assert "<title>Error: " in page
    assert told(submissions, owner) == Reflection()


def test_far_too_much_is_refused_in_words(client: FlaskClient, owner: str) -> None:
    reply = client.post(owner + "own-words/", data={"p.carried": "x" * 3_000_000})

    assert reply.status_code == 413
    assert "Please go back and send less" in reply.get_data(as_text=True)


@pytest.mark.parametrize(("name", "value"), [("p.today_again", "11"), ("p.values.2", "gold")])
def test_what_cannot_be_chosen_is_refused_in_words(
    client: FlaskClient, owner: str, submissions: Submissions, name: str, value: str
) -> None:
    reply = write(client, owner, {**FULL, name: value})

    assert reply.status_code == 422
    assert "Choose one of these, or leave it open" in reply.get_data(as_text=True)
    assert told(submissions, owner) == Reflection()


def test_own_words_go_before_the_list_and_nothing_stands_twice(
    client: FlaskClient, owner: str, submissions: Submissions
) -> None:
    write(
        client, owner, {"p.values.1": "calm", "p.values.1.own": "tea", "p.values.2.own": "tea", "p.values.3": "calm"}
    )

    assert told(submissions, owner).rankings == {"values": [Pick(words="tea"), Pick(choice="calm")]}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("  \r\n ", None),
        ("<b>&amp;</b> {words} %(num)s", "<b>&amp;</b> {words} %(num)s"),
        ("שלום 👩‍👧 \u202eabc", "שלום 👩‍👧 \u202eabc"),
    ],
)
def test_control_characters_go_and_the_rest_stays(
    client: FlaskClient, owner: str, submissions: Submissions, sent: str, kept: str | None
) -> None:
    write(client, owner, {"p.carried": sent})

    assert told(submissions, owner).texts.get("carried") == kept
    assert field(client, owner, "p.carried") == (kept or "")


def test_the_report_for_one_quotes_it_and_the_report_for_two_does_not(client: FlaskClient, owner: str) -> None:
    two = pdf(client, owner, "together")
    write(client, owner, FULL)

    own = pdf(client, owner, "solo")
    assert [w for w in (CARRIED, "Saturday.", "That late is only late.", "the garden") if plain(w) not in own] == []
    assert pdf(client, owner, "together") == two


def test_no_shared_page_shows_any_of_it(client: FlaskClient, owner: str) -> None:
    write(client, owner, FULL)
    every = re.findall(r'name="show" value="([^"]+)"', client.get(owner).get_data(as_text=True))
    assert len(every) > 2

    page = opened(client, make_share(client, owner, *every))
    preview = client.get(
        send(client, owner + "share", {"show": every, "go": "preview"}, page=owner).location
    ).get_data(as_text=True)

    written = [CARRIED, "Saturday.", "We cooked", "only late", "the garden", "own-words"]
    assert [w for w in written if w in page or w in preview] == []


def test_who_completes_a_first_result_keeps_what_they_wrote(
    client: FlaskClient, between_us: Questionnaire, submissions: Submissions
) -> None:
    answers = all_answered(between_us, 4)
    begin(client)
    for part in range(1, len(between_us.pages) + 1):
        given = {item: answers[item] for item in between_us.pages[part - 1]}
        reply = send(client, f"/en/between-us/part/{part}", given)
        if reply.location.endswith("/first"):
            owner = send(client, reply.location, {}).location
            write(client, owner, FULL)
    assert send(client, "/en/between-us/check", {}).location == owner

    # The short form asks for no numbers, so there are none to look at again.
    assert told(submissions, owner) == replace(TOLD, ratings={})
    assert plain(CARRIED) in pdf(client, owner, "solo")


def test_it_goes_with_the_result(client: FlaskClient, owner: str) -> None:
    write(client, owner, FULL)
    send(client, owner + "delete", {})

    assert client.get(owner + "own-words/").status_code == 404


def test_a_form_without_its_token_changes_nothing(client: FlaskClient, owner: str, submissions: Submissions) -> None:
    assert client.post(owner + "own-words/", data=FULL).status_code == 400
    assert told(submissions, owner) == Reflection()


def test_a_test_without_open_prompts_has_no_such_page(client: FlaskClient, submissions: Submissions) -> None:
    second = submissions.find_newest("everyday-words", "en")
    assert second is not None
    owner = hand_in(client, second, all_answered(second, 2), frame=next(iter(second.frames)))

    assert client.get(owner + "own-words/").status_code == 404
    assert "own-words" not in client.get(owner).get_data(as_text=True)


def test_the_page_speaks_chinese_and_says_how_long_it_stays(client: FlaskClient, between_us: Questionnaire) -> None:
    owner = hand_in(client, between_us, all_answered(between_us, 4), "zh-Hans")
    page = client.get(owner + "own-words/").get_data(as_text=True)

    assert "没有人会看" in page
    assert "2027年2月21日" in page.replace(TOGETHER, "")
