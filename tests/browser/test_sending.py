"""Sending a link: the device's own sheet of apps where there is one, and the hint where an app shows the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, build_house_app, serving
from tests.browser.states import STATES
from tests.conftest import Clock

SHEET = (
    "navigator.share = async (what) => { window.sent = what.url; throw new DOMException('closed', 'AbortError'); };"
)
"""A device that can, whose owner closes the sheet again."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    clock = Clock()
    with serving(build_house_app(tmp_path_factory.mktemp("house"), clock), clock) as house:
        yield house


@pytest.mark.parametrize("able", [True, False])
def test_the_sheet_of_apps_is_offered_where_there_is_one(browser: Browser, house: House, *, able: bool) -> None:
    page = browser.new_context(locale="en").new_page()
    if able:
        page.add_init_script(SHEET)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{house.address}/en{STATES['shown'](house).path}")
    link, button = page.locator("#made"), page.get_by_role("button", name="Send with an app")

    assert button.count() == able
    if able:
        button.click()
        assert page.evaluate("window.sent") == link.input_value()
    page.context.close()
    assert broken == []


@pytest.mark.parametrize("agent", ["Mozilla/5.0 MicroMessenger/8.0.50", "Mozilla/5.0 Firefox/140.0"])
def test_an_app_that_may_not_save_pictures_is_told_of_the_browser(browser: Browser, house: House, agent: str) -> None:
    page = browser.new_context(locale="en", user_agent=agent).new_page()
    page.goto(f"{house.address}/en{STATES['shown-portrait'](house).path}")

    assert page.get_by_text("Open in browser").count() == ("MicroMessenger" in agent)
    page.context.close()
