"""The whole walk as people take it: a phone or a wide screen, either language, with scripts and without."""

import os
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from quizapp.definitions.library import Library
from quizapp.domain.forms import find_break
from quizapp.domain.questionnaire import Questionnaire

PICTURES = os.environ.get("PICTURES")
"""A folder to keep pictures of every page in, for looking at."""

WIDTHS = {"phone": 360, "wide": 1280}
LANGUAGES = ("en", "zh-Hans")


def looks(*few: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """A walk takes long: `make pages` takes all eight, and `make test` a few, of which each pair is in some walk."""
    every = [(one, width, scripts) for one in LANGUAGES for width in WIDTHS for scripts in ("scripts", "plain")]
    return every if os.environ.get("PAGES") == "all" else list(few)


class Walker:
    """Someone taking the test, one page after another."""

    def __init__(self, page: Page, server: str, of: Questionnaire, name: str) -> None:
        self.page, self.server, self.of, self.name = page, server, of, name

    def look(self, what: str) -> None:
        """Nothing scrolls sideways, each group of radios has its sentence; keep a picture where asked to."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{what} scrolls sideways by {wide} px"
        loose = self.page.locator("input[type=radio]:not(fieldset:has(legend) input)")
        assert loose.count() == 0
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{self.name}-{what}.png", full_page=True)

    def begin(self) -> None:
        self.page.goto(f"{self.server}/{self.of.language}/")
        self.look("1-front")
        self.page.locator(f"main a[href$='/{self.of.slug}/']").first.click()
        self.look("2-start")
        self.page.locator("main form button.button").click()
        assert self.page.title().startswith(("Error:", "错误："))
        self.look("3-start-error")
        if len(self.of.frames) > 1:
            self.page.locator("input[name=frame][value=now]").check()
        self.page.locator("input[name=agree]").check()
        self.page.locator("main form button.button").click()

    def answer(self, values: dict[str, str]) -> None:
        for part, items in enumerate(self.of.pages, start=1):
            assert f"/part/{part}" in self.page.url
            for item in items:
                if item in values:
                    self.page.locator(f"input[name={item}][value={values[item]}]").check()
            if part in (1, len(self.of.pages)):
                self.look(f"4-part-{part}")
            self.page.locator("main form button.button").click()
            if part == find_break(self.of):
                self.look("4-first")
                self.page.locator("main a.button").click()

    def change_one(self, item: str, value: str) -> None:
        self.look("5-check")
        self.page.locator("details.fold summary").first.click()
        self.page.locator(f"a[href$='#{item}']").last.click()
        self.page.locator(f"input[name={item}][value={value}]").check()
        self.page.locator("main form button.button").click()
        assert self.page.url.partition("#")[0].endswith("/check")

    def hand_in(self) -> str:
        self.page.locator("main form button.button").click()
        self.look("6-result")
        return self.page.url.partition("#")[0]

    def report(self, owner: str) -> bytes:
        """The report, which a worker makes while a page waits for it and asks again by itself."""
        address = owner + "forty-days.pdf?edition=together"
        # In a tab of its own, which stays: what ends the waiting is a download, and interrupts what comes next.
        waiting = self.page.context.new_page()
        waiting.goto(address)
        Walker(waiting, self.server, self.of, self.name).look("a-waiting")
        assert waiting.locator("[data-again]").count() == 1
        with waiting.expect_response(lambda reply: reply.status == 200 and reply.url == address, timeout=90_000):
            pass
        reply = self.page.context.request.get(address)
        assert reply.headers["content-type"] == "application/pdf"
        return reply.body()

    def share(self) -> str:
        """Tick a picture, see it all beforehand, make the link, and have a picture to save drawn."""
        self.page.locator("input[name=pictured]").check()
        self.page.locator("button[name=go][value=preview]").click()
        self.look("7-preview")
        self.page.locator("button[name=go][value=make]").click()
        # A worker draws it while a page waits that asks again by itself, scripts or none.
        self.page.locator("img.picture").wait_for(timeout=60_000)
        self.page.locator("a[href*='picture=portrait_with_link']").click()
        self.page.locator("img.tall").wait_for(timeout=60_000)
        self.look("7-shown")
        sizes = self.page.locator("img.picture").evaluate_all(
            "all => all.map(img => [img.naturalWidth, img.naturalHeight])"
        )
        assert sorted(sizes) == [[1080, 1440], [1200, 630]]
        assert self.page.locator("a[download='picture.png']").count() == 1
        return self.page.locator("input[readonly][value*='/s/']").first.input_value()


@pytest.mark.parametrize(
    ("language", "width", "scripts"), looks(("en", "phone", "scripts"), ("zh-Hans", "phone", "plain"))
)
def test_someone_takes_the_test_and_leaves_with_a_result_a_link_and_a_report(
    browser: Browser, server: str, library: Library, language: str, width: str, scripts: str
) -> None:
    of = library.get("between-us", 1, language, "now")
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 800}, java_script_enabled=scripts == "scripts", locale=language
    )
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
    walker = Walker(page, server, of, f"{language}-{width}-{scripts}")
    values = closeness_alert(of)
    first, skipped = of.pages[0][0], of.pages[1][2]

    walker.begin()
    walker.answer({item: value for item, value in values.items() if item != skipped})
    walker.change_one(first, "o4")
    owner = walker.hand_in()
    assert of.patterns["listening"].name in page.locator("main").inner_text()
    assert str(of.fear) in page.locator("main").inner_text()

    share = walker.share()
    other = browser.new_context(viewport={"width": WIDTHS[width], "height": 800}).new_page()
    other.goto(share)
    seen = Walker(other, server, of, walker.name)
    seen.look("8-door")
    other.locator("main form button").click()
    seen.look("9-shared")
    strength = of.scales["REP"].high.strength
    assert strength is not None
    assert strength.shared_title in other.locator("main").inner_text()

    seen_by_a_chat = other.context.request.get(share + "picture.png")
    assert (seen_by_a_chat.status, seen_by_a_chat.headers["content-type"]) == (200, "image/png")
    page.goto(owner)
    page.locator("main form:has(input[name=share]) button").first.click()
    assert other.context.request.get(share + "picture.png").status == 404
    reply = other.goto(share)
    assert reply is not None
    assert reply.status == 404
    seen.look("a-gone")

    report = walker.report(owner)
    assert len(pikepdf.open(BytesIO(report)).pages) > 20
    if PICTURES:
        (Path(PICTURES) / f"{walker.name}.pdf").write_bytes(report)

    page.goto(owner + "delete")
    walker.look("b-delete")
    page.locator("main form button").click()
    walker.look("c-deleted")
    reply = page.goto(owner)
    assert reply is not None
    assert reply.status == 404
    assert [line for line in noise if "404" not in line and "422" not in line and "ERR_FAILED" not in line] == []


def closeness_alert(of: Questionnaire) -> dict[str, str]:
    """Distance is loud, reaching, mending clearly strong; the rest in between."""
    high, low = {"ANX", "PUR", "REP", "EXC"}, {"AVO", "WDR"}
    values = {}
    for key, item in of.items.items():
        options = list(of.responses_of(key).options)
        keyed = 4 if item.scale in high else 1 if item.scale in low else 2
        values[key] = options[3] if item.scale is None else options[4 - keyed if item.reverse else keyed]
    return values
