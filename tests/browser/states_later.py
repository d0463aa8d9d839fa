"""The states of what was begun and is to be gone on with."""

from collections.abc import Mapping

from playwright.sync_api import Page

from quizapp.submissions import Secret
from tests.browser.answers import closeness_alert, some_of
from tests.browser.house import SLUG, House
from tests.browser.visits import STATES, Visit, plain, send, state, under_way


def half_a_link(page: Page) -> None:
    page.locator("input[name=link]").fill("https://example.org/en/c/half")
    send(page)


STATES |= {
    "bring": plain("/c/"),
    "bring-error": lambda _house: Visit(path="/c/", act=half_a_link),
}


def some(house: House) -> Mapping[str, str]:
    return some_of(closeness_alert(house.wording()), 0.5)


def handed_over(house: House) -> tuple[str, Secret]:
    """A sitting, and the link that opens it elsewhere."""
    key = house.begin(some(house))
    found = Secret.from_text(key)
    assert found
    with house.app.app_context():
        made = house.submissions.hand_over(found)
    assert made
    return key, made


@state
def later(house: House) -> Visit:
    return Visit(path=f"/{SLUG}/later", cookie=under_way(house, some(house)))


@state
def later_with_a_link(house: House) -> Visit:
    return Visit(path=f"/{SLUG}/later", cookie=house.cookie(**{SLUG: handed_over(house)[0]}))


@state
def later_with_a_used_link(house: House) -> Visit:
    key, link = handed_over(house)
    with house.app.app_context():
        assert house.submissions.open_handover(link, "another browser")
    return Visit(path=f"/{SLUG}/later", cookie=house.cookie(**{SLUG: key}))


@state
def going_on(house: House) -> Visit:
    return Visit(path=f"/c/{handed_over(house)[1].text}/")


@state
def going_on_in_place_of_others(house: House) -> Visit:
    return Visit(path=f"/c/{handed_over(house)[1].text}/", cookie=under_way(house, some(house)))
