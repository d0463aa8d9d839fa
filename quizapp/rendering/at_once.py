"""Where reports and pictures are made on the spot."""

from dataclasses import dataclass

from quizapp.domain.picture import Picture
from quizapp.domain.printing import Printing
from quizapp.rendering.making import Press
from quizapp.rendering.standing import Standing
from quizapp.storage.sealing import Secret
from quizapp.submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAtOnce:
    """Makes each when it is asked for, and keeps none: for a preview, whose words may have changed since.

    Not for a site that people use: a report takes seconds of the process that answers everyone.
    """

    submissions: Submissions
    press: Press

    def ask(self, owner: Secret, language: str, printing: Printing) -> Standing | None:
        """The report; None when there is none to be had. Raises ReportFailed."""
        result = self.submissions.find_result(owner)
        if result is None or not result.plans:
            return None
        return Standing("ready", self.press.print_report(result, language, printing))

    def ask_ahead(self, owner: Secret, language: str, printing: Printing) -> None:
        """Nothing: what is kept by nobody cannot be made ahead."""

    def ask_picture(self, share: Secret, language: str, picture: Picture) -> Standing | None:
        """The picture; None when there is no such share."""
        found = self.submissions.find_share(share)
        return Standing("ready", self.press.draw_picture(found, language, picture)) if found else None

    def ask_picture_ahead(self, share: Secret, language: str, picture: Picture) -> None:
        """Nothing, as of a report."""
