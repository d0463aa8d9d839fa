"""The page on the method says of each language how far it is, in words of the reader's language."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp import create_app
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.web.languages import name_in


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """Of an installation with a language that the pages do not speak, and one that was reviewed."""
    folder = tmp_path / "questionnaires"
    shutil.copytree(shipped("questionnaires") / "between-us", folder / "between-us")
    shutil.copy(shipped("questionnaires") / "support.yaml", folder)
    version = folder / "between-us/v1"
    # A language without standard words says everything itself.
    arabic = (version / "zh-Hans.yaml").read_text("utf-8").replace("opening:\n", 'opening:\n  too_few: "…"\n', 1)
    (version / "ar.yaml").write_text(arabic, "utf-8")
    source = (version / "questionnaire.yaml").read_text("utf-8")
    marks = "  en: reviewed\n  zh-Hans: draft\n  ar: draft\n"
    (version / "questionnaire.yaml").write_text(source.replace("  en: draft\n  zh-Hans: draft\n", marks, 1), "utf-8")
    settings = read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_QUESTIONNAIRES": str(folder)})
    bring_up_to_date(settings.database_url)
    return create_app(settings).test_client()


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            ["Between Us, English: reviewed", "Between Us, Chinese (simplified): draft", "Between Us, Arabic: draft"],
        ),
        ("zh-Hans", ["《我们之间》英文：已审读", "《我们之间》简体中文：初稿", "《我们之间》阿拉伯语：初稿"]),
    ],
)
def test_the_method_page_says_how_far_each_language_is(client: FlaskClient, language: str, lines: list[str]) -> None:
    page = client.get(f"/{language}/about/method").get_data(as_text=True)
    assert [line for line in lines if f"<li>{line}</li>" not in page] == []


def test_a_language_that_nobody_has_named_is_called_by_its_tag() -> None:
    assert name_in("pt-BR", "en") == "Portuguese (Brazil)"
    assert name_in("qps", "en") == "qps"
