"""The second shipped test as people take it: shorter, with other answers, and without a plan."""

import pytest
from playwright.sync_api import Browser

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from tests.browser.test_walk import WIDTHS, Walker, looks


@pytest.mark.parametrize(
    ("language", "width", "scripts"), looks(("zh-Hans", "wide", "scripts"), ("en", "wide", "plain"))
)
def test_someone_takes_the_second_test_and_shows_a_line_of_it(
    browser: Browser, server: str, library: Library, language: str, width: str, scripts: str
) -> None:
    of = library.get("everyday-words", 1, language, "now")
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 800}, java_script_enabled=scripts == "scripts", locale=language
    )
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
    walker = Walker(page, server, of, f"second-{language}-{width}-{scripts}")
    strength = of.scales["HEARING"].high.strength
    assert strength

    walker.begin()
    walker.answer(listening_much_asking_little(of))
    walker.change_one(of.pages[0][0], "d5")
    walker.hand_in()
    told = page.locator("main").inner_text()
    assert strength.title in told
    assert of.first_steps["half_a_job"].text in told
    assert page.locator("a[href*='.pdf'], form[action*='.pdf']").count() == 0

    share = walker.share()
    other = browser.new_context(viewport={"width": WIDTHS[width], "height": 800}).new_page()
    other.goto(share)
    other.locator("main form button").click()
    seen = Walker(other, server, of, walker.name)
    seen.look("9-shared")
    assert strength.shared_title in other.locator("main").inner_text()
    other.locator("main a.quiet").click()
    assert other.url == f"{server}/{language}/{of.slug}/"
    assert [line for line in noise if "422" not in line] == []
    context.close()


def listening_much_asking_little(of: Questionnaire) -> dict[str, str]:
    """Listening clearly high, asking for a hand clearly low, the rest in the middle."""
    keyed = {"HEARING": 4, "NEEDING": 0}
    return {
        key: list(of.responses_of(key).options)[
            4 - keyed.get(item.scale or "", 2) if item.reverse else keyed.get(item.scale or "", 2)
        ]
        for key, item in of.items.items()
    }
