"""Items -> pages, where the author lays out none: scales interleaved, few on a page. Always the same for the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

AT_MOST = 6
"""Items on one page."""


def laid_out(items: Mapping[str, tuple[str, str | None]], sections: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages of item ids. ``items``: id -> kind and scale, in the order of the file; ``sections``: their items.

    Each section has pages of its own, in the order in which the first item of each stands in the file, and so has
    what belongs to none. A note is a page by itself, and nothing moves across it. In between come first the items
    of scales, interleaved, then the others in the order of the file.
    """
    return [page for block in _blocks(items, sections) for page in _pages(items, block)]


def _blocks(items: Mapping[str, tuple[str, str | None]], sections: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """What may be mixed: ids between two notes of one section."""
    section_of = {key: number for number, section in reversed(list(enumerate(sections))) for key in section}
    by_section: dict[int, list[str]] = {}
    for key in items:
        by_section.setdefault(section_of.get(key, -1), []).append(key)
    for keys in by_section.values():
        block: list[str] = []
        for key in keys:
            if items[key][0] == "note":
                yield block
                yield [key]
                block = []
            else:
                block.append(key)
        yield block


def _pages(items: Mapping[str, tuple[str, str | None]], block: list[str]) -> Iterator[list[str]]:
    """The block in its order, on pages that differ by one item at most."""
    scaled = {key: scale for key in block if (scale := items[key][1]) is not None}
    ordered = [*interleaved(scaled), *(key for key in block if key not in scaled)]
    pages = ceil(len(ordered) / AT_MOST)
    for number in range(pages):
        size, larger = divmod(len(ordered), pages)
        first = number * size + min(number, larger)
        yield ordered[first : first + size + (number < larger)]


def interleaved(scales: Mapping[str, str]) -> Iterable[str]:
    """Item ids in an order in which as few neighbours as possible are of one scale. ``scales``: id -> scale.

    From the scale with most items left, the first declared among equals, never twice running while there is
    another; within a scale in the order of the file.
    """
    waiting: dict[str, list[str]] = {}
    for key, scale in scales.items():
        waiting.setdefault(scale, []).append(key)
    last = None
    while waiting:
        others = [scale for scale in waiting if scale != last] or list(waiting)
        last = max(others, key=lambda scale: len(waiting[scale]))
        yield waiting[last].pop(0)
        if not waiting[last]:
            del waiting[last]
