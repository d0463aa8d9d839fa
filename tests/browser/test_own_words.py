"""A few lines after the result, in a real browser without scripts, and where they come out."""

import pytest
from playwright.sync_api import Browser, Page

from quizapp.definitions.library import Library
from tests.browser.test_walk import WIDTHS, Walker, closeness_alert
from tests.reports.made import plain, texts_of_pages

WROTE = {"en": "My sister, who calls on Sundays.", "zh-Hans": "我姐姐，每个星期天都打电话来。"}


@pytest.mark.parametrize(("language", "width"), [("en", "phone"), ("zh-Hans", "wide")])
def test_a_few_lines_come_out_in_the_report_and_can_be_taken_out_again(
    browser: Browser, server: str, library: Library, language: str, width: str
) -> None:
    of = library.get("between-us", 1, language, "now")
    viewport = {"width": WIDTHS[width], "height": 800}
    page = browser.new_context(viewport=viewport, java_script_enabled=False, locale=language).new_page()  # type: ignore[arg-type]  # two numbers
    walker = Walker(page, server, of, f"own-{language}-{width}")
    walker.begin()
    walker.answer(closeness_alert(of))
    owner = walker.hand_in()

    page.locator("#report a[href$='own-words/']").click()
    walker.look("d-own-words")
    page.get_by_label(of.plan.reflection["carried"].label if of.plan else "").fill("x" * 20_001)
    page.locator("main form button").click()
    walker.look("e-too-long")
    assert page.title().startswith(("Error:", "错误："))
    carried = page.locator("textarea[name='p.carried']")
    assert carried.input_value() == "x" * 20_001
    carried.fill(WROTE[language])
    page.locator("select[name='p.values.1']").select_option("honesty")
    page.locator("input[name='p.values.2.own']").fill("the garden")
    page.locator("label:has(input[name='p.today_again'][value='6'])").click()
    page.locator("main form button").click()
    assert page.url == f"{owner}#report"
    walker.look("f-result")

    assert plain(WROTE[language]) in "".join(texts_of_pages(report_of(page, owner)))

    page.locator("#report a[href$='own-words/']").click()
    assert carried.input_value() == WROTE[language]
    page.locator("input[name=empty]").check()
    walker.look("g-own-words-again")
    page.locator("main form button").click()
    assert plain(WROTE[language]) not in "".join(texts_of_pages(report_of(page, owner)))


def report_of(page: Page, owner: str) -> bytes:
    """The report for one, asked for until a worker has made it."""
    for _ in range(90):
        reply = page.context.request.get(owner + "forty-days.pdf?edition=solo")
        if reply.status == 200:
            return reply.body()
        page.wait_for_timeout(1000)
    pytest.fail("The report did not come")
