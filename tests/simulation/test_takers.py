"""Simulated takers: the same for a seed, and answering as the model says."""

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from math import exp, isclose
from pathlib import Path
from statistics import correlation, mean, stdev

import pytest

from quizapp.definitions.library import Library
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.response_model import ResponseModel
from quizapp.domain.scoring import keyed_answers
from quizapp.simulation.models import with_options
from quizapp.simulation.takers import Taker, simulate

SEED = 20261123
VALID = Path(__file__).parents[1] / "definitions/valid"
EASY = ResponseModel(slope=2.0, thresholds=[-1.5, -0.5, 0.0, 1.0])


@pytest.fixture(scope="module")
def takers(between_us: Questionnaire) -> list[Taker]:
    return list(simulate(between_us, count=2000, seed=SEED))


def changed(questionnaire: Questionnaire, model: ResponseModel, *, reverse: bool) -> Questionnaire:
    """The first item of every scale with ``model``, and keyed one way or the other."""
    items = dict(questionnaire.items)
    for scale in questionnaire.scales:
        first = next(iter(questionnaire.items_of(scale)))
        items[first] = replace(items[first], response_model=model, reverse=reverse)
    return replace(questionnaire, items=items)


# --- the seed -------------------------------------------------------------------------------------


def test_more_takers_of_a_seed_begin_with_the_same(between_us: Questionnaire) -> None:
    few = list(simulate(between_us, count=30, seed=SEED))
    assert list(simulate(between_us, count=300, seed=SEED))[:30] == few
    assert list(simulate(between_us, count=30, seed=SEED + 1)) != few


def test_a_seed_gives_the_takers_that_it_gave_when_this_was_written() -> None:
    """On every machine and every Python: the digest is of the answers alone, item by item."""
    questionnaire = Library.load(VALID).get("two-scales", 1, "en", "now")
    told = [
        f"{item}={option}" for t in simulate(questionnaire, count=600, seed=7) for item, option in t.answers.items()
    ]
    digest = hashlib.sha256(" ".join(told).encode()).hexdigest()
    assert digest == "5e4c267532270d90de26239c8123a8783e3da665edccff1c423945f7018cea4a"


def test_the_order_in_which_python_hashes_words_changes_nothing() -> None:
    code = (
        "from pathlib import Path; from quizapp.definitions.library import Library;"
        "from quizapp.simulation.takers import simulate;"
        f"q = Library.load(Path({str(VALID)!r})).get('two-scales', 1, 'en', 'now');"
        "print([t.answers for t in simulate(q, count=20, seed=3)])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
        for path in [str(Path(__file__).parents[2])]
    }
    assert len(told) == 1
    assert "talk1" in told.pop()


# --- the answers ----------------------------------------------------------------------------------


def test_every_answer_is_an_option_and_one_in_fifty_is_skipped(
    between_us: Questionnaire, takers: list[Taker]
) -> None:
    for taker in takers:
        assert all(option in between_us.responses_of(item).options for item, option in taker.answers.items())
    answered = mean(len(taker.answers) for taker in takers) / len(between_us.items)
    assert 0.977 <= answered <= 0.983


@pytest.mark.parametrize("trait", [-2.0, 0.0, 0.7])
def test_options_come_as_often_as_the_model_says(trait: float) -> None:
    chances = [(step + 0.5) / 4000 for step in range(4000)]
    given = Counter(EASY.option_at(trait, chance) for chance in chances)
    reached = [1.0, *(1 / (1 + exp(-2 * (trait - threshold))) for threshold in EASY.thresholds), 0.0]
    for option in range(5):
        assert given[option] / 4000 == pytest.approx(reached[option] - reached[option + 1], abs=0.001)
    assert EASY.expected(trait, [1, 2, 3, 4, 5]) == pytest.approx(sum(reached[:5]))
    assert EASY.expected(trait, [0, 0, 0, 0, 10]) == pytest.approx(10 * reached[4])


def answer_of(model: ResponseModel, between_us: Questionnaire, *, reverse: bool) -> float:
    one = changed(between_us, model, reverse=reverse)
    items = [next(iter(one.items_of(scale))) for scale in one.scales]
    given = list(simulate(one, count=300, seed=SEED))
    return mean(int(t.answers[item].removeprefix("o")) for t in given for item in items if item in t.answers)


def test_a_declared_model_is_the_one_that_is_answered_from(between_us: Questionnaire) -> None:
    always = ResponseModel(slope=5.0, thresholds=[-9.0, -8.0, -7.0, -6.0])
    never = ResponseModel(slope=5.0, thresholds=[6.0, 7.0, 8.0, 9.0])
    assert isclose(answer_of(always, between_us, reverse=False), 5)
    assert isclose(answer_of(never, between_us, reverse=False), 1)
    # Keyed: what counts most towards the scale is, on a turned item, the first option.
    assert isclose(answer_of(always, between_us, reverse=True), 1)


def test_the_mean_of_the_answers_is_what_is_called_the_truth(between_us: Questionnaire, takers: list[Taker]) -> None:
    off = [
        mean(keyed_answers(between_us, scale, taker.answers).values()) - taker.truth[scale]
        for taker in takers
        for scale in [*between_us.scales, *between_us.composites]
        if keyed_answers(between_us, scale, taker.answers)
    ]
    assert abs(mean(off)) < 0.02
    assert 0.3 < stdev(off) < 0.6


def test_populations_lie_where_nobody_knows_yet(between_us: Questionnaire, takers: list[Taker]) -> None:
    means = [
        mean(taker.truth[scale] for taker in takers[start : start + 250])
        for scale in between_us.scales
        for start in range(0, 2000, 250)
    ]
    assert min(means) < 2.5
    assert max(means) > 3.3
    assert all(2.1 <= each <= 3.7 for each in means)


def within_populations(takers: list[Taker], one: str, other: str) -> float:
    """The mean correlation of two scales inside populations; between these only the items differ."""
    groups = [takers[start : start + 250] for start in range(0, len(takers), 250)]
    return mean(correlation([t.truth[one] for t in group], [t.truth[other] for t in group]) for group in groups)


def test_scales_go_together_as_far_as_they_share(between_us: Questionnaire) -> None:
    carrying = [key for key, scale in between_us.scales.items() if scale.high.strength and not scale.general_loading]
    loud = [key for key, scale in between_us.scales.items() if not scale.high.strength and not scale.general_loading]
    apart = replace(
        between_us,
        scales={**between_us.scales, carrying[0]: replace(between_us.scales[carrying[0]], general_loading=0.0)},
    )
    takers, others = (list(simulate(q, count=1500, seed=SEED)) for q in (between_us, apart))
    assert 0.36 <= within_populations(takers, carrying[0], carrying[1]) <= 0.52
    assert -0.52 <= within_populations(takers, carrying[0], loud[0]) <= -0.36
    assert abs(within_populations(others, carrying[0], carrying[1])) <= 0.08


# --- other numbers of options ---------------------------------------------------------------------


@pytest.mark.parametrize("options", [2, 3, 4, 5, 7, 10, 11])
def test_any_number_of_options_has_thresholds_that_rise(options: int) -> None:
    made = with_options(EASY, options).thresholds
    assert len(made) == options - 1
    assert made == sorted(set(made))


HALVES: dict[int, Callable[[list[float]], float]] = {2: lambda made: made[0], 4: lambda made: made[1]}


@pytest.mark.parametrize("options", HALVES)
def test_thresholds_lie_on_the_lines_through_those_of_five(options: int) -> None:
    assert HALVES[options](with_options(EASY, options).thresholds) == pytest.approx(-0.25)
    assert with_options(EASY, 5) == EASY
    assert with_options(EASY, 10).thresholds[0] == pytest.approx(-2.0)
