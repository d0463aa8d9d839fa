"""Questionnaires from files, scored into profiles, told as pages and as a report."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizapp.application import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """``create_app``, imported when it is asked for: most commands need neither pages nor a database."""
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quizapp.application import create_app  # noqa: PLC0415  # the reason is above

    return create_app
