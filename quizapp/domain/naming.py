"""Names that were probably mistyped, and what was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

_NAMES_SHOWN = 8


def find_close(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like ``name``; None when none does."""
    by_lower = {key.lower(): key for key in known}
    close = get_close_matches(name.lower(), by_lower)
    return by_lower[close[0]] if close else None


def suggestion(name: str, known: Iterable[str], kind: str) -> str:
    """What to do about a name that stands for nothing: the known one it looks most like, or a list of them."""
    known = list(known)
    close = find_close(name, known)
    if close is not None:
        return f"did you mean `{close}`?"
    if not known:
        return f"there is no {kind} to name here; declare one or remove this"
    names = [f"`{key}`" for key in known]
    rest = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return f"use one of {', '.join(names[:_NAMES_SHOWN])}{rest}"
