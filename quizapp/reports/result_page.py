"""Result -> the owner's page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizapp.domain.answers import words_of
from quizapp.domain.patterns import Family, Pattern
from quizapp.domain.plan_definition import PlanDefinition
from quizapp.domain.pool import PoolOffer, find_offer
from quizapp.domain.profile import Profile, Statement
from quizapp.domain.quality import Flag
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import KeptAnswers, LiveShare, Result
from quizapp.domain.strengths import STRENGTHS_TOLD, ToldStrength, strength_of, told_strengths
from quizapp.reports.charts import AxisRow, AxisView, PlaneView, build_axis, build_plane, scale_rows
from quizapp.reports.how_sure import NormsView, SureLine, build_how_sure, build_norms_view
from quizapp.reports.joining import Joining, joining_of
from quizapp.reports.letter import build_letter, tell

TICKED, HELPS_TOLD = 2, 6
PLANE = "plane"
OwnWordsState = Literal["never_asked", "open", "written"]
"""Whether the questionnaire has open prompts after the result, and whether something was written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthView:
    """One thing that already works. ``among_strongest``: it may be called one of the person's three strongest."""

    key: str
    title: str
    detail: str
    drawing: str
    among_strongest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternView:
    """What is said of one family of patterns. ``full`` is None when no pattern is named.

    ``judged``: false when its scales have not enough answers, and nothing can be said.
    """

    title: str
    name: str
    says: list[str]
    turns: list[str]
    full: Pattern | None
    judged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """The one thing to do today."""

    text: str
    because: str
    to_yourself: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One stage in the list beside the report's button."""

    name: str
    plain: str
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOffer:
    """What the page says about the report."""

    title: str
    tagline: str
    pitch: str
    choice_note: str
    stages: list[StageLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One sentence and what was answered; ``answer`` is None when it was skipped."""

    text: str
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleAnswers:
    """The answers behind one score."""

    meaning: str
    lines: list[AnswerLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shareable:
    """One thing that the owner may tick, in the words that another person will read."""

    key: str
    label: str
    ticked: bool

    @property
    def kind(self) -> str:
        """What such things are: "strength", "line", "helps", "pattern" or "plane"."""
        return self.key.partition(":")[0]


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
        answers=_answers(questionnaire, kept) if kept else {},
        besides=_besides(questionnaire, kept) if kept else [],
        report=build_offer(questionnaire.plan) if questionnaire.plan else None,
        own_words=_own_words(questionnaire.plan, result),
        shareable=build_shareable(questionnaire, profile),
        shares=result.shares,
        pool=find_offer(result, kept),
    )


def build_strengths(questionnaire: Questionnaire, profile: Profile) -> list[StrengthView]:
    """What carries, as the page tells it."""
    return [_strength(questionnaire, told) for told in told_strengths(questionnaire, profile)]


def _strength(questionnaire: Questionnaire, told: ToldStrength) -> StrengthView:
    said = told.statement
    leaning = questionnaire.end_of(said.scale, said.end).leaning
    return StrengthView(
        key=f"strength:{said.scale}",
        title=leaning if said.tier == "leaning" else told.strength.title,
        detail=told.strength.detail,
        drawing=told.strength.drawing,
        among_strongest=told.among_strongest,
    )


def build_families(questionnaire: Questionnaire, profile: Profile) -> tuple[PatternView | None, list[PatternView]]:
    """What is said of the family on the plane and of each other one: its likeliest pattern, or that none is."""
    told = {key: _family(questionnaire, profile, key, family) for key, family in questionnaire.families.items()}
    on_plane = told.pop(questionnaire.plane.family) if questionnaire.plane else None
    return on_plane, list(told.values())


def _family(questionnaire: Questionnaire, profile: Profile, key: str, family: Family) -> PatternView:
    named = profile.patterns.get(key)
    if not _can_judge(questionnaire, profile, key):
        told = _dimensions(questionnaire, profile, key)
        return PatternView(title=family.title, name="", says=told, turns=[], full=None, judged=False)
    if named is None or named.tier == "between":
        return PatternView(
            title=family.title,
            name=family.unclear_name,
            says=[family.unclear, *_dimensions(questionnaire, profile, key)],
            turns=list(family.turns),
            full=None,
        )
    pattern = questionnaire.patterns[named.pattern]
    return PatternView(
        title=family.title,
        name=pattern.name,
        says=[pattern.summary if named.tier == "plain" else pattern.leaning],
        turns=list(pattern.turns),
        full=pattern,
    )


def _can_judge(questionnaire: Questionnaire, profile: Profile, family: str) -> bool:
    """Whether at least one pattern of the family asks only about scales with a score."""
    rules = [pattern.rule for pattern in questionnaire.patterns.values() if pattern.family == family]
    return not rules or any({c.scale for c in rule if c.scale} <= profile.scores.keys() for rule in rules)


def _dimensions(questionnaire: Questionnaire, profile: Profile, family: str) -> list[str]:
    """Where no corner of the plane can be named, its two scales are told one by one."""
    plane = questionnaire.plane
    if plane is None or plane.family != family:
        return []
    told = [s for s in profile.statements if s.scale in (plane.across, plane.up)]
    quiet = [s for s in told if s.tier == "between" and s.scale not in profile.both_ways]
    # Two lines in the quiet middle are one thing to say, so it is said of the first.
    return [tell(questionnaire, profile, statement) for statement in told if statement not in quiet[1:]]


def _step(questionnaire: Questionnaire, profile: Profile) -> StepView | None:
    if profile.first_step is None:
        return None
    step = questionnaire.first_steps[profile.first_step]
    return StepView(text=step.text, because=step.because, to_yourself=step.to_yourself)


def _answers(questionnaire: Questionnaire, kept: KeptAnswers) -> dict[str, ScaleAnswers]:
    return {
        scale_key: ScaleAnswers(
            meaning=scale.meaning,
            lines=[_line(questionnaire, key, kept) for key in questionnaire.items_of(scale_key)],
        )
        for scale_key, scale in questionnaire.scales.items()
    }


def _besides(questionnaire: Questionnaire, kept: KeptAnswers) -> list[AnswerLine]:
    """The answers that stand behind no score of their own: numbers, choices, and what was written."""
    asked = questionnaire.asked.items()
    return [_line(questionnaire, key, kept) for key, item in asked if item.scale not in questionnaire.scales]


def _line(questionnaire: Questionnaire, item: str, kept: KeptAnswers) -> AnswerLine:
    answer = words_of(questionnaire, item, kept.answers.get(item))
    return AnswerLine(text=questionnaire.items[item].text, answer=answer)


def _own_words(plan: PlanDefinition | None, result: Result) -> OwnWordsState:
    if plan is None or not plan.reflection:
        return "never_asked"
    return "written" if result.reflection.answered else "open"


def build_offer(plan: PlanDefinition) -> ReportOffer:
    """What the page says about the report; the same for everyone."""
    return ReportOffer(
        title=plan.title,
        tagline=plan.tagline,
        pitch=plan.pitch,
        choice_note=plan.choice_note,
        stages=[
            StageLine(name=stage.name, plain=stage.plain, first_day=stage.days[0], last_day=stage.days[1])
            for stage in plan.stages.values()
        ],
    )


def build_shareable(questionnaire: Questionnaire, profile: Profile) -> list[Shareable]:
    """What can be ticked, all of it said plainly: strengths (two ticked), what helps, lines, patterns, the plane."""
    sure = [statement for statement in profile.statements if statement.tier == "plain"]
    told = [
        *_shareable_strengths(questionnaire, sure),
        *_shareable_helps(questionnaire, sure),
        *(
            Shareable(key=f"line:{s.scale}", label=end.shared, ticked=False)
            for s in sure
            if (end := questionnaire.end_of(s.scale, s.end)).shared and not end.strength
        ),
        *(
            Shareable(key=f"pattern:{key}", label=questionnaire.patterns[key].shared_title, ticked=False)
            for key in (named.pattern for named in profile.patterns.values() if named.tier == "plain")
        ),
    ]
    plane = build_plane(questionnaire, profile)
    return [*told, Shareable(key=PLANE, label=plane.title, ticked=False)] if plane else told


def _shareable_helps(questionnaire: Questionnaire, sure: list[Statement]) -> list[Shareable]:
    """The surest first, and no more than can be weighed one by one."""
    told = [
        Shareable(key=f"helps:{s.scale}", label=helps, ticked=False)
        for s in sorted(sure, key=lambda statement: -statement.probability)
        if (helps := questionnaire.end_of(s.scale, s.end).helps)
    ]
    return told[:HELPS_TOLD]


def _shareable_strengths(questionnaire: Questionnaire, sure: list[Statement]) -> list[Shareable]:
    found = [(s, strength) for s in sure if (strength := questionnaire.end_of(s.scale, s.end).strength)]
    held = [(s, strength) for s in sure if (strength := strength_of(questionnaire, s))]
    return [
        Shareable(key=f"strength:{statement.scale}", label=strength.shared_title, ticked=index < TICKED)
        for index, (statement, strength) in enumerate((found or held)[:STRENGTHS_TOLD])
    ]
