"""What YAML's signs mean here, and its own complaints in words that help an author."""

import re

import yaml

from quizapp.definitions.problems import Problem

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})?\.[0-9]{1,15}")
_WORDS: dict[str, object] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}
_QUOTE = "put the text in quotes when it holds `: ` or ` #`, or begins with one of `@ % & * ! | > [ ] { } ? -`"
_REMEDIES = (
    ("mapping values are not allowed", _QUOTE),
    ("cannot start any token", _QUOTE),
    ("could not find expected ':'", "end the key with `: `, and put longer texts in quotes or after `>-`"),
    ("unexpected end of stream", "close the quote that is opened here"),
    ("did not find expected ',' or", "close the bracket that is opened here"),
    (
        "did not find expected node content",
        "close the bracket that is opened here, or put the text in quotes",
    ),
    ("document start", "indent it like its neighbours; a text that begins with `%` goes in quotes"),
)


def scalar(value: str, *, plain: bool) -> object:
    """What a word means: without quotes nothing, true or false, a number, or else itself."""
    if not plain:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


def syntax_problem(error: yaml.MarkedYAMLError, path: str, lines: int) -> Problem:
    """Where reading broke off in a file of so many ``lines``; of what was left open, where that begins."""
    problem = error.problem or "it is not YAML"
    left_open = "unexpected end" in problem or "flow" in (error.context or "")
    mark = (error.context_mark if left_open else None) or error.problem_mark or error.context_mark
    remedy = next((remedy for part, remedy in _REMEDIES if part in problem), "indent it like its neighbours")
    line = min(mark.line + 1, lines) if mark else 1
    return Problem(path, line, f"cannot be read on from here: {problem}", remedy)
