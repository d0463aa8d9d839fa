"""Whatever is done in whatever order, the store agrees with a dictionary."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from quizapp.domain.result import Sitting
from quizapp.storage.sealing import Secret
from quizapp.storage.store import Store

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRETS = [Secret(bytes([number]) * 32) for number in range(3)]
SITTING = Sitting(slug="between-us", version=1, frame="now", consent="en-1", started_at=START)
secrets = st.sampled_from(SECRETS)
answers = st.dictionaries(st.sampled_from(["a1", "b2"]), st.sampled_from(["often", "never"]))
spans = st.integers(1, 4).map(lambda hours: timedelta(hours=hours))


class LifeOfRows(RuleBasedStateMachine):
    def __init__(self, store: Store) -> None:
        super().__init__()
        self.rows = store.sittings
        self.now = START
        self.kept: dict[Secret, tuple[Sitting, datetime]] = {}

    def expected(self, secret: Secret) -> Sitting | None:
        value, expires_at = self.kept.get(secret, (None, START))
        return value if expires_at > self.now else None

    @rule(secret=secrets, given=answers, span=spans)
    def add(self, secret: Secret, given: dict[str, str], span: timedelta) -> None:
        row = replace(SITTING, answers=given), self.now + span
        assert self.rows.add(secret, *row) == (secret not in self.kept)
        self.kept.setdefault(secret, row)

    @rule(secret=secrets, given=answers, span=spans)
    def change(self, secret: Secret, given: dict[str, str], span: timedelta) -> None:
        before = self.expected(secret)
        changed = self.rows.change(secret, self.now, lambda old: (old.with_answers(given), self.now + span))
        assert changed == (before and before.with_answers(given))
        if changed is not None:
            self.kept[secret] = changed, self.now + span

    @rule(secret=secrets)
    def remove(self, secret: Secret) -> None:
        assert self.rows.remove(secret) == (self.kept.pop(secret, None) is not None)

    @rule(span=spans)
    def wait(self, span: timedelta) -> None:
        self.now += span

    @rule()
    def purge(self) -> None:
        gone = [secret for secret in self.kept if self.expected(secret) is None]
        assert self.rows.purge(self.now) == len(gone)
        self.kept = {secret: row for secret, row in self.kept.items() if secret not in gone}

    @invariant()
    def every_row_is_as_expected(self) -> None:
        for secret in SECRETS:
            assert self.rows.find(secret, self.now) == self.expected(secret)

    def teardown(self) -> None:
        for secret in SECRETS:
            self.rows.remove(secret)


def test_the_store_agrees_with_a_dictionary(store: Store) -> None:
    bounds = settings(max_examples=25, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(lambda: LifeOfRows(store), settings=bounds)  # type: ignore[arg-type]  # any factory will do
