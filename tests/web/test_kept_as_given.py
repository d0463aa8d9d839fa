"""With scripts each answer is kept as it is given, and none takes the place of a later one."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from quizapp.domain.questionnaire import Questionnaire
from tests.conftest import Clock
from tests.web.walk import answer_all, begin, send, token_of

PAGE = "/en/between-us/part/1"


class Tab:
    """A page as it was opened, whose script knows what time it was there."""

    def __init__(self, client: FlaskClient, clock: Clock, address: str = PAGE) -> None:
        self.client, self.clock, self.address = client, clock, address
        shown = client.get(address)
        self.token = token_of(shown)
        found = re.search(r'data-keep="([^"]+)" data-now="(\d+)"', shown.get_data(as_text=True))
        assert found
        self.kept, self.now = found[1], int(found[2])
        self.opened = clock()

    def sent(self, answers: dict[str, str]) -> dict[str, str]:
        """What a script would send just now."""
        at = self.now + (self.clock() - self.opened) // timedelta(milliseconds=1)
        return {"csrf_token": self.token, "at": str(at), **answers}

    def arrive(self, sent: dict[str, str]) -> int:
        return self.client.post(self.kept, data=sent).status_code

    def chosen(self) -> list[tuple[str, str]]:
        page = self.client.get(self.address).get_data(as_text=True)
        return re.findall(r'name="(\w+)" value="(\w+)" checked', page)


@pytest.fixture
def tab(client: FlaskClient, clock: Clock) -> Tab:
    begin(client)
    return Tab(client, clock)


@pytest.fixture
def item(between_us: Questionnaire) -> str:
    return between_us.pages[0][0]


def test_an_answer_is_there_before_its_page_is_sent(tab: Tab, item: str) -> None:
    assert tab.arrive(tab.sent({item: "o2"})) == 204

    assert tab.chosen() == [(item, "o2")]


def test_the_same_twice_changes_nothing(tab: Tab, item: str) -> None:
    sent = tab.sent({item: "o2"})

    assert [tab.arrive(sent), tab.arrive(sent)] == [204, 204]
    assert tab.chosen() == [(item, "o2")]


def test_what_was_sent_earlier_and_comes_later_is_left_out(tab: Tab, clock: Clock, item: str) -> None:
    early = tab.sent({item: "o1"})
    clock.pass_time(seconds=1)
    late = tab.sent({item: "o4"})

    tab.arrive(late)
    tab.arrive(early)

    assert tab.chosen() == [(item, "o4")]


def test_what_comes_after_its_page_was_sent_is_left_out(tab: Tab, clock: Clock, item: str) -> None:
    early = tab.sent({item: "o1"})
    clock.pass_time(seconds=1)
    send(tab.client, PAGE, {item: "o4"})
    clock.pass_time(seconds=1)

    tab.arrive(early)

    assert tab.chosen() == [(item, "o4")]


def test_of_two_tabs_the_one_that_answered_last_counts(tab: Tab, clock: Clock, item: str) -> None:
    clock.pass_time(minutes=5)
    other = Tab(tab.client, clock)
    theirs = other.sent({item: "o2"})
    clock.pass_time(seconds=2)
    mine = tab.sent({item: "o3"})

    tab.arrive(mine)
    other.arrive(theirs)

    assert tab.chosen() == [(item, "o3")]


def test_an_early_answer_to_one_sentence_does_not_wait_for_a_late_one_to_another(
    tab: Tab, clock: Clock, between_us: Questionnaire
) -> None:
    first, second = between_us.pages[0][:2]
    early = tab.sent({first: "o1"})
    clock.pass_time(seconds=1)
    tab.arrive(tab.sent({second: "o2"}))

    tab.arrive(early)

    assert sorted(tab.chosen()) == sorted([(first, "o1"), (second, "o2")])


def test_what_nobody_touched_stays_open(tab: Tab, item: str) -> None:
    tab.arrive(tab.sent({item: "o2"}))

    assert len(tab.chosen()) == 1


def test_a_clock_that_is_wrong_does_not_shut_out_what_follows(tab: Tab, clock: Clock, item: str) -> None:
    tab.arrive({**tab.sent({item: "o1"}), "at": "99999999999999"})
    clock.pass_time(seconds=1)
    tab.arrive(tab.sent({item: "o2"}))

    assert tab.chosen() == [(item, "o2")]


@pytest.mark.parametrize("at", ["", "soon", "-1", "1" * 400, "²"])
def test_a_time_that_is_none_counts_as_now(tab: Tab, item: str, at: str) -> None:
    assert tab.arrive({**tab.sent({item: "o1"}), "at": at}) == 204
    assert tab.chosen() == [(item, "o1")]


def test_a_value_that_is_no_option_is_not_kept(tab: Tab, between_us: Questionnaire) -> None:
    first, second = between_us.pages[0][:2]

    assert tab.arrive(tab.sent({first: "o9", second: "o4", "other": "o1"})) == 204
    assert tab.chosen() == [(second, "o4")]


def test_without_a_token_nothing_is_kept(tab: Tab, item: str) -> None:
    assert tab.arrive({"at": str(tab.now), item: "o1"}) == 400
    assert tab.chosen() == []


def test_where_nothing_is_under_way_a_script_is_told_so(tab: Tab, clock: Clock, item: str) -> None:
    clock.pass_time(hours=25)

    assert tab.arrive(tab.sent({item: "o1"})) == 410


def test_an_answer_kept_lets_the_sitting_live_another_day(tab: Tab, clock: Clock, item: str) -> None:
    clock.pass_time(hours=20)
    tab.arrive(tab.sent({item: "o1"}))
    clock.pass_time(hours=20)

    assert tab.chosen() == [(item, "o1")]


# --- a page that was left open --------------------------------------------------------------------


def test_a_page_left_open_for_twenty_hours_is_sent_as_any_other(client: FlaskClient, clock: Clock, item: str) -> None:
    begin(client)
    token = token_of(client.get(PAGE))
    clock.pass_time(hours=21)

    reply = client.post(PAGE, data={"csrf_token": token, item: "o2"})

    assert (reply.status_code, reply.location) == (303, "/en/between-us/part/2")


def test_someone_slow_has_days_when_each_page_takes_twenty_hours(
    client: FlaskClient, clock: Clock, between_us: Questionnaire
) -> None:
    begin(client)
    for part, items in enumerate(between_us.pages, start=1):
        token = token_of(client.get(f"/en/between-us/part/{part}"))
        clock.pass_time(hours=20)
        reply = client.post(f"/en/between-us/part/{part}", data={"csrf_token": token, items[0]: "skip"})
        assert reply.status_code == 303

    assert client.get("/en/between-us/check").status_code == 200


def test_a_page_with_an_old_token_is_shown_again_as_filled_in(client: FlaskClient, item: str) -> None:
    begin(client)

    stale = client.post(PAGE, data={"csrf_token": "of another session", item: "o2"})
    page = stale.get_data(as_text=True)

    assert stale.status_code == 400
    assert "Please send this page once more" in page
    assert f'name="{item}" value="o2" checked' in page
    assert client.post(PAGE, data={"csrf_token": token_of(stale), item: "o2"}).status_code == 303


@pytest.mark.parametrize("page", ["between-us/part/0", "between-us/part/99999999999999999999", "no-test/part/1"])
def test_a_page_that_there_is_not_is_not_shown_again_either(client: FlaskClient, item: str, page: str) -> None:
    begin(client)

    reply = client.post(f"/en/{page}", data={"csrf_token": "of another session", item: "o2"})

    assert reply.status_code == 404
    assert reply.data == client.get("/en/nothing/at/all").data


def test_a_page_with_an_old_token_keeps_nothing_by_itself(client: FlaskClient, item: str) -> None:
    begin(client)

    client.post(PAGE, data={"csrf_token": "of another session", item: "o2"})

    assert "checked" not in client.get(PAGE).get_data(as_text=True)


def test_a_page_of_a_sitting_handed_in_elsewhere_leads_to_one_sentence_and_one_way_on(
    client: FlaskClient, between_us: Questionnaire, item: str
) -> None:
    begin(client)
    token = token_of(client.get(PAGE))
    send(client, answer_all(client, between_us, {item: "o2"}), {})

    reply = client.post(PAGE, data={"csrf_token": token, item: "o1"}, follow_redirects=True)

    assert reply.status_code == 410
    assert reply.get_data(as_text=True).count('class="button"') == 1


def test_a_browser_without_cookies_is_told_which_one_is_needed(client: FlaskClient) -> None:
    token = token_of(client.get("/en/between-us/"))
    client.delete_cookie("between")

    reply = client.post("/en/between-us/", data={"csrf_token": token, "frame": "now", "agree": "yes"})

    assert reply.status_code == 400
    assert "one cookie" in reply.get_data(as_text=True)
    assert 'href="/en/"' in reply.get_data(as_text=True)
