"""Signs that look like those of YAML and are none: what keyboards, word processors and git leave in a file."""

import re
from collections.abc import Sequence

from quizapp.definitions.problems import Problem

_ABOVE = 3
"""How many lines above the one where reading broke off are looked at: what is wrong with a key shows below it."""

_SLIPS = (
    (
        re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)"),
        "git left the mark of a conflict here",
        "keep one of the two versions, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    (
        re.compile(r" *[\u00a0\u2000-\u200b\u202f\u3000]"),
        "the line begins with a sign that only looks like a blank",
        "delete what stands before its first letter, and indent it with blanks",
    ),
    (
        re.compile(r" *-[^\s-]"),
        "there is no blank after the `-` of the list entry",
        "write `- `, a hyphen and a blank",
    ),
    (
        re.compile(r"(?:.*[:,\[] |.*\[| *- )'[^']*\w'\w"),
        "the text between `'` ends at its apostrophe",
        'put it between straight double quotes (`"`)',
    ),
    (re.compile(r" *[–—−•·]\s"), "a list entry begins with `- `, and this is another sign", "write `- ` instead"),
    (
        re.compile(r" *(?:- )?[“”\"']?[\w-]+[“”\"']?："),
        "the colon after the key is a Chinese one (`：`)",
        "write `: `, a colon and a blank",
    ),
    (
        re.compile(r" *(?:- )?[A-Za-z0-9_-]+:[^\s/]|[^\n]*\w:\u00a0"),
        "there is no blank after the colon of the key",
        "write `: `, a colon and a blank",
    ),
)


_INSIDE_TEXT = re.compile(r'.*: "(?:[^"\\]|\\.)*"[^\s,}\]#][^"]*"')
"""Three straight quotes round one text: the second ends it."""

_KEY = re.compile(r" *[\w-]+: ")
_COMMENT = re.compile(r" *#")
_BEHIND_BRACKET = re.compile(r".*[}\]]\s+[^\s#,}\]]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"' r"|'[^']*'")


def find_lookalike(lines: Sequence[str], broke_off: int, path: str) -> Problem | None:
    """What is likely to be behind a line that cannot be read on from (from 1), there or a little above."""
    for number in range(min(broke_off, len(lines)), max(0, broke_off - 1 - _ABOVE), -1):
        for pattern, problem, remedy in _SLIPS:
            if pattern.match(lines[number - 1]):
                return Problem(path, number, problem, remedy)
    return _find_in_line(lines, broke_off, path) or _find_outdented(lines[:broke_off], path)


def _find_in_line(lines: Sequence[str], number: int, path: str) -> Problem | None:
    line = lines[number - 1] if number <= len(lines) else ""
    if _INSIDE_TEXT.match(line):
        remedy = "write `“` and `”` inside the text, or put all of it between `'`"
        return Problem(path, number, "a straight quote inside the text ends it", remedy)
    bare = _QUOTED.sub("", line)
    for opened, closed in ("{}", "[]"):
        if bare.count(closed) > bare.count(opened) > 0:
            problem = f"`{closed}` stands once more than `{opened}` in this line"
            return Problem(path, number, problem, "take it out, or put the text in quotes")
    if _BEHIND_BRACKET.match(bare):
        problem = "something stands behind the bracket that ends the value"
        return Problem(path, number, problem, "take it out, or put it inside the bracket")
    return None


def _find_outdented(lines: Sequence[str], path: str) -> Problem | None:
    """The line above the last, when it alone stands further out than the one before it and the last."""
    written = [at for at, line in enumerate(lines) if line.strip() and not _COMMENT.match(line)][-3:]
    if len(written) < len(("before", "own", "after")) or not _KEY.match(lines[written[-1]]):
        return None
    before, own, after = (len(lines[at]) - len(lines[at].lstrip()) for at in written)
    if own < before == after and not lines[written[1]].rstrip().endswith((":", "-", ">", "|")):
        problem = "the line stands further out than the lines round it"
        return Problem(path, written[1] + 1, problem, "indent it like its neighbours")
    return None
