"""The web application put together: questionnaires, storage, whoever makes the reports, pages."""

import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from quizapp.definitions.library import Library
from quizapp.definitions.support import SUPPORT, load_support
from quizapp.rendering.at_once import DeskAtOnce
from quizapp.rendering.desk import ReportDesk
from quizapp.rendering.maker import ReportMaker
from quizapp.rendering.making import Press
from quizapp.settings import Settings, read_settings
from quizapp.storage.queue import RenderQueue
from quizapp.storage.store import Store, build_store
from quizapp.stores import IMMEDIATE
from quizapp.submissions import Submissions
from quizapp.web import add_web
from quizapp.web.languages import LANGUAGES


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings | None = None, now: Callable[[], datetime] = _now) -> Flask:
    """The web application. Raises BadSettings or DefinitionError with every problem before it serves anything."""
    settings = settings or read_settings(os.environ)
    library = Library.load(settings.questionnaires)
    support = {code: load_support(settings.questionnaires / SUPPORT, code) for code in LANGUAGES}
    app = build_app(
        settings,
        lambda store: Submissions(
            library=library, store=store, support=support, now=now, random_bytes=secrets.token_bytes
        ),
    )
    if settings.queue_url != IMMEDIATE:
        render_elsewhere(app, settings, now)
    return app


def render_elsewhere(app: Flask, settings: Settings, now: Callable[[], datetime]) -> None:
    """Let workers make the reports of ``app``."""
    submissions = app.extensions["quizapp.submissions"]
    queue = RenderQueue(settings.queue_url, settings.secret_key, *settings.older_keys)
    app.extensions["quizapp.desk"] = ReportDesk(submissions=submissions, queue=queue, now=now)
    press = Press(submissions=submissions, templates=settings.templates)
    maker = ReportMaker(submissions=submissions, press=press, now=now)
    app.extensions["quizapp.maker"], app.extensions["quizapp.queue"] = maker, queue


def build_app(settings: Settings, over: Callable[[Store], Submissions]) -> Flask:
    """The pages over the use cases that ``over`` makes of the store."""
    app = Flask(__name__, template_folder=str(settings.templates), static_folder=None)
    app.extensions["quizapp.settings"] = settings
    put_to_use(app, over(build_store(app, settings.database_url)))
    add_web(app, settings)
    return app


def put_to_use(app: Flask, submissions: Submissions) -> None:
    """Let the pages of ``app`` ask these use cases from now on. Reports are made on the spot."""
    app.extensions["quizapp.submissions"] = submissions
    press = Press(submissions=submissions, templates=app.extensions["quizapp.settings"].templates)
    app.extensions["quizapp.desk"] = DeskAtOnce(submissions=submissions, press=press)
