"""What a page says about the report before somebody has it."""

from dataclasses import dataclass

from quizapp.domain.plan_definition import PlanDefinition


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
