"""Plain data -> YAML, as the reader takes it back."""

import yaml

from quizapp.definitions.document import Data

_WIDE = 10**6
"""Texts stay on one line: joined again, Chinese ones would get blanks."""


def write_data(data: Data) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=_WIDE)
