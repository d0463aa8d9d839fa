"""Processes are killed and a database stops under load: nothing is lost. `make faults` does far more of it."""

from pathlib import Path
from random import Random
from time import monotonic, sleep

from quizapp.domain.questionnaire import Questionnaire
from tests.operation.acknowledged import check_files, check_kept, check_outage, check_reports
from tests.operation.keeper import kept, kill_in_turn
from tests.operation.outages import stopped
from tests.operation.takers import Takers
from tests.postgresql import PostgreSQL

SEED = 5
PARENTS = ("web parent", "parent")
CHILDREN = ("web worker", "renderer", "web worker", "renderer")
PAUSES = (0.3, 1.5)
"""Seconds between one and the next."""


def test_what_was_acknowledged_is_there_once_although_processes_were_killed(
    tmp_path: Path, between_us: Questionnaire
) -> None:
    random = Random(SEED)  # noqa: S311  # a run has to be repeatable
    with kept(tmp_path) as keeper:
        # A report whose parent was killed is tried again after a minute: `make faults` waits for that.
        takers = Takers(keeper.served.address, between_us, random, asking=False)
        with takers:
            kill_in_turn(keeper, random, PARENTS, PAUSES)
            takers.asking = True
            kill_in_turn(keeper, random, CHILDREN, PAUSES)
        problems = [*check_reports(keeper, takers, 120), *check_kept(keeper, takers), *check_files(keeper)]

    assert problems == []
    assert takers.taken
    assert takers.asked


def test_a_server_on_postgresql_answers_while_that_is_stopped_and_goes_on_by_itself(
    tmp_path: Path, between_us: Questionnaire, postgresql: PostgreSQL
) -> None:
    with postgresql.database(upgraded=True) as url, kept(tmp_path, QUIZAPP_DATABASE_URL=url) as keeper:
        takers = Takers(keeper.served.address, between_us, Random(SEED))  # noqa: S311
        with takers:
            sleep(1)
            with stopped(postgresql):
                began = monotonic()
                sleep(2)
                ended = monotonic()
            back = monotonic()
            sleep(6)
        assert check_outage(takers.seen, began, ended, back) == []
        assert check_kept(keeper, takers) == []
