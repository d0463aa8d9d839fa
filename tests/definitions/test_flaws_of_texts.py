"""Texts, types and languages: each flaw is reported alone, in its line, with what to do."""

from pathlib import Path

import pytest

from tests.definitions.flaws import Flaw, broken

TEXTS = {
    "no text": Flaw(
        old="subline: Four statements.",
        new="subline: «",
        problem="the text is empty",
        remedy="write a text; a number or `true` goes in quotes",
    ),
    "blank text": Flaw(
        old="subline: Four statements.",
        new="subline: ' ' «",
        problem="the text is empty",
        remedy="write it, or take the key out where it is optional",
    ),
    "a number for a text": Flaw(
        old='label: "10"',
        new="label: 10 «",
        problem="the text is '10', which is no text",
        remedy="write a text; a number or `true` goes in quotes",
    ),
    "a frame that is missing": Flaw(
        old="    text: {now: I stay calm with you., former: I stayed calm with you.}",
        new="    text: {now: I stay calm with you.} «",
        problem="the text has no wording for frame `former`",
        remedy="add `former: …`",
    ),
    "a frame that is not declared": Flaw(
        old="former: I stayed calm with you.}",
        new="former: I stayed calm with you., general: I stay calm.} «",
        problem="frame `general` is not declared",
        remedy="declare the frame under `frames`, or take this out",
    ),
    "keys inside a frame": Flaw(
        old="former: I stayed calm with you.}",
        new="former: {now: I stayed calm with you.}} «",
        problem="a wording holds keys of its own",
        remedy="write one text",
    ),
    "a misspelt frame": Flaw(
        old="former: I stayed calm with you.}",
        new="former: I stayed calm with you., formr: I stay calm.} «",
        problem="`formr` is no frame",
        remedy="did you mean `former`?",
    ),
    "markup": Flaw(
        old="subline: Four statements.",
        new="subline: Four <b>statements</b>. «",
        problem="`<b>statement` looks like markup",
        remedy="write plain text: readers would see these signs as they stand",
    ),
    "an entity": Flaw(
        old="subline: Four statements.",
        new="subline: Four&nbsp;statements. «",
        problem="`&nbsp;` would be read as it stands",
        remedy="write the character itself",
        severity="warning",
    ),
    "a misspelt placeholder": Flaw(
        old="It seems that {clause}.",
        new='"It seems that {clause} {claus}." «',
        problem="unknown placeholder `{claus}`",
        remedy="did you mean `{clause}`?",
    ),
    "a placeholder where none is filled in": Flaw(
        old="subline: Four statements.",
        new='subline: "{name}, four statements." «',
        problem="unknown placeholder `{name}`",
        remedy="there is no placeholder to name here; declare one or remove this",
    ),
    "a placeholder of another field": Flaw(
        old="middle: On {topic}",
        new="middle: On {topic} {first} «",
        problem="unknown placeholder `{first}`",
        remedy="use one of `{topic}`",
    ),
    "a placeholder left out": Flaw(
        old="It seems that {clause}.",
        new="It seems so. «",
        problem="`{clause}` is not used",
        remedy="put it where the engine should fill it in",
        severity="warning",
    ),
    "template syntax": Flaw(
        old="subline: Four statements.",
        new='subline: "{% if x %}" «',
        problem="unknown placeholder `{% if x %}`",
        remedy="there is no placeholder to name here; declare one or remove this",
    ),
    "half a brace": Flaw(
        old="subline: Four statements.",
        new="subline: Four } statements. «",
        problem="a brace without its other half",
        remedy="close it, or use other brackets",
    ),
}

TYPES = {
    "keys for a number": Flaw(
        old="minutes: 1\n",
        new="minutes: {a: 1} «\n",
        problem="`minutes` is a group of keys",
        remedy="write a whole number",
    ),
    "a number for a group": Flaw(
        old="      strength:\n        title: You wait\n        detail: You wait before you answer.\n"
        "        shared_title: I wait\n        shared_detail: I wait before I answer.\n",
        new="      strength: 7 «\n",
        translated=False,
        problem="`strength` is `7`",
        remedy="write its keys: `title`, `detail`, `shared_title`, `shared_detail`",
    ),
    "a key that is missing": Flaw(
        old="    scales: [calm, talk]\n    reliability",
        new="    reliability",
        at="  both:\n    name: Both",
        problem="`scales` is missing",
        remedy="add `scales: …` with a list",
    ),
    "a misspelt key": Flaw(
        old="    reverse: true\n    retelling: you get loud",
        new="    reverse: true\n    revers: true «\n    retelling: you get loud",
        problem="unknown key `revers`",
        remedy="did you mean `reverse`?",
    ),
    "a word for a number": Flaw(
        old="minutes: 1\n",
        new="minutes: one «\n",
        problem="`minutes` is `one`",
        remedy="write a whole number",
    ),
    "yes for true": Flaw(
        old="    reverse: true\n    retelling: you hold back",
        new="    reverse: yes «\n    retelling: you hold back",
        problem="`reverse` is `yes`",
        remedy="write `true` or `false`",
    ),
    "a text for a list": Flaw(
        old="  - [calm1, talk1, calm2]",
        new="  - calm1 «",
        problem="entry 1 of `pages` is `calm1`",
        remedy="write a list",
    ),
    "a frame that does not exist": Flaw(
        old="frames:\n  now:",
        new="frames:\n  past: {choice: A, ask: B, result_title: C, thinking_of: D, shared_title: E}«\n  now:",
        translated=False,
        problem="unknown key `past`",
        remedy="use one of `now`, `former`, `general`",
    ),
    "a drawing that does not exist": Flaw(
        old="        title: You wait\n",
        new="        title: You wait\n        drawing: sparkle «\n",
        problem="`drawing` cannot be `sparkle`",
        remedy="did you mean `spark`?",
    ),
    "the slug in the file": Flaw(
        old="minutes: 1\n",
        new="minutes: 1\nslug: two-scales «\n",
        problem="`slug` stands in the file, but the folder or the request says it",
        remedy="take the line out",
    ),
    "the plan in the wrong file": Flaw(
        old="minutes: 1\n",
        new="minutes: 1\nplan: {} «\n",
        problem="`plan` stands in the wrong file",
        remedy="move it to `plan.yaml`",
    ),
}

LANGUAGES = {
    "a language without a file": Flaw(
        old="  zh-Hans: draft\n",
        new="  zh-Hans: draft\n  de: draft «\n",
        problem="`de` has no file of its own",
        remedy="add the file `de.yaml` beside the source, or take the language out",
    ),
    "a file without a language": Flaw(
        old="  zh-Hans: draft\n",
        new="",
        at="languages:",
        problem="the file `zh-Hans.yaml` belongs to no declared language, so nobody is offered it",
        remedy="add it under `languages` when it is complete, or take the file out",
        severity="warning",
    ),
    "a source language that is not declared": Flaw(
        old="source_language: en\nlanguages:\n  en: reviewed\n",
        new="source_language: fr «\nlanguages:\n",
        problem="the source language `fr` is not declared",
        remedy="add `fr: reviewed` under `languages`",
    ),
}

FLAWS = TEXTS | TYPES | LANGUAGES


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
def test_a_flaw_is_named_alone_in_its_line(flaw: Flaw, tmp_path: Path) -> None:
    said, expected = broken(flaw, tmp_path)
    assert said == expected
