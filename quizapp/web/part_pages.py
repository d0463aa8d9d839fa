"""One page of sentences: drawn once for everybody and filled in for each, and read when it comes back."""

from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime
from functools import partial

from flask import abort, g, render_template, request
from flask_wtf.csrf import generate_csrf

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Sitting
from quizapp.web.extensions import stencils, submissions
from quizapp.web.forms import build_part_form, given, part_problems, sound
from quizapp.web.sitting_pages import build_part_page, fillings_of
from quizapp.web.stencils import Stencil

KNOWN_QUERIES = frozenset({b"", b"to_check=1"})
"""What may stand in the address of a page that is kept for others."""

LONGEST_TIME = 15
"""Digits of milliseconds since 1970: enough for some thousand years."""


class SentPage:
    """What was sent of page ``part``. It can be read once the sitting is known, and then has a questionnaire."""

    def __init__(self, slug: str, part: int) -> None:
        self._slug, self._part = slug, part

    def read(self, sitting: Sitting) -> dict[str, str] | None:
        """The answers that can be taken; None in a sitting of another test. Answers with 404 for a page not there."""
        if sitting.slug != self._slug:
            return None
        self.questionnaire = wording_of(sitting, self._part)
        self.form = build_part_form(self.questionnaire, self._part, request.form)
        self.form.validate()
        return sound(self.form)

    def read_touched(self, sitting: Sitting) -> dict[str, str] | None:
        """The same, without the texts that were not sent."""
        read = self.read(sitting)
        return None if read is None else {name: value for name, value in read.items() if name in request.form}

    @property
    def problems(self) -> dict[str, str]:
        return part_problems(self.questionnaire, self.form)

    def over(self, answers: Mapping[str, str]) -> dict[str, str]:
        """All that was sent, what cannot be taken too, over what was answered before."""
        return {**answers, **given(self.form)}


def wording_of(sitting: Sitting, part: int) -> Questionnaire:
    """The questionnaire of a sitting in the language of this page. Answers with 404 where it has no such part."""
    questionnaire = submissions().wording_of(sitting, g.language)
    return questionnaire if 1 <= part <= len(questionnaire.pages) else abort(404)


def draw_part(
    of: Questionnaire, part: int, answers: Mapping[str, str], problems: Mapping[str, str], *, stale: bool = False
) -> str:
    """One page for someone who gave these answers. ``stale``: it was sent with an old token."""
    draw = partial(_draw, of, part, problems, stale=stale)
    now = str(int(1000 * submissions().now().timestamp()))
    fillings = {":now": now, **fillings_of(of, answers)}
    return fill_in(of, draw, part, fillings=fillings, for_all=not problems and not stale)


def fill_in(
    of: Questionnaire, draw: Callable[[], str], *what: Hashable, fillings: Mapping[str, str], for_all: bool = True
) -> str:
    """A page of a wording, filled in with a token and ``fillings``. Drawn once where it is ``for_all`` others, too.

    ``what``: all else that it depends on.
    """
    # The page leads to itself in another language, and so holds whatever stands in its address.
    kept = for_all and request.query_string in KNOWN_QUERIES
    wording = (of.slug, of.version, of.frame, of.form, of.language, g.language)
    key = (request.endpoint, request.query_string, *wording, *what)
    stencil = stencils().get(key, draw) if kept else Stencil.cut(draw())
    return stencil.fill({":token": generate_csrf(), **fillings})


def _draw(of: Questionnaire, part: int, problems: Mapping[str, str], *, stale: bool) -> str:
    page = build_part_page(of, part, problems, g.language, to_check="to_check" in request.args, stale=stale)
    return render_template("pages/part.html", page=page)


def given_at(told: str) -> datetime:
    """What a page says that the time is, which it was told when it was made; else now."""
    if not (told.isascii() and told.isdecimal() and len(told) < LONGEST_TIME):
        return submissions().now()
    return datetime.fromtimestamp(int(told) / 1000, UTC)
