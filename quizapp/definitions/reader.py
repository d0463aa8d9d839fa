"""Bytes -> plain data with the line of every value. With ``syntax`` and ``refusals``, all that knows YAML.

Reads the events of the parser instead of letting it build objects: so aliases, tags and depth are refused
before anything is built from them, and a value is what it looks like (``no`` is a word, ``007`` is a word).
"""

from collections.abc import Iterable, Iterator

import yaml

from quizapp.definitions.decoding import decode
from quizapp.definitions.document import Data, Document
from quizapp.definitions.problems import Place, Problem
from quizapp.definitions.refusals import Refusal, of_key, of_lone_word, of_node, of_text
from quizapp.definitions.syntax import scalar, syntax_problem

DEEPEST = 20


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

    def _refuse_all(self, line: int, refusals: Iterable[Refusal]) -> None:
        for problem, remedy in refusals:
            self.refuse(line, problem, remedy)

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
        self._refuse_all(line, of_node(event))
        if len(place) > DEEPEST:
            self.refuse(line, f"nested more than {DEEPEST} deep", "no definition needs this; take it out")
            raise _RestUnreadError
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place)
        return self._scalar(event, line) if isinstance(event, yaml.ScalarEvent) else None

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> object:
        self._refuse_all(line, of_text(event))
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
                before = next(reversed(values), "")
                self.refuse(line, *of_lone_word(key, before, values.get(before)))
            elif not twice:
                values[key] = value
        return values

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], place: Place) -> str:
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(line, "a key that is not a word", "write a word and `: `, without brackets")
            self._value(event, events, (*place, ""))
            return f"? line {line}"
        self._refuse_all(line, of_node(event))
        self._scalar(event, line)
        self._refuse_all(line, of_key(event.value))
        return event.value

    def _sequence(self, events: Iterator[yaml.Event], place: Place) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            here = (*place, len(values))
            self.lines[here] = (self.path, _line(event))
            values.append(self._value(event, events, here))
        return values
