"""Simulated takers as a file of answers."""

import csv
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from quizapp.domain.questionnaire import Questionnaire
from quizapp.simulation.takers import Taker


def write_takers(questionnaire: Questionnaire, takers: Iterable[Taker], path: Path) -> None:
    """One row a taker, columns are item ids, empty is skipped: what ``score`` reads.

    Raises OSError; ``path`` then stays as it was, or absent.
    """
    with NamedTemporaryFile("w", dir=path.parent, newline="", encoding="utf-8", delete=False) as target:
        try:
            writer = csv.DictWriter(target, questionnaire.asked, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(_values(questionnaire, taker) for taker in takers)
            target.flush()
            Path(target.name).replace(path)
        except BaseException:
            Path(target.name).unlink(missing_ok=True)
            raise


def _values(questionnaire: Questionnaire, taker: Taker) -> dict[str, int]:
    options = {item: questionnaire.responses_of(item).options for item in taker.answers}
    return {item: options[item][option].value for item, option in taker.answers.items()}
