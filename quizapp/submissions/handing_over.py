"""Going on with a sitting on another device, by a secret that works once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from quizapp.domain.result import Handover, Sitting
from quizapp.storage.sealing import Secret, new_secret
from quizapp.submissions.base import UseCases
from quizapp.submissions.kept import SITTING_KEPT
from quizapp.submissions.secrets import handover_of

OPEN_AGAIN = timedelta(minutes=10)
"""How long the browser that opened a link may press its button again: by mistake, or for an answer that got lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handovers(UseCases):
    """Going on with a sitting on another device. ``browser`` is what stands for one in its session."""

    def hand_over(self, sitting: Secret) -> Secret | None:
        """Make the one link that opens a sitting elsewhere; an earlier one opens nothing any more.

        Both then live a day from now. None when there is no such sitting.
        """
        secret, until = new_secret(self.random_bytes), self.now() + SITTING_KEPT
        with self.store.transaction() as store:
            found = store.sittings.find(sitting, self.now())
            if found is None:
                return None
            if earlier := handover_of(found):
                store.handovers.remove(earlier)
            store.handovers.add(secret, Handover(slug=found.slug, sitting=sitting.text), until)
            store.sittings.change(
                sitting, self.now(), lambda kept: (replace(kept, handover=secret.text), until), may_shorten=False
            )
        return secret

    def find_handover(self, secret: Secret, browser: str) -> Handover | None:
        """What a link opens in a browser; None when it opens nothing there, or nothing any more."""
        found = self.store.handovers.find(secret, self.now())
        return found if found and found.open_to(browser) else None

    def find_waiting(self, sitting: Sitting) -> Secret | None:
        """The link that was made of a sitting, as long as nobody has opened it."""
        secret = handover_of(sitting)
        return secret if secret and self.find_handover(secret, "") else None

    def open_handover(self, secret: Secret, browser: str) -> Handover | None:
        """Use a link up. None when it opens nothing there, or nothing any more; ``browser`` is not empty."""
        again_until = self.now() + OPEN_AGAIN

        def open_it(found: Handover) -> tuple[Handover, datetime] | None:
            return (replace(found, opened_by=browser), again_until) if found.open_to(browser) else None

        return self.store.handovers.change(secret, self.now(), open_it)
