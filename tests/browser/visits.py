"""How a browser comes to a state of a page without a walk, and where the states are entered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from tests.browser.house import SLUG, House

Where = Literal["house", "sound", "broken"]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """``path`` follows the language. ``cookie``: what the browser holds. ``act``: what is done there.

    ``at``: whose pages they are: those of takers, or of an author whose definitions are sound or broken.
    """

    path: str
    at: Where = "house"
    cookie: Mapping[str, str] | None = None
    act: Callable[[Page], None] | None = None


State = Callable[[House], Visit]
STATES: dict[str, State] = {}


def state(build: State) -> State:
    STATES[build.__name__.replace("_", "-")] = build
    return build


def send(page: Page) -> None:
    """The form as it stands."""
    page.locator("main form button.button").first.click()
    page.wait_for_load_state()


def plain(path: str) -> State:
    return lambda _house: Visit(path=path)


def under_way(house: House, answers: Mapping[str, str], slug: str = SLUG) -> dict[str, str]:
    return house.cookie(**{slug: house.begin(answers, slug)})


def unfold(page: Page) -> None:
    page.locator("main details").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
