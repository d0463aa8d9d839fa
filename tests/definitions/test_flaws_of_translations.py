"""A translation is complete, holds nothing but text, and so can never change a score."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken

TALK3 = "  talk3:\n    text: 译文。\n"
NO_TEXT = "take it out: it stands once, in the source file"

STRUCTURE = {
    "an item reversed": ("    reverse: true «\n", "reverse"),
    "an item moved to another scale": ("    scale: calm «\n", "scale"),
    "an item answered in another way": ("    responses: ten «\n", "responses"),
}
FLAWS = {
    name: Flaw(
        old=TALK3,
        new=TALK3 + line,
        problem=f"`{key}` is no text, and a translation holds nothing else",
        remedy=NO_TEXT,
    )
    for name, (line, key) in STRUCTURE.items()
} | {
    "an option that counts something else": Flaw(
        old="      never:\n",
        new="      never:\n        value: 5 «\n",
        problem="`value` is no text, and a translation holds nothing else",
        remedy=NO_TEXT,
    ),
    "a text that is not translated": Flaw(
        old=TALK3,
        new="  talk3: «\n",
        problem="`items.talk3.text` is not translated",
        remedy="add `text` with the text",
    ),
    "a text that the source leaves out": Flaw(
        old=TALK3,
        new=TALK3 + "    lowest_label: 译文。 «\n",
        problem="`lowest_label` is not in the source language",
        remedy="take it out, or write it in the source language first",
    ),
    "a misspelt key": Flaw(
        old="\nfear:",
        new="\nfeer: 译文。 «\nfear:",
        problem="`feer` is not in the source language",
        remedy="did you mean `fear`?",
    ),
    "a placeholder lost": Flaw(
        old="strength_leaning: 译文{clause}。",
        new="strength_leaning: 译文。 «",
        problem="`{clause}` is not used",
        remedy="put it where the engine should fill it in",
        severity="warning",
    ),
    "a placeholder translated": Flaw(
        old="strength_leaning: 译文{clause}。",
        new="strength_leaning: 译文{clause}{句子}。 «",
        problem="unknown placeholder `{句子}`",
        remedy="use one of `{clause}`",
    ),
    "a pattern without its form to share": Flaw(
        old="    shared: 我的译文。\n  heated:\n",
        new="  heated:\n",
        at="  open:\n    name",
        problem="`patterns.open.shared` is not translated",
        remedy="add `shared` with the text",
    ),
    "a plan text that is not translated": Flaw(
        old="  tagline: 译文。\n",
        new="",
        at="plan:\n",
        problem="`plan.tagline` is not translated",
        remedy="add `tagline` with the text",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(replace(flaw, file="zh-Hans.yaml"), tmp_path)
    assert said == expected
