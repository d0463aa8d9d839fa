"""Every page in every state, at three widths, light, dark and in forced colours, in the languages it is read in.

`make test` looks at each state three times, so that any two of state, language, width and colours meet somewhere;
`make pages` looks at all of them, and at a language that is only longer besides.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

import pytest
from flask import Flask, template_rendered
from jinja2 import Template
from playwright.sync_api import Browser, Page

from quizapp.settings import shipped
from tests.browser.house import House
from tests.browser.judging import LANGUAGES, SCHEMES, WIDTHS, Look, dress, problems_by_axe, problems_of_our_own
from tests.browser.states import STATES

ALL = os.environ.get("PAGES") == "all"
PICTURES = os.environ.get("PICTURES")
"""A folder to keep pictures of every page in, for looking at."""

NAMES = {"en": ("Between Us", "Error: "), "zh-Hans": ("我们之间", "错误：")}
"""Language -> the only title that a page of a test or a result has, and what stands before it after a mistake."""

MET = ("en", "zh-Hans", "ar")


def looks(number: int) -> list[Look]:
    """What the state of this number is looked at in."""
    if ALL:
        return [Look(*each) for each in product(LANGUAGES, WIDTHS, SCHEMES)]
    turns = enumerate(MET)
    return [Look(each, WIDTHS[(number + j) % 3], SCHEMES[(number // 3 + j) % 3]) for j, each in turns]


def test_any_two_of_state_language_width_and_colours_meet() -> None:
    met = [(state, look.language, look.width, look.scheme) for state in range(len(STATES)) for look in looks(state)]
    for one, other in combinations(range(4), 2):
        found = {(each[one], each[other]) for each in met}
        assert found == set(product({each[one] for each in met}, {each[other] for each in met}))


@dataclass
class Seen:
    """What was come to so far: states, and the templates that they are made of."""

    states: set[str] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def seen(house: House) -> Iterator[Seen]:
    found = Seen()

    def note(_app: Flask, template: Template, **_: object) -> None:
        found.templates.add(template.name or "")

    with template_rendered.connected_to(note, house.app):
        yield found


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[dict[str, Page]]:
    """A page a language."""
    contexts = {language: browser.new_context(locale=language) for language in LANGUAGES}
    yield {language: context.new_page() for language, context in contexts.items()}
    for context in contexts.values():
        context.close()


def go(page: Page, house: House, name: str, language: str) -> None:
    """Come to a state with nothing but what it needs."""
    visit = STATES[name](house)
    page.context.clear_cookies()
    if visit.cookie:
        page.context.add_cookies([visit.cookie])  # type: ignore[list-item]  # a mapping of the same keys
    page.goto(f"{house.address}/{language}{visit.path}")
    if visit.act:
        visit.act(page)


@pytest.mark.parametrize(("number", "name"), list(enumerate(STATES)))
def test_nothing_is_wrong_with_a_page(
    house: House, tabs: dict[str, Page], seen: Seen, number: int, name: str
) -> None:
    seen.states.add(name)
    found, wanted = [], looks(number)
    for language in dict.fromkeys(look.language for look in wanted):
        page, here = tabs[language], [look for look in wanted if look.language == language]
        dress(page, here[0])
        go(page, house, name, here[0].served)
        found += check_title(page) if language in NAMES else []
        for look in here:
            dress(page, look)
            keep_picture(page, f"{name}-{look.language}-{look.width}-{look.scheme}")
            found += [f"{look}: {line}" for line in [*problems_by_axe(page), *problems_of_our_own(page)]]
    assert [*found, *house.flaws] == []


def check_title(page: Page) -> list[str]:
    """What a title tells that it should not."""
    name, error = NAMES[page.locator("html").get_attribute("lang") or ""]
    neutral = (
        page.title().endswith(name) if page.locator(".leave").count() == 0 else page.title() in (name, error + name)
    )
    return [] if neutral else [f"the title is {page.title()!r}"]


def keep_picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_every_page_that_there_is_has_a_state(house: House, tabs: dict[str, Page], seen: Seen) -> None:
    for name in STATES.keys() - seen.states:
        go(tabs["en"], house, name, "en")
    templates = shipped("templates")
    pages = {path.relative_to(templates).as_posix() for path in (templates / "pages").glob("*.html")}
    assert pages - seen.templates == set()
