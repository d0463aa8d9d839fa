"""Norms as a file: JSON that a person can read, checked before it is believed."""

import json
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from quizapp.domain.norms import NormSet, check_norms
from quizapp.domain.questionnaire import Questionnaire

# In a list, since there the dataclasses take over this configuration; on their own they would refuse it.
_NORMS: TypeAdapter[list[NormSet]] = TypeAdapter(
    list[NormSet], config=ConfigDict(extra="forbid", allow_inf_nan=False, strict=True)
)


class BadNorms(Exception):
    """A file of norms cannot be used; the text says for each problem what is wrong and what to do."""


def norms_as_json(norms: NormSet) -> str:
    return json.dumps(_NORMS.dump_python([norms], mode="json")[0], ensure_ascii=False, indent=2) + "\n"


def read_norms(questionnaire: Questionnaire, path: Path) -> NormSet:
    """The norms in ``path``, which must be for this questionnaire, version and language. Raises BadNorms."""
    try:
        (found,) = _NORMS.validate_json(b"[" + path.read_bytes() + b"]")
    except ValidationError as error:
        problems = [_describe(one) for one in error.errors(include_url=False, include_input=False)]
    except ValueError:
        problems = ["holds more than one set of norms - keep the one for this language"]
    else:
        problems = check_norms(questionnaire, found)
    if problems:
        raise BadNorms("\n".join(problems))
    return found


def _describe(error: ErrorDetails) -> str:
    place = ".".join(map(str, error["loc"][1:])) or "the whole file"
    return f"{place}: {error['msg']} - write the norms anew with `quizapp norms --export`"
