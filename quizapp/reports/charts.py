"""Scores -> the geometry of the drawings. Page, share and report draw the same numbers."""

from dataclasses import dataclass
from math import log, sqrt

from quizapp.domain.patterns import Axis, Plane
from quizapp.domain.profile import Profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import COVERAGE, Score

_JOINT_WIDTH = sqrt(-2 * log(1 - COVERAGE))
"""Radius, in standard errors, of the ellipse that holds both true scores with the probability COVERAGE."""

PLANE_LEFT, PLANE_TOP, PLANE_WIDTH, PLANE_HEIGHT = 4.0, 24.0, 332.0, 328.0
AXIS_LEFT, AXIS_WIDTH = 12.0, 296.0
LETTERING = 13.5
"""The size of a name on the plane."""

BAND_WIDTH = 156.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One score in figures, each with one decimal."""

    estimate: str
    low: str
    high: str
    highest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """One corner of the plane. ``here``: the pattern is named for this person."""

    name: str
    x: float
    y: float
    right: bool
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaneView:
    """Two scores at right angles, in the units of a 340 by 376 view box. ``across_y``: of its two words."""

    title: str
    across_low: str
    across_high: str
    across_y: tuple[float, float]
    up_low: str
    up_high: str
    across: str
    up: str
    across_reading: Reading
    up_reading: Reading
    corners: list[Corner]
    here: tuple[float, float, float, float] | None
    x: float
    y: float
    radius_x: float
    radius_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisRow:
    """One score on a line, in the units of a 320 wide view box. ``x`` is None without enough answers.

    ``probability``: that the true score is above the middle, in per cent.
    """

    scale: str
    name: str
    word: str
    leaning: bool
    reading: Reading | None = None
    x: float = 0.0
    x_low: float = 0.0
    x_high: float = 0.0
    answered: int
    of: int
    probability: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisView:
    """Scores one below another. ``mark``: filled dots for what carries, open ones for what gets loud.

    ``lowest`` and ``highest``: the words of the answers at both ends of the line.
    """

    title: str
    mark: str
    lowest: str
    highest: str
    rows: list[AxisRow]


def read(score: Score) -> Reading:
    """A score as it is printed everywhere."""
    return Reading(
        estimate=f"{score.estimate:.1f}",
        low=f"{score.low:.1f}",
        high=f"{score.high:.1f}",
        highest=str(score.highest),
    )


def build_plane(questionnaire: Questionnaire, profile: Profile) -> PlaneView | None:
    """The plane, or None when it is not declared or one of its scales has not enough answers."""
    plane = questionnaire.plane
    if plane is None or plane.across not in profile.scores or plane.up not in profile.scores:
        return None
    across, up = profile.scores[plane.across], profile.scores[plane.up]
    corners = _corners(questionnaire, plane, profile)
    return PlaneView(
        title=plane.title,
        across_low=plane.across_low,
        across_high=plane.across_high,
        across_y=(181.0, 201.0 if _meet(plane.across_low, plane.across_high) else 181.0),
        up_low=plane.up_low,
        up_high=plane.up_high,
        across=questionnaire.scales[plane.across].name,
        up=questionnaire.scales[plane.up].name,
        across_reading=read(across),
        up_reading=read(up),
        corners=corners,
        here=next((_quarter(corner) for corner in corners if corner.here), None),
        x=round(PLANE_LEFT + _share(across, across.estimate) * PLANE_WIDTH, 1),
        y=round(PLANE_TOP + (1 - _share(up, up.estimate)) * PLANE_HEIGHT, 1),
        radius_x=round(_JOINT_WIDTH * across.error / (across.highest - across.lowest) * PLANE_WIDTH, 1),
        radius_y=round(_JOINT_WIDTH * up.error / (up.highest - up.lowest) * PLANE_HEIGHT, 1),
    )


def _corners(questionnaire: Questionnaire, plane: Plane, profile: Profile) -> list[Corner]:
    named = profile.patterns.get(plane.family)
    corners: list[Corner] = []
    for key, pattern in questionnaire.patterns.items():
        if pattern.family == plane.family:
            right = any(c.scale == plane.across and c.above is not None for c in pattern.rule)
            top = any(c.scale == plane.up and c.above is not None for c in pattern.rule)
            here = named is not None and named.pattern == key and named.tier != "between"
            usual, inward = (48.0, 68.0) if top else (338.0, 318.0)
            beside = next((one.name for one in corners if one.y in (usual, inward)), "")
            corners.append(
                Corner(
                    name=pattern.name,
                    x=PLANE_LEFT + (PLANE_WIDTH - 12 if right else 12),
                    y=inward if beside and _meet(beside, pattern.name) else usual,
                    right=right,
                    here=here,
                )
            )
    return corners


def _meet(left: str, right: str) -> bool:
    """Whether two names are too long for one line of the plane: Chinese signs are square, others half as wide."""
    wide = sum(1.0 if sign >= "\u2e80" else 0.55 for sign in left + right)
    return wide * LETTERING > PLANE_WIDTH - 3 * LETTERING


def _quarter(corner: Corner) -> tuple[float, float, float, float]:
    """Left, top, width and height of the quarter that a corner names."""
    width, height = PLANE_WIDTH / 2, PLANE_HEIGHT / 2
    left = PLANE_LEFT + (width if corner.right else 0)
    top = PLANE_TOP + (0 if corner.y < PLANE_TOP + height else height)
    return left, top, width, height


def build_axis(questionnaire: Questionnaire, axis: Axis, profile: Profile) -> AxisView:
    """One row a scale, those that come out highest first."""
    rows = [_row(questionnaire, scale, profile) for scale in axis.scales]
    responses = questionnaire.responses_of(next(iter(questionnaire.items_of(axis.scales[0]))))
    lowest, *_, highest = responses.options.values()
    return AxisView(
        title=axis.title,
        mark=axis.mark,
        lowest=lowest.label,
        highest=highest.label,
        rows=sorted(rows, key=lambda row: -row.x),
    )


def scale_rows(questionnaire: Questionnaire, profile: Profile) -> list[AxisRow]:
    """Every scale in the order of the definition, as the table of figures shows it."""
    return [_row(questionnaire, scale, profile) for scale in questionnaire.scales]


def _row(questionnaire: Questionnaire, scale: str, profile: Profile) -> AxisRow:
    score, name = profile.scores.get(scale), questionnaire.scales[scale].name
    if score is None:
        return AxisRow(
            scale=scale,
            name=name,
            word="",
            leaning=False,
            answered=profile.answered.get(scale, 0),
            of=len(questionnaire.items_of(scale)),
        )
    statement = next(s for s in profile.statements if s.scale == scale)
    split = scale in profile.both_ways
    between = questionnaire.in_between.both_name if split else questionnaire.in_between.middle_name
    end = questionnaire.end_of(scale, statement.end)
    return AxisRow(
        scale=scale,
        name=name,
        word=between if statement.tier == "between" else end.word,
        leaning=statement.tier == "leaning",
        reading=read(score),
        x=_along(score, score.estimate),
        x_low=_along(score, score.low),
        x_high=_along(score, score.high),
        answered=score.answered,
        of=score.of,
        probability=in_hundred(score.probability_above(score.middle)),
    )


def in_hundred(probability: float) -> int:
    """Of 100, 1 to 99: nothing about a person is certain, however the rounding falls."""
    return min(99, max(1, round(100 * probability)))


def _along(score: Score, value: float) -> float:
    return round(AXIS_LEFT + _share(score, value) * AXIS_WIDTH, 1)


def _share(score: Score, value: float) -> float:
    """How far along the response range ``value`` lies, 0 to 1."""
    return (value - score.lowest) / (score.highest - score.lowest)


@dataclass(frozen=True, slots=True, kw_only=True)
class BandStage:
    """One stage of the band, in the units of a 156 wide view box."""

    number: int
    first: int
    last: int
    x: float
    width: float

    @property
    def label(self) -> str:
        return f"{self.first}–{self.last}"


def build_band(days: list[tuple[int, int]]) -> list[BandStage]:
    """The stages side by side, each as wide as its days; ``days``: first and last day of each."""
    unit = BAND_WIDTH / days[-1][1]
    return [
        BandStage(
            number=number,
            first=first,
            last=last,
            x=round((first - 1) * unit, 2),
            width=round((last - first + 1) * unit, 2),
        )
        for number, (first, last) in enumerate(days, start=1)
    ]
