"""The use cases for an author at work: whatever is looked at again follows the definition as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.answers import words_of
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import SKIPPED, Result, Share, Sitting
from quizapp.domain.wording import Form
from quizapp.reports.result_page import ResultPage
from quizapp.submissions import ANSWERS_KEPT, SITTING_KEPT, Secret, Submissions, build_result


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal(Submissions):
    """Here a version may change under what was made with it. ``read_at``: when the library was last read."""

    read_at: datetime

    def find_sitting(self, secret: Secret) -> Sitting | None:
        """Without the answers that can no longer be given."""
        found = Submissions.find_sitting(self, secret)
        questionnaire = self._find(found) if found else None
        if found is None or questionnaire is None:
            return None
        now, answers = self.now(), _still_there(questionnaire, found.answers)
        return self.store.sittings.change(
            secret, now, lambda sitting: (replace(sitting, answers=answers), now + SITTING_KEPT)
        )

    def submit(self, secret: Secret, form: Form = "full") -> Secret | None:
        self.find_sitting(secret)
        return Submissions.submit(self, secret, form)

    def find_result(self, owner: Secret) -> Result | None:
        """Made anew from its answers, which are kept for a day."""
        now = self.now()
        with self.store.transaction() as store:
            found, kept = store.results.find(owner, now), store.answers.find(owner, now)
            questionnaire = self._find(found) if found else None
            if found is None or kept is None or questionnaire is None:
                return None
            answers = _still_there(questionnaire, kept.answers)
            anew = _made_again(questionnaire, found, answers)
            store.answers.change(
                owner, now, lambda old: (replace(old, answers=answers), found.submitted_at + ANSWERS_KEPT)
            )
            return store.results.change(owner, now, lambda _: (anew, anew.keep_until))

    def result_page(self, owner: Secret, language: str) -> ResultPage | None:
        with self.store.transaction():  # to look at a result is to write it anew
            return Submissions.result_page(self, owner, language)

    def find_share(self, secret: Secret) -> Share | None:
        """Gone once a file was saved: what a share shows was cut out of an older result."""
        found = Submissions.find_share(self, secret)
        return found if found and found.made_at >= self.read_at else None

    def _find(self, kept: Sitting | Result) -> Questionnaire | None:
        listing = self.library.find_listing(kept.slug, kept.version)
        language = listing.source_language if listing else ""
        form = "full" if isinstance(kept, Sitting) else kept.form
        return self.library.find(kept.slug, kept.version, language, kept.frame, form)


def _still_there(questionnaire: Questionnaire, answers: Mapping[str, str]) -> dict[str, str]:
    return {
        item: option
        for item, option in answers.items()
        if item in questionnaire.asked and (option == SKIPPED or words_of(questionnaire, item, option) is not None)
    }


def _made_again(questionnaire: Questionnaire, found: Result, answers: dict[str, str]) -> Result:
    sitting = Sitting(
        slug=found.slug,
        version=found.version,
        frame=found.frame,
        consent=found.consent,
        started_at=found.submitted_at,
        answers=answers,
    )
    anew = build_result(questionnaire, sitting, found.submitted_at)
    return replace(anew, keep_until=found.keep_until, shares=found.shares)
