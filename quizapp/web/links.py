"""Links that hold a secret, and whether one leads anywhere."""

from collections.abc import Mapping
from typing import Any

from quizapp.web.extensions import submissions

ROOMS = ("r", "s")
"""What stands after the language in the addresses of both; no questionnaire is called so."""


def is_false(endpoint: str | None, values: Mapping[str, Any] | None) -> bool:
    """Whether this is the address of a result or a share that is not there."""
    secret = (values or {}).get("secret")
    if endpoint is None or secret is None:
        return False
    find = submissions().find_share if endpoint.startswith("shares.") else submissions().find_result
    return find(secret) is None


def holds_secret(path: str) -> bool:
    """Whether ``path`` is that of a link, sound or not."""
    return path.split("/")[2:3] in ([room] for room in ROOMS)
