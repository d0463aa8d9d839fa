"""Time, pages and size of the report, beside plain WeasyPrint on the same HTML; and what a worker keeps of each.

``python -m benchmarks.report --memory 500``: over as many reports, in a process of its own.
"""

import gc
from argparse import ArgumentParser
from datetime import UTC, datetime
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import getpagesize
from statistics import linear_regression, median
from time import perf_counter

import pikepdf
from weasyprint import HTML

from benchmarks.setting import a_taker, questionnaire
from quizapp.definitions.support import load_support
from quizapp.domain.result import Sitting
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.pdf import OnlyOurOwn, render_html, render_report, warm_up
from quizapp.settings import shipped
from quizapp.submissions import build_result

ROUNDS = 5
SETTLED = 25
"""Reports after which a process has loaded what it needs."""


def a_report(language: str) -> ActionReport:
    of = questionnaire(language)
    now = datetime.now(UTC)
    sitting = Sitting(slug=of.slug, version=of.version, frame="now", consent="", started_at=now, answers=a_taker(of))
    support = load_support(shipped("questionnaires") / "support.yaml", language)
    return build_action_report(of, build_result(of, sitting, now), "solo", support)


def resident() -> float:
    """Megabytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 1e6


def grow(reports: int, told: Connection) -> None:
    templates = shipped("templates")
    warm_up(templates)
    both = [a_report("en"), a_report("zh-Hans")]
    sizes = []
    gc.disable()
    for turn in range(reports):
        render_report(both[turn % 2], templates)
        gc.collect()
        sizes.append(resident())
    told.send(sizes)


def print_memory(reports: int) -> None:
    fork = get_context("fork")
    ours, theirs = fork.Pipe()
    process = fork.Process(target=grow, args=(reports, theirs))
    process.start()
    sizes = ours.recv()[SETTLED:]
    process.join()
    slope = linear_regression(range(len(sizes)), sizes).slope
    print(
        f"memory of a worker over {reports} reports in turn of either language: {sizes[0]:.0f} MB after {SETTLED}, "
        f"{sizes[-1]:.0f} MB at the end, at most {max(sizes):.0f} MB; slope {slope:.3f} MB a report"
    )


def print_times() -> None:
    templates = shipped("templates")
    fetcher = OnlyOurOwn(templates / "report")
    for language in ("en", "zh-Hans"):
        report = a_report(language)
        html = render_html(report, templates)
        ours, after, plain, pdf = [], [], [], b""
        for turn in range(ROUNDS + 1):
            gc.disable()  # as a worker does, which collects when a report has been kept
            begun = perf_counter()
            pdf = render_report(report, templates)
            made = perf_counter()
            gc.collect()
            collected = perf_counter()
            gc.enable()
            HTML(string=html, base_url="own:", url_fetcher=fetcher).write_pdf()
            if turn:
                ours.append(made - begun)
                after.append(collected - made)
                plain.append(perf_counter() - collected)
        pages = len(pikepdf.open(BytesIO(pdf)).pages)
        print(
            f"report {language}: {median(ours):.2f} s, {pages} pages, {len(pdf) / 1000:.0f} KB, "
            f"{1000 * median(ours) / pages:.0f} ms a page, {median(after):.2f} s to tidy up afterwards; "
            f"plain WeasyPrint, untagged: {median(plain):.2f} s; ratio {median(ours) / median(plain):.2f}"
        )


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--memory", type=int, default=100, help="over how many reports memory is watched")
    reports = parser.parse_args().memory
    print_memory(reports)  # first: what is rendered to compare leaves something behind
    print_times()


if __name__ == "__main__":
    main()
