"""The answers under way in this browser, and what stands for the browser."""

from flask import session, url_for

from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Sitting
from quizapp.submissions import Secret
from quizapp.web.extensions import submissions


def key_here(slug: str) -> Secret | None:
    """The key of a sitting of this questionnaire; it may have expired."""
    return Secret.from_text(session.get(slug, ""))


def find_sitting(slug: str) -> Sitting | None:
    secret = key_here(slug)
    sitting = submissions().find_sitting(secret) if secret else None
    return sitting if sitting and sitting.slug == slug else None


def browser_here() -> str:
    """What this browser's forms are bound to; empty in one that was shown no form yet."""
    return str(session.get("csrf_token", ""))


def where_to_go_on(questionnaire: Questionnaire, sitting: Sitting, language: str) -> str:
    """Where somebody who comes back goes on: the furthest page that was sent, or the one after it when it is full."""
    part = _next_part(questionnaire, sitting)
    if part > len(questionnaire.pages):
        return url_for("sittings.check", language=language, slug=questionnaire.slug)
    return url_for("sittings.part", language=language, slug=questionnaire.slug, part=part)


def _next_part(questionnaire: Questionnaire, sitting: Sitting) -> int:
    furthest = max((posted.page for posted in sitting.posted), default=0)
    shown = questionnaire.pages[furthest - 1] if furthest else []
    left_open = any(key in questionnaire.asked and key not in sitting.answers for key in shown)
    return furthest if left_open else furthest + 1
