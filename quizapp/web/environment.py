"""How templates are kept between pages."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class OneOfGlobals(Environment):
    """Every template shares the globals of all.

    Jinja would chain each template's own before them, and look through both at each of a page's twenty imports.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals
