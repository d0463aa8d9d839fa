"""How sure the page is, how the answers were given, what changed since, and how the test works."""

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scales import Composite, Scale
from quizapp.storage.tables import db
from quizapp.submissions import Secret, Submissions
from tests.conftest import Clock
from tests.web.walk import all_answered, hand_in, rows, send

BLURRED = {
    "even": "Your answers were very even, so the picture may be blurry.",
    "fast": "This went by quickly, so the picture may be blurry. You can take it again whenever you like.",
    "skipped": "You passed over a good part of the sentences, and you may. Some lines stay open for that.",
}


def varied(questionnaire: Questionnaire, **turned: int) -> dict[str, str]:
    """Unlike answers to neighbouring sentences; ``turned``: a keyed answer to every item of a scale."""
    answers = all_answered(questionnaire, 2)
    for at, item in enumerate(item for page in questionnaire.pages for item in page):
        asked = questionnaire.items[item]
        if asked.scale:
            keyed = turned.get(asked.scale, 3 + at % 2)
            answers[item] = f"o{6 - keyed if asked.reverse else keyed}"
    return answers


def rated(questionnaire: Questionnaire, value: int) -> dict[str, str]:
    options = questionnaire.responses_of("today").options
    return {"today": next(key for key, option in options.items() if option.value == value)}


def text(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at the clock takes a minute."""
    look = Clock.__call__

    def slow(self: Clock) -> object:
        self.pass_time(seconds=60)
        return look(self)

    monkeypatch.setattr(Clock, "__call__", slow)


def test_the_page_lists_how_sure_each_sentence_is(client: FlaskClient, between_us: Questionnaire) -> None:
    page = text(client, hand_in(client, between_us, varied(between_us, REP=5)))
    listed = page.partition("How sure each sentence is")[2].partition("</table>")[0]
    strength = between_us.scales["REP"].high.strength
    assert strength
    assert strength.title in listed
    chances = [int(number) for number in re.findall(r"<td[^>]*>(\d+)</td>", listed)]
    assert len(chances) >= len(between_us.scales) + 1
    assert all(1 <= number <= 99 for number in chances)
    assert "There is no data on this test yet" in page


def test_someone_who_took_their_time_reads_nothing_of_it(
    client: FlaskClient, between_us: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    unhurried(monkeypatch)
    page = text(client, hand_in(client, between_us, varied(between_us)))
    assert [said for said in BLURRED.values() if said in page] == []


@pytest.mark.parametrize("flag", BLURRED)
def test_one_kind_sentence_says_why_the_picture_may_be_blurry(
    client: FlaskClient, between_us: Questionnaire, monkeypatch: pytest.MonkeyPatch, flag: str
) -> None:
    answers = all_answered(between_us, 3) if flag == "even" else varied(between_us)
    if flag == "skipped":
        answers = dict(list(answers.items())[14:])
    if flag != "fast":
        unhurried(monkeypatch)
    page = text(client, hand_in(client, between_us, answers))
    assert [key for key, said in BLURRED.items() if said in page] == [flag]


def compare(client: FlaskClient, owner: str, link: str) -> tuple[int, str]:
    reply = send(client, owner + "compare", {"link": link}, page=owner)
    return reply.status_code, reply.get_data(as_text=True)


def test_two_results_are_held_side_by_side_and_nothing_is_kept_or_logged(
    app: Flask, client: FlaskClient, between_us: Questionnaire, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    earlier = hand_in(client, between_us, varied(between_us, PUR=2) | rated(between_us, 3))
    clock.pass_time(days=41)
    later = hand_in(client, between_us, varied(between_us, PUR=4) | rated(between_us, 4))
    before = {table: rows(app, table) for table in ("result", "answers", "share")}
    with caplog.at_level(logging.DEBUG):
        status, page = compare(client, later, f"My link: http://localhost{earlier} .")
    assert status == 200
    assert page.count("higher, by more than chance") == 1
    assert page.count("lower, by more than chance") == 0
    assert page.count("no clear change") == len(between_us.scales) - 1
    assert "You moved it from 3 to 4. What is different?" in page
    secret = earlier.rstrip("/").rpartition("/")[2]
    assert secret not in page
    assert secret not in caplog.text
    assert {table: rows(app, table) for table in before} == before


def test_it_does_not_matter_from_which_of_the_two_one_comes(
    client: FlaskClient, between_us: Questionnaire, clock: Clock
) -> None:
    earlier = hand_in(client, between_us, varied(between_us, PUR=2))
    clock.pass_time(days=41)
    later = hand_in(client, between_us, varied(between_us, PUR=4))
    assert "higher, by more than chance" in compare(client, earlier, later)[1]


@pytest.mark.parametrize("link", ["", "nonsense", "http://localhost/en/r/" + "A" * 43 + "/", "/r/" + "A" * 42])
def test_a_link_to_nothing_is_said_kindly_and_the_form_stays(
    client: FlaskClient, between_us: Questionnaire, link: str
) -> None:
    status, page = compare(client, hand_in(client, between_us, varied(between_us)), link)
    assert status == 422
    assert "That link leads to no result." in page
    assert "<title>Error: " in page
    assert f'name="link" type="text" dir="ltr" value="{link}"' in page


def test_results_in_two_languages_are_not_compared(
    client: FlaskClient, library: Library, between_us: Questionnaire, clock: Clock
) -> None:
    chinese = library.get("between-us", 1, "zh-Hans", "now")
    earlier = hand_in(client, chinese, varied(chinese), "zh-Hans")
    clock.pass_time(days=1)
    later = hand_in(client, between_us, varied(between_us))
    page = compare(client, later, earlier)[1]
    assert "nobody has shown that the languages measure the same" in page
    assert "<table>" not in page


def test_a_result_is_not_compared_with_itself(client: FlaskClient, between_us: Questionnaire) -> None:
    owner = hand_in(client, between_us, varied(between_us))
    assert "This is the result you came from." in compare(client, owner, owner)[1]
    assert client.get(owner + "compare").status_code == 200


def test_a_result_knows_the_language_it_was_answered_in(
    client: FlaskClient, between_us: Questionnaire, submissions: Submissions
) -> None:
    owner = hand_in(client, between_us, varied(between_us))
    secret = Secret.from_text(owner.rstrip("/").rpartition("/")[2])
    assert secret
    result = submissions.find_result(secret)
    assert result
    assert (result.language, result.norms) == ("en", None)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("slug", ["between-us", "everyday-words"])
def test_the_method_page_says_what_the_definition_does(
    client: FlaskClient, library: Library, language: str, slug: str
) -> None:
    listing = library.find_listing(slug, 1)
    assert listing
    of = library.get(slug, 1, language, listing.frames[0])
    page = text(client, f"/{language}/about/method/{slug}/1")
    figures: list[Scale | Composite] = [*of.scales.values(), *of.composites.values()]
    for scale in figures:
        assert scale.name in page
        assert f">{scale.reliability:.2f}</td><td" in page
        assert f">{scale.standard_deviation:.2f}</td>" in page
    assert of.figures_from
    assert of.figures_from in page
    assert f"/{language}/about/method/{slug}/1" in text(client, f"/{language}/about/method")


def test_the_method_page_of_nothing_is_not_there(client: FlaskClient) -> None:
    assert client.get("/en/about/method/between-us/99").status_code == 404
    assert client.get("/en/about/method/nothing/1").status_code == 404


def stored(app: Flask) -> list[tuple[object, ...]]:
    with app.app_context():
        tables = [db.metadata.tables[name] for name in ("sitting", "result", "answers", "share")]
        found = [tuple(row) for table in tables for row in db.session.execute(select(table))]
        db.session.remove()
    return found


def test_nothing_that_is_kept_or_logged_tells_which_edition_was_chosen(
    app: Flask, client: FlaskClient, between_us: Questionnaire, caplog: pytest.LogCaptureFixture
) -> None:
    owner = hand_in(client, between_us, varied(between_us))
    before = stored(app)
    names = set()
    with caplog.at_level(logging.INFO):
        for edition in ("solo", "together"):
            report = client.get(f"{owner}forty-days.pdf?edition={edition}")
            assert report.status_code == 200
            names.add(report.headers["Content-Disposition"])
    assert stored(app) == before
    assert len(names) == 1
    assert not [record for record in caplog.records if "together" in record.getMessage()]
