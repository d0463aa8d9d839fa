"""What someone wrote after the result, to deepen their report. Nothing of it is ever asked for."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.domain.answers import LONGEST_ANSWER

LONGEST_REPLY: Mapping[str, int] = {
    "short_text": LONGEST_ANSWER["short_text"],
    "long_text": 20_000,
    "ranking": 80,
}
"""Characters that an answer to a prompt may have, by its kind; of a ranking, each of its places."""

_UNSEEN = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One place of a ranking: the id of a choice, or own words."""

    choice: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """Answers by the id of their prompt; what was left open is not in it. ``rankings``: the first place first."""

    ratings: dict[str, int] = field(default_factory=dict)
    rankings: dict[str, list[Pick]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def answered(self) -> frozenset[str]:
        """The prompts that hold something."""
        return frozenset([*self.ratings, *self.rankings, *self.texts])


def cleaned(text: str) -> str:
    """``text`` without blank ends and control characters, its lines ended one way; else as it was written.

    A control character cannot be seen and not be printed, and comes from copying.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in ("\n", "\t") or unicodedata.category(c) not in _UNSEEN).strip()
