"""Result and plan -> the report. Every sentence in it is looked up here; the template only sets it."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.plan import Chosen, Plan, PlannedStage, Room
from quizapp.domain.plan_definition import (
    QUOTING_PAGES,
    VOICES,
    Edition,
    Exercise,
    LetterPrompt,
    OwnWords,
    PlanDefinition,
    QuotingPage,
    Reason,
    Stage,
    Voice,
)
from quizapp.domain.plan_for_two import build_plan_for_two
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Result
from quizapp.domain.support import SupportCountry
from quizapp.domain.wording import filled
from quizapp.reports.charts import (
    AxisRow,
    AxisView,
    BandStage,
    PlaneView,
    build_axis,
    build_band,
    build_plane,
    scale_rows,
)
from quizapp.reports.joining import joining_of
from quizapp.reports.letter import build_letter
from quizapp.reports.own_words import Quotation, Written, build_quotations, build_written
from quizapp.reports.pattern_view import PatternView, build_families
from quizapp.reports.strength_view import StrengthView, build_strengths


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One line of the sheet. ``free`` days ask nothing and have no box."""

    day: int
    text: str
    free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseLine:
    """Words to copy in one situation."""

    situation: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseView:
    """One exercise as this person gets it; ``why`` is the reason in words."""

    id: str
    why: str
    quotations: list[Quotation]
    text: Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """One letter to write; ``day`` is its place in the forty, None when the sheet has none for it."""

    id: str
    why: str
    day: int | None
    quotations: list[Quotation]
    text: LetterPrompt


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """One stage, opened: ``room_note`` is None where the stage has its usual room."""

    id: str
    number: int
    text: Stage
    room: Room
    room_note: str | None
    days: list[DayLine]
    exercises: list[ExerciseView]
    letter: LetterView
    actions: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRow:
    """One row of the page for when it gets loud again."""

    sign: str
    within_the_hour: str
    next_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionReport:
    """All that the report says, in its order. ``phrases``: words to copy, by whom they are for. ``written``: in full,
    what is quoted. In the edition for two whatever would be of one person is None or empty."""

    language: str
    edition: Edition
    name: str
    made_at: datetime
    answered: int | None
    plan: PlanDefinition
    plain_first: bool
    letter: list[str]
    joint: str
    rating_note: str | None
    guidance: list[tuple[str, str]]
    fear: str | None
    strengths: list[StrengthView]
    plane: PlaneView | None
    on_plane: PatternView | None
    families: list[PatternView]
    axes: list[AxisView]
    scores: list[AxisRow]
    band: list[BandStage]
    last_day: int
    stages: list[StageView]
    phrases: dict[Voice, list[PhraseLine]]
    signs: list[SignRow]
    card: str | None
    quotations: dict[QuotingPage, list[Quotation]]
    written: list[Written]
    support: list[SupportCountry]


def build_action_report(
    questionnaire: Questionnaire, result: Result, edition: Edition, support: list[SupportCountry]
) -> ActionReport:
    """The report of one result in one edition. ``questionnaire`` must have a plan."""
    definition = questionnaire.plan
    if definition is None:
        raise ValueError(f"{questionnaire.slug} has no plan, so there is no report to build.")
    profile, alone = result.profile, edition == "solo"
    plan = result.plans["solo"] if alone else build_plan_for_two(definition, result.frame)
    on_plane, families = build_families(questionnaire, profile) if alone else (None, [])
    quoting = _Quoting(definition, result if alone else None)
    return ActionReport(
        language=questionnaire.language,
        edition=edition,
        name=questionnaire.title,
        made_at=result.submitted_at,
        answered=result.answered if alone else None,
        plan=definition,
        plain_first=joining_of(questionnaire.language).plain_first,
        letter=build_letter(questionnaire, profile) if alone else [],
        joint=joining_of(questionnaire.language).sentences,
        rating_note=_rating_note(definition, plan, result) if alone else None,
        guidance=[(row.label, row.text) for row in definition.guidance if edition in row.editions],
        fear=questionnaire.fear,
        strengths=build_strengths(questionnaire, profile) if alone else [],
        plane=build_plane(questionnaire, profile) if alone else None,
        on_plane=on_plane,
        families=families,
        axes=[build_axis(questionnaire, axis, profile) for axis in questionnaire.axes] if alone else [],
        scores=scale_rows(questionnaire, profile) if alone else [],
        stages=[_stage(quoting, plan, n, stage) for n, stage in enumerate(plan.stages, start=1)],
        phrases=_phrases(definition, plan),
        band=build_band([(stage.days[0], stage.days[-1]) for stage in definition.stages.values()]),
        last_day=max(stage.days[-1] for stage in definition.stages.values()),
        signs=[_sign(definition, key) for key in plan.early_signs],
        card=_card(questionnaire, result) if alone else None,
        quotations={page: quoting(definition.own_words.get(page, [])) for page in QUOTING_PAGES},
        written=build_written(definition, result) if alone else [],
        support=support,
    )


@dataclass(frozen=True, slots=True)
class _Quoting:
    """Quotes what someone wrote; nothing without a ``result``, as in the edition for two."""

    definition: PlanDefinition
    result: Result | None

    def __call__(self, sentences: list[OwnWords]) -> list[Quotation]:
        return build_quotations(self.definition, self.result, sentences) if self.result else []


def _rating_note(definition: PlanDefinition, plan: Plan, result: Result) -> str | None:
    rating = result.ratings_now(definition).get(definition.letter_rating)
    if rating is None:
        return None
    text = _reason(definition.letter_today, plan.letter_today)
    return filled(text, rating=str(rating), next=str(min(rating + 1, 10)))


def _reason(reason: Reason, variant: int | None) -> str:
    return reason.text if variant is None else reason.when[variant].text


def _stage(quoting: _Quoting, plan: Plan, number: int, planned: PlannedStage) -> StageView:
    definition = quoting.definition
    stage = definition.stages[planned.stage]
    notes: dict[Room, str | None] = {"more": stage.more_room, "lighter": stage.lighter, "usual": None}
    return StageView(
        id=planned.stage,
        number=number,
        text=stage,
        room=planned.room,
        room_note=notes[planned.room],
        days=_days(definition, planned),
        exercises=[_exercise(quoting, chosen) for chosen in planned.exercises],
        letter=_letter(quoting, planned),
        actions=[definition.actions[key].text for key in plan.actions] if stage.offers_actions else [],
    )


def _days(definition: PlanDefinition, planned: PlannedStage) -> list[DayLine]:
    lines = []
    for day in planned.days:
        if day.id is None:
            text = definition.free_day
        elif day.slot == "letter":
            text = definition.letters[day.id].day
        else:
            text = definition.exercises[day.id].days[1 if day.slot == "again" else 0]
        lines.append(DayLine(day=day.day, text=text, free=day.id is None))
    return lines


def _exercise(quoting: _Quoting, chosen: Chosen) -> ExerciseView:
    exercise = quoting.definition.exercises[chosen.id]
    return ExerciseView(
        id=chosen.id,
        why=_reason(exercise.why, chosen.variant),
        quotations=quoting(exercise.own_words),
        text=exercise,
    )


def _letter(quoting: _Quoting, planned: PlannedStage) -> LetterView:
    letter = quoting.definition.letters[planned.letter.id]
    return LetterView(
        id=planned.letter.id,
        why=_reason(letter.why, planned.letter.variant),
        day=next((day.day for day in planned.days if day.slot == "letter"), None),
        quotations=quoting(letter.own_words),
        text=letter,
    )


def _phrases(definition: PlanDefinition, plan: Plan) -> dict[Voice, list[PhraseLine]]:
    chosen = [definition.phrases[key] for stage in plan.stages for key in stage.phrases]
    spoken: dict[Voice, list[PhraseLine]] = {voice: [] for voice in VOICES}
    for phrase in chosen:
        spoken[phrase.voice].append(PhraseLine(situation=phrase.situation, text=phrase.text))
    return {voice: lines for voice, lines in spoken.items() if lines}


def _sign(definition: PlanDefinition, key: str) -> SignRow:
    sign = definition.early_signs[key]
    return SignRow(sign=sign.sign, within_the_hour=sign.within_the_hour, next_day=sign.next_day)


def _card(questionnaire: Questionnaire, result: Result) -> str | None:
    """The line to cut out: what the first step says to oneself."""
    step = result.profile.first_step
    return questionnaire.first_steps[step].to_yourself if step else None
