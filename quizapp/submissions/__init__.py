"""The use cases: start, answer, go on elsewhere, submit, find, share, forget. Only here is the whole story known."""

from dataclasses import dataclass

from quizapp.storage.sealing import Secret
from quizapp.storage.store import StorageUnavailable
from quizapp.submissions.building import build_result, with_reflection
from quizapp.submissions.giving import Pool
from quizapp.submissions.handing_over import Handovers
from quizapp.submissions.kept import ANSWERS_KEPT, CONSENT, LONGEST_KEPT, RESULT_KEPT, SITTING_KEPT
from quizapp.submissions.results import Results
from quizapp.submissions.secrets import picture_secret, rendering_secret, secret_of
from quizapp.submissions.shares import MOST_SHARES, Shares
from quizapp.submissions.sittings import Sittings

__all__ = [
    "ANSWERS_KEPT",
    "CONSENT",
    "LONGEST_KEPT",
    "MOST_SHARES",
    "RESULT_KEPT",
    "SITTING_KEPT",
    "Secret",
    "StorageUnavailable",
    "Submissions",
    "build_result",
    "picture_secret",
    "rendering_secret",
    "secret_of",
    "with_reflection",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submissions(Sittings, Handovers, Results, Shares, Pool):
    """All use cases over one library and one store."""

    def check(self) -> list[str]:
        """What keeps the store from being written to; empty when nothing does. Raises StorageUnavailable."""
        return self.store.check()

    def purge(self) -> int:
        """Delete all that has expired; returns how many rows went."""
        return self.store.purge(self.now())
