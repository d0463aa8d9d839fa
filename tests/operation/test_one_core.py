"""The threads of a web worker stay on one processor, and the system chooses which."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.one_core import processor_of
from tests.serving import serving
from tests.workers.conftest import children, until

pytestmark = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is only one processor to stay on")

BUSY = "from quizapp.one_core import stay_together\nstay_together()\nprint('busy', flush=True)\nwhile True: pass"


def places(process: int) -> list[set[int]]:
    """Where each thread of a process may run."""
    return [os.sched_getaffinity(int(thread.name)) for thread in Path(f"/proc/{process}/task").iterdir()]


@pytest.fixture
def busy() -> Iterator[list[int]]:
    """Two processes that would each take a whole processor."""
    command = [sys.executable, "-c", BUSY]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    try:
        for one in running:
            assert one.stdout
            assert one.stdout.readline() == b"busy\n"
        yield [one.pid for one in running]
    finally:
        for one in running:
            one.kill()
            one.communicate()


def test_the_threads_of_a_web_worker_stay_on_one_processor(tmp_path: Path) -> None:
    with serving(tmp_path, "--processes", "1") as served:
        served.browser().get("/en/")
        # Its parent, and the process that renders, are left to the system.
        parent = next(child for child in children(served.process.pid) if children(child))
        worker = children(parent)[0]
        until(lambda: len(set().union(*places(worker))) == 1, "its threads to stay together")
        assert len(places(worker)) > 1
        others = [served.process.pid, *children(served.process.pid)]
        assert all(place == os.sched_getaffinity(0) for other in others for place in places(other))


def test_who_meets_another_there_parts_again(busy: list[int]) -> None:
    first = min(os.sched_getaffinity(0))
    for process in busy:
        for thread in Path(f"/proc/{process}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {first})
    until(lambda: processor_of(busy[0]) != processor_of(busy[1]), "each to have a processor for itself")
