"""Time, pages and size of the report, beside plain WeasyPrint on the same HTML."""

from datetime import UTC, datetime
from io import BytesIO
from statistics import median
from time import perf_counter

import pikepdf
from weasyprint import HTML

from benchmarks.setting import a_taker, questionnaire
from quizapp.definitions.support import load_support
from quizapp.domain.result import Sitting
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.pdf import OnlyOurOwn, render_html, render_report
from quizapp.settings import shipped
from quizapp.submissions import build_result

ROUNDS = 5


def a_report(language: str) -> ActionReport:
    of = questionnaire(language)
    now = datetime.now(UTC)
    sitting = Sitting(slug=of.slug, version=of.version, frame="now", consent="", started_at=now, answers=a_taker(of))
    support = load_support(shipped("questionnaires") / "support.yaml", language)
    return build_action_report(of, build_result(of, sitting, now), "solo", support)


def main() -> None:
    templates = shipped("templates")
    fetcher = OnlyOurOwn(templates / "report")
    for language in ("en", "zh-Hans"):
        report = a_report(language)
        html = render_html(report, templates)
        ours, plain, pdf = [], [], b""
        for turn in range(ROUNDS + 1):
            begun = perf_counter()
            pdf = render_report(report, templates)
            middle = perf_counter()
            HTML(string=html, base_url="own:", url_fetcher=fetcher).write_pdf()
            if turn:
                ours.append(middle - begun)
                plain.append(perf_counter() - middle)
        pages = len(pikepdf.open(BytesIO(pdf)).pages)
        print(
            f"report {language}: {median(ours):.2f} s, {pages} pages, {len(pdf) / 1000:.0f} KB; "
            f"plain WeasyPrint, untagged: {median(plain):.2f} s; ratio {median(ours) / median(plain):.2f}"
        )


if __name__ == "__main__":
    main()
