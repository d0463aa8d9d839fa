"""What only a browser can tell of the pages of sentences: answers kept as they are given, keys, tabs, cookies."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from quizapp.domain.questionnaire import Questionnaire

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=PHONE, locale="en") as context:  # type: ignore[arg-type]  # its stubs want a TypedDict
        yield context


def begin(context: BrowserContext, server: str) -> Page:
    page = context.new_page()
    page.goto(f"{server}/en/between-us/")
    page.locator("input[name=frame][value=now]").check()
    page.locator("input[name=agree]").check()
    page.locator("main form button.button").last.click()
    page.wait_for_url("**/part/1")
    return page


def kept(reply: Response) -> bool:
    return reply.url.endswith("/kept") and reply.status == 204


def answered(page: Page) -> list[str]:
    found: list[str] = page.locator("main :checked").evaluate_all("all => all.map(one => one.name + '=' + one.value)")
    return sorted(found)


def test_an_answer_is_there_in_another_tab_before_its_page_was_sent(
    context: BrowserContext, server: str, between_us: Questionnaire
) -> None:
    item, page = between_us.pages[0][0], begin(context, server)

    with page.expect_response(kept):
        page.locator(f"input[name={item}][value=o2]").check()
    other = context.new_page()
    other.goto(page.url)

    assert answered(other) == [f"{item}=o2"]


def test_leaving_the_page_keeps_what_was_picked_a_moment_ago(
    context: BrowserContext, server: str, between_us: Questionnaire
) -> None:
    item, page = between_us.pages[0][0], begin(context, server)

    page.locator(f"input[name={item}][value=o4]").check()
    page.goto(f"{server}/en/people")
    # No page is left that could tell when it has arrived.
    for _ in range(50):
        page.goto(f"{server}/en/between-us/part/1")
        if answered(page):
            break
        page.wait_for_timeout(100)

    assert answered(page) == [f"{item}=o4"]


def test_another_language_shows_what_was_picked_a_moment_ago(
    context: BrowserContext, server: str, between_us: Questionnaire
) -> None:
    page, picked = begin(context, server), between_us.pages[0][:3]

    for item in picked:
        page.locator(f"input[name={item}][value=o2]").check()
    page.locator("header a[hreflang=zh-Hans]").click()
    page.wait_for_url("**/zh-Hans/**")

    assert answered(page) == sorted(f"{item}=o2" for item in picked)


def test_keys_alone_answer_a_page_and_go_on(context: BrowserContext, server: str, between_us: Questionnaire) -> None:
    page, items = begin(context, server), between_us.pages[0]
    page.locator(f"#{items[0]}").focus()

    for _ in items[:-1]:
        page.keyboard.press("2")
    page.keyboard.press("5")
    chosen = answered(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/part/2")

    assert chosen == sorted([*(f"{item}=o2" for item in items[:-1]), f"{items[-1]}=o5"])


def test_a_script_that_never_comes_costs_nothing(
    context: BrowserContext, server: str, between_us: Questionnaire
) -> None:
    context.route("**/page.js*", lambda route: route.abort())
    item, page = between_us.pages[0][0], begin(context, server)

    page.locator(f"input[name={item}][value=o3]").check()
    page.locator("main form button.button").click()
    page.wait_for_url("**/part/2")
    page.go_back()

    assert answered(page) == [f"{item}=o3"]


def test_a_server_that_is_away_for_a_moment_costs_nothing(
    context: BrowserContext, server: str, between_us: Questionnaire
) -> None:
    first, second = between_us.pages[0][:2]
    page = begin(context, server)
    context.route("**/kept", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator(f"input[name={first}][value=o3]").check()
    context.unroute("**/kept")

    with page.expect_response(kept):
        page.locator(f"input[name={second}][value=o1]").check()
    page.reload()

    assert answered(page) == sorted([f"{first}=o3", f"{second}=o1"])


def test_a_window_of_an_older_session_loses_nothing(
    context: BrowserContext, server: str, between_us: Questionnaire
) -> None:
    item, old = between_us.pages[0][0], begin(context, server)
    context.clear_cookies()
    begin(context, server)
    context.route("**/kept", lambda route: route.abort())

    old.locator(f"input[name={item}][value=o5]").check()
    old.locator("main form button.button").click()

    assert old.locator(".mend:focus").inner_text().startswith("Please send this page once more")
    assert answered(old) == [f"{item}=o5"]
    old.locator("main form button.button").click()
    old.wait_for_url("**/part/2")


def test_a_browser_without_cookies_gets_one_sentence_and_one_way_on(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        context.route("**/*", lambda route: route.continue_(headers={**route.request.headers, "cookie": ""}))
        page = context.new_page()
        page.goto(f"{server}/en/between-us/")
        page.context.clear_cookies()
        page.locator("input[name=frame][value=now]").check()
        page.locator("input[name=agree]").check()
        page.locator("main form button.button").last.click()

        assert page.locator("h1").inner_text() == "This needs one cookie."
        assert page.locator("main .next a").count() == 1


def test_the_first_page_of_sentences_comes_in_three_small_answers_and_does_not_shift(
    context: BrowserContext, server: str
) -> None:
    at = begin(context, server).url
    fresh = context.browser
    assert fresh is not None
    with fresh.new_context(viewport=PHONE) as cold:  # type: ignore[arg-type]  # as above
        cold.add_cookies(context.cookies())  # type: ignore[arg-type]  # the same, read and written
        page = cold.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # built-in functions cannot carry what Playwright notes on them
        page.goto(at)
        page.wait_for_load_state("networkidle")
        sent = sum(
            sum(answer.request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
            for answer in answers
        )
        shift = page.evaluate(
            "new Promise(done => new PerformanceObserver(list => done(list.getEntries().length))"
            ".observe({type: 'layout-shift', buffered: true}) ?? setTimeout(() => done(0), 200))"
        )

    assert len(answers) == 3
    assert sent < 25_000
    assert shift == 0
