"""What stands in a file, and in which line."""

from dataclasses import dataclass

from quizapp.definitions.problems import Finding, Place, Problem

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in one file, or in several read as one. ``lines``: place -> file and line."""

    path: str
    data: Data
    lines: dict[Place, tuple[str, int]]

    def problem(self, finding: Finding) -> Problem:
        """The finding with the file and line of its place, or of what should hold it."""
        place = finding.place
        while place and place not in self.lines:
            place = place[:-1]
        path, line = self.lines.get(place, (self.path, 1))
        # What an author wrote is quoted in it, and may go over several lines.
        return Problem(path, line, finding.problem.replace("\n", " "), finding.remedy, finding.severity)
