"""How a language puts things beside one another: said once, for pages and report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joining:
    """What stands between two ``sentences``, and between two ``names`` of a list.

    ``plain_first``: the plain words of a stage lead, and its name follows.
    """

    sentences: str
    names: str
    plain_first: bool


_SPACED = Joining(sentences=" ", names=", ", plain_first=False)
_CHINESE = Joining(sentences="", names="、", plain_first=True)


def joining_of(language: str) -> Joining:
    return _CHINESE if language.partition("-")[0] == "zh" else _SPACED
