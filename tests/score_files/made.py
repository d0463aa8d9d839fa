"""Files of answers as people make them."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from quizapp.domain.norms import NormSet, ScaleNorm
from quizapp.domain.questionnaire import Questionnaire

Row = Mapping[str, object]


def write_csv(path: Path, columns: Sequence[str], rows: Sequence[Row], *, quoted: bool = False) -> Path:
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(
            target, columns, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
        )
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def norms_for(questionnaire: Questionnaire) -> NormSet:
    """Norms for every scale but the first, with figures that leave no number round."""
    scales = [*questionnaire.scales, *questionnaire.composites][1:]
    return NormSet(
        slug=questionnaire.slug,
        version=questionnaire.version,
        language=questionnaire.language,
        first_day=date(2026, 11, 1),
        last_day=date(2026, 11, 30),
        people=400,
        provenance="Made up for a test.",
        scales={
            scale: ScaleNorm(
                mean=2.9 + place / 77,
                standard_deviation=0.81,
                reliability=0.71,
                reliability_low=0.7,
                reliability_high=0.72,
                coefficient="omega",
                n=400,
            )
            for place, scale in enumerate(scales)
        },
    )
