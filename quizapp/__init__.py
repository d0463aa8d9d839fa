"""Questionnaires from files, scored into profiles, told as pages and as a report."""

import os
import secrets
from datetime import UTC, datetime

from flask import Flask

from quizapp.definitions.library import Library
from quizapp.settings import Settings, read_settings
from quizapp.storage.store import Store, build_store
from quizapp.submissions import Submissions
from quizapp.web import add_web


def create_app(settings: Settings | None = None) -> Flask:
    """The web application. Raises BadSettings or DefinitionError with every problem before it serves anything."""
    settings = settings or read_settings(os.environ)
    app = Flask(__name__, template_folder=str(settings.templates), static_folder="web/static")
    library, store = Library.load(settings.questionnaires), build_store(app, settings.database_url)
    app.extensions["quizapp.settings"] = settings
    app.extensions["quizapp.submissions"] = build_submissions(library, store)
    add_web(app, settings)
    return app


def build_submissions(library: Library, store: Store) -> Submissions:
    """The use cases with the real clock and the system's randomness."""
    return Submissions(
        library=library, store=store, now=lambda: datetime.now(UTC), random_bytes=secrets.token_bytes
    )
