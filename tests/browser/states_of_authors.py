"""The states of a preview: the bar of its author, what is wrong with the definitions, the page of components."""

import shutil
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page

from quizapp.previewing import create_preview
from tests.browser.house import House
from tests.browser.visits import STATES, Visit, unfold
from tests.conftest import Clock
from tests.definitions.flaws import VALID, VERSION, edit

SLUG = VERSION.parts[0]
KEYED_ONE_WAY = ("    scale: calm\n    reverse: true\n", "    scale: calm\n")
NO_SUCH_SCALE = ("    scale: talk\n    retelling: you say", "    scale: TALC\n    retelling: you say")


def build_author_app(folder: Path, clock: Clock, flaw: tuple[str, str]) -> Flask:
    """A preview of a definition that something is to be said of."""
    definitions = Path(shutil.copytree(VALID, folder))
    edit(definitions / VERSION / "questionnaire.yaml", *flaw)
    return create_preview(definitions, None, 1, clock)


def filled_in(go: str) -> Callable[[House], Visit]:
    """What an author comes to who lets a simulated taker answer."""

    def fill(page: Page) -> None:
        page.locator(f".author button[value={go}]").click()
        page.wait_for_load_state()
        unfold(page)

    return lambda _house: Visit(path=f"/{SLUG}/", at="sound", act=fill)


STATES |= {
    "author": lambda _house: Visit(path=f"/{SLUG}/", at="sound"),
    "author-check": filled_in("check"),
    "author-result": filled_in("result"),
    "author-problems": lambda _house: Visit(path="/", at="broken"),
    "design": lambda _house: Visit(path="/design", at="sound"),
}
