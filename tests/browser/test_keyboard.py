"""The whole walk with a keyboard alone: whatever a finger does, Tab, Space, Enter, digits and arrows do, too."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from quizapp.domain.forms import find_break
from quizapp.domain.questionnaire import Questionnaire
from tests.browser.answers import closeness_alert
from tests.browser.house import NEUTRAL, SLUG, House

STOPS = 250
"""More than any page has."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Somebody who has no other hand. ``page`` is looked at, never touched."""

    page: Page

    def go_to(self, target: Locator) -> None:
        """Tab until the target has the focus."""
        wanted = target.element_handle()
        for _ in range(STOPS):
            if self.page.evaluate("one => one === document.activeElement", wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not come to {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.go_to(target)
        self.page.keyboard.press(key)

    def go_on_by(self, target: Locator) -> None:
        """A link or a button that leads to another page."""
        self.go_to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, ending: str) -> None:
        self.go_on_by(self.page.locator(f"a[href$='{ending}']").first)

    def send(self) -> None:
        """The filled button of the page."""
        self.go_on_by(self.page.locator("main form button.button").first)

    def begin(self, house: House) -> None:
        """From the first page to the first sentences; the second frame is taken by an arrow, on the way past it."""
        self.page.goto(f"{house.address}/en/")
        self.follow(f"/en/{SLUG}/")
        self.press(self.page.locator("input[name=frame]").first, "ArrowDown")
        self.page.keyboard.press("ArrowUp")
        self.press(self.page.locator("input[name=agree]"), "Space")
        self.send()

    def answer(self, of: Questionnaire, part: int, values: dict[str, str]) -> None:
        """A digit an answer, and the keyboard is at the next sentence; one that is skipped is tabbed past."""
        asked = of.pages[part - 1]
        self.go_to(self.page.locator(f"#{asked[0]}"))
        for item in asked:
            if item in values:
                place = list(of.responses_of(item).options).index(values[item]) + 1
                self.page.keyboard.press(str(place % 10))
            else:
                self.page.keyboard.press("Tab")
        chosen = self.page.locator("main :checked").evaluate_all("all => all.map(one => [one.name, one.value])")
        assert dict(chosen) == {item: values[item] for item in asked if item in values}


@pytest.fixture
def keyboard(browser: Browser) -> Iterator[Keyboard]:
    with browser.new_context(locale="en", viewport={"width": 1280, "height": 800}, accept_downloads=True) as context:
        yield Keyboard(context.new_page())


def test_a_keyboard_is_enough_from_the_first_page_to_leaving(house: House, keyboard: Keyboard) -> None:
    of, page = house.wording(), keyboard.page
    take(house, keyboard, of)
    owner = page.url.partition("#")[0]

    look_behind_a_score(keyboard)
    keep(keyboard)
    ask_for_the_report(keyboard, owner)
    show_and_take_back(keyboard, owner)
    keyboard.follow("/delete")
    keyboard.go_on_by(page.locator("main form button.danger"))
    expect(page.locator("h1")).to_have_text("Your result is deleted.")

    keyboard.begin(house)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"**{NEUTRAL}")
    assert page.context.cookies() == []


def take(house: House, keyboard: Keyboard, of: Questionnaire) -> None:
    """All sentences but one, the third part in Chinese, and one changed at the last look."""
    page, skipped, changed = keyboard.page, of.pages[1][2], of.pages[0][0]
    values = {item: value for item, value in closeness_alert(of).items() if item != skipped}
    keyboard.begin(house)
    for part in range(1, len(of.pages) + 1):
        expect(page).to_have_url(f"{house.address}/en/{SLUG}/part/{part}")
        if part == 3:
            keyboard.follow(f"/zh-Hans/{SLUG}/part/{part}")
        keyboard.answer(of, part, values)
        keyboard.send()
        if part == 3:
            expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
            keyboard.follow(page.url.partition("/zh-Hans")[2])
        if part == find_break(of):
            keyboard.go_on_by(page.locator("main a.button"))
    keyboard.press(page.locator("details.fold summary"))
    keyboard.go_on_by(page.locator(f"details.fold a[href$='#{changed}']"))
    page.keyboard.press("4")
    keyboard.send()
    expect(page.locator("details.fold")).to_contain_text("skipped")
    keyboard.send()


def look_behind_a_score(keyboard: Keyboard) -> None:
    fold = keyboard.page.locator("details.score").first
    keyboard.press(fold.locator("summary"))
    expect(fold).to_have_attribute("open", "")


def keep(keyboard: Keyboard) -> None:
    page = keyboard.page
    with page.expect_download() as download:
        keyboard.press(page.locator("a[href$='/link.txt']"))
    assert page.url.partition("/en/r/")[2].partition("#")[0] in download.value.path().read_text("utf-8")
    keyboard.press(page.locator("input[name=remember]"), "Space")
    keyboard.go_on_by(page.locator("form[action$='/remember'] button"))
    expect(page.locator("form[action$='/remember'] [role=status]")).to_be_visible()


def ask_for_the_report(keyboard: Keyboard, owner: str) -> None:
    page = keyboard.page
    keyboard.press(page.locator("input[name=edition]").first, "ArrowDown")
    keyboard.go_on_by(page.locator("form[action$='/forty-days.pdf'] button.button"))
    expect(page.locator("[data-again]")).to_have_count(1)
    page.goto(owner)


def show_and_take_back(keyboard: Keyboard, owner: str) -> None:
    page = keyboard.page
    keyboard.press(page.locator("input[name=show]").last, "Space")
    keyboard.go_on_by(page.locator("button[value=preview]"))
    keyboard.go_on_by(page.locator("button[value=make]"))
    page.goto(owner)
    keyboard.go_on_by(page.locator("form[action$='/take-back'] button"))
    expect(page.locator("form[action$='/take-back']")).to_have_count(0)
