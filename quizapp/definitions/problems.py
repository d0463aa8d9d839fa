"""What is wrong with a definition, where, and what to do about it. Values, for they are an author's doing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quizapp.domain.naming import suggestion

Severity = Literal["error", "warning"]
Place = tuple[str | int, ...]
"""Keys and list positions from the top of a definition to one value: ``("items", "a1", "text")``."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. ``line`` counts from 1. An error stops the start, a warning does not."""

    path: str
    line: int
    problem: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem} - {self.remedy}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place of a definition, before it is known in which line that is."""

    place: Place
    problem: str
    remedy: str
    severity: Severity = "error"


class DefinitionError(Exception):
    """The definitions cannot be served. ``problems``: all, warnings too, by file and line; the text: what stops."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in errors(self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop the start."""
    return [problem for problem in problems if problem.severity == "error"]


def warn(place: Place, problem: str, remedy: str) -> Finding:
    return Finding(place, problem, remedy, "warning")


def unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Finding:
    """``name`` stands for nothing: say what was probably meant, or what there is."""
    return Finding(place, f"unknown {kind} `{name}`", suggestion(name, known, kind))
