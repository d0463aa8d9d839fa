"""The open prompts after the result: each flaw is reported alone, in its line, with what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken

RANKING = "    places: 2\n    choices:\n      truth: truth\n      rest: rest\n"

FLAWS = {
    "a sentence that quotes an unknown prompt": Flaw(
        old="  loud:\n    - prompt: carried\n",
        new="  loud:\n    - prompt: caried «\n",
        problem="unknown prompt `caried`",
        remedy="did you mean `carried`?",
    ),
    "a rating that is none": Flaw(
        old="    item: where\n",
        new="    item: were «\n",
        problem="unknown item without a scale `were`",
        remedy="did you mean `where`?",
    ),
    "a rating that looks at nothing": Flaw(
        old="    kind: rating\n    item: where\n",
        new="    kind: rating\n",
        at="  where_again:\n",
        problem="prompt `where_again` looks at no rating again",
        remedy="add `item: …` with the id of a rating",
    ),
    "a text with a rating": Flaw(
        old="    kind: long_text\n",
        new="    kind: long_text\n    item: where «\n",
        problem="prompt `carried` is no rating",
        remedy="take `item` out, or write `kind: rating`",
    ),
    "more places than choices": Flaw(
        old=RANKING,
        new=RANKING.replace("places: 2", "places: 3"),
        at="  values:\n",
        problem="prompt `values` ranks 3 of 2 choices",
        remedy="write one place or more, and no more than there are choices",
    ),
    "choices that nobody sees": Flaw(
        old="    kind: ranking\n    label: Two values\n    help: In order.\n    places: 2\n    choices:\n",
        new="    kind: short_text\n    label: Two values\n    help: In order.\n    places: 2\n    choices: «\n",
        problem="prompt `values` is no ranking, so nobody sees its choices",
        remedy="take them out, or write `kind: ranking`",
    ),
    "an unknown kind": Flaw(
        old="    kind: long_text\n",
        new="    kind: long_txt «\n",
        problem="`kind` cannot be `long_txt`",
        remedy="did you mean `long_text`?",
    ),
    "a change of what is no rating": Flaw(
        old="        text: You put {first} in front.\n",
        new="        text: You put {first} in front.\n        changed: It was {first}. «\n",
        translated=False,
        problem="`values` is no rating, so it cannot have changed",
        remedy="take it out",
    ),
    "an unknown page": Flaw(
        old="own_words:\n  loud:\n",
        new="own_words:\n  lowd: «\n",
        translated=False,
        problem="unknown key `lowd`",
        remedy="did you mean `loud`?",
    ),
    "a sentence that quotes nothing": Flaw(
        old="        text: You put {first} in front.\n",
        new="        text: You put it in front. «\n",
        problem="nothing is quoted here",
        remedy="put `{words}` where the person's own words should stand",
    ),
    "an unknown placeholder": Flaw(
        old="        text: You put {first} in front.\n",
        new="        text: You put {frist} in front of {words}. «\n",
        problem="unknown placeholder `{frist}`",
        remedy="did you mean `{first}`?",
    ),
    "a prompt that nothing quotes": Flaw(
        old="      - prompt: values\n        text: You put {first} in front.\n",
        new="",
        translated=False,
        at="  values:\n",
        problem="nothing quotes prompt `values` in the edition for one",
        remedy="name it under `own_words` where it belongs, or take it out",
        severity="warning",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(replace(flaw, file="plan.yaml"), tmp_path)
    assert said == expected
