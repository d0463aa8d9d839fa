"""Rows are found with their secret until they expire, and changed by one writer at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_bytes
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from quizapp.domain.printing import Printing
from quizapp.domain.profile import Profile
from quizapp.domain.result import KeptAnswers, Rendering, Result, Sitting
from quizapp.storage import rows, tables
from quizapp.storage.rows import BATCH
from quizapp.storage.sealing import SealBroken, Secret, lookup_id, new_secret
from quizapp.storage.store import Store

SECOND = timedelta(seconds=1)
ONE, OTHER = Secret(b"1" * 32), Secret(b"2" * 32)


def row(engine: Engine, secret: Secret = ONE) -> dict[str, Any]:
    """The bare row of a sitting."""
    with engine.begin() as connection:
        query = select(tables.sitting).where(tables.sitting.c.id == lookup_id(secret, "sitting"))
        return dict(connection.execute(query).mappings().one())


def overwrite(engine: Engine, secret: Secret, **values: object) -> None:
    with engine.begin() as connection:
        table = tables.sitting
        connection.execute(update(table).where(table.c.id == lookup_id(secret, "sitting")).values(values))


@pytest.fixture
def rendering(now: datetime) -> Rendering:
    profile = Profile(scores={}, ratings={}, statements=[])
    of = Result(
        slug="between-us",
        version=1,
        frame="now",
        consent="en-1",
        submitted_at=now,
        keep_until=now,
        answered=0,
        of=0,
        profile=profile,
        plans={},
    )
    return Rendering(of=of, language="en", order=Printing(), step="begun", busy_until=now, keep_until=now)


def answered(item: str) -> Callable[[Sitting], Sitting]:
    return lambda sitting: sitting.with_answers({item: "never"})


def test_what_was_added_is_found_with_its_secret_only(
    store: Store, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    assert store.sittings.add(ONE, sitting, tomorrow)
    assert store.sittings.find(ONE, now) == sitting
    assert store.sittings.find(OTHER, now) is None


def test_a_second_row_under_one_secret_is_refused_and_the_first_stays(
    store: Store, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    assert store.sittings.add(ONE, sitting, tomorrow)
    assert not store.sittings.add(ONE, sitting.with_answers({"a1": "never"}), tomorrow)
    assert store.sittings.find(ONE, now) == sitting


def test_one_secret_may_have_a_row_in_each_table(
    store: Store, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    assert store.sittings.add(ONE, sitting, tomorrow)
    assert store.answers.add(ONE, KeptAnswers(answers={"a1": "often"}), tomorrow)
    assert store.sittings.remove(ONE)
    assert store.answers.find(ONE, now) == KeptAnswers(answers={"a1": "often"})


def test_a_row_is_gone_from_the_second_it_expires(store: Store, sitting: Sitting, tomorrow: datetime) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    assert store.sittings.find(ONE, tomorrow - SECOND) == sitting
    assert store.sittings.find(ONE, tomorrow) is None
    assert store.sittings.change(ONE, tomorrow, lambda kept: (kept, tomorrow + SECOND)) is None
    assert store.sittings.find(ONE, tomorrow - SECOND) == sitting


def test_a_time_without_its_zone_is_refused(store: Store, sitting: Sitting, tomorrow: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.sittings.add(ONE, sitting, tomorrow.replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        store.sittings.find(ONE, tomorrow.replace(tzinfo=None))


def test_a_change_is_kept_with_its_expiry_and_sealed_anew(
    store: Store, engine: Engine, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    store.sittings.add(OTHER, sitting, tomorrow)
    before, bystander = row(engine), row(engine, OTHER)
    later = tomorrow + timedelta(days=1)
    changed = store.sittings.change(ONE, now, lambda kept: (answered("b2")(kept), later))
    assert changed == store.sittings.find(ONE, later - SECOND) == answered("b2")(sitting)
    after = row(engine)
    assert (before["revision"], after["revision"]) == (1, 2)
    assert before["sealed"][1:13] != after["sealed"][1:13]
    assert row(engine, OTHER) == bystander


def test_there_is_nothing_to_change_without_a_row(store: Store, now: datetime) -> None:
    assert store.sittings.change(ONE, now, lambda _: pytest.fail("called")) is None


def test_a_change_that_comes_to_nothing_leaves_the_row_as_it_is(
    store: Store, engine: Engine, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    before = row(engine)

    assert store.sittings.change(ONE, now, lambda _found: None) is None

    assert row(engine) == before


def test_only_what_has_expired_makes_room(store: Store, sitting: Sitting, tomorrow: datetime) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    store.sittings.add(OTHER, sitting, tomorrow)

    store.sittings.remove_expired(ONE, tomorrow - SECOND)
    assert not store.sittings.add(ONE, sitting, tomorrow)
    store.sittings.remove_expired(ONE, tomorrow)

    assert store.sittings.add(ONE, sitting, tomorrow + SECOND)
    assert not store.sittings.add(OTHER, sitting, tomorrow)


def test_how_long_a_report_is_cannot_be_told_to_the_kilobyte(
    store: Store, engine: Engine, rendering: Rendering, tomorrow: datetime
) -> None:
    for secret, length in ((ONE, 200_000), (OTHER, 220_000)):
        store.renderings.add(secret, replace(rendering, made=bytes(length)), tomorrow)

    with engine.connect() as connection:
        lengths = {len(sealed) for sealed in connection.execute(select(tables.rendering.c.sealed)).scalars()}
    assert len(lengths) == 1


def test_a_change_that_fails_changes_nothing(
    store: Store, engine: Engine, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    before = row(engine)
    with pytest.raises(ZeroDivisionError):
        store.sittings.change(ONE, now, lambda kept: (kept, now + SECOND * (1 // 0)))
    assert row(engine) == before


def test_what_was_removed_is_gone_and_only_that(
    store: Store, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    store.sittings.add(OTHER, sitting, tomorrow)
    assert store.sittings.remove(ONE)
    assert not store.sittings.remove(ONE)
    assert store.sittings.find(ONE, now) is None
    assert store.sittings.find(OTHER, now) == sitting


def test_a_purge_takes_what_expired_from_every_table_and_nothing_else(
    store: Store, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    for number in range(3):
        store.sittings.add(new_secret(token_bytes), sitting, tomorrow + number * SECOND)
    store.answers.add(ONE, KeptAnswers(answers={}), tomorrow)
    store.sittings.add(ONE, sitting, tomorrow + 9 * SECOND)
    assert store.purge(now) == 0
    assert store.purge(tomorrow + SECOND) == 3
    assert store.purge(tomorrow + SECOND) == 0
    assert store.sittings.find(ONE, now) == sitting


def test_a_purge_is_not_stopped_by_the_size_of_its_batches(
    store: Store, sitting: Sitting, tomorrow: datetime
) -> None:
    with store.transaction():
        for _ in range(BATCH + 7):
            store.sittings.add(new_secret(token_bytes), sitting, tomorrow)
    assert store.sittings.purge(tomorrow) == BATCH + 7


def test_a_purge_lets_others_write_between_its_batches(
    store: Store, sitting: Sitting, tomorrow: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction():
        for _ in range(2 * BATCH):
            store.sittings.add(new_secret(token_bytes), sitting, tomorrow)
    written: list[float] = []

    def rest(seconds: float) -> None:
        writer = Thread(target=store.sittings.add, args=(new_secret(token_bytes), sitting, tomorrow + SECOND))
        writer.start()
        writer.join(1)
        written.extend([] if writer.is_alive() else [seconds])

    monkeypatch.setattr(rows, "sleep", rest)

    assert store.sittings.purge(tomorrow) == 2 * BATCH
    assert written == [rows.BREATH, rows.BREATH]


def test_sealed_bytes_in_another_row_do_not_open(
    store: Store, engine: Engine, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    store.sittings.add(OTHER, sitting, tomorrow)
    one, other = row(engine)["sealed"], row(engine, OTHER)["sealed"]
    overwrite(engine, ONE, sealed=other)
    overwrite(engine, OTHER, sealed=one)
    for secret in (ONE, OTHER):
        with pytest.raises(SealBroken):
            store.sittings.find(secret, now)
        with pytest.raises(SealBroken):
            store.sittings.change(secret, now, lambda kept: (kept, tomorrow))


def test_an_older_revision_put_back_does_not_open(
    store: Store, engine: Engine, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    store.sittings.add(ONE, sitting, tomorrow)
    older = row(engine)["sealed"]
    store.sittings.change(ONE, now, lambda kept: (kept, tomorrow))
    overwrite(engine, ONE, sealed=older)
    with pytest.raises(SealBroken):
        store.sittings.find(ONE, now)
    overwrite(engine, ONE, revision=1)
    assert store.sittings.find(ONE, now) == sitting
    overwrite(engine, ONE, revision=3)
    with pytest.raises(SealBroken):
        store.sittings.find(ONE, now)
