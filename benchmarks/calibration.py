"""Are stated intervals and probabilities true? The tests' simulation at full size, as a table and a picture.

    python -m benchmarks.calibration [PICTURE.svg]

Prints, for every regime and stress, how many 90 % intervals hold the truth, the expected calibration error, and
how often what is said plainly is right; then how many takers of each shipped test get a strength and a statement
that are both said plainly. The picture, reliability diagram and coverage by score, goes to
``docs/pictures/calibration.svg`` unless another place is given.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.setting import questionnaire
from quizapp.definitions.library import Library
from quizapp.domain.profile import build_profile
from quizapp.settings import shipped
from quizapp.simulation.takers import simulate
from tests.calibration import (
    STRESSES,
    Found,
    World,
    calibration_error,
    coverage_by_score,
    gather,
    is_served,
    norms_of_takers,
    reliability_bins,
    simulate_scores,
)

SAMPLES, PEOPLE, TAKERS, SEED = 40, 5000, 2000, 20261123
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "calibration.svg"
WORLDS = {
    "as assumed, two scales apart": World(),
    "as assumed, two scales at r .4": World(correlation=0.4),
    **STRESSES,
}
REGIMES = {"no norms": 0, "norms, n 100": 100, "norms, n 300": 300}
SIDE, GAP, MARGIN = 300.0, 90.0, 50.0


def sample(world: World, norm_people: int, items: int = 6) -> Found:
    of = questionnaire()
    return gather(
        [
            simulate_scores(of, world, people=PEOPLE, norm_people=norm_people, seed=SEED + seed, items=items)
            for seed in range(SAMPLES)
        ]
    )


def row(name: str, regime: str, found: Found) -> str:
    plain, outer = found.stated >= 0.80, coverage_by_score(found)
    brier = np.mean((found.probability - found.above) ** 2)
    error = calibration_error(reliability_bins(found.probability, found.above))
    return (
        f"{name:32}{regime:14}{found.covered.mean():8.3f}{outer[0][1]:8.3f}{outer[-1][1]:8.3f}"
        f"{error:8.3f}{brier:8.3f}{plain.mean():8.2f}{found.right[plain].mean():8.3f}"
    )


def main() -> None:
    heads = "".join(f"{head:>8}" for head in ("90 %", "lowest", "highest", "ECE", "Brier", "plain", "right"))
    print(f"{'world':32}{'regime':14}{heads}")
    kept: dict[str, Found] = {}
    for name, world in WORLDS.items():
        for regime, norm_people in REGIMES.items():
            found = sample(world, norm_people)
            kept.setdefault(regime, found)
            print(row(name, regime, found))
    for items in (3, 4):
        print(row(f"as assumed, {items} items a scale", "norms, n 300", sample(World(), 300, items)))
    picture = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    picture.write_text(draw({"no norms": kept["no norms"], "norms, n 300": kept["norms, n 300"]}), encoding="utf-8")
    print(f"{SAMPLES * PEOPLE * 2:,} scores a row; the picture is {picture.name}")
    print(f"\nof {TAKERS:,} takers{'no norms':>32}{'norms, n 300':>13}")
    for line in served():
        print(line)


def served() -> Iterator[str]:
    """How many of 100 get a strength and a statement that are both said plainly; the short form knows no norms."""
    library = Library.load(shipped("questionnaires"))
    for one, language in ((listing, tag) for listing in library.newest() for tag in listing.languages):
        full = library.get(one.slug, one.version, language, one.frames[0])
        norms = norms_of_takers(full, list(simulate(full, count=300, seed=SEED + 1)))
        takers = list(simulate(full, count=TAKERS, seed=SEED))
        for form in one.forms:
            of = library.get(one.slug, one.version, language, one.frames[0], form)
            regimes = (None, norms) if form == "full" else (None,)
            told = [[is_served(of, build_profile(of, t.answers, known)) for t in takers] for known in regimes]
            yield f"{f'{one.slug}, {language}, {form}':34}" + "".join(f"{np.mean(s):13.3f}" for s in told)


def draw(regimes: dict[str, Found]) -> str:
    """Two square charts side by side. No library draws them: two dozen lines and dots need none."""
    width, height = 2 * SIDE + GAP + 2 * MARGIN, SIDE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" font-family="sans-serif" '
        f'font-size="12"><title>Calibration of the engine, simulated</title>'
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
        *_frame(MARGIN, "stated probability", "how often it holds", ("0", "1"), ("0", "1")),
        _line(MARGIN, [(0, 0), (1, 1)], "#999", dashes="4 4"),
        *_frame(MARGIN + SIDE + GAP, "score", "held by the 90 % interval", ("1", "5"), ("0.8", "1")),
        _line(MARGIN + SIDE + GAP, [(0, 0.5), (1, 0.5)], "#999", dashes="4 4"),
    ]
    for (name, found), colour, at in zip(regimes.items(), ("#b0623f", "#1f6f6b"), (20, 38), strict=True):
        bins = reliability_bins(found.probability, found.above)
        parts.append(_line(MARGIN, [(one.stated, one.right) for one in bins], colour, dots=True))
        held = [((score - 1) / 4, (covered - 0.8) / 0.2) for score, covered in coverage_by_score(found)]
        parts.append(_line(MARGIN + SIDE + GAP, held, colour, dots=True))
        parts.append(f'<text x="{MARGIN + 12:g}" y="{MARGIN + at:g}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _frame(left: float, across: str, up: str, x: tuple[str, str], y: tuple[str, str]) -> Iterator[str]:
    foot = MARGIN + SIDE
    yield f'<rect x="{left:g}" y="{MARGIN:g}" width="{SIDE:g}" height="{SIDE:g}" fill="none" stroke="#444"/>'
    yield f'<text x="{left + SIDE / 2:g}" y="{foot + 34:g}" text-anchor="middle">{across}</text>'
    yield f'<text x="{left:g}" y="{MARGIN - 12:g}">{up}</text>'
    for place, label in ((left, x[0]), (left + SIDE, x[1])):
        yield f'<text x="{place:g}" y="{foot + 16:g}" text-anchor="middle">{label}</text>'
    for place, label in ((foot, y[0]), (MARGIN + 10, y[1])):
        yield f'<text x="{left - 8:g}" y="{place:g}" text-anchor="end">{label}</text>'


def _line(
    left: float, points: list[tuple[float, float]], colour: str, *, dashes: str = "", dots: bool = False
) -> str:
    """``points``: 0 to 1 along and up the frame; what lies below it is drawn at its foot."""
    placed = [(left + x * SIDE, MARGIN + (1 - max(0.0, y)) * SIDE) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    drawn = f'<polyline points="{path}" fill="none" stroke="{colour}"{dashed}/>'
    return drawn + "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed if dots)


if __name__ == "__main__":
    main()
