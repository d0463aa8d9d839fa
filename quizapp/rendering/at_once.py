"""Where reports are made on the spot."""

from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.printing import Printing
from quizapp.rendering.standing import Standing
from quizapp.storage.sealing import Secret
from quizapp.submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAtOnce:
    """Makes each report when it is asked for, and keeps none: for a preview, whose words may have changed since.

    Not for a site that people use: a report takes seconds of the process that answers everyone.
    """

    submissions: Submissions
    templates: Path

    def ask(self, owner: Secret, language: str, printing: Printing) -> Standing | None:
        """The report; None when there is none to be had. Raises ReportFailed."""
        # Only where it is used: it costs half a second and 60 MB.
        from quizapp.reports.pdf import render_report  # noqa: PLC0415

        result = self.submissions.find_result(owner)
        if result is None or printing.edition not in result.plans:
            return None
        report = self.submissions.build_report(result, language, printing.edition)
        return Standing("ready", render_report(report, self.templates, printing))

    def ask_ahead(self, owner: Secret, language: str, printing: Printing) -> None:
        """Nothing: what is kept by nobody cannot be made ahead."""
