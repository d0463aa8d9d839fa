"""What an owner does with a result."""

from dataclasses import dataclass, replace
from datetime import timedelta

from quizapp.domain.plan_definition import Edition
from quizapp.domain.reflection import Reflection
from quizapp.domain.result import KeptAnswers, Result
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.reports.comparison import ComparisonPage, build_comparison_page
from quizapp.reports.result_page import ResultPage, build_result_page
from quizapp.storage.sealing import Secret
from quizapp.storage.shapes import Shape
from quizapp.submissions.base import UseCases
from quizapp.submissions.building import with_reflection
from quizapp.submissions.kept import LONGEST_KEPT
from quizapp.submissions.secrets import owner_of, secret_of

_RESULT, _ANSWERS = Shape(Result), Shape(KeptAnswers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results(UseCases):
    """What an owner does with a result."""

    def result_page(self, owner: Secret, language: str) -> ResultPage | None:
        """The owner's page in a language, with the answers while they are still kept."""
        with self.store.read_only() as store:
            result, kept = self.find_result(owner), store.answers.find(owner, self.now())
        return build_result_page(self.wording_of(result, language), result, kept) if result else None

    def stored(self, owner: Secret) -> dict[str, object]:
        """A result and its answers as they are kept, as JSON holds them; empty when there is no such result."""
        result, kept = self.find_result(owner), self.store.answers.find(owner, self.now())
        if result is None:
            return {}
        return {"result": _RESULT.as_json(result), "answers": _ANSWERS.as_json(kept) if kept else None}

    def comparison_page(self, owner: Secret, other: Secret, language: str) -> ComparisonPage | None:
        """What changed between two results, whichever came first; None when one of them is not there."""
        found = self.find_result(owner), self.find_result(other)
        if found[0] is None or found[1] is None:
            return None
        earlier, later = sorted((found[0], found[1]), key=lambda result: result.submitted_at)
        questionnaire = self.wording_of(later, language)
        return build_comparison_page(questionnaire, earlier, later)

    def keep(self, owner: Secret, days: int) -> Result | None:
        """Let a result live ``days`` from today, at most a year; every share lives as long."""
        until = self.now() + timedelta(days=min(days, LONGEST_KEPT.days))
        with self.store.transaction() as store:
            result = store.results.change(owner, self.now(), lambda found: (replace(found, keep_until=until), until))
            for share in result.shares if result else []:
                self.keep_share(store, secret_of(share), until)
        return result

    def reflect(self, owner: Secret, reflection: Reflection) -> Result | None:
        """Keep what someone wrote in place of what they wrote before, so that no byte of that stays."""
        with self.store.transaction() as store:
            kept = store.results.change(
                owner,
                self.now(),
                lambda found: (with_reflection(self.source_of(found), found, reflection), found.keep_until),
            )
            self.drop_reports(store, owner)
        self.store.wipe()
        return kept

    def build_report(self, result: Result, language: str, edition: Edition) -> ActionReport:
        """What the report says, in an edition that ``result`` has a plan for."""
        questionnaire = self.wording_of(result, language)
        return build_action_report(questionnaire, result, edition, self.support.get(language, []))

    def forget(self, owner: Secret, sitting: Secret | None = None) -> bool:
        """Delete a result, its answers, its reports and every share of it, so that no byte of them stays.

        ``sitting``: that of the browser it is asked from, which goes too when the result was made from it.
        """
        with self.store.transaction() as store:
            if sitting is not None and owner == owner_of(sitting):
                self.drop_sitting(store, sitting)
            result = store.results.find(owner, self.now())
            if result is None:
                return False
            for share in result.shares:
                self.drop_share(store, secret_of(share))
            self.drop_reports(store, owner)
            store.answers.remove(owner)
            store.results.remove(owner)
        self.store.wipe()
        return True
