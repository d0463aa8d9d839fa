"""Which values of a definition are text, and which sentence is meant in a language and a frame."""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from quizapp.definitions.document import Data
from quizapp.definitions.problems import Place
from quizapp.definitions.shapes import QUESTIONNAIRE, ListShape, Shape, TextShape, entries, find_inner
from quizapp.domain.wording import Frame

Texts = Mapping[Place, object]
Choose = Callable[[Place, object], object]


def texts(value: object, shape: Shape = QUESTIONNAIRE, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Every value that stands where a text should, with its place."""
    if isinstance(shape, TextShape):
        yield place, value
        return
    if isinstance(value, list) != isinstance(shape, ListShape):
        return
    for key, inner in entries(value):
        inner_shape = find_inner(shape, key)
        if inner_shape is not None:
            yield from texts(inner, inner_shape, (*place, key))


def replaced(value: object, choose: Choose, shape: Shape = QUESTIONNAIRE, place: Place = ()) -> object:
    """A copy of ``value`` with ``choose(place, text)`` in the place of every text."""
    if isinstance(shape, TextShape):
        return choose(place, value)
    if isinstance(value, list) and isinstance(shape, ListShape):
        return [replaced(each, choose, shape.each, (*place, at)) for at, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    return {
        key: inner if (known := find_inner(shape, key)) is None else replaced(inner, choose, known, (*place, key))
        for key, inner in value.items()
    }


def spoken(text: object, frame: Frame) -> object:
    """The sentence for ``frame``, without the line ends of a block; what is no text stays as it is."""
    if isinstance(text, dict):
        text = text.get(frame)
    return text.strip() if isinstance(text, str) else text


def worded(source: Data, overlay: Texts, frame: Frame) -> Data:
    """The definition with one plain string a text: the overlay's where it has one, in ``frame``."""
    copy = replaced(source, lambda place, own: spoken(overlay.get(place, own), frame))
    return cast(Data, copy)
