"""What breaks in operation, done to a real server under load, at full length: some twenty minutes for each database.

python -m tests.operation.faults [--database sqlite|postgresql] [--kills N] [--outage SECONDS] [--seed N]
    [--only "disk full"] [--times N]
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from time import monotonic, sleep

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import shipped
from tests.operation.acknowledged import (
    BACK_WITHIN,
    check_files,
    check_kept,
    check_outage,
    check_reports,
    describe,
)
from tests.operation.keeper import Keeper, kept, kill_in_turn, kinds_at_random
from tests.operation.outages import Outage, of_postgresql, of_sqlite, small_disk
from tests.operation.takers import Takers
from tests.postgresql import running_postgresql

BETWEEN_KILLS = (0.5, 3.0)
"""Seconds."""

REPORTS_WITHIN = 900.0
"""Seconds since the last one came: a report whose process was killed three times rests for ten minutes."""


def questionnaire() -> Questionnaire:
    return Library.load(shipped("questionnaires")).get("between-us", 1, "en", "now")


def kill(keeper: Keeper, takers: Takers, random: Random, kills: int) -> list[str]:
    """Kill under load, and say what came of it."""
    began = monotonic()
    with takers:
        kinds = kinds_at_random(random, kills)
        kill_in_turn(keeper, random, kinds, BETWEEN_KILLS)
    print(f"{kills} kills in {monotonic() - began:.0f} s: {dict(Counter(kinds))}; acknowledged: {len(takers.taken)}")
    problems = [*check_reports(keeper, takers, REPORTS_WITHIN), *check_kept(keeper, takers), *check_files(keeper)]
    print(f"reports asked for: {len(takers.asked)}")
    return problems


def go_without(name: str, outage: Outage, keeper: Keeper, takers: Takers, seconds: float) -> list[str]:
    """Take the database away under load, and say what came of it."""
    with takers:
        sleep(3)
        began = monotonic()
        with outage:
            sleep(seconds)
            ended = monotonic()
        back = monotonic()
        sleep(2 * BACK_WITHIN)
    print(f"{name}: {describe(takers.seen, began, back)}; acknowledged so far: {len(takers.taken)}")
    found = check_outage(takers.seen, began, ended, back)
    return [f"{name}: {one}" for one in [*found, *check_kept(keeper, takers), *check_files(keeper)]]


@contextmanager
def installed(database: str) -> Iterator[tuple[Keeper, dict[str, Callable[[], Outage]]]]:
    """A server on its database, and what can happen to that."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if database == "postgresql":
            server = stack.enter_context(running_postgresql(fsync="on"))
            url = stack.enter_context(server.database(upgraded=False))
            yield stack.enter_context(kept(folder, QUIZAPP_DATABASE_URL=url)), of_postgresql(server)
        else:
            stack.enter_context(small_disk(folder))
            keeper = stack.enter_context(kept(folder))
            yield keeper, of_sqlite(keeper)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--outage", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", help="this outage, and no other")
    parser.add_argument("--times", type=int, default=1, help="each outage so often")
    given = parser.parse_args()
    random, asked, problems = Random(given.seed), questionnaire(), []  # a run has to be repeatable
    with installed(given.database) as (keeper, outages):
        takers = Takers(keeper.served.address, asked, random)
        problems += kill(keeper, takers, random, given.kills) if given.kills else []
        for name in [name for name in outages if given.only in (None, name)] * given.times:
            others = Takers(keeper.served.address, asked, random, taken=takers.taken)
            problems += go_without(name, outages[name](), keeper, others, given.outage)
    print("\n".join(problems) or "nothing was lost, doubled or kept waiting")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
