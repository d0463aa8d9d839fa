"""What items and scales did, in figures that are never NaN and in words."""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from quizapp.domain.questionnaire import Questionnaire
from quizapp.item_statistics.answered import Floats, answered_in_pool
from quizapp.item_statistics.figures import as_csv, as_json, item_rows, scale_rows, subscale_rows
from quizapp.item_statistics.item_report import build_report
from quizapp.item_statistics.prmse import subscales
from quizapp.item_statistics.remarks import remarks
from tests.item_statistics.made import IN_R, given_by, nobody, simulated

Change = Callable[[dict[str, Floats]], object]


@pytest.fixture(scope="module")
def made(between_us: Questionnaire) -> dict[str, Floats]:
    return simulated(between_us, 600)


def test_item_rest_correlations_are_those_of_psych(between_us: Questionnaire) -> None:
    answered = nobody(between_us, len(IN_R))
    items = list(between_us.items_of("PUR"))
    for place, item in enumerate(items):
        turned = between_us.items[item].reverse
        answered[item] = 6 - IN_R[:, place] if turned else IN_R[:, place]
    report = build_report(between_us, answered)
    found = [one.rest for one in report.items if one.item in items]
    assert found == pytest.approx([0.552866769574, 0.562777803134, 0.415047475075, 0.570432767616], abs=1e-11)


def test_means_and_missing_are_those_of_the_answers_as_given(
    between_us: Questionnaire, made: dict[str, Floats]
) -> None:
    item = next(key for key, one in between_us.items.items() if one.reverse)
    found = next(one for one in build_report(between_us, made).items if one.item == item)
    given = made[item][~np.isnan(made[item])]
    assert found.n == len(given) < 600
    assert found.missing == pytest.approx(1 - len(given) / 600)
    assert (found.mean, found.deviation) == pytest.approx((given.mean(), given.std(ddof=1)))


def test_sound_answers_give_no_remark_on_any_item(between_us: Questionnaire, made: dict[str, Floats]) -> None:
    assert [words for words in remarks(build_report(between_us, made)) if words.startswith("item")] == []


REMARKS: dict[str, tuple[Change, str]] = {
    "wrong key": (lambda all_: all_.update(pur3=6 - all_["pur3"]), "item pur3 runs against its scale (r = -0."),
    "constant": (lambda all_: all_["hop1"].fill(4), "item hop1: everyone answered 4, so it tells nobody apart"),
    "unanswered": (lambda all_: all_["hop1"].fill(np.nan), "item hop1: nobody answered it"),
    "scale unanswered": (lambda all_: all_["hop1"].fill(np.nan), "scale HOP: nobody answered all of its items"),
    "left out": (lambda all_: all_["esc1"].__setitem__(slice(0, 200), np.nan), "item esc1 was left out by 3"),
    "noise": (lambda all_: np.random.default_rng(4).shuffle(all_["anx2"]), "item anx2 hardly goes with its scale"),
}  # fmt: skip


@pytest.mark.parametrize("what", REMARKS)
def test_what_is_worth_a_look_is_said(between_us: Questionnaire, made: dict[str, Floats], what: str) -> None:
    change, said = REMARKS[what]
    answered = {item: values.copy() for item, values in made.items()}
    change(answered)
    found = remarks(build_report(between_us, answered))
    assert [words for words in found if words.startswith(said)] != []


def test_few_people_and_fast_people_are_said(between_us: Questionnaire, made: dict[str, Floats]) -> None:
    few = {item: values[:40] for item, values in made.items()}
    report = build_report(between_us, few, [1.0] * 10 + [5.0] * 30)
    found = remarks(report)
    assert found[0].startswith("40 people are few")
    assert any(words.startswith("25% took less than 1.5 s") for words in found)
    assert report.speed is not None
    assert report.speed.median == 5.0


EMPTY: dict[str, Callable[[dict[str, Floats]], dict[str, Floats]]] = {
    "no row": lambda all_: {item: values[:0] for item, values in all_.items()},
    "one row": lambda all_: {item: values[:1] for item, values in all_.items()},
    "two rows": lambda all_: {item: values[:2] for item, values in all_.items()},
    "nobody answered": lambda all_: {item: np.full(50, np.nan) for item in all_},
    "everyone alike": lambda all_: {item: np.full(50, 3.0) for item in all_},
}


@pytest.mark.parametrize("kind", EMPTY)
def test_nothing_is_ever_nan(between_us: Questionnaire, made: dict[str, Floats], kind: str) -> None:
    report = build_report(between_us, EMPTY[kind](made))
    held = json.loads(as_json(report))
    assert held["remarks"] != []
    shown = [*item_rows(report)[1], *scale_rows(report)[1], *subscale_rows(report)[1]]
    assert "nan" not in (as_csv(report) + str(shown)).lower()


def test_csv_holds_every_figure_of_the_json(between_us: Questionnaire, made: dict[str, Floats]) -> None:
    report = build_report(between_us, made, [4.0])
    lines = dict(line.rsplit(",", 1) for line in as_csv(report).splitlines()[1:])
    held = json.loads(as_json(report))
    assert float(lines["scale,ANX,alpha"]) == held["scales"][0]["alpha"]["value"]
    assert float(lines["scale,ANX,omega_low"]) == held["scales"][0]["omega"]["low"]
    assert float(lines["item,anx1,rest"]) == held["items"][0]["rest"]
    assert float(lines["speed,,median"]) == 4.0
    assert "subscale,COP in RES,own" in lines


def test_the_pool_is_counted_like_a_file(between_us: Questionnaire) -> None:
    from_pool = answered_in_pool(between_us, given_by(between_us, 100))
    from_file = simulated(between_us, 100)
    for item in between_us.items:
        np.testing.assert_array_equal(from_pool[item], from_file[item])


# --- PRMSE ----------------------------------------------------------------------------------------


def two_scales(
    questionnaire: Questionnaire, between: float
) -> tuple[Questionnaire, dict[str, Floats], Floats, Floats]:
    """COP and EXC of 40,000 people whose true scores correlate ``between``; their truth, and the total."""
    random, people = np.random.default_rng(8), 40_000
    shared = random.normal(size=people)
    truths = [np.sqrt(between) * shared + np.sqrt(1 - between) * random.normal(size=people) for _ in range(2)]
    answered = nobody(questionnaire, people)
    total = np.zeros(people)
    for scale, truth in zip(("COP", "EXC"), truths, strict=True):
        for item, known in questionnaire.items_of(scale).items():
            keyed = truth + random.normal(size=people)
            total += keyed
            answered[item] = 6 - keyed if known.reverse else keyed
    composite = replace(questionnaire.composites["RES"], scales=["COP", "EXC"])
    return replace(questionnaire, axes=[], composites={"RES": composite}), answered, truths[0], total


@pytest.mark.parametrize(("between", "of_its_own"), [(0.0, True), (0.5, True), (1.0, False)])
def test_prmse_says_whether_a_subscale_has_something_of_its_own(
    between_us: Questionnaire, between: float, *, of_its_own: bool
) -> None:
    questionnaire, answered, truth, total = two_scales(between_us, between)
    found = next(iter(subscales(questionnaire, answered)))
    assert found.own is not None
    assert found.total is not None
    assert (found.own > found.total) == of_its_own
    # Three items with errors as large as the truth, and what the total really tells of it.
    assert found.own == pytest.approx(0.75, abs=0.01)
    assert found.total == pytest.approx(np.corrcoef(truth, total)[0, 1] ** 2, abs=0.01)


def test_a_subscale_that_tells_nothing_of_its_own_is_said(between_us: Questionnaire) -> None:
    questionnaire, answered, _truth, _total = two_scales(between_us, 1.0)
    found = remarks(build_report(questionnaire, answered))
    assert any(words.startswith("scale COP: the total of RES tells as much of it") for words in found)
