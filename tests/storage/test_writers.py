"""Many writers at the same time lose nothing and double nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Barrier

from quizapp.domain.result import KeptAnswers, Sitting
from quizapp.storage.sealing import Secret, derive
from quizapp.storage.store import Store

ONE = Secret(b"1" * 32)


def answered(item: str) -> Callable[[Sitting], Sitting]:
    return lambda sitting: sitting.with_answers({item: "never"})


def test_writers_at_the_same_time_lose_no_update(
    store: Store, sitting: Sitting, now: datetime, tomorrow: datetime
) -> None:
    writers, updates = 4, 25
    store.sittings.add(ONE, replace(sitting, answers={}), tomorrow)
    start = Barrier(writers)

    def write(writer: int) -> None:
        start.wait()
        for number in range(updates):
            answer = answered(f"{writer}-{number}")
            store.sittings.change(ONE, now, partial(add_to, answer))

    def add_to(answer: Callable[[Sitting], Sitting], kept: Sitting) -> tuple[Sitting, datetime]:
        return answer(kept), tomorrow

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    found = store.sittings.find(ONE, now)
    assert found is not None
    assert len(found.answers) == writers * updates


def test_ten_submissions_at_the_same_time_keep_one_result(store: Store, now: datetime, tomorrow: datetime) -> None:
    result, start = derive(ONE, "result"), Barrier(10)

    def submit(number: int) -> bool:
        start.wait()
        with store.transaction():
            return store.answers.add(result, KeptAnswers(answers={"a1": str(number)}), tomorrow)

    with ThreadPoolExecutor(10) as pool:
        added = list(pool.map(submit, range(10)))
    assert sum(added) == 1
    assert store.answers.find(result, now) == KeptAnswers(answers={"a1": str(added.index(True))})
