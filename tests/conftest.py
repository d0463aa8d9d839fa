"""What tests share: the shipped definitions, an application on a database of its own, and a strict client."""

from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp import create_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import Settings, read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.submissions import Submissions


class StrictClient(FlaskClient):
    """Parses every page strictly: markup that a browser would have to repair fails the test that fetched it.

    Each request has a context of its own, as on a server: what one browser was told is not told to another.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = Context().run(super().open, *args, **kwargs)
        if response.mimetype == "text/html" and response.data:
            html5lib.HTMLParser(strict=True).parse(response.get_data(as_text=True))
        return response


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_time(self, **how_long: float) -> None:
        self.moment += timedelta(**how_long)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(shipped("questionnaires"))


@pytest.fixture(scope="session")
def between_us(library: Library) -> Questionnaire:
    return library.get("between-us", 1, "en", "now")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_QUEUE_URL": "immediate"})


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """The real application; only its clock is ours."""
    bring_up_to_date(settings.database_url)
    app = create_app(settings, now=clock)
    app.test_client_class = StrictClient
    app.config["TESTING"] = True
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def submissions(app: Flask) -> Submissions:
    found: Submissions = app.extensions["quizapp.submissions"]
    return found
