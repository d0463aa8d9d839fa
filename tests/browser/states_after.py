"""The states of a result, of what is shown of it, and of what went wrong."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from quizapp.domain.wording import Form
from quizapp.submissions import MOST_SHARES, Secret
from tests.browser.answers import both_ways, closeness_alert, keyed, some_of
from tests.browser.house import KINDS_SLUG, SECOND, House
from tests.browser.states_before import WROTE
from tests.browser.visits import STATES, Visit, plain, send, state, unfold

Answers = Callable[[House], Mapping[str, str]]


def result(answers: Answers, slug: str = "between-us", form: Form = "full") -> Callable[[House], Visit]:
    return lambda house: Visit(path=f"/r/{house.hand_in(answers(house), slug, form)}/", act=unfold)


def usual(house: House) -> Mapping[str, str]:
    return closeness_alert(house.wording())


def level(place: int, slug: str = "between-us") -> Answers:
    return lambda house: keyed(house.wording(slug), {}, place)


STATES |= {
    "result": result(usual),
    "result-in-between": result(level(2)),
    "result-both-ways": result(lambda house: both_ways(house.wording())),
    "result-all-low": result(level(0)),
    "result-all-high": result(level(4)),
    "result-much-skipped": result(lambda house: some_of(usual(house), 0.3)),
    "result-nothing": result(lambda _house: {"anx1": "o3"}),
    "result-shorter": result(usual, form="short"),
    "result-without-plan": result(level(4, SECOND), SECOND),
    "result-of-kinds": result(lambda house: {**level(4, KINDS_SLUG)(house), **WROTE}, KINDS_SLUG),
    "problem-400": plain("/broken/400"),
    "problem-405": plain("/broken/405"),
    "problem-413": plain("/broken/413"),
    "problem-429": plain("/broken/429"),
    "problem-500": plain("/broken/500"),
    "problem-503": plain("/broken/503"),
    "gone": plain("/r/" + "A" * 43 + "/"),
}


def in_result(rest: str, act: Callable[[Page], None] | None = None) -> Callable[[House], Visit]:
    return lambda house: Visit(path=f"/r/{house.hand_in(usual(house))}/{rest}", act=act)


def empty_words(page: Page) -> None:
    page.locator("textarea[name='p.carried']").fill("x" * 20_001)
    send(page)


def send_where_the_database_is_away(page: Page) -> None:
    page.locator("textarea").first.fill("A quiet evening.")
    page.locator("main form").evaluate(
        "(form, path) => { form.action = path; form.enctype = 'application/x-www-form-urlencoded'; }",
        f"/{page.url.split('/')[3]}/broken/503",
    )
    send(page)


STATES |= {
    "again": in_result("own-words/", send_where_the_database_is_away),
    "delete": in_result("delete"),
    "count": in_result("count/"),
    "count-error": in_result("count/", send),
    "own-words": in_result("own-words/"),
    "own-words-error": in_result("own-words/", empty_words),
    "waiting": in_result("forty-days.pdf?paper=a4"),
    "waiting-full": in_result("forty-days.pdf?paper=letter"),
    "waiting-failed": in_result("forty-days.pdf?part=sheets"),
    "compare": in_result("compare"),
}


def compare_with(house: House, link: str) -> Visit:
    def paste(page: Page) -> None:
        page.locator("input[name=link]").fill(link)
        page.locator("main form button").click()
        page.wait_for_load_state()

    house.clock.pass_time(minutes=1)  # of two that were handed in at once, none is the earlier
    return Visit(path=f"/r/{house.hand_in(level(4)(house))}/compare", act=paste)


@state
def compare_two(house: House) -> Visit:
    return compare_with(house, f"{house.address}/en/r/{house.hand_in(level(0)(house))}/")


@state
def compare_two_tests(house: House) -> Visit:
    return compare_with(house, f"/r/{house.hand_in(level(0, SECOND)(house), SECOND)}/")


@state
def compare_error(house: House) -> Visit:
    return compare_with(house, "half a li")


def shared(house: House, show: list[str] | None = None, *, pictured: bool = False) -> tuple[str, str]:
    """The secrets of an owner and of a share of all that is offered."""
    owner = house.hand_in(usual(house))
    secret = Secret.from_text(owner)
    assert secret
    with house.app.app_context():
        page = house.submissions.result_page(secret, "en")
        assert page
        share = house.submissions.share(secret, show or [item.key for item in page.shareable], pictured=pictured)
    assert share
    return owner, share.text


@state
def result_shared(house: House) -> Visit:
    return Visit(path=f"/r/{shared(house, pictured=True)[0]}/", act=unfold)


@state
def result_shared_to_the_full(house: House) -> Visit:
    owner = house.hand_in(usual(house))
    secret = Secret.from_text(owner)
    assert secret
    with house.app.app_context():
        page = house.submissions.result_page(secret, "en")
        assert page
        for _ in range(MOST_SHARES):
            assert house.submissions.share(secret, [page.shareable[0].key])
    return Visit(path=f"/r/{owner}/")


def sent(rest: str, *, pictured: bool = False) -> Callable[[House], Visit]:
    def visit(house: House) -> Visit:
        owner, share = shared(house, pictured=pictured)
        return Visit(path=f"/r/{owner}/shown/{share[:8]}/{rest}")

    return visit


STATES |= {
    "show-nothing-ticked": in_result("?nothing=ticked#to-mend"),
    "shown": sent("?made=now"),
    "shown-pictured": sent("", pictured=True),
    "shown-picture-waits": sent("?stands=waiting", pictured=True),
    "shown-picture-failed": sent("?stands=failed&picture=portrait", pictured=True),
    "shown-portrait": sent("?picture=portrait"),
    "shown-portrait-with-link": sent("?picture=portrait_with_link"),
}


@state
def result_counted(house: House) -> Visit:
    owner = house.hand_in(usual(house))
    secret = Secret.from_text(owner)
    with house.app.app_context():
        assert secret
        assert house.submissions.give_to_pool(secret)
    return Visit(path=f"/r/{owner}/")


@state
def delete_counted(house: House) -> Visit:
    return Visit(path=result_counted(house).path + "delete")


@state
def door(house: House) -> Visit:
    return Visit(path=f"/s/{shared(house)[1]}/")


def open_door(page: Page) -> None:
    page.locator("main form button").click()
    page.wait_for_load_state()


@state
def shared_page(house: House) -> Visit:
    return Visit(path=f"/s/{shared(house)[1]}/", act=open_door)


@state
def shared_preview(house: House) -> Visit:
    return Visit(path=f"/r/{shared(house)[0]}/preview?show=plane")


@state
def shared_preview_pictured(house: House) -> Visit:
    return Visit(path=f"/r/{shared(house)[0]}/preview?show=strength:REP&show=helps:ANX&pictured=yes")


@state
def door_pictured(house: House) -> Visit:
    return Visit(path=f"/s/{shared(house, pictured=True)[1]}/")
