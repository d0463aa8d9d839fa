"""Where workers make what is ordered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.picture import Picture
from quizapp.domain.result import Rendering, Result
from quizapp.rendering.making import Press
from quizapp.rendering.standing import BEGUN, UNMADE_KEPT
from quizapp.storage.sealing import Secret
from quizapp.submissions import Submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMaker:
    """Where a worker makes them. A rendering is all that it can open: neither the result nor its shares."""

    submissions: Submissions
    press: Press
    now: Callable[[], datetime]

    def make(self, secret: Secret) -> None:
        """Render what was ordered and keep it. Nothing when it is made, being made, or gone. Raises ReportFailed."""
        begun = self._begin(secret)
        if begun is None:
            return
        made = self._make(begun)
        self.submissions.store.renderings.change(
            secret,
            self.now(),
            lambda found: (replace(found, made=made), found.keep_until) if found.of == begun.of else None,
        )

    def _make(self, begun: Rendering) -> bytes:
        of, order = begun.of, begun.order
        if isinstance(of, Result) and not isinstance(order, Picture):
            return self.press.print_report(of, begun.language, order)
        if not isinstance(of, Result) and isinstance(order, Picture):
            return self.press.draw_picture(of, begun.language, order)
        raise TypeError("A report is made of a result, and a picture of a share.")

    def give_up(self, secret: Secret) -> None:
        """Let a report whose worker ended be asked for again at once."""
        now = self.now()
        self.submissions.store.renderings.change(
            secret, now, lambda found: None if found.made else (replace(found, busy_until=now), now + UNMADE_KEPT)
        )

    def _begin(self, secret: Secret) -> Rendering | None:
        now = self.now()

        def begin(found: Rendering) -> tuple[Rendering, datetime] | None:
            if found.made or (found.step == "begun" and found.busy_until > now):
                return None
            begun = replace(found, step="begun", busy_until=now + BEGUN, tries=found.tries + 1)
            return begun, now + UNMADE_KEPT

        return self.submissions.store.renderings.change(secret, now, begin)
