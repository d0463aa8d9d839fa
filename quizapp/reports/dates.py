"""Dates as a reader of a language writes them."""

from datetime import datetime

from babel.dates import format_date


def long_date(moment: datetime, language: str) -> str:
    """The day of ``moment`` in words: "23 November 2026", "2026年11月23日"."""
    if language == "en":  # the order that reads the same in every English-speaking country
        return f"{moment.day} {format_date(moment, 'MMMM y', locale='en')}"
    return str(format_date(moment, "long", locale=language.replace("-", "_")))
