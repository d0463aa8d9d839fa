"""Whatever people do in whatever order: nothing breaks, and what they have is what they were given."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import hypothesis.strategies as st
import pytest
from flask.testing import FlaskClient
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

from quizapp import build_app
from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import Settings, read_settings, shipped
from quizapp.storage.store import Store
from quizapp.storage.tables import db
from quizapp.submissions import Submissions
from tests.conftest import COMPILED, Clock
from tests.web.walk import rows, token_of

PARTS = st.integers(1, 9)
"""One more than there are."""

OPTIONS = st.sampled_from(["o1", "o3", "o5", "skip", "o9", ""])


@cache
def library() -> Library:
    return Library.load(shipped("questionnaires"))


@dataclass
class Person:
    """A browser, and what its owner may expect: the answers of a sitting until ``ends``."""

    client: FlaskClient
    token: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    ends: datetime | None = None


@dataclass(eq=False)
class Owned:
    """A result, and the shares of it that were not taken back."""

    path: str
    ends: datetime
    shares: set[str] = field(default_factory=set)


class AnyJourney(RuleBasedStateMachine):
    people, results, shares = Bundle("people"), Bundle("results"), Bundle("shares")

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.clock = Clock()
        self.app = build_app(settings, self._submissions)
        self.app.jinja_env.bytecode_cache = COMPILED
        self.of: Questionnaire = library().get("between-us", 1, "en", "now")
        self.owned: list[Owned] = []
        self.gone: set[str] = set()

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

    def live(self, person: Person) -> bool:
        return person.ends is not None and person.ends > self.clock.moment

    def kept(self, owned: Owned) -> bool:
        return owned in self.owned and owned.ends > self.clock.moment

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
        return self.submit(person, twice=False)

    @rule(person=people, frame=st.sampled_from(["now", "former", "general", "nobody", ""]))
    def start(self, person: Person, frame: str) -> None:
        reply = self.post(person, "/en/between-us/", frame=frame, agree="yes")
        if frame in ("nobody", ""):
            assert reply.status_code == 422
            return
        assert reply.status_code == 303
        person.answers = person.answers if self.live(person) else {}
        person.ends = self.clock.moment + timedelta(hours=24)

    @rule(person=people, part=PARTS, option=OPTIONS, many=st.booleans())
    def answer(self, person: Person, part: int, option: str, *, many: bool) -> None:
        """From a page that may have stood open in another tab for long: its token is that of the first page."""
        items = self.of.pages[part - 1] if part <= len(self.of.pages) else ["nothing"]
        given = dict.fromkeys(items if many else items[:1], option)
        reply = self.post(person, f"/en/between-us/part/{part}", **given)
        if not self.live(person):
            assert (reply.status_code, reply.location) == (303, "/en/between-us/over")
        elif part > len(self.of.pages):
            assert reply.status_code == 404
        elif any(option and option not in self.allowed(item) for item in given):
            assert reply.status_code == 422
        else:
            assert reply.status_code == 303
            person.answers |= {item: option for item in given if option}
            person.ends = self.clock.moment + timedelta(hours=24)

    def allowed(self, item: str) -> list[str]:
        return [*self.of.responses_of(item).options, "skip"]

    @rule(person=people, part=PARTS, language=st.sampled_from(["en", "zh-Hans"]))
    def go_back(self, person: Person, part: int, language: str) -> None:
        reply = person.client.get(f"/{language}/between-us/part/{part}")
        if not self.live(person):
            assert reply.status_code == 303
        elif part > len(self.of.pages):
            assert reply.status_code == 404
        else:
            shown = re.findall(r'name="(\w+)" value="(\w+)" checked', reply.get_data(as_text=True))
            items = self.of.pages[part - 1]
            assert dict(shown) == {item: person.answers[item] for item in items if item in person.answers}

    @rule(person=people)
    def submit_nothing(self, person: Person) -> None:
        if not self.live(person):
            assert self.post(person, "/en/between-us/check").location == "/en/between-us/over"

    @rule(target=results, person=people, twice=st.booleans())
    def submit(self, person: Person, *, twice: bool) -> object:
        if not self.live(person):
            self.start(person, "general")
        cookie = person.client.get_cookie("between")
        assert cookie is not None
        reply = self.post(person, "/en/between-us/check")
        if twice:
            other = Person(self.app.test_client(), person.token)
            other.client.set_cookie("between", cookie.value)
            assert self.post(other, "/en/between-us/check").location == reply.location
        person.answers, person.ends = {}, None
        owned = Owned(reply.location, self.clock.moment + timedelta(days=90))
        self.owned.append(owned)
        return owned

    @rule(person=people)
    def leave(self, person: Person) -> None:
        assert person.client.get("/leave").status_code == 302
        person.answers, person.ends = {}, None
        person.token = token_of(person.client.get("/en/between-us/"))

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

    @rule(person=people, owned=results, days=st.sampled_from(["1", "30", "365", "9999", "0", "-1", "x", "٣"]))
    def keep(self, person: Person, owned: Owned, days: str) -> None:
        reply = self.post(person, owned.path + "keep", days=days)
        assert reply.status_code == (303 if self.kept(owned) else 404)
        if self.kept(owned) and days.isdecimal() and int(days):
            owned.ends = self.clock.moment + timedelta(days=min(int(days), 365))

    @rule(person=people, owned=results)
    def delete(self, person: Person, owned: Owned) -> None:
        reply = self.post(person, owned.path + "delete")
        assert reply.status_code == (303 if self.kept(owned) else 404)
        if self.kept(owned):
            self.owned.remove(owned)
            self.gone |= {owned.path, *owned.shares}

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
