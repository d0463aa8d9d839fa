"""Links that hold a secret, and whether one leads anywhere."""

import re
from collections.abc import Mapping
from typing import Any

from flask import url_for

from quizapp.submissions import Secret
from quizapp.web.extensions import submissions
from quizapp.web.under_way import browser_here

ROOMS = {"r": "results.show", "s": "shares.door", "c": "going_on.door"}
"""What stands after the language in the addresses of each, and what it leads to; no questionnaire is called so."""

_LINK = re.compile(r"/([rsc])/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")


def is_false(endpoint: str | None, values: Mapping[str, Any] | None) -> bool:
    """Whether this is the address of a result, a share or a way to go on that is not there."""
    secret = (values or {}).get("secret")
    if endpoint is None or secret is None:
        return False
    if endpoint.startswith("going_on."):
        return submissions().find_handover(secret, browser_here()) is None
    find = submissions().find_share if endpoint.startswith("shares.") else submissions().find_result
    return find(secret) is None


def holds_secret(path: str) -> bool:
    """Whether ``path`` is that of a link, sound or not."""
    return path.split("/")[2:3] in ([room] for room in ROOMS)


def find_link(text: str) -> tuple[str, Secret] | None:
    """The room and the secret of the first whole link in ``text``, as it was copied or with something around it."""
    for room, spelled in _LINK.findall(text):
        if secret := Secret.from_text(spelled):
            return room, secret
    return None


def address_of(room: str, secret: Secret, language: str) -> str:
    return url_for(ROOMS[room], language=language, secret=secret)
