"""Whatever people do in whatever order: nothing breaks, and what they have is what they were given."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete
from werkzeug.test import TestResponse

from quizapp.application import build_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import Settings, read_settings, shipped
from quizapp.storage.store import Store
from quizapp.storage.tables import db
from quizapp.submissions import Submissions
from tests.conftest import COMPILED, Clock
from tests.web.journeys import Link, Owned, Person, UnderWay
from tests.web.walk import rows, token_of

LINK = re.compile(r"/en/c/[\w-]{43}/")
PARTS = st.integers(1, 9)
"""One more than there are."""

OPTIONS = st.sampled_from(["o1", "o3", "o5", "skip", "o9", ""])


@cache
def library() -> Library:
    return Library.load(shipped("questionnaires"))


class AnyJourney(RuleBasedStateMachine):
    people, results, shares, links = Bundle("people"), Bundle("results"), Bundle("shares"), Bundle("links")

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.clock = Clock()
        self.app = build_app(settings, self._submissions)
        self.app.jinja_env.bytecode_cache = COMPILED
        self.of: Questionnaire = library().get("between-us", 1, "en", "now")
        self.owned: list[Owned] = []
        self.gone: set[str] = set()
        self.pooled = 0

    def _submissions(self, store: Store) -> Submissions:
        return Submissions(
            library=library(),
            store=store,
            support={"en": [], "zh-Hans": []},
            now=self.clock,
            random_bytes=Random(7).randbytes,  # noqa: S311  # a run has to be repeatable
        )

    def teardown(self) -> None:
        self.everything_is_as_expected()
        with self.app.app_context():
            with db.engine.begin() as connection:
                for table in db.metadata.sorted_tables:
                    connection.execute(delete(table))
            db.engine.dispose()

    # --- what a person has ------------------------------------------------------------------------

    def live(self, person: Person) -> UnderWay | None:
        sitting = person.sitting
        return sitting if sitting and not sitting.is_over and sitting.ends > self.clock.moment else None

    def kept(self, owned: Owned) -> bool:
        return not owned.is_deleted and owned.ends > self.clock.moment

    def opens(self, link: Link, person: Person) -> bool:
        """The newest one of its sitting, for whoever opened it first."""
        return (
            link.ends > self.clock.moment
            and not link.sitting.is_over
            and link.sitting.link == link.path
            and link.opened_by in ("", person.token)
        )

    def prolong(self, sitting: UnderWay) -> None:
        sitting.ends = max(sitting.ends, self.clock.moment + timedelta(hours=24))

    def post(self, person: Person, path: str, **data: object) -> TestResponse:
        reply = person.client.post(path, data={"csrf_token": person.token, **data})
        assert reply.status_code < 500, reply.get_data(as_text=True)
        return reply

    # --- what people do ---------------------------------------------------------------------------

    @initialize(target=people)
    def two_people_come(self) -> object:
        people = [Person(self.app.test_client()) for _ in range(2)]
        for person in people:
            person.token = token_of(person.client.get("/en/between-us/"))
        return multiple(*people)

    @initialize(target=results, person=people)
    def one_of_them_has_a_result(self, person: Person) -> object:
        self.start(person, "now")
        for part in range(1, len(self.of.pages) + 1):
            self.answer(person, part, "o5", many=True)
        return self.submit(person, half_way=False, twice=False)

    @rule(person=people, frame=st.sampled_from(["now", "former", "general", "nobody", ""]))
    def start(self, person: Person, frame: str) -> None:
        reply = self.post(person, "/en/between-us/", frame=frame, agree="yes")
        if frame in ("nobody", ""):
            assert reply.status_code == 422
            return
        assert reply.status_code == 303
        sitting = self.live(person)
        if sitting:
            self.prolong(sitting)
        else:
            person.sitting = UnderWay(self.clock.moment + timedelta(hours=24))

    @rule(person=people, part=PARTS, option=OPTIONS, many=st.booleans())
    def answer(self, person: Person, part: int, option: str, *, many: bool) -> None:
        """From a page that may have stood open in another tab for long: its token is that of the first page."""
        items = self.of.pages[part - 1] if part <= len(self.of.pages) else ["nothing"]
        given = dict.fromkeys(items if many else items[:1], option)
        reply, sitting = self.post(person, f"/en/between-us/part/{part}", **given), self.live(person)
        if not sitting:
            assert (reply.status_code, reply.location) == (303, "/en/between-us/over")
        elif part > len(self.of.pages):
            assert reply.status_code == 404
        elif any(option and option not in self.allowed(item) for item in given):
            assert reply.status_code == 422
        else:
            assert reply.status_code == 303
            sitting.answers |= {item: option for item in given if option}
            self.prolong(sitting)

    def allowed(self, item: str) -> list[str]:
        return [*self.of.responses_of(item).options, "skip"]

    @rule(person=people, part=PARTS, language=st.sampled_from(["en", "zh-Hans"]))
    def go_back(self, person: Person, part: int, language: str) -> None:
        reply, sitting = person.client.get(f"/{language}/between-us/part/{part}"), self.live(person)
        if not sitting:
            assert reply.status_code == 303
        elif part > len(self.of.pages):
            assert reply.status_code == 404
        else:
            shown = re.findall(r'name="(\w+)" value="(\w+)" checked', reply.get_data(as_text=True))
            items = self.of.pages[part - 1]
            assert dict(shown) == {item: sitting.answers[item] for item in items if item in sitting.answers}

    # --- going on elsewhere -----------------------------------------------------------------------

    @rule(target=links, person=people)
    def make_a_link(self, person: Person) -> object:
        reply, sitting = self.post(person, "/en/between-us/later"), self.live(person)
        if not sitting:
            assert reply.location == "/en/between-us/over"
            return multiple()
        self.prolong(sitting)
        found = LINK.search(person.client.get("/en/between-us/later").get_data(as_text=True))
        assert found
        sitting.link = found[0]
        return Link(found[0], sitting, self.clock.moment + timedelta(hours=24))

    @rule(person=people, link=links)
    def open_a_link(self, person: Person, link: Link) -> None:
        """Looking first, which uses nothing up."""
        expected = self.opens(link, person)
        assert person.client.get(link.path).status_code == (200 if expected else 404)
        reply = self.post(person, link.path)
        assert reply.status_code == (303 if expected else 404)
        if expected:
            link.opened_by, link.ends = person.token, self.clock.moment + timedelta(minutes=10)
            person.sitting = link.sitting

    @rule(person=people)
    def start_afresh(self, person: Person) -> None:
        assert self.post(person, "/en/between-us/afresh").status_code == 303
        if person.sitting:
            person.sitting.is_over = True
        person.sitting = None

    # --- handing in -------------------------------------------------------------------------------

    @rule(target=results, person=people, half_way=st.booleans(), twice=st.booleans())
    def submit(self, person: Person, *, half_way: bool, twice: bool) -> object:
        """All of it, or where the short form ends: what is handed in later takes the place of that."""
        sitting, path = self.live(person), "/en/between-us/first" if half_way else "/en/between-us/check"
        cookie = person.client.get_cookie("between")
        assert cookie is not None
        reply = self.post(person, path)
        if not sitting:
            handed_in = person.sitting.owned if person.sitting and not half_way else None
            theirs = handed_in if handed_in and self.kept(handed_in) else None
            assert reply.location == (theirs.path if theirs else "/en/between-us/over")
            person.sitting = None if theirs else person.sitting
            return multiple()
        if twice:
            other = Person(self.app.test_client(), person.token)
            other.client.set_cookie("between", cookie.value)
            assert self.post(other, path).location == reply.location
        is_new = sitting.owned is None
        owned = self.handed_in(sitting, reply.location)
        if not half_way:
            sitting.is_over, person.sitting = True, None
        return owned if is_new else multiple()

    def handed_in(self, sitting: UnderWay, path: str) -> Owned:
        until, answers_until = self.clock.moment + timedelta(days=90), self.clock.moment + timedelta(hours=24)
        owned = sitting.owned
        if owned is None:
            owned = sitting.owned = Owned(path, until, answers_until)
            self.owned.append(owned)
        elif not self.kept(owned):
            owned.ends, owned.is_deleted, owned.is_pooled, owned.shares = until, False, False, set()
            self.gone.discard(path)
        assert owned.path == path
        owned.answers_until = answers_until
        return owned

    @rule(person=people, owned=results, agree=st.sampled_from(["yes", ""]))
    def give_to_the_pool(self, person: Person, owned: Owned, agree: str) -> None:
        """Once, and only while the answers are kept. Whether a half-empty result is worth it, its page says."""
        offered = person.client.get(owned.path + "count/").status_code
        reply = self.post(person, owned.path + "count/", agree=agree)
        if not self.kept(owned):
            assert (offered, reply.status_code) == (404, 404)
            return
        assert reply.status_code == (303 if agree else 422)
        if owned.is_pooled or owned.answers_until <= self.clock.moment:
            assert offered == 303
        elif agree and offered == 200:
            owned.is_pooled = True
            self.pooled += 1
        assert rows(self.app, "pool") == self.pooled

    # --- keeping, showing, forgetting -------------------------------------------------------------

    @rule(person=people)
    def leave(self, person: Person) -> None:
        assert person.client.get("/leave").status_code == 302
        person.sitting, person.remembered = None, []
        person.token = token_of(person.client.get("/en/between-us/"))

    @rule(person=people, owned=results, wanted=st.booleans())
    def remember(self, person: Person, owned: Owned, *, wanted: bool) -> None:
        reply = self.post(person, owned.path + "remember", remember="yes" if wanted else "no")
        assert reply.status_code == (303 if self.kept(owned) else 404)
        if self.kept(owned):
            others = [path for path in self.remembered(person) if path != owned.path]
            person.remembered = [owned.path, *others][:5] if wanted else others

    def remembered(self, person: Person) -> list[str]:
        """Of those that a browser remembers the ones that are still there."""
        there = {owned.path for owned in self.owned if self.kept(owned)}
        return [path for path in person.remembered if path in there]

    @rule(person=people)
    def come_back(self, person: Person) -> None:
        front = person.client.get("/en/").get_data(as_text=True)
        assert re.findall(r'href="(/en/r/[^"]+/)"', front) == self.remembered(person)

    @rule(target=shares, person=people, owned=results)
    def share(self, person: Person, owned: Owned) -> object:
        page = person.client.get(owned.path).get_data(as_text=True)
        offered = re.findall(r'name="show"[^>]*value="([^"]+)"', page)
        reply = self.post(person, owned.path + "share", show=offered, go="make")
        if not self.kept(owned):
            assert reply.status_code == 404
            return multiple()
        if not offered or len(owned.shares) >= 20:
            assert "/shown/" not in reply.location
            return multiple()
        found = re.search(
            r'value="[^"]*(/en/s/[\w-]{43}/)"', person.client.get(reply.location).get_data(as_text=True)
        )
        assert found
        owned.shares.add(found[1])
        return found[1]

    @rule(person=people, owned=results, share=shares)
    def take_back(self, person: Person, owned: Owned, share: str) -> None:
        reply = self.post(person, owned.path + "take-back", share=share.split("/")[3])
        assert reply.status_code == (303 if self.kept(owned) else 404)
        if self.kept(owned) and share in owned.shares:
            owned.shares.remove(share)
            self.gone.add(share)

    @rule(
        person=people,
        owned=results,
        days=st.sampled_from(["1", "30", "365", "9999", "9" * 26, "9" * 5000, "0", "-1", "x", "٣"]),
    )
    def keep(self, person: Person, owned: Owned, days: str) -> None:
        reply = self.post(person, owned.path + "keep", days=days)
        assert reply.status_code == (303 if self.kept(owned) else 404)
        if self.kept(owned) and days.isdecimal() and len(days) < 10 and int(days):
            owned.ends = self.clock.moment + timedelta(days=min(int(days), 365))
            if owned.path in person.remembered:
                person.remembered = [owned.path, *(other for other in self.remembered(person) if other != owned.path)]

    @rule(person=people, owned=results)
    def delete(self, person: Person, owned: Owned) -> None:
        reply = self.post(person, owned.path + "delete")
        assert reply.status_code == (303 if self.kept(owned) else 404)
        if self.kept(owned):
            if person.sitting and person.sitting.owned is owned:
                person.sitting.is_over = True
            person.remembered = [path for path in self.remembered(person) if path != owned.path]
            self.gone |= {owned.path, *owned.shares}
            owned.is_deleted = True

    @rule(hours=st.sampled_from([1, 23, 25, 24 * 29, 24 * 91, 24 * 366]))
    def wait(self, hours: int) -> None:
        self.clock.pass_time(hours=hours)

    @rule()
    def purge(self) -> None:
        with self.app.app_context():
            self.app.extensions["quizapp.submissions"].purge()
        live = [owned for owned in self.owned if self.kept(owned)]
        assert rows(self.app, "result") == len(live)
        assert rows(self.app, "share") == sum(len(owned.shares) for owned in live)
        assert rows(self.app, "answers") == sum(owned.answers_until > self.clock.moment for owned in live)

    # --- what is always so ------------------------------------------------------------------------

    @invariant()
    def nobody_is_sent_what_is_gone(self) -> None:
        stranger = self.app.test_client()
        for path in sorted(self.gone)[:2]:
            assert stranger.get(path).status_code == 404

    def everything_is_as_expected(self) -> None:
        stranger = self.app.test_client()
        for owned in self.owned:
            for path in (owned.path, *owned.shares):
                assert stranger.get(path).status_code == (200 if self.kept(owned) else 404)


@pytest.mark.both_databases
def test_whatever_people_do(tmp_path: Path, database_url: str) -> None:
    around = {"QUIZAPP_DATA": str(tmp_path), "QUIZAPP_DATABASE_URL": database_url, "QUIZAPP_LIMITS_TIMES": "1000"}
    installed = read_settings(around)
    bounds = settings(
        max_examples=10,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(lambda: AnyJourney(installed), settings=bounds)  # type: ignore[arg-type]  # any factory will do
