"""Who can be called, as it is shown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """One line to call. ``note``: for whom and when; ``source``: where it was checked, ``checked``: when."""

    name: str
    number: str
    note: str
    source: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCountry:
    """The lines of one country."""

    country: str
    lines: list[SupportLine]
