"""What YAML's signs mean here, and its own complaints in words that help an author."""

import re
from collections.abc import Sequence

import yaml

from quizapp.definitions.lookalikes import find_lookalike
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
_BRACKET = "close what is opened here with `}` or `]`, put a comma between its entries, and quotes round a text with "
_REMEDIES = (
    ("mapping values are not allowed", _QUOTE),
    ("cannot start any token", _QUOTE),
    ("alphabetic", _QUOTE),
    ("could not find expected ':'", "end the key with `: `, and put longer texts in quotes or after `>-`"),
    (
        "found unexpected ':'",
        "write the value after the colon and a blank, in quotes where it is a text with a colon",
    ),
    ("unexpected end of stream", 'close the quote that is opened here; a text that only begins with one goes in `"`'),
    ("did not find expected ',' or", f"{_BRACKET}`: `, ` #` or `, `"),
    ("'-' indicator", "begin every entry of a list with `- `, and no id or key with it"),
    (
        "did not find expected node content",
        "close the bracket that is opened here, or put the text in quotes",
    ),
    ("document start", "indent it like its neighbours; a text that begins with `%` goes in quotes"),
)
_INDENT = "indent it like its neighbours"
_OWN_KEY = re.compile(r" *[\w-]+")


def scalar(value: str, *, plain: bool) -> object:
    """What a word means: without quotes nothing, true or false, a number, or else itself."""
    if not plain:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


def syntax_problem(error: yaml.MarkedYAMLError, path: str, lines: Sequence[str]) -> Problem:
    """Where reading the ``lines`` of a file broke off; of what was left open, where that begins."""
    problem = error.problem or "it is not YAML"
    left_open = any(part in problem for part in ("unexpected end", "expected ':'")) or "flow" in (error.context or "")
    mark = (error.context_mark if left_open else None) or error.problem_mark or error.context_mark
    line = min(mark.line + 1, len(lines)) if mark else 1
    found = find_lookalike(lines, line, path)
    return found or Problem(path, line, f"cannot be read on from here: {problem}", _remedy(problem, mark, lines))


def _remedy(problem: str, mark: yaml.Mark | None, lines: Sequence[str]) -> str:
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "mapping values" in problem and _OWN_KEY.fullmatch(line[: mark.column if mark else 0]):
        return f"{_INDENT}, and look whether the text above it ends"
    if "expected key" in problem and line.lstrip().startswith("- "):
        return "take the `- ` away: ids and keys stand without it"
    return next((remedy for part, remedy in _REMEDIES if part in problem), _INDENT)
