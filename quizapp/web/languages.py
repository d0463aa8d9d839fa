"""Which languages the pages speak, and how one of them is chosen."""

from babel import Locale, UnknownLocaleError
from flask import Request

LANGUAGES: dict[str, str] = {"en": "English", "zh-Hans": "中文"}
"""Code -> what its speakers call it."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def preferred(request: Request) -> str:
    """The language a browser asks for, or the first."""
    best = request.accept_languages.best_match([*LANGUAGES, "zh"])
    return "zh-Hans" if best == "zh" else best or next(iter(LANGUAGES))


def find_nearest(code: str) -> str | None:
    """Our language for a code in another spelling, region or script, or None when it is another one."""
    tag = code.lower().replace("_", "-")
    whole = (known for known in LANGUAGES if known.lower() == tag)
    related = (known for known in LANGUAGES if known.partition("-")[0] == tag.partition("-")[0])
    return next(whole, None) or next(related, None)


def locale_of(language: str) -> str:
    """The same language as Babel names it."""
    return language.replace("-", "_")


def direction_of(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def name_in(language: str, reader: str) -> str:
    """What readers of one language call another; its tag where nobody has named it."""
    try:
        return Locale.parse(locale_of(language)).get_display_name(locale_of(reader)) or language
    except (ValueError, UnknownLocaleError):
        return language
