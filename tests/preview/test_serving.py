"""How a preview is served: one answer after another, out of memory alone."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

from flask import Flask

from quizapp.definitions.manuscript import Manuscript
from quizapp.previewing import IN_MEMORY, OneAtATime, create_preview
from tests.conftest import Clock


def test_requests_that_come_together_are_answered_one_after_another() -> None:
    inside, most = 0, 0

    def app(_environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        sleep(0.01)
        inside -= 1
        return [b""]

    in_turn = OneAtATime(app)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: in_turn({}, lambda *_: lambda _: None), range(16)))
    assert answers == [[b""]] * 16
    assert most == 1


def test_an_installation_is_neither_looked_at_nor_written(folder: Path, tmp_path: Path, monkeypatch: Any) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("QUIZAPP_DATA", str(data))
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{data / 'of-real-people.db'}")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    app = create_preview(folder, None, 8001)
    assert app.test_client().get("/en/").status_code == 200
    assert app.extensions["quizapp.settings"].database_url == IN_MEMORY
    assert sorted(tmp_path.rglob("*")) == before


def test_two_previews_know_nothing_of_each_other(folder: Path, clock: Clock) -> None:
    apps: list[Flask] = [create_preview(folder, None, 8001, clock) for _ in range(2)]
    keys = {app.config["SECRET_KEY"] for app in apps}
    assert len(keys) == 2
    with apps[0].app_context():
        apps[0].test_client().get("/en/")
        secret = apps[0].extensions["quizapp.submissions"].start("two-scales", "now")
        assert apps[0].extensions["quizapp.submissions"].find_sitting(secret) is not None
    with apps[1].app_context():
        assert apps[1].extensions["quizapp.submissions"].store.sittings.find(secret, clock()) is None


def test_files_that_are_not_of_a_questionnaire_are_not_walked_through(folder: Path) -> None:
    deep = folder / "two-scales/v1/notes/of/mine"
    deep.mkdir(parents=True)
    manuscript = Manuscript(folder)
    before = manuscript.state()
    (deep / "idea.txt").write_text("later")
    assert manuscript.state() == before
    (folder / "two-scales/v1/fr.yaml").write_text("title: Deux")
    assert manuscript.state() != before
