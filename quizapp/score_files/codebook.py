"""What every column means: one line a variable, to lie beside the scores."""

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from io import StringIO
from math import ceil

from quizapp.domain.answers import allowed_values, choices_of
from quizapp.domain.items import Item
from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.scoring import SHARE_NEEDED
from quizapp.score_files.scales import Detail
from quizapp.spreadsheets import guarded

ERROR = "SD * sqrt(1 - r), SD and r of the definition (r by Spearman-Brown where not all are answered)"
REGRESSED_ERROR = (
    "sqrt(V * (1 - r) * (e - a) * (b - e) / ((M - a) * (b - M) - r * V)), V = SD ^ 2 * reliability of the norms, "
    "e the score, a and b the lowest and highest answer"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """``key``: how the answer counts; ``formula``: how a score is worked out."""

    variable: str
    label: str
    values: str
    key: str = ""
    scale: str = ""
    formula: str = ""


def build_codebook(questionnaire: Questionnaire, norms: NormSet | None, detail: Detail) -> list[Variable]:
    """First the items, as they are read, then the columns of scores, as they are written."""
    items = [_item(questionnaire, key, item) for key, item in questionnaire.asked.items()]
    scales = [*questionnaire.scales, *questionnaire.composites]
    return [*items, *(line for scale in scales for line in _scores(questionnaire, scale, norms, detail))]


def as_csv(variables: list[Variable]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Variable))
    writer.writerows([guarded(cell) for cell in astuple(variable)] for variable in variables)
    return text.getvalue()


def _item(questionnaire: Questionnaire, key: str, item: Item) -> Variable:
    labels, allowed = choices_of(questionnaire, key), allowed_values(questionnaire, key)
    return Variable(
        variable=key,
        label=item.text,
        values="their own words" if allowed is None else "; ".join(f"{allowed[o]} = {labels[o]}" for o in allowed),
        key="" if item.scale is None else _key(questionnaire, key),
        scale=item.scale or "",
    )


def _key(questionnaire: Questionnaire, item: str) -> str:
    responses = questionnaire.responses_of(item)
    turned = f"reversed: {responses.lowest + responses.highest} - answer"
    return turned if questionnaire.items[item].reverse else "as answered"


def _scores(questionnaire: Questionnaire, scale: str, norms: NormSet | None, detail: Detail) -> Iterator[Variable]:
    name = (questionnaire.scales.get(scale) or questionnaire.composites[scale]).name
    items = questionnaire.items_of(scale)
    responses = questionnaire.responses_of(next(iter(items)))
    within = f"{responses.lowest} to {responses.highest}, empty without enough answers"
    middle = (responses.lowest + responses.highest) / 2
    regressed = norms is not None and scale in norms.scales
    told = {
        "": (name, within, _formula(questionnaire, scale, norms)),
        "_low": (f"{name}: lower end", within, f"lower end of the {detail.coverage:.0%} interval of {scale}"),
        "_high": (f"{name}: upper end", within, f"upper end of the {detail.coverage:.0%} interval of {scale}"),
        "_answered": (f"{name}: items answered", f"0 to {len(items)}", f"number of answered items of {scale}"),
        "_mean": (f"{name}: mean of the answers", within, "mean of the answered keyed items"),
        "_error": (f"{name}: standard error", "above 0", REGRESSED_ERROR if regressed else ERROR),
        "_above": (
            f"{name}: how sure it is above {middle:g}",
            "0 to 1",
            f"Phi(({scale} - {middle:g}) / {scale}_error)",
        ),
    }
    for part in detail.parts:
        label, values, formula = told[part]
        yield Variable(variable=scale + part, label=label, values=values, scale=scale, formula=formula)


def _formula(questionnaire: Questionnaire, scale: str, norms: NormSet | None) -> str:
    parts = questionnaire.composites[scale].scales if scale in questionnaire.composites else [scale]
    counts = {part: len(questionnaire.items_of(part)) for part in parts}
    needed = ", ".join(f"{ceil(SHARE_NEEDED * of)} of {of} of {part}" for part, of in counts.items())
    mean = f"mean of the answered keyed items ({', '.join(questionnaire.items_of(scale))}); needs {needed}"
    norm = norms.scales.get(scale) if norms else None
    if norm is None:
        return mean
    return (
        f"M + r * (m - M), with M = {norm.mean} and r = {norm.reliability} where all are answered "
        f"(Spearman-Brown where not); m: {mean}"
    )
