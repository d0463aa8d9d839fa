"""Are stated intervals and probabilities true of real people, judged by answers that the engine never saw?

Of each scale in ``packaged_answers`` some items, drawn by chance, are asked, and the rest is held back. One half of
the people gives norms; the other half is scored with them, and without. What is held back is another measure t of the
same true score, brought to the scale of the first by mean and true spread (from the first half), and has an error s
of its own. So the engine's word, that the true score lies around e with the error d, says that t lies around e with
the error sqrt(d^2 + s^2). That is what is checked. s comes from the two halves of what was held back, among people of
about the same e, so nothing in the judge is the engine's own.

Before that, whole scales go through ``quizapp score`` and ``stats`` and through R's psych, as in ``compare_with_r``.
"""

import json
from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from benchmarks.asked_twice import told
from benchmarks.compare_with_r import compare
from benchmarks.packaged_answers import (
    CACHE,
    QUESTIONNAIRES,
    Row,
    Scale,
    define,
    fetch,
    quizapp,
    read_rows,
    read_scales,
    write_rows,
)
from quizapp.definitions.library import Library
from tests.calibration import Floats, calibration_error, reliability_bins

SEED, PARTS = 20261123, 10
DRAWN = 40
"""So many scales are drawn of each file: which items are asked moves what one scale holds by .03 to .07."""
ASKED = 6
PROBABLY = NormalDist().inv_cdf(0.95)
"""How many errors a 90 % interval reaches to each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of each person and what was found, in points of the scale that was asked.

    ``estimate`` and ``error``: the engine's. ``found``: by what was held back, ``found_error``: how surely.
    """

    estimate: Floats
    error: Floats
    found: Floats
    found_error: Floats
    middle: Floats

    @property
    def wide(self) -> Floats:
        both: Floats = np.sqrt(self.error**2 + self.found_error**2)
        return both

    @property
    def covered(self) -> NDArray[np.bool_]:
        return np.abs(self.found - self.estimate) <= PROBABLY * self.wide

    @property
    def probability(self) -> Floats:
        """That what was held back comes out above the middle."""
        return np.array([NormalDist().cdf(z) for z in (self.estimate - self.middle) / self.wide])

    @property
    def above(self) -> NDArray[np.bool_]:
        return self.found > self.middle

    @property
    def calibration(self) -> float:
        return calibration_error(reliability_bins(self.probability, self.above))


def gather(said: list[Said]) -> Said:
    names = Said.__dataclass_fields__
    return Said(**{name: np.concatenate([getattr(one, name) for one in said]) for name in names})


# --- one split ------------------------------------------------------------------------------------


def cut(scales: dict[str, Scale], random: np.random.Generator) -> tuple[dict[str, Scale], dict[str, Scale]]:
    """The items that are asked and those that are held back."""
    asked: dict[str, Scale] = {}
    held: dict[str, Scale] = {}
    for key, scale in scales.items():
        order = [list(scale.items)[at] for at in random.permutation(len(scale.items))]
        number = min(ASKED, (len(order) + 1) // 2)
        for kept, part in ((asked, order[:number]), (held, order[number:])):
            kept[key] = Scale(items={item: scale.items[item] for item in part}, options=scale.options)
    return asked, held


def keyed(rows: list[Row], scale: Scale) -> Floats:
    """(people, items); NaN where nothing was answered."""
    given = np.array([[float(row[item] or "nan") for item in scale.items] for row in rows])
    turned: Floats = np.where(list(scale.items.values()), scale.options + 1 - given, given)
    return turned


def alpha(answers: Floats) -> float:
    number = answers.shape[1]
    return float(number / (number - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1)))


def split(name: str, number: int) -> dict[str, list[Said]]:
    """What was said with norms, and without, of each scale."""
    random = np.random.default_rng((SEED, number))
    asked, held = cut(read_scales(name), random)
    rows = read_rows(CACHE / f"{name}.csv")
    halves = [[rows[at] for at in part] for part in np.array_split(random.permutation(len(rows)), 2)]
    folder = CACHE / "split" / f"{name}-{number}"
    define(name, asked, folder)
    items = [item for scale in asked.values() for item in scale.items]
    first, second = (
        write_rows(folder / f"{at}.csv", half, items) for at, half in zip(("first", "second"), halves, strict=True)
    )
    norms = folder / "norms.json"
    dates = ("--answered", "2026-01-01", "2026-12-31")
    quizapp("norms", name, "--language", "en", "--answers", first, *dates, "--export", norms, questionnaires=folder)
    figures = json.loads(norms.read_text(encoding="utf-8"))["scales"]
    said = {}
    for regime, more in (("norms", ["--norms", norms]), ("none", [])):
        scores = folder / f"{regime}.csv"
        quizapp("score", name, second, "-o", scores, "--certainty", *more, questionnaires=folder)
        scored = read_rows(scores)
        said[regime] = [judge(key, held[key], figures[key], halves, scored) for key in asked]
    return said


def judge(
    key: str,
    held: Scale,
    norm: dict[str, float],
    halves: list[list[Row]],
    scored: list[Row],
) -> Said:
    """The score of each person of the second half beside what was held back of them."""
    earlier, answers = (keyed(half, held) for half in halves)
    earlier = earlier[~np.isnan(earlier).any(axis=1)]
    whole = ~np.isnan(answers).any(axis=1) & np.array([row[key] != "" for row in scored])
    true_spread = norm["standard_deviation"] * norm["reliability"] ** 0.5
    slope = true_spread / (earlier.mean(axis=1).std(ddof=1) * alpha(earlier) ** 0.5)
    judged = [one for one, kept in zip(scored, whole, strict=True) if kept]
    answers, estimate = answers[whole], np.array([float(one[key]) for one in judged])
    return Said(
        estimate=estimate,
        error=np.array([float(one[f"{key}_error"]) for one in judged]),
        found=norm["mean"] + slope * (answers.mean(axis=1) - earlier.mean()),
        found_error=slope * error_by_score(answers, estimate),
        middle=np.full(len(answers), (1 + held.options) / 2),
    )


def error_by_score(answers: Floats, estimate: Floats) -> Floats:
    """The standard error of the mean of ``answers``, from its two halves, in each tenth of the estimates."""
    gap = answers[:, 0::2].mean(axis=1) - answers[:, 1::2].mean(axis=1)
    error = np.empty(len(gap))
    for part in np.array_split(np.argsort(estimate, kind="stable"), PARTS):
        error[part] = gap[part].std(ddof=1) / 2
    return error


# --- tables ---------------------------------------------------------------------------------------


def row(name: str, said: dict[str, list[Said]]) -> str:
    """Each regime: how much the intervals hold, with the error that the draw leaves in it, and the calibration."""
    cells = []
    for drawn in said.values():
        shares = np.array([one.covered.mean() for one in drawn])
        whole, error = gather(drawn), shares.std(ddof=1) / len(shares) ** 0.5
        cells.append(f"{whole.covered.mean():9.3f} +-{error:.3f}{whole.calibration:7.3f}")
    return f"{name:12}{sum(len(one.found) for one in said['norms']):9,}" + "".join(cells)


def by_score(said: list[Said]) -> list[float]:
    """How often the interval held, in each tenth of the scores of every scale, lowest first."""
    parts = [np.array_split(one.covered[np.argsort(one.estimate, kind="stable")], PARTS) for one in said]
    return [float(np.concatenate(tenth).mean()) for tenth in zip(*parts, strict=True)]


def compare_whole_scales(names: list[str]) -> None:
    """Every scale with all of its items, once through ours and once through R's psych."""
    for name in names:
        define(name, read_scales(name), QUESTIONNAIRES)
    library = Library.load(QUESTIONNAIRES)
    for name in names:
        folder = CACHE / "compared" / name
        folder.mkdir(parents=True)
        (folder / "answers.csv").write_bytes((CACHE / f"{name}.csv").read_bytes())
        print(name)
        compare(library.get(name, 1, "en", "general"), folder, QUESTIONNAIRES)


def main() -> None:
    names = fetch()
    compare_whole_scales(names)
    print(told())
    print(f"{'answers':12}{'scores':>9}{'norms':>9}{'ECE':>14}{'without':>9}{'ECE':>14}")
    everything: dict[str, list[Said]] = {"norms": [], "none": []}
    for name in names:
        splits = [split(name, number) for number in range(ceil(DRAWN / len(read_scales(name))))]
        found = {regime: [said for one in splits for said in one[regime]] for regime in everything}
        print(row(name, found), flush=True)
        for regime, said in found.items():
            everything[regime] += said
    print(row("all", everything))
    for regime, said in everything.items():
        print(f"{regime}, by tenths of the scores: " + " ".join(f"{share:.3f}" for share in by_score(said)))


if __name__ == "__main__":
    main()
