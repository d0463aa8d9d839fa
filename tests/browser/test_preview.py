"""`quizapp preview` as an author has it open: write, save, look; and afterwards there is no trace of it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import wait_for
from tests.definitions.flaws import VALID, edit, line_of

SLUG = "two-scales"
STATEMENT = "I say what I mean."


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A preview under way. ``kept``: folders in which it must leave nothing behind."""

    address: str
    source: Path
    kept: list[Path]
    process: "subprocess.Popen[bytes]"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """`quizapp preview` as an author starts it, in an empty folder, beside an installation with a database."""
    folder = Path(shutil.copytree(VALID, tmp_path / "questionnaires"))
    kept = [tmp_path / name for name in ("here", "temporary", "data")]
    for each in kept:
        each.mkdir()
    quizapp, port = str(Path(sys.executable).parent / "quizapp"), free_port()
    environment = {**os.environ, "QUIZAPP_DATA": str(kept[2]), "TMPDIR": str(kept[1])}
    subprocess.run([quizapp, "upgrade"], env=environment, cwd=kept[0], check=True)
    command = [quizapp, "preview", SLUG, "--port", str(port), "--questionnaires", str(folder)]
    process = subprocess.Popen(command, env=environment, cwd=kept[0])
    try:
        address = wait_for(f"http://127.0.0.1:{port}", process)
        yield Desk(address=address, source=folder / SLUG / "v1/questionnaire.yaml", kept=kept, process=process)
    finally:
        process.terminate()
        process.wait(20)


def everything_in(folders: list[Path]) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def open_first_page(context: BrowserContext, desk: Desk) -> Page:
    page = context.new_page()
    page.goto(f"{desk.address}/en/{SLUG}/")
    page.locator("input[name=frame][value=now]").check()
    page.locator("input[name=agree]").check()
    page.locator("main form button.button").click()
    return page


@pytest.mark.parametrize("scripts", ["scripts", "plain"])
def test_an_author_writes_saves_and_sees_it_and_nothing_stays(browser: Browser, desk: Desk, scripts: str) -> None:
    before = everything_in(desk.kept)
    context = browser.new_context(java_script_enabled=scripts == "scripts")
    page = open_first_page(context, desk)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)

    def saved(old: str, new: str) -> None:
        edit(desk.source, old, new)
        if scripts == "plain":
            page.reload()

    expect(page.locator("main")).to_contain_text(STATEMENT)
    saved(STATEMENT, "I say it plainly.")
    expect(page.locator("main")).to_contain_text("I say it plainly.")

    saved("scale: talk\n    retelling: you ask", "scale: TALC\n    retelling: you ask")
    line = line_of(desk.source, "scale: TALC")
    expect(page.locator("main")).to_contain_text(f"questionnaire.yaml:{line}: unknown scale `TALC`")
    saved("scale: TALC", "scale: talk")
    expect(page.locator("main")).to_contain_text("I say it plainly.")

    page.locator(".author button[value=check]").click()
    expect(page).to_have_url(f"{desk.address}/en/{SLUG}/check")
    page.locator("main form button.button").click()
    expect(page.locator("main h1")).to_have_text("You, with this person")
    page.locator(".author button[value=result]").click()
    expect(page.locator("main h1")).to_have_text("You, with this person")
    saved("result_title: You, with this person", "result_title: You beside this person")
    expect(page.locator("main h1")).to_have_text("You beside this person")

    report = context.request.get(page.url.partition("?")[0].partition("#")[0] + "forty-days.pdf?edition=solo")
    assert report.body().startswith(b"%PDF-")
    assert [line for line in noise if "503" not in line] == []
    context.close()
    assert everything_in(desk.kept) == before
    desk.process.terminate()
    desk.process.wait(20)
    assert everything_in(desk.kept) == before


def test_a_preview_can_only_be_seen_from_this_machine(desk: Desk) -> None:
    port = int(desk.address.rpartition(":")[2])
    with socket.socket() as everywhere:
        # Only what listens on one address leaves the port of the others free.
        everywhere.bind(("127.0.0.2", port))
