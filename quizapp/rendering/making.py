"""Where reports and pictures are made, by a worker or on the spot.

What renders is imported where it is used: it costs half a second and 60 MB, and a web process must not load it.
"""

from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.picture import Picture
from quizapp.domain.printing import Printing
from quizapp.domain.result import Result, Share
from quizapp.submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What makes a file of what it is given; it looks nothing up."""

    submissions: Submissions
    templates: Path

    def print_report(self, result: Result, language: str, printing: Printing) -> bytes:
        """A report as PDF, in an edition that ``result`` has a plan for. Raises ReportFailed."""
        from quizapp.reports.pdf import render_report  # noqa: PLC0415

        report = self.submissions.build_report(result, language, printing.edition)
        return render_report(report, self.templates, printing)

    def draw_picture(self, share: Share, language: str, picture: Picture) -> bytes:
        """A picture of a share as PNG."""
        from quizapp.reports.png import render_picture  # noqa: PLC0415

        return render_picture(self.submissions.picture_of(share, language, picture), self.templates)
