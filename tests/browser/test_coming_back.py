"""Real browsers: going on elsewhere, a device that remembers, and the frame in an article."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.test_walk import PICTURES
from tests.serving import Served, serving

LINE = (
    '<iframe src="{server}/en/e/between-us" title="Between Us" sandbox="allow-popups allow-popups-to-escape-sandbox"'
    ' width="100%" height="300"></iframe>'
)


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site: its address, and the folder of its pages."""
    folder = tmp_path_factory.mktemp("article")
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}", folder
    site.shutdown()
    site.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the output of tests is read by people."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, article: tuple[str, Path]) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served"), QUIZAPP_EMBEDDERS=article[0]) as running:
        yield running


def look(page: Page, name: str) -> None:
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide} px"
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"back-{name}.png", full_page=True)


def leave(page: Page) -> Page:
    """Press the exit until the server has answered it; another tab, since this one is led off this machine."""
    with page.expect_response("**/leave"):
        page.locator(".leave").click(no_wait_after=True)
    return page.context.new_page()


def begin(context: BrowserContext, served: Served) -> Page:
    """A page of sentences, with its first one answered and not yet sent."""
    page = context.new_page()
    page.goto(f"{served.address}/en/between-us/")
    page.locator("input[name=frame][value=now]").check()
    page.locator("input[name=agree]").check()
    page.locator("main form button.button").click()
    page.locator(".item input[type=radio]").first.check()
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_somebody_leaves_half_way_and_goes_on_with_a_file_on_another_device(
    browser: Browser, served: Served, *, scripts: bool, tmp_path: Path
) -> None:
    here = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=scripts)
    page = begin(here, served)
    page.locator("button[value=later]").click()
    page.locator("main form button").click()
    look(page, f"later-{scripts}")
    with page.expect_download() as download:
        page.locator("a[download]").click()
    download.value.save_as(tmp_path / "my-link.txt")
    page = leave(page)
    there = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts).new_page()
    there.goto(f"{served.address}/en/c/")
    look(there, f"bring-{scripts}")
    there.locator("input[type=file]").set_input_files(tmp_path / "my-link.txt")
    there.locator("main form button").click()
    look(there, f"door-{scripts}")
    assert there.title() == "Between Us"
    there.locator("main form button").click()

    assert there.url == f"{served.address}/en/between-us/part/1"
    assert there.locator(".item input[type=radio]").first.is_checked()
    here.close()
    there.context.close()


def test_a_device_remembers_a_result_until_its_owner_leaves(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = begin(context, served)
    page.locator("main form button.button").click()
    page.goto(f"{served.address}/en/between-us/check")
    page.locator("main form button.button").click()
    owner = page.url
    page.locator("input[name=remember]").check()
    page.locator("form[action$='/remember'] button").click()
    page.goto(f"{served.address}/en/")
    look(page, "front")
    page.get_by_role("link", name="Open it").click()
    assert page.url == owner
    look(page, "remembered")

    page = leave(page)
    page.goto(f"{served.address}/en/")

    assert page.get_by_role("link", name="Open it").count() == 0
    context.close()


def test_an_allowed_article_shows_the_frame_and_its_button_leads_out_of_it(
    browser: Browser, served: Served, article: tuple[str, Path]
) -> None:
    site, folder = article
    (folder / "allowed.html").write_text(f"<!doctype html><title>x</title>{LINE.format(server=served.address)}")
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.goto(f"{site}/allowed.html")
    frame = page.frame_locator("iframe")
    assert "Eight minutes" in frame.locator("h1").inner_text()
    assert frame.locator(".button").evaluate("one => getComputedStyle(one).display") == "inline-flex"
    look(page, "article")
    cookies_before = context.cookies()
    with context.expect_page() as opened:
        frame.locator(".button").click()
    opened.value.wait_for_load_state()

    assert opened.value.url == f"{served.address}/en/between-us/"
    assert cookies_before == []
    assert [words for words in noise if "Security Policy" in words or "BLOCKED" in words] == []
    context.close()


def test_no_other_site_can_show_it_nor_an_allowed_one_any_other_page(
    browser: Browser, served: Served, article: tuple[str, Path]
) -> None:
    site, folder = article
    (folder / "page.html").write_text(f'<!doctype html><title>x</title><iframe src="{served.address}/en/"></iframe>')
    (folder / "frame.html").write_text(f"<!doctype html><title>x</title>{LINE.format(server=served.address)}")
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{site}/page.html")
    page.goto(site.replace("127.0.0.1", "localhost") + "/frame.html")
    page.wait_for_timeout(200)

    assert len([words for words in refused if "frame-ancestors" in words]) == 2
    context.close()
