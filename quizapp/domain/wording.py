"""The kinds of text a definition holds."""

from typing import Literal, NewType

Text = NewType("Text", str)
"""A sentence that a translation replaces. Every field of this type, and no other, may stand in an overlay."""

Frame = Literal["now", "former", "general"]
"""Whom the taker thinks of: the person they are with, someone before, or nobody in particular."""

FRAMES: tuple[Frame, ...] = ("now", "former", "general")

Form = Literal["short", "full"]
"""How much of a questionnaire is asked: its first items, or all of them."""

FORMS: tuple[Form, ...] = ("short", "full")


def filled(text: str, /, **values: str) -> str:
    """Put ``values`` in the places of ``text`` named ``{like_this}``; nothing else in braces is touched."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def sentence(clause: str) -> str:
    """Begin ``clause`` with a capital where its script has one."""
    return clause[:1].upper() + clause[1:]
