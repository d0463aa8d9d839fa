"""A great many spoiled definitions, each proved as an author's would be: all that may come of it is problems.

``python -m tests.definitions.fuzzing 100000`` spoils so many in two processes and prints what came of them; exit 1
when anything was raised, or a problem lacked its line or remedy. Number N is the same spoiled definition every time:
``--only N`` looks at it alone.
"""

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from quizapp.definitions.files import read_all
from quizapp.definitions.library import Library, build_sound, check_read
from quizapp.definitions.problems import Problem, errors
from quizapp.definitions.published import LOCK, check_published, digests, lock_with
from quizapp.domain.profile import build_profile
from quizapp.settings import shipped
from quizapp.simulation.tally import plans_of
from tests.definitions.flaws import VALID
from tests.definitions.mutating import Files, mutate
from tests.definitions.test_standard_words import CHINESE, PLAIN

SLOWEST = 10.0
"""Seconds of CPU that no definition may take, however it is spoiled."""


@cache
def sources() -> tuple[list[Files], list[int]]:
    """The files of sound versions with their lock, and how often each is taken: the long one seldom, it is slow."""
    folders = [
        (shipped("questionnaires") / "between-us" / "v1", 2),
        (shipped("questionnaires") / "everyday-words" / "v1", 28),
        (VALID / "two-scales" / "v1", 40),
    ]
    found = [{path.name: path.read_bytes() for path in folder.glob("*.yaml")} for folder, _ in folders]
    found.append({"questionnaire.yaml": PLAIN.encode(), "zh-Hans.yaml": CHINESE.encode()})
    return [with_lock(files) for files in found], [*(often for _, often in folders), 30]


def with_lock(files: Files) -> Files:
    with TemporaryDirectory() as folder:
        write(Path(folder), files)
        found = digests(Path(folder) / "spoiled" / "v1")
    return {**files, LOCK: lock_with("", "spoiled", 1, found).encode()}


def write(folder: Path, files: Files) -> None:
    version = folder / "spoiled" / "v1"
    version.mkdir(parents=True)
    for name, data in files.items():
        (folder if name == LOCK else version).joinpath(name).write_bytes(data)


def spoiled(number: int) -> Files:
    """Every other time without the lock: with it, any change is a problem before anything else is."""
    random = Random(number)
    (files,) = random.choices(*sources())
    found = mutate(files, random)
    return found if random.random() < 0.5 else {name: data for name, data in found.items() if name != LOCK}


def complaint(files: Files) -> tuple[str, str]:
    """What came of it, and what is wrong with that; empty when nothing is."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, files)
        found, problems = read_all(folder)
        problems = check_read(found, problems + check_published(folder))
        if errors(problems):
            return "refused", next((str(p) for p in problems if not is_usable(p)), "")
        use(build_sound(found, problems))
    return "sound", ""


def is_usable(problem: Problem) -> bool:
    """Whether its author is told a line that is there, and what to do."""
    path = Path(problem.path)
    lines = path.read_bytes().replace(b"\r", b"\n").count(b"\n") + 1 if path.is_file() else 1
    return bool(problem.problem and problem.remedy) and 1 <= problem.line <= lines and "\n" not in str(problem)


def use(library: Library) -> None:
    """What was found sound can be built in every wording, and somebody can answer it."""
    for listing in library.versions():
        for language in listing.languages:
            for frame in listing.frames:
                for form in listing.forms:
                    found = library.get(listing.slug, listing.version, language, frame, form)
                    picked = {key: item for key, item in found.asked.items() if item.responses}
                    profile = build_profile(
                        found, {key: next(iter(found.responses_of(key).options)) for key in picked}
                    )
                    if found.plan:
                        plans_of(found.plan, profile, frame)


def look_at(numbers: Sequence[int]) -> tuple[Counter[str], list[str]]:
    """What came of these, counted, and every complaint with its number."""
    counts: Counter[str] = Counter()
    complaints = []
    for number in numbers:
        begun = process_time()
        try:
            outcome, wrong = complaint(spoiled(number))
        except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
            outcome, wrong = "raised", traceback.format_exc()
        if (taken := process_time() - begun) > SLOWEST:
            wrong = f"took {taken:.0f} s of CPU"
        counts[outcome] += 1
        if wrong:
            complaints.append(f"{number}: {wrong}")
    return counts, complaints


def batches(count: int, first: int) -> Iterator[range]:
    return (range(at, min(at + 500, first + count)) for at in range(first, first + count, 500))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="look at this one alone")
    given = parser.parse_args()
    if given.only is not None:
        print(*look_at([given.only]), sep="\n")
        return
    begun, counts, complaints = perf_counter(), Counter[str](), list[str]()
    with ProcessPoolExecutor(given.processes) as pool:
        for some, wrong in pool.map(look_at, batches(given.count, given.first)):
            counts += some
            complaints += wrong
            print(f"\r{counts.total()} of {given.count}", end="", flush=True)
    print(f"\n{dict(counts)} in {perf_counter() - begun:.0f} s; {len(complaints)} complaints", *complaints, sep="\n")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()
