"""What is kept of a sitting, built from its answers: pure, the clock being an argument."""

from dataclasses import replace
from datetime import datetime

from quizapp.domain.norms import NormSet
from quizapp.domain.plan import build_plan
from quizapp.domain.profile import build_profile
from quizapp.domain.quality import look_at
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import Reflection
from quizapp.domain.result import Result, Sitting
from quizapp.submissions.kept import RESULT_KEPT


def build_result(
    questionnaire: Questionnaire, sitting: Sitting, now: datetime, norms: NormSet | None = None
) -> Result:
    """Answers -> scores -> profile -> plan. In any language: what is kept are ids and numbers.

    ``norms``: those of this version in the language of the sitting, or None when there are none; they are
    of the full form, and no shorter one is held against them. The sitting may have answers beyond the form of
    ``questionnaire``; they are not looked at.
    """
    norms = norms if questionnaire.form == "full" else None
    profile, plan = build_profile(questionnaire, sitting.given, norms), questionnaire.plan
    return Result(
        slug=sitting.slug,
        version=sitting.version,
        frame=sitting.frame,
        form=questionnaire.form,
        consent=sitting.consent,
        submitted_at=now,
        keep_until=now + RESULT_KEPT,
        answered=len(questionnaire.asked.keys() & sitting.given.keys()),
        of=len(questionnaire.asked),
        profile=profile,
        plans={"solo": build_plan(plan, profile, sitting.frame)} if plan else {},
        language=sitting.language,
        norms=norms,
        quality=look_at(questionnaire, sitting.given, sitting.page_seconds),
    )


def with_reflection(questionnaire: Questionnaire, result: Result, reflection: Reflection) -> Result:
    """``result`` with another reflection, and its plan chosen by it."""
    told, plan = replace(result, reflection=reflection), questionnaire.plan
    if plan is None:
        return result
    profile = replace(result.profile, ratings=told.ratings_now(plan))
    solo = build_plan(plan, profile, result.frame, reflection.answered)
    return replace(told, plans={"solo": solo})
