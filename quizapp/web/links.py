"""Links that hold a secret, and whether one leads anywhere."""

from collections.abc import Callable, Mapping
from typing import Any

from quizapp.submissions import Secret
from quizapp.web.extensions import submissions

FINDERS: Mapping[str, Callable[[Secret], object | None]] = {
    "results": lambda secret: submissions().find_result(secret),
    "shares": lambda secret: submissions().find_share(secret),
}
ROOMS = ("r", "s")
"""What stands after the language in the addresses of both; no questionnaire is called so."""


def is_false(endpoint: str | None, values: Mapping[str, Any] | None) -> bool:
    """Whether this is the address of a result or a share that is not there."""
    find = FINDERS.get((endpoint or "").partition(".")[0])
    return find is not None and values is not None and find(values["secret"]) is None


def holds_secret(path: str) -> bool:
    """Whether ``path`` is that of a link, sound or not."""
    return path.split("/")[2:3] in ([room] for room in ROOMS)
