"""What the benchmarks share: an application on a database of its own, and one taker."""

from pathlib import Path

from flask import Flask

from quizapp import create_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date

SLUG = "between-us"


def build_app(folder: Path) -> Flask:
    settings = read_settings({"QUIZAPP_DATA": str(folder)})
    bring_up_to_date(settings.database_url)
    return create_app(settings)


def questionnaire(language: str = "en") -> Questionnaire:
    library = Library.load(shipped("questionnaires"))
    return library.get(SLUG, library.newest()[0].version, language, "now")


def a_taker(of: Questionnaire) -> dict[str, str]:
    """One taker whose answers vary: what carries is high, what is hard is mixed."""
    options = {key: list(of.responses_of(key).options) for key in of.items}
    return {key: options[key][(3 + index) % len(options[key])] for index, key in enumerate(of.items)}
