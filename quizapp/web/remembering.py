"""Results that this browser was asked to remember: their secrets in a cookie, which only this server is sent."""

from flask import request
from werkzeug.wrappers import Response

from quizapp.domain.result import Result
from quizapp.submissions import Secret
from quizapp.web.extensions import settings, submissions

MOST = 5
"""Results that one browser remembers; the newest stay."""


def remembered_here() -> list[tuple[Secret, Result]]:
    """The results that this browser remembers and that are still kept, the last one remembered first."""
    spelled = request.cookies.get(_name(), "").split(".")[:MOST]
    secrets = dict.fromkeys(secret for text in spelled if (secret := Secret.from_text(text)))
    return [(secret, result) for secret in secrets if (result := submissions().find_result(secret))]


def is_remembered(secret: Secret) -> bool:
    return any(secret == known for known, _ in remembered_here())


def remember(response: Response, secret: Secret) -> None:
    """Let this browser remember a result, no longer than it is kept."""
    found = submissions().find_result(secret)
    others = [(known, result) for known, result in remembered_here() if known != secret]
    _put(response, [*([(secret, found)] if found else []), *others][:MOST])


def forget(response: Response, secret: Secret) -> None:
    _put(response, [(known, result) for known, result in remembered_here() if known != secret])


def forget_all(response: Response) -> None:
    if _name() in request.cookies:
        _put(response, [])


def _put(response: Response, kept: list[tuple[Secret, Result]]) -> None:
    longest = max((result.keep_until - submissions().now() for _, result in kept), default=None)
    response.set_cookie(
        _name(),
        ".".join(secret.text for secret, _ in kept),
        max_age=longest or 0,
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )


def _name() -> str:
    return "__Host-kept" if settings().secure else "kept"
