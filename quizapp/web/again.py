"""What was sent while the database was away: on the page that says so, to be sent again."""

from dataclasses import dataclass

from flask import g, request

from quizapp.domain.answers import LONGEST_ANSWER
from quizapp.web.extensions import submissions
from quizapp.web.reflection_form import holds_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One field. ``words``: somebody wrote it, and wants to see that it is still there."""

    name: str
    value: str
    words: bool


def find_sent() -> list[Sent]:
    """Every field of the form that was sent. Asks nothing of the database."""
    written = _written_items()
    return [
        Sent(name=name, value=value, words=bool(value.strip()) and (name in written or holds_words(name, value)))
        for name, value in request.form.items(multi=True)
        # The page has one of its own.
        if name != "csrf_token"
    ]


def _written_items() -> set[str]:
    """What the newest version asks to be answered in words: which version a sitting is of cannot be asked now."""
    slug = (request.view_args or {}).get("slug")
    newest = submissions().find_newest(slug, g.language) if slug else None
    return {key for key, item in newest.asked.items() if item.kind in LONGEST_ANSWER} if newest else set()
