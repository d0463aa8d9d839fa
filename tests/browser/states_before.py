"""The states of the first page, of the pages that tell, and of a test that is being taken."""

from playwright.sync_api import Page

from quizapp.domain.forms import find_break
from tests.browser.answers import closeness_alert, keyed, some_of
from tests.browser.house import KINDS_SLUG, SECOND, SLUG, House
from tests.browser.visits import STATES, Visit, plain, send, state, under_way, unfold

STATES |= {
    "front": plain("/"),
    "start": plain(f"/{SLUG}/"),
    "start-without-a-frame": plain(f"/{KINDS_SLUG}/"),
    "start-again": lambda house: Visit(path=f"/{SLUG}/", cookie=under_way(house, {})),
    "start-error": lambda _house: Visit(path=f"/{SLUG}/", act=send),
    "people": plain("/people"),
    "method": plain("/about/method"),
    "method-of-a-version": plain(f"/about/method/{SLUG}/1"),
    "kept": plain("/about/kept"),
    "questions": plain("/about/questions"),
    "deleted": plain("/deleted"),
    "over": plain(f"/{SLUG}/over"),
    "frame": plain(f"/e/{SLUG}"),
}


@state
def part(house: House) -> Visit:
    return Visit(path=f"/{SLUG}/part/1", cookie=under_way(house, {}))


@state
def part_answered(house: House) -> Visit:
    of = house.wording()
    cookie = under_way(house, closeness_alert(of))
    return Visit(path=f"/{SLUG}/part/{len(of.pages)}?to_check=1", cookie=cookie)


@state
def part_skipped(house: House) -> Visit:
    of = house.wording()
    return Visit(path=f"/{SLUG}/part/2", cookie=under_way(house, dict.fromkeys(of.pages[1], "skip")))


@state
def part_error(house: House) -> Visit:
    def tamper(page: Page) -> None:
        page.locator(".thread input").first.evaluate("one => { one.value = 'nothing'; one.checked = true }")
        send(page)

    return Visit(path=f"/{SLUG}/part/1", cookie=under_way(house, {}), act=tamper)


@state
def kind_note(house: House) -> Visit:
    return Visit(path=f"/{KINDS_SLUG}/part/2", cookie=under_way(house, {}, KINDS_SLUG))


@state
def kinds(house: House) -> Visit:
    return Visit(path=f"/{KINDS_SLUG}/part/3", cookie=under_way(house, {}, KINDS_SLUG))


WROTE = {"since": "old", "word": "soft", "more": "First line\nand a second", "now": "r7"}


@state
def kinds_answered(house: House) -> Visit:
    return Visit(path=f"/{KINDS_SLUG}/part/3", cookie=under_way(house, WROTE, KINDS_SLUG))


@state
def kinds_error(house: House) -> Visit:
    def too_long(page: Page) -> None:
        page.locator("input[name=word], textarea[name=more]").evaluate_all(
            "fields => fields.forEach(field => field.value = 'x'.repeat(2001))"
        )
        send(page)

    return Visit(path=f"/{KINDS_SLUG}/part/3", cookie=under_way(house, {}, KINDS_SLUG), act=too_long)


@state
def over_with_words(house: House) -> Visit:
    def too_late(page: Page) -> None:
        page.locator("textarea[name=more]").fill("What I wanted to say.\nIt took me long.")
        house.clock.pass_time(hours=25)
        send(page)
        house.clock.pass_time(hours=-25)

    return Visit(path=f"/{KINDS_SLUG}/part/3", cookie=under_way(house, {}, KINDS_SLUG), act=too_late)


@state
def first(house: House) -> Visit:
    of = house.wording()
    answered = {key: value for key, value in closeness_alert(of).items() if key in of.pages[0]}
    assert find_break(of)
    return Visit(path=f"/{SLUG}/first", cookie=under_way(house, answered))


@state
def first_unanswered(house: House) -> Visit:
    return Visit(path=f"/{SLUG}/first", cookie=under_way(house, {}))


@state
def check(house: House) -> Visit:
    return Visit(path=f"/{SLUG}/check", cookie=under_way(house, closeness_alert(house.wording())), act=unfold)


@state
def check_skipped(house: House) -> Visit:
    answers = some_of(closeness_alert(house.wording()), 0.5)
    return Visit(path=f"/{SLUG}/check", cookie=under_way(house, answers), act=unfold)


@state
def check_nothing(house: House) -> Visit:
    return Visit(path=f"/{SLUG}/check", cookie=under_way(house, {}))


@state
def check_kinds(house: House) -> Visit:
    answers = keyed(house.wording(KINDS_SLUG), {}) | WROTE
    return Visit(path=f"/{KINDS_SLUG}/check", cookie=under_way(house, answers, KINDS_SLUG), act=unfold)


@state
def part_second(house: House) -> Visit:
    return Visit(path=f"/{SECOND}/part/1", cookie=under_way(house, {}, SECOND))
