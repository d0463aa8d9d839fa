"""Answers given to norms and item statistics, cut off from everything else."""

from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.pool import PoolOffer, cut_off, find_offer
from quizapp.domain.result import Result
from quizapp.storage.pool import KEY_SIZE
from quizapp.storage.sealing import Secret
from quizapp.submissions.base import UseCases

POOL_CONSENT = "2026-11"
"""Which wording people agree to who give their answers to the pool; it is kept there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool(UseCases):
    """Answers given to norms and item statistics, cut off from everything else."""

    def pool_offer(self, owner: Secret) -> PoolOffer | None:
        """Whether the answers of a result can be given to the pool, or were; None where there is nothing to give."""
        result = self.find_result(owner)
        return find_offer(result, self.store.answers.find(owner, self.now())) if result else None

    def give_to_pool(self, owner: Secret) -> bool:
        """Put the answers, cut off from everything else, into the pool; once. False when they are not on offer.

        The owner must have agreed to the wording ``POOL_CONSENT`` first.
        """
        fresh: list[bool] = []

        def mark(found: Result) -> tuple[Result, datetime]:
            fresh.append(not found.pooled)
            return replace(found, pooled=True), found.keep_until

        with self.store.transaction() as store:
            kept = store.answers.find(owner, self.now())
            result = store.results.change(owner, self.now(), mark) if self.pool_offer(owner) == "open" else None
            # Looked at in the same step that marks it, so that two clicks at once give one row.
            if result is None or kept is None or not all(fresh):
                return False
            questionnaire = self.wording_of(result, result.language or "")
            given = cut_off(questionnaire, result, kept, month=f"{self.now():%Y-%m}", consent=POOL_CONSENT)
            store.pool.add(self.random_bytes(KEY_SIZE), given)
        # What was written lies side by side in SQLite's log until it is emptied.
        self.store.wipe()
        return True
