"""A result always says what it said, in the words of its own version, also after newer versions exist."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from quizapp import create_app
from quizapp.settings import read_settings, shipped
from quizapp.submissions import Secret, Submissions
from tests.conftest import Clock, StrictClient
from tests.definitions.flaws import copy_valid, edit
from tests.web.walk import answer_all, begin, hand_in, send

pytestmark = pytest.mark.both_databases

SLUG = "two-scales"
CALM = {
    "calm1": "always",
    "calm2": "never",
    "calm3": "always",
    "talk1": "always",
    "talk2": "never",
    "talk3": "always",
}


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """The first version of a small questionnaire, beside the support lines that a server asks for."""
    folder = copy_valid(tmp_path)
    shutil.copy(shipped("questionnaires") / "support.yaml", folder.parents[1])
    return folder


def served(version: Path, clock: Clock, database_url: str) -> Flask:
    """The server as it starts anew with what is in the folder, on the same database."""
    given = {
        "QUIZAPP_DATA": str(version.parents[2] / "data"),
        "QUIZAPP_DATABASE_URL": database_url,
        "QUIZAPP_QUESTIONNAIRES": str(version.parents[1]),
    }
    app = create_app(read_settings(given), now=clock)
    app.test_client_class = StrictClient
    app.config["TESTING"] = True
    return app


def write_next_version(version: Path) -> None:
    """The same ids with another key, another figure, another wording and another plan."""
    following = version.with_name("v2")
    shutil.copytree(version, following)
    source = following / "questionnaire.yaml"
    edit(source, "    reverse: true\n    retelling: you hold back", "    retelling: you hold back")
    edit(source, "    retelling: you breathe first", "    reverse: true\n    retelling: you breathe first")
    edit(source, "reliability: 0.7\n", "reliability: 0.2\n")
    for path in (source, following / "plan.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("You stay calm", "You sail on").replace("Exercise", "Errand"), "utf-8")


def walk(app: Flask) -> str:
    """Answer the newest version as someone calm; the path of the result."""
    with app.app_context():
        listing = submissions_of(app).find_newest(SLUG, "en")
        assert listing is not None
        return hand_in(app.test_client(), listing, CALM)


def submissions_of(app: Flask) -> Submissions:
    found: Submissions = app.extensions["quizapp.submissions"]
    return found


def page_of(app: Flask, path: str) -> str:
    with app.app_context():
        return app.test_client().get(path).get_data(as_text=True)


def test_a_result_keeps_scores_and_wording_of_its_version(version: Path, clock: Clock, database_url: str) -> None:
    before = served(version, clock, database_url)
    owner = walk(before)
    kept = everything_said(before, owner)
    write_next_version(version)
    after = served(version, clock, database_url)
    assert everything_said(after, owner) == kept
    assert "You stay calm" in page_of(after, owner)
    assert "You sail on" not in page_of(after, owner)
    other = walk(after)
    assert everything_said(after, other) != kept
    assert "You stay calm" not in page_of(after, other)


def everything_said(app: Flask, path: str) -> list[object]:
    """What page and report of a result are drawn from, in both languages."""
    with app.app_context():
        secret = Secret.from_text(path.rstrip("/").rpartition("/")[2])
        assert secret is not None
        found = submissions_of(app)
        result = found.find_result(secret)
        assert result is not None
        pages = [found.result_page(secret, language) for language in ("en", "zh-Hans")]
        reports = [found.build_report(result, language, "solo") for language in ("en", "zh-Hans")]
        assert all(pages)
        return [result.profile, *pages, *reports]


def test_a_sitting_ends_in_the_version_it_began_in(version: Path, clock: Clock, database_url: str) -> None:
    before = served(version, clock, database_url)
    with before.app_context():
        client = before.test_client()
        begin(client, slug=SLUG)
        cookies = client._cookies
    write_next_version(version)
    after = served(version, clock, database_url)
    with after.app_context():
        client = after.test_client()
        client._cookies = cookies
        first = submissions_of(after).library.get(SLUG, 1, "en", "now")
        owner = send(client, answer_all(client, first, CALM), {}).location
        assert "You stay calm" in client.get(owner).get_data(as_text=True)
