"""Are people who were asked twice told of a change no more often than 5 times in 100?

Those of R's psychTools that gave a state of anxiety more than once, within hours or weeks. Of each study the retest
reliability and the spread are known, so the limit of ``change.change_needed`` can be held against them. Some did
change: studies gave them coffee, films or news. What a study's people have in common is therefore also taken off.
``make held-back`` prints it.
"""

from dataclasses import replace
from itertools import groupby
from statistics import correlation

import numpy as np

from benchmarks.packaged_answers import CACHE, QUESTIONNAIRES, Row, read_rows, read_scales
from quizapp.definitions.library import Library
from quizapp.domain.change import change_needed
from tests.calibration import Floats

FEWEST = 30
"""So many people a study, or its retest reliability is not known."""

SCALE = "s1"


def mean_answers(rows: list[Row]) -> dict[str, float]:
    """Person -> mean of the keyed answers, of those who answered everything."""
    scale = read_scales("sai")[SCALE]
    return {
        row["id"]: float(
            np.mean([scale.options + 1 - int(row[q]) if turn else int(row[q]) for q, turn in scale.items.items()])
        )
        for row in rows
        if all(row[q] for q in scale.items)
    }


def pairs() -> list[Floats]:
    """(people, 2) of each study and later time: the first time and that one."""
    rows = sorted(read_rows(CACHE / "sai.twice.csv"), key=lambda row: (row["study"], row["time"]))
    found = []
    for _, study in groupby(rows, key=lambda row: row["study"]):
        first, *later = [mean_answers(list(time)) for _, time in groupby(study, key=lambda row: row["time"])]
        both = [np.array([(first[who], second[who]) for who in first if who in second]) for second in later]
        found += [pair for pair in both if len(pair) > FEWEST]
    return found


def needed(pair: Floats) -> float:
    """The limit with the study's own spread and retest reliability, in points."""
    questionnaire = Library.load(QUESTIONNAIRES).get("sai", 1, "en", "general")
    scale = replace(
        questionnaire.scales[SCALE],
        standard_deviation=float(np.sqrt(pair.var(axis=0, ddof=1).mean())),
        retest_reliability=correlation(*pair.T.tolist()),
    )
    return change_needed(replace(questionnaire, scales={SCALE: scale}), SCALE, None)


def told() -> str:
    moved = [(pair[:, 1] - pair[:, 0], needed(pair)) for pair in pairs()]
    people = sum(len(change) for change, _ in moved)
    every = sum((np.abs(change) >= limit).sum() for change, limit in moved) / people
    apart = sum((np.abs(change - change.mean()) >= limit).sum() for change, limit in moved) / people
    return f"asked twice: {people:,} people, told of a change {every:.3f}; beyond what their study shares {apart:.3f}"
