"""Pages that are drawn once for everybody, with gaps for what differs from one taker to the next.

Templates stay the only thing that makes HTML. They write ``gap(name)`` where an answer or a token belongs, and what
fills it is escaped. The gap of an item is called as the item is; others begin with a colon, which no item does.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock

from markupsafe import Markup, escape

# HTML has no such thing, and no text can look like it: texts are escaped.
_GAP = re.compile(r"<\?(\S+?)\?>")


def gap(name: str) -> Markup:
    """What a template writes where ``name`` is filled in later."""
    return Markup("<?{}?>").format(name)


@dataclass(frozen=True, slots=True)
class Stencil:
    """A drawn page. ``pieces``: text and the names of gaps in turn, beginning and ending with text."""

    pieces: list[str]

    @classmethod
    def cut(cls, page: str) -> "Stencil":
        return cls(_GAP.split(page))

    def fill(self, fillings: Mapping[str, str]) -> str:
        """The page for one taker, with nothing in the gaps that ``fillings`` does not name."""
        pieces = self.pieces.copy()
        pieces[1::2] = [str(escape(fillings[name])) if name in fillings else "" for name in pieces[1::2]]
        return "".join(pieces)


class Stencils:
    """The pages that were drawn last; may be asked from several threads."""

    def __init__(self, most: int) -> None:
        """``most``: how many are kept, each some 8 KB."""
        self._most, self._kept, self._lock = most, dict[Hashable, Stencil](), Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> Stencil:
        """The page kept under ``key``, which tells all that ``draw`` depends on; drawn where it is not there yet."""
        found = self._kept.get(key)
        if found is None:
            found = Stencil.cut(draw())
            self._keep(key, found)
        return found

    def _keep(self, key: Hashable, stencil: Stencil) -> None:
        with self._lock:
            self._kept[key] = stencil
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
