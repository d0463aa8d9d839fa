"""The pages on a port of their own in this process, so that a test can put what it likes into the database."""

import shutil
import threading
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.serving import WSGIRequestHandler, make_server

from quizapp import create_app
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Form
from quizapp.rendering.standing import Standing, State
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date
from quizapp.submissions import Secret, StorageUnavailable, Submissions
from tests.browser.markup import find_flaw, in_pseudo_languages, keep_page, let_scripts_look
from tests.conftest import Clock
from tests.definitions.test_standard_words import PLAIN
from tests.web.test_formats import KINDS

NEUTRAL = "/weather"
"""Where the exit leads."""

SLUG, SECOND, KINDS_SLUG = "between-us", "everyday-words", "evenings"


@dataclass(frozen=True, kw_only=True)
class House:
    """Where the pages are, and what stands behind them.

    ``flaws``: what a strict parser says of the markup served. ``drawn``: the endpoints that answered with a page.
    """

    address: str
    app: Flask
    clock: Clock
    flaws: list[str]
    drawn: set[str]

    @property
    def submissions(self) -> Submissions:
        found: Submissions = self.app.extensions["quizapp.submissions"]
        return found

    def wording(self, slug: str = SLUG, language: str = "en") -> Questionnaire:
        found = next(listing for listing in self.submissions.library.newest() if listing.slug == slug)
        return self.submissions.library.get(slug, found.version, language, found.frames[0])

    def begin(self, answers: Mapping[str, str], slug: str = SLUG) -> str:
        """A sitting with these answers; its secret."""
        with self.app.app_context():
            return self._begin(answers, slug).text

    def hand_in(self, answers: Mapping[str, str], slug: str = SLUG, form: Form = "full") -> str:
        """A result out of these answers; the secret of its owner."""
        with self.app.app_context():
            owner = self.submissions.submit(self._begin(answers, slug), form)
        assert owner
        return owner.text

    def _begin(self, answers: Mapping[str, str], slug: str) -> Secret:
        secret = self.submissions.start(slug, self.wording(slug).frame)
        self.submissions.answer(secret, dict(answers), 1, "en")
        return secret

    def cookie(self, **kept: str) -> dict[str, str]:
        """What a browser holds that has these things in its session."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session.update({name.replace("_", "-"): value for name, value in kept.items()})
        name = self.app.config["SESSION_COOKIE_NAME"]
        found = client.get_cookie(name)
        assert found
        return {"name": name, "value": found.value, "url": self.address}


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z/C/HgAGgwJ/lK3Q6wAAAABJRU5ErkJggg==")
"""A picture of one pixel, where it does not matter what is on it."""


class StandingDesk:
    """Answers as a desk would whose report or picture stands as the address says."""

    def ask(self, *_: object) -> Standing:
        states: dict[str, State] = {"a4": "waiting", "letter": "full"}
        return Standing(states.get(request.args.get("paper", ""), "failed"), seconds=60)

    def ask_ahead(self, *_: object) -> None:
        """Nothing is made."""

    def ask_picture(self, *_: object) -> Standing:
        states: dict[str, State] = {"waiting": "waiting", "failed": "failed"}
        return Standing(states.get(request.args.get("stands", ""), "ready"), DOT, seconds=60)

    def ask_picture_ahead(self, *_: object) -> None:
        """Nothing is drawn."""


def build_house_app(folder: Path, clock: Clock) -> Flask:
    """The real application over the shipped tests and one of every kind of item, with rooms in which things break."""
    definitions = folder / "questionnaires"
    shutil.copytree(shipped("questionnaires"), definitions)
    version = definitions / KINDS_SLUG / "v1"
    version.mkdir(parents=True)
    (version / "questionnaire.yaml").write_text(PLAIN + KINDS, "utf-8")
    around = {"QUIZAPP_DATA": str(folder / "data"), "QUIZAPP_QUESTIONNAIRES": str(definitions)}
    settings = read_settings(
        {
            **around,
            "QUIZAPP_QUEUE_URL": "immediate",
            "QUIZAPP_LIMITS_TIMES": "1000",
            "QUIZAPP_EMBEDDERS": "https://articles.example",
        }
    )
    bring_up_to_date(settings.database_url)
    app = create_app(settings, now=clock)
    app.extensions["quizapp.desk"] = StandingDesk()
    app.add_url_rule("/<language:language>/broken/<int:code>", view_func=_break, methods=["GET", "POST"])
    return app


def _break(code: int) -> str:
    if code == 503:
        raise StorageUnavailable("away")
    if code == 500:
        raise RuntimeError("broken on purpose")
    abort(code)


@contextmanager
def serving(app: Flask, clock: Clock) -> Iterator[House]:
    """``app`` on a free port of this machine, until the end."""
    flaws: list[str] = []
    drawn: set[str] = set()

    def check(response: Response) -> Response:
        if response.mimetype == "text/html":
            drawn.add(request.endpoint or "")
            page = response.get_data(as_text=True)
            flaws.extend([flaw] if (flaw := find_flaw(page)) else [])
            keep_page(page)
        return in_pseudo_languages(response)

    app.after_request(check)
    # What is registered first is asked last.
    app.after_request_funcs.setdefault(None, []).insert(0, let_scripts_look)
    app.add_url_rule(NEUTRAL, view_func=lambda: "Sunny.", endpoint="neutral")
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    address = f"http://127.0.0.1:{server.server_port}"
    # A page of our own: where one has left to, nothing outside this machine is asked.
    app.extensions["quizapp.settings"] = replace(app.extensions["quizapp.settings"], leave_url=address + NEUTRAL)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield House(address=address, app=app, clock=clock, flaws=flaws, drawn=drawn)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
