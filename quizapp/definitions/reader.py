"""Bytes -> plain data with the line of every value. The only file that knows YAML.

Reads the events of the parser instead of letting it build objects: so aliases, tags and depth are refused
before anything is built from them, and a value is what it looks like (``no`` is a word, ``007`` is a word).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from quizapp.definitions.decoding import decode, find_refused
from quizapp.definitions.problems import Finding, Place, Problem
from quizapp.definitions.syntax import scalar, syntax_problem

DEEPEST = 20
_OPENED = re.compile(r"([\w-]+) ([{\[])")
"""A key whose colon was left out, with the bracket of its value: the two are one word to YAML."""

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


def read(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """The document in ``data``, or None, and what is wrong with it as YAML. Raises nothing, for any bytes."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    reader = _Reader(path)
    try:
        value = reader.document(_events(text))
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, syntax_problem(error, path, text.split("\n"))]
    except _RestUnreadError:
        return None, reader.problems
    if not isinstance(value, dict):
        reader.refuse(1, "the file holds no keys", "begin with `title: …`; see docs/authoring.md")
        return None, reader.problems
    return Document(path, value, reader.lines), reader.problems


class _RestUnreadError(Exception):
    """The rest of the file is not looked at."""


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if event is not None:
                yield event
    finally:
        loader.dispose()


def _follows_at_once(value: yaml.Event, key: yaml.Event) -> bool:
    """Whether not even a colon stands between them, since the value was never written."""
    return bool(value.start_mark and key.end_mark and value.start_mark.index == key.end_mark.index)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Reader:
    """Walks the events once. Collects problems and goes on wherever what follows can still be read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[Place, tuple[str, int]] = {}

    def refuse(self, line: int, problem: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, problem, remedy))

    def document(self, events: Iterator[yaml.Event]) -> object:
        value: object = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line = _line(event)
                    self.refuse(line, "a second document begins here", "take the line `---` out")
                    raise _RestUnreadError
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> object:
        line = _line(event)
        self._check(event, line)
        if len(place) > DEEPEST:
            self.refuse(line, f"nested more than {DEEPEST} deep", "no definition needs this; take it out")
            raise _RestUnreadError
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place)
        return self._scalar(event, line) if isinstance(event, yaml.ScalarEvent) else None

    def _check(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"an alias (`*{event.anchor}`)", "write the value out; text goes in quotes")
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self.refuse(line, f"an anchor (`&{event.anchor}`)", "take it out, or put the text in quotes")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            self.refuse(line, f"a tag (`{event.tag}`)", "take it out, or put the text in quotes")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> object:
        # Only between double quotes can a character be written as an escape, unseen by ``decode``.
        refused = find_refused(event.value) if event.style == '"' else None
        if refused is not None:
            self.refuse(line, refused[0], refused[1])
        if not event.style and event.value.startswith("“") and "”" not in event.value:
            problem = f"the text begins with `“`, and ends before its `”` (`{event.value[:40]}`)"
            self.refuse(line, problem, 'put all of it between straight quotes (`"`)')
        return scalar(event.value, plain=event.implicit[0])

    def _mapping(self, events: Iterator[yaml.Event], place: Place) -> Data:
        values: Data = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, line = self._key(event, events, place), _line(event)
            twice = key in values
            if twice:
                first = self.lines[*place, key][1]
                self.refuse(line, f"`{key}` stands here twice (first in line {first})", "remove or rename one")
            else:
                self.lines[*place, key] = (self.path, line)
            following = next(events)
            value = self._value(following, events, (*place, key))
            if _follows_at_once(following, event):
                self._refuse_comma(values, key, line)
            elif not twice:
                values[key] = value
        return values

    def _refuse_comma(self, values: Data, key: str, line: int) -> None:
        """A word between brackets without a colon is what stood behind a comma: ``{text: Slow, and long}``."""
        before = next(reversed(values), "")
        if key.isdecimal() and isinstance(whole := values.get(before), int):
            self.refuse(line, f"`{before}` is `{whole},{key}`", f"write a number, with a point: `{whole}.{key}`")
        else:
            remedy = "put the whole text in quotes, or write a value after it"
            self.refuse(line, f"`{key[:40]}` stands alone between two commas or brackets", remedy)

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> str:
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(line, "a key that is not a word", "write a word and `: `, without brackets")
            self._value(event, events, (*place, ""))
            return f"? line {line}"
        self._check(event, line)
        self._scalar(event, line)
        if opened := _OPENED.match(event.value):
            self.refuse(line, f"there is no colon after `{opened[1]}`", f"write `{opened[1]}: {opened[2]}`")
        if event.value in ("", "<<"):
            self.refuse(line, f"`{event.value}` as a key", "write a word; keys cannot be empty or merged")
        return event.value

    def _sequence(self, events: Iterator[yaml.Event], place: Place) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*place, len(values))
            self.lines[here] = (self.path, _line(event))
            values.append(self._value(event, events, here))
        return values
