"""Result -> the owner's page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizapp.domain.plan_definition import PlanDefinition
from quizapp.domain.pool import PoolOffer, find_offer
from quizapp.domain.profile import Profile
from quizapp.domain.quality import Flag
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import KeptAnswers, LiveShare, Result
from quizapp.domain.strengths import told_strengths
from quizapp.reports.answer_view import AnswerLine, ScaleAnswers, build_answers, build_besides
from quizapp.reports.charts import AxisRow, AxisView, PlaneView, build_axis, build_plane, scale_rows
from quizapp.reports.how_sure import NormsView, SureLine, build_how_sure, build_norms_view
from quizapp.reports.joining import Joining, joining_of
from quizapp.reports.letter import build_letter
from quizapp.reports.offer import ReportOffer, build_offer
from quizapp.reports.pattern_view import PatternView, build_families
from quizapp.reports.shareable import Shareable, build_shareable
from quizapp.reports.strength_view import StrengthView, build_strengths

OwnWordsState = Literal["never_asked", "open", "written"]
"""Whether the questionnaire has open prompts after the result, and whether something was written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """The one thing to do today."""

    text: str
    because: str
    to_yourself: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """All that the owner's page shows, in the order in which it shows it.

    ``on_plane``: the family whose patterns are the corners of the plane; ``families``: the others.
    ``first``: of a result of the short form, the page of the full one that comes next; None of a full result.
    ``blurred``: the first thing that may make the picture unclear. ``rows``: every score, ``beside_plane`` those that
    the plane draws and ``undrawn`` those that no drawing shows. ``answers``: by scale, empty once they are gone.
    """

    slug: str
    version: int
    first: int | None
    name: str
    title: str
    letter: list[str]
    joining: Joining
    answered: int
    submitted_at: datetime
    keep_until: datetime
    thinking_of: str
    strengths: list[StrengthView]
    strengths_sure: bool
    plane: PlaneView | None
    on_plane: PatternView | None
    axes: list[AxisView]
    families: list[PatternView]
    fear: str | None
    step: StepView | None
    rows: list[AxisRow]
    beside_plane: list[AxisRow]
    undrawn: list[AxisRow]
    sure: list[SureLine]
    norms: NormsView | None
    blurred: Flag | None
    answers: dict[str, ScaleAnswers]
    besides: list[AnswerLine]
    report: ReportOffer | None
    own_words: OwnWordsState
    shareable: list[Shareable]
    shares: list[LiveShare]
    pool: PoolOffer | None


def build_result_page(questionnaire: Questionnaire, result: Result, kept: KeptAnswers | None) -> ResultPage:
    """One view model from one result; ``kept`` is None once the raw answers are gone."""
    profile, frame = result.profile, questionnaire.frames[result.frame]
    shown = build_strengths(questionnaire, profile)
    on_plane, families = build_families(questionnaire, profile)
    rows, axes = (
        scale_rows(questionnaire, profile),
        [build_axis(questionnaire, a, profile) for a in questionnaire.axes],
    )
    in_plane = (questionnaire.plane.across, questionnaire.plane.up) if questionnaire.plane else ()
    drawn = {row.scale for axis in axes for row in axis.rows} | {*in_plane}
    return ResultPage(
        slug=questionnaire.slug,
        version=questionnaire.version,
        first=len(questionnaire.pages) + 1 if questionnaire.form == "short" else None,
        name=questionnaire.title,
        title=frame.result_title,
        letter=build_letter(questionnaire, profile),
        joining=joining_of(questionnaire.language),
        answered=result.answered,
        submitted_at=result.submitted_at,
        keep_until=result.keep_until,
        thinking_of=frame.thinking_of,
        strengths=shown,
        strengths_sure=any(t.statement.tier == "plain" for t in told_strengths(questionnaire, profile)),
        plane=build_plane(questionnaire, profile),
        on_plane=on_plane,
        axes=axes,
        families=families,
        fear=questionnaire.fear,
        step=_step(questionnaire, profile),
        rows=rows,
        beside_plane=[row for row in rows if row.scale in in_plane],
        undrawn=[row for row in rows if row.scale not in drawn],
        sure=build_how_sure(questionnaire, profile),
        norms=build_norms_view(questionnaire, result),
        blurred=next(iter(result.quality.flags), None) if result.quality else None,
        answers=build_answers(questionnaire, kept) if kept else {},
        besides=build_besides(questionnaire, kept) if kept else [],
        report=build_offer(questionnaire.plan) if questionnaire.plan else None,
        own_words=_own_words(questionnaire.plan, result),
        shareable=build_shareable(questionnaire, profile),
        shares=result.shares,
        pool=find_offer(result, kept),
    )


def _step(questionnaire: Questionnaire, profile: Profile) -> StepView | None:
    if profile.first_step is None:
        return None
    step = questionnaire.first_steps[profile.first_step]
    return StepView(text=step.text, because=step.because, to_yourself=step.to_yourself)


def _own_words(plan: PlanDefinition | None, result: Result) -> OwnWordsState:
    if plan is None or not plan.reflection:
        return "never_asked"
    return "written" if result.reflection.answered else "open"
