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


def find_lookalike(lines: Sequence[str], broke_off: int, path: str) -> Problem | None:
    """What is likely to be behind a line that cannot be read on from (from 1), there or a little above."""
    for number in range(min(broke_off, len(lines)), max(0, broke_off - 1 - _ABOVE), -1):
        for pattern, problem, remedy in _SLIPS:
            if pattern.match(lines[number - 1]):
                return Problem(path, number, problem, remedy)
    return None
