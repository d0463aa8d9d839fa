"""`quizapp preview`: what was saved is what is shown, problems included, and a taker fills the test in."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from pdfminer.high_level import extract_text
from werkzeug.test import TestResponse

from quizapp import create_app
from quizapp.cli import main
from quizapp.definitions.library import Library
from quizapp.domain.plan_definition import Edition
from quizapp.domain.profile import Profile, build_profile
from quizapp.domain.result import Result
from quizapp.previewing import create_preview
from quizapp.settings import Settings, shipped
from quizapp.simulation.takers import simulate
from quizapp.submissions import Secret
from tests.conftest import Clock
from tests.definitions.flaws import edit, line_of
from tests.web.walk import begin, send

SLUG = "two-scales"
STATEMENT = "I say what I mean."
TURNED = "    text: I get loud.\n    responses: agree\n    scale: calm\n"


def text_of(page: TestResponse) -> str:
    return page.get_data(as_text=True)


def fill(client: FlaskClient, go: str, seed: int = 7, language: str = "en") -> TestResponse:
    """The button on a question page."""
    page = begin(client, language, slug=SLUG)
    return send(client, f"/{language}/{SLUG}/preview", {"seed": seed, "go": go}, page)


def profile_behind(app: Flask, result: str) -> Profile:
    """Of the result at this address."""
    secret = Secret.from_text(result.split("/")[3])
    assert secret is not None
    with app.app_context():
        found = app.extensions["quizapp.submissions"].find_result(secret)
    assert isinstance(found, Result)
    return found.profile


def profile_of_taker(folder: Path, seed: int) -> Profile:
    questionnaire = Library.load(folder).get(SLUG, 1, "en", "now")
    (taker,) = simulate(questionnaire, count=1, seed=seed)
    return build_profile(questionnaire, taker.answers)


# --- saving ---------------------------------------------------------------------------------------


def test_a_text_that_was_saved_is_the_one_on_the_page(client: FlaskClient, source: Path) -> None:
    page = begin(client, slug=SLUG)
    assert STATEMENT in text_of(client.get(page))
    edit(source, STATEMENT, "I say it plainly.")
    assert "I say it plainly." in text_of(client.get(page))
    assert STATEMENT not in text_of(client.get(page))


def test_a_problem_stands_on_every_page_with_its_line_until_it_is_mended(client: FlaskClient, source: Path) -> None:
    page = begin(client, slug=SLUG)
    edit(source, "scale: talk\n    retelling: you ask", "scale: TALC\n    retelling: you ask")
    line = line_of(source, "scale: TALC")
    for address in ("/en/", f"/en/{SLUG}/", page, "/zh-Hans/people", "/en/nowhere"):
        shown = client.get(address)
        assert shown.status_code == 503
        assert f"questionnaire.yaml:{line}: unknown scale `TALC` - did you mean `talk`?" in text_of(shown)
    edit(source, "scale: TALC", "scale: talk")
    assert STATEMENT in text_of(client.get(page))


def test_words_of_a_file_reach_the_page_of_problems_as_text(client: FlaskClient, source: Path) -> None:
    edit(source, "scale: talk\n    retelling: you ask", "scale: <b>loud</b>\n    retelling: you ask")
    assert "`&lt;b&gt;loud&lt;/b&gt;`" in text_of(client.get("/en/"))


def test_a_definition_that_is_wrong_from_the_start_is_shown_too(folder: Path, source: Path) -> None:
    edit(source, f"    text: {STATEMENT}\n", "")
    client = create_preview(folder, SLUG, 8001).test_client()
    assert "`text` is missing" in text_of(client.get("/en/"))


def test_a_warning_stands_on_every_page_and_stops_nothing(client: FlaskClient, source: Path) -> None:
    edit(source, "scale: talk\n    reverse: true", "scale: talk")
    shown = client.get("/en/")
    assert shown.status_code == 200
    assert "scale `talk` is keyed one way" in text_of(shown)


def test_a_file_that_comes_or_goes_is_noticed(client: FlaskClient, source: Path) -> None:
    overlay = source.with_name("zh-Hans.yaml")
    kept = overlay.read_bytes()
    overlay.unlink()
    assert "`zh-Hans` has no file of its own" in text_of(client.get("/en/"))
    overlay.write_bytes(kept)
    assert client.get("/en/").status_code == 200


def test_nothing_is_read_again_while_nothing_was_saved(app: Flask, client: FlaskClient) -> None:
    client.get("/en/")
    before = app.extensions["quizapp.submissions"].library
    client.get("/en/")
    assert app.extensions["quizapp.submissions"].library is before


def test_the_script_can_tell_that_a_file_was_saved(client: FlaskClient, source: Path) -> None:
    shown = client.get("/en/")
    (written,) = re.findall(r'data-state="([^"]+)"', text_of(shown))
    assert text_of(client.get("/preview/state")) == written
    edit(source, STATEMENT, "I say it plainly.")
    assert text_of(client.get("/preview/state")) != written
    policy = shown.headers["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_an_answer_to_a_form_is_not_loaded_anew(client: FlaskClient) -> None:
    refused = send(client, f"/en/{SLUG}/", {})
    assert refused.status_code == 422
    assert "data-state" not in text_of(refused)


# --- what was made before the file was saved ------------------------------------------------------


def test_a_sitting_goes_on_without_the_answers_that_can_no_longer_be_given(client: FlaskClient, source: Path) -> None:
    check = fill(client, "check").location
    given = len(re.findall(r'class="ans">(?!skipped)', text_of(client.get(check))))
    for path in (source, source.with_name("zh-Hans.yaml")):
        path.write_text(path.read_text("utf-8").replace("always:", "very:"), "utf-8")
    left = client.get(check)
    assert left.status_code == 200
    assert 0 < len(re.findall(r'class="ans">(?!skipped)', text_of(left))) < given
    assert client.get(send(client, check, {}).location).status_code == 200


def test_a_result_is_made_anew_when_the_definition_changes(
    app: Flask, client: FlaskClient, folder: Path, source: Path
) -> None:
    result = fill(client, "result").location
    (taker,) = simulate(Library.load(folder).get(SLUG, 1, "en", "now"), count=1, seed=7)
    before = profile_behind(app, result)
    edit(source, "    text: I get loud.\n    responses: agree\n    scale: calm\n    reverse: true\n", TURNED)
    assert client.get(result).status_code == 200
    anew = build_profile(Library.load(folder).get(SLUG, 1, "en", "now"), taker.answers)
    assert profile_behind(app, result) == anew != before


def test_a_share_is_gone_once_the_definition_changed(client: FlaskClient, source: Path, clock: Clock) -> None:
    result = fill(client, "result").location
    (key, *_rest) = re.findall(r'name="show" value="([^"]+)"', text_of(client.get(result)))
    made = send(client, result + "share", {"show": key, "go": "make"}, result)
    assert made.status_code == 303
    (share,) = set(re.findall(r"http://127\.0\.0\.1:8001(/en/s/[^\"/]+/?)", text_of(client.get(made.location))))
    assert client.get(share).status_code == 200
    clock.pass_time(seconds=1)
    edit(source, STATEMENT, "I say it plainly.")
    assert client.get(share).status_code == 404


def test_a_test_that_was_taken_away_takes_its_sittings_along(client: FlaskClient, folder: Path) -> None:
    result, page = fill(client, "result").location, begin(client, slug=SLUG)
    shutil.move(folder / SLUG / "v1", folder / SLUG / "v2")
    assert client.get(result).status_code == 404
    assert client.get(page).location.endswith("/over")


# --- the simulated taker --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_simulated_taker_answers_every_sentence_and_leads_to_the_last_look(
    client: FlaskClient, folder: Path, language: str
) -> None:
    filled = fill(client, "check", language=language)
    assert filled.location == f"/{language}/{SLUG}/check"
    questionnaire = Library.load(folder).get(SLUG, 1, language, "now")
    (taker,) = simulate(questionnaire, count=1, seed=7)
    shown = re.findall(r'class="ans">([^<]+)<', text_of(client.get(filled.location)))
    labels = [
        questionnaire.responses_of(item).options[taker.answers[item]].label
        for page in questionnaire.pages
        for item in page
        if item in taker.answers
    ]
    assert [label for label in shown if label in set(labels)] == labels
    assert len(shown) == len(questionnaire.asked)


def test_a_simulated_taker_leads_to_the_result_of_their_answers(
    app: Flask, client: FlaskClient, folder: Path
) -> None:
    filled = fill(client, "result", seed=11)
    shown = client.get(filled.location)
    assert shown.status_code == 200
    assert profile_behind(app, filled.location) == profile_of_taker(folder, 11)
    # The next one is offered on the result.
    assert 'value="12"' in text_of(shown)


def test_the_report_is_made_in_a_preview_too(client: FlaskClient) -> None:
    result = fill(client, "result").location
    for edition in get_args(Edition):
        report = client.get(f"{result}forty-days.pdf?edition={edition}")
        assert report.status_code == 200
        assert report.data.startswith(b"%PDF-")


def test_the_report_says_what_was_saved_since_it_was_last_looked_at(client: FlaskClient, source: Path) -> None:
    result = fill(client, "result").location
    plan = source.with_name("plan.yaml")
    (title,) = re.findall(r"^title: (.+)$", plan.read_text("utf-8"), re.MULTILINE)
    assert title in extract_text(BytesIO(client.get(f"{result}forty-days.pdf").data))
    edit(plan, f"title: {title}\n", "title: Anew\n")
    assert "Anew" in extract_text(BytesIO(client.get(f"{result}forty-days.pdf").data))


@pytest.mark.parametrize("given", ["", "-1", "x", "9" * 40, "²"])
def test_any_number_of_a_taker_is_taken(client: FlaskClient, given: str) -> None:
    page = begin(client, slug=SLUG)
    assert send(client, f"/en/{SLUG}/preview", {"seed": given, "go": "result"}, page).status_code == 303


def test_all_questionnaires_of_a_folder_are_shown_without_a_name() -> None:
    client = create_preview(shipped("questionnaires"), None, 8001).test_client()
    listed = text_of(client.get("/en/"))
    for listing in Library.load(shipped("questionnaires")).newest():
        assert f"/en/{listing.slug}/" in listed


# --- only here ------------------------------------------------------------------------------------


def test_a_served_application_has_nothing_of_this(settings: Settings) -> None:
    app = create_app(settings)
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("preview.")]
    shown = app.test_client().get("/en/")
    assert 'class="author"' not in text_of(shown)


def test_a_name_that_is_not_there_is_refused_with_the_one_meant(folder: Path) -> None:
    refused = CliRunner().invoke(main, ["preview", "two-scale", "--questionnaires", str(folder)])
    assert refused.exit_code == 1
    assert "did you mean `two-scales`?" in refused.output
