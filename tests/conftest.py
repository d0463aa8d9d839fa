"""What tests share: the shipped definitions, an application on a database of its own, and a strict client."""

import re
import secrets
from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.test import TestResponse

from quizapp.application import build_app, render_elsewhere
from quizapp.definitions.library import Library
from quizapp.definitions.support import SUPPORT, load_support
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.support import SupportCountry
from quizapp.rendering.desk import ReportDesk
from quizapp.rendering.maker import ReportMaker
from quizapp.settings import Settings, read_settings, shipped
from quizapp.storage.queue import RenderQueue
from quizapp.storage.store import Store
from quizapp.storage.tables import db
from quizapp.stores import IMMEDIATE
from quizapp.submissions import Submissions
from quizapp.web.languages import LANGUAGES

SECRETS = re.compile(r"[\w.-]{40,}")
"""Tokens and links: what differs between two pages of the same markup, and can hold no mark of it."""


@cache
def parse_strictly(markup: str) -> None:
    html5lib.HTMLParser(strict=True).parse(markup)


pytest_plugins = ["tests.databases"]

# `make mutation` asks whether a change is noticed, not by how small an example: fewer of them, and no shrinking.
hypothesis.settings.register_profile(
    "mutation", max_examples=5, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
)


class StrictClient(FlaskClient):
    """Parses every page strictly: markup that a browser would have to repair fails the test that fetched it.

    Each request has a context of its own, as on a server: what one browser was told is not told to another.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = Context().run(super().open, *args, **kwargs)
        if response.mimetype == "text/html" and response.data:
            parse_strictly(SECRETS.sub("secret", response.get_data(as_text=True)))
        return response


class Compiled(BytecodeCache):
    """Templates as compiled before: every application of a test would compile anew all that it shows."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_time(self, **how_long: float) -> None:
        self.moment += timedelta(**how_long)


@cache
def load_shipped() -> Library:
    """Once a process: a mutation run forks a process for each of two thousand changes."""
    return Library.load(shipped("questionnaires"))


@pytest.fixture(scope="session")
def library() -> Library:
    return load_shipped()


@pytest.fixture(scope="session")
def between_us(library: Library) -> Questionnaire:
    return library.get("between-us", 1, "en", "now")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return read_settings(
        {
            "QUIZAPP_DATA": str(tmp_path / "data"),
            "QUIZAPP_QUEUE_URL": "immediate",
            "QUIZAPP_DATABASE_URL": database_url,
        }
    )


@pytest.fixture(scope="session")
def support() -> dict[str, list[SupportCountry]]:
    return {code: load_support(shipped("questionnaires") / SUPPORT, code) for code in LANGUAGES}


@pytest.fixture
def app(
    settings: Settings, clock: Clock, library: Library, support: dict[str, list[SupportCountry]]
) -> Iterator[Flask]:
    """The real application on the clock of the test; the shipped definitions are read once for all tests."""

    def over(store: Store) -> Submissions:
        return Submissions(library=library, store=store, support=support, now=clock, random_bytes=secrets.token_bytes)

    app = build_app(settings, over)
    if settings.queue_url != IMMEDIATE:
        render_elsewhere(app, settings, clock)
    app.jinja_env.bytecode_cache = COMPILED
    app.test_client_class = StrictClient
    app.config["TESTING"] = True
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def submissions(app: Flask) -> Submissions:
    found: Submissions = app.extensions["quizapp.submissions"]
    return found


@pytest.fixture
def desk(app: Flask) -> ReportDesk:
    found: ReportDesk = app.extensions["quizapp.desk"]
    return found


@pytest.fixture
def maker(app: Flask) -> ReportMaker:
    found: ReportMaker = app.extensions["quizapp.maker"]
    return found


@pytest.fixture
def queue(app: Flask) -> Iterator[RenderQueue]:
    found: RenderQueue = app.extensions["quizapp.queue"]
    yield found
    found.close()
