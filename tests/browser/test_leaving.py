"""Leaving fast: first in reach on every page of a test and a result, at once, and with nothing left behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from quizapp.settings import read_settings

ASKED = ["/en/between-us/", "/en/between-us/part/1", "/en/between-us/later", "/en/between-us/check", "/en/c/"]
OWNED = ["", "own-words/", "count/", "compare", "delete"]
"""What follows the link of an owner."""
WATCH = """addEventListener('DOMContentLoaded', () => new MutationObserver(() =>
  document.body.children.length || console.log(`covered, with the title "${document.title}"`)
).observe(document.body, {childList: true}))"""
COVERED = 'covered, with the title ""'


@dataclass(frozen=True, slots=True)
class Looker:
    """A page in the middle of a test, and what its screen told."""

    page: Page
    said: list[str]

    def press_shift(self, times: int) -> None:
        # A click waits until the next page has begun to come, and that is counted by its script.
        self.page.wait_for_load_state()
        for _ in range(times):
            self.page.keyboard.press("Shift")


@pytest.fixture(scope="module")
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A browser with answers under way."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    begin(context.new_page(), server)
    yield context
    context.close()


@pytest.fixture(scope="module")
def owner(browser: Browser, server: str) -> str:
    """The address of a result, which another browser came to."""
    with browser.new_context() as context:
        page = context.new_page()
        begin(page, server)
        page.goto(f"{server}/en/between-us/check")
        page.locator("main form button.button").click()
        return page.url


@pytest.fixture
def looker(context: BrowserContext) -> Iterator[Looker]:
    looker = Looker(context.new_page(), [])
    looker.page.on("console", lambda message: looker.said.append(message.text))
    yield looker
    looker.page.close()


def begin(page: Page, server: str) -> None:
    """One answer is given and sent."""
    page.goto(f"{server}/en/between-us/")
    page.locator("input[name=frame][value=now]").check()
    page.locator("input[name=agree]").check()
    page.locator("main form button.button").click()
    page.locator(".item input[type=radio]").first.check()
    page.locator("main form button.button").click()


@pytest.mark.parametrize("address", [*ASKED, *(f"{{owner}}{rest}" for rest in OWNED)])
def test_it_is_the_first_stop_of_the_tab_key_and_large_enough(
    looker: Looker, server: str, owner: str, address: str
) -> None:
    looker.page.goto(address.format(owner=owner) if "owner" in address else server + address)

    looker.page.keyboard.press("Tab")

    focused = looker.page.locator(":focus")
    assert focused.get_attribute("href") == "/leave"
    box = focused.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


def test_shift_does_not_count_while_somebody_types_nor_with_another_key_between(looker: Looker, server: str) -> None:
    looker.page.goto(f"{server}/en/c/")
    looker.page.locator("#link").focus()
    looker.press_shift(4)
    looker.page.goto(f"{server}/en/between-us/part/2")
    looker.page.locator(".item input[type=radio]").first.focus()
    looker.press_shift(2)
    looker.page.keyboard.press("ArrowDown")
    looker.press_shift(2)

    assert looker.page.locator(".leave").is_visible()
    assert COVERED not in looker.said


def test_shift_does_not_count_in_words_of_ones_own_about_a_result(looker: Looker, owner: str) -> None:
    looker.page.goto(owner + "own-words/")
    looker.page.locator("textarea").first.focus()
    looker.press_shift(4)

    assert looker.page.locator(".leave").is_visible()
    assert COVERED not in looker.said


@pytest.mark.parametrize("where", ["test", "result"])
@pytest.mark.parametrize("way", ["click", "shift"])
def test_the_screen_is_covered_and_this_browser_forgets(
    looker: Looker, server: str, owner: str, way: str, where: str
) -> None:
    begin(looker.page, server)
    if where == "result":
        looker.page.goto(owner)
        looker.page.locator("input[name=remember]").check()
        looker.page.locator("form[action$='/remember'] button").click()
    with looker.page.expect_response("**/leave"):
        if way == "click":
            looker.page.locator(".leave").click(no_wait_after=True)
        else:
            looker.press_shift(3)

    assert COVERED in looker.said
    assert looker.page.context.cookies() == []


def test_without_scripts_it_is_a_link_to_where_the_operator_said(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, later = context.new_page(), context.new_page()
    begin(page, server)

    with page.expect_response("**/leave") as asked:
        page.locator(".leave").click(no_wait_after=True)
    page.close()

    assert asked.value.headers["location"] == read_settings({"QUIZAPP_DATA": str(tmp_path)}).leave_url
    assert context.cookies() == []
    later.goto(f"{server}/en/between-us/part/1")
    assert later.url.endswith("/over")
    context.close()
