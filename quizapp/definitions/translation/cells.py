"""A text in one cell: as it is, or one wording a frame, each on lines of its own after ``[now]`` and so on."""

import re

from quizapp.domain.wording import FRAMES

_MARK = re.compile(r"\[([A-Za-z]+)\] ?(.*)", re.DOTALL)
# A line that only looks like a mark gets a backslash, and one that looks like that gets another.
_LOOKS_MARKED = re.compile(r"^(\\*\[[A-Za-z]+\])", re.MULTILINE)
_ESCAPED = re.compile(r"^\\(\\*\[[A-Za-z]+\])", re.MULTILINE)


class BadCell(Exception):
    """A cell that holds no text. ``problem`` and ``remedy`` as in ``Problem``."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem} - {remedy}")


def normal(words: str) -> str:
    """``words`` as they are compared and kept: without blanks around them, line ends as one sign."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def to_cell(text: object) -> str:
    """What stands in the cell for a text of a definition; empty for anything that is none."""
    if isinstance(text, dict):
        wordings = ((frame, to_cell(inner)) for frame, inner in text.items() if not isinstance(inner, dict))
        return "\n".join(f"[{frame}] {words}" for frame, words in wordings if words)
    if not isinstance(text, str):
        return ""
    words = normal(text)
    return _LOOKS_MARKED.sub(r"\\\1", words) if "[" in words else words


def from_cell(cell: str) -> str | dict[str, str]:
    """The text in a cell. BadCell when its frames are not told apart cleanly."""
    lines = normal(cell).split("\n")
    if not any(map(_MARK.match, lines)):
        return _plain(lines)
    if not _MARK.match(lines[0]):
        raise BadCell("words stand before the first frame", "begin with the frame, such as `[now] …`")
    wordings: dict[str, list[str]] = {}
    for line in lines:
        mark = _MARK.match(line)
        if mark:
            _check_mark(mark.group(1), wordings)
            wordings[mark.group(1)] = []
        wordings[list(wordings)[-1]].append(mark.group(2) if mark else line)
    return {frame: _plain(own) for frame, own in wordings.items()}


def _check_mark(frame: str, before: dict[str, list[str]]) -> None:
    if frame not in FRAMES:
        frames = ", ".join(f"`[{known}]`" for known in FRAMES)
        raise BadCell(f"`[{frame}]` is no frame", f"use {frames}, or write `\\[{frame}]` when it is part of the text")
    if frame in before:
        raise BadCell(f"`[{frame}]` stands here twice", "keep one of the two")


def _plain(lines: list[str]) -> str:
    return normal(_ESCAPED.sub(r"\1", "\n".join(lines)))
