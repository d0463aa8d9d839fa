"""Where reports are made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizapp.domain.result import Rendering
from quizapp.rendering.standing import BEGUN, UNMADE_KEPT
from quizapp.storage.sealing import Secret
from quizapp.submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMaker:
    """Where a worker makes them. A rendering is all that it can open: neither the result nor its shares."""

    submissions: Submissions
    templates: Path
    now: Callable[[], datetime]

    def make(self, secret: Secret) -> None:
        """Render what was ordered and keep it. Nothing when it is made, being made, or gone. Raises ReportFailed."""
        # A web process must not load WeasyPrint, which this module would bring along.
        from quizapp.reports.pdf import render_report  # noqa: PLC0415

        begun = self._begin(secret)
        if begun is None:
            return
        report = self.submissions.build_report(begun.of, begun.language, begun.printing.edition)
        pdf = render_report(report, self.templates, begun.printing)
        self.submissions.store.renderings.change(
            secret,
            self.now(),
            lambda found: (replace(found, pdf=pdf), found.keep_until) if found.of == begun.of else None,
        )

    def give_up(self, secret: Secret) -> None:
        """Let a report whose worker ended be asked for again at once."""
        now = self.now()
        self.submissions.store.renderings.change(
            secret, now, lambda found: None if found.pdf else (replace(found, busy_until=now), now + UNMADE_KEPT)
        )

    def _begin(self, secret: Secret) -> Rendering | None:
        now = self.now()

        def begin(found: Rendering) -> tuple[Rendering, datetime] | None:
            if found.pdf or (found.step == "begun" and found.busy_until > now):
                return None
            begun = replace(found, step="begun", busy_until=now + BEGUN, tries=found.tries + 1)
            return begun, now + UNMADE_KEPT

        return self.submissions.store.renderings.change(secret, now, begin)
