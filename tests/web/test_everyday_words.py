"""The second shipped test, through the same pages: one frame, no plane, no patterns, no plan."""

import re
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient

from quizapp import create_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from tests.conftest import StrictClient
from tests.web.walk import all_answered, hand_in, send

SLUG = "everyday-words"


@pytest.fixture(params=["en", "zh-Hans"])
def everyday_words(request: pytest.FixtureRequest, library: Library) -> Questionnaire:
    return library.get(SLUG, 1, request.param, "now")


@pytest.fixture
def owner(client: FlaskClient, everyday_words: Questionnaire) -> str:
    """The address of a result in which listening and thanking came out high, the rest in the middle."""
    return hand_in(client, everyday_words, listening_and_thanking(everyday_words), everyday_words.language)


def listening_and_thanking(questionnaire: Questionnaire) -> dict[str, str]:
    answers = all_answered(questionnaire, 3)
    for key, item in questionnaire.items.items():
        if item.scale in {"HEARING", "THANKING"}:
            answers[key] = "d1" if item.reverse else "d5"
    return answers


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_the_start_says_whom_to_think_of_and_asks_only_for_agreement(
    client: FlaskClient, everyday_words: Questionnaire
) -> None:
    start = f"/{everyday_words.language}/{SLUG}/"
    page = text_of(client, start)

    assert everyday_words.frames["now"].choice in page
    assert 'type="radio"' not in page
    refused = send(client, start, {"frame": "now"})
    assert refused.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', refused.get_data(as_text=True)) == ["agree"]


def test_a_whole_sitting_gives_a_result_with_a_true_sentence_and_a_step(
    client: FlaskClient, everyday_words: Questionnaire, owner: str
) -> None:
    page = text_of(client, owner)

    assert everyday_words.frames["now"].result_title in page
    for scale in ("HEARING", "THANKING"):
        strength = everyday_words.scales[scale].high.strength
        assert strength
        assert strength.title in page
    assert everyday_words.first_steps["ten_minutes_of_quiet"].text in page


def test_the_lines_of_the_result_end_in_the_words_of_the_answers(
    client: FlaskClient, everyday_words: Questionnaire, owner: str
) -> None:
    days = everyday_words.response_sets["days"].options
    ends = f"<span>{days['d1'].label}</span><span>{days['d5'].label}</span>"

    assert text_of(client, owner).count(ends) == 1


def test_without_a_plan_there_is_no_report_and_no_word_of_one(client: FlaskClient, owner: str) -> None:
    page = text_of(client, owner)

    assert client.get(owner + "forty-days.pdf").status_code == 404
    assert [word for word in ("forty-days", "PDF", "Forty Days", "四十天", 'class="fear"') if word in page] == []


def test_a_share_says_i_and_leads_to_the_start_of_this_test(
    client: FlaskClient, everyday_words: Questionnaire, owner: str
) -> None:
    language = everyday_words.language
    made = send(client, owner + "share", {"show": ["strength:HEARING", "helps:HEARING"], "go": "make"}, page=owner)
    found = re.search(rf'value="http://[^"]*(/{language}/s/[\w-]{{43}}/)"', text_of(client, made.location))
    assert found
    page = text_of(client, send(client, found[1], {}).location)

    high = everyday_words.scales["HEARING"].high
    assert high.strength
    assert high.helps
    assert high.strength.shared_title in page
    assert high.helps in page
    assert high.strength.title not in page
    assert everyday_words.front.invitation in page
    assert f'href="/{language}/{SLUG}/">' in page


def test_a_week_with_few_words_is_met_with_a_question_and_no_strength(
    client: FlaskClient, everyday_words: Questionnaire
) -> None:
    page = text_of(client, hand_in(client, everyday_words, all_answered(everyday_words, 1), everyday_words.language))

    assert everyday_words.opening.no_strength in page
    for scale in everyday_words.scales.values():
        assert scale.high.strength
        assert scale.high.strength.title not in page
        assert scale.low.plain not in page


def test_the_first_page_offers_both_tests(client: FlaskClient, library: Library) -> None:
    page = text_of(client, "/en/")

    for slug in ("between-us", SLUG):
        one = library.get(slug, 1, "en", "now")
        assert f'<a href="/en/{slug}/">{one.title}</a>' in page
        assert one.front.line in page


def test_served_alone_it_promises_no_plan(tmp_path: Path) -> None:
    folder = tmp_path / "definitions"
    copytree(shipped("questionnaires") / SLUG, folder / SLUG)
    (folder / "support.yaml").write_bytes((shipped("questionnaires") / "support.yaml").read_bytes())
    client = served(folder, tmp_path)

    page = text_of(client, "/en/")

    assert "Could you give me a hand?" in page
    assert "One first step" in page
    assert "Forty Days" not in page


def served(questionnaires: Path, folder: Path) -> FlaskClient:
    settings = read_settings({"QUIZAPP_DATA": str(folder), "QUIZAPP_QUESTIONNAIRES": str(questionnaires)})
    bring_up_to_date(settings.database_url)
    app = create_app(settings)
    app.test_client_class = StrictClient
    return app.test_client()
