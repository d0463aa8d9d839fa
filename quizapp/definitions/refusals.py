"""What is refused of one event of YAML, and how to write it: aliases, tags, and slips that YAML takes for words."""

import re
from collections.abc import Iterator

import yaml

from quizapp.definitions.decoding import find_refused

Refusal = tuple[str, str]
"""What is wrong, and what to do."""

_OPENED = re.compile(r"([\w-]+) ([{\[])")
"""A key whose colon was left out, with the bracket of its value: the two are one word to YAML."""
_JOINED = re.compile(r"([\w-]+):\S")


def of_node(event: yaml.Event) -> Iterator[Refusal]:
    """Of what an anchor, an alias or a tag would be built from."""
    if isinstance(event, yaml.AliasEvent):
        yield f"an alias (`*{event.anchor}`)", "write the value out; text goes in quotes"
        return
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        yield f"an anchor (`&{event.anchor}`)", "take it out, or put the text in quotes"
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        yield f"a tag (`{event.tag}`)", "take it out, or put the text in quotes"


def of_text(event: yaml.ScalarEvent) -> Iterator[Refusal]:
    # Only between double quotes can a character be written as an escape, unseen by ``decode``.
    refused = find_refused(event.value) if event.style == '"' else None
    if refused is not None:
        yield refused
    if not event.style and event.value.startswith("“") and "”" not in event.value:
        problem = f"the text begins with `“`, and ends before its `”` (`{event.value[:40]}`)"
        yield problem, 'put all of it between straight quotes (`"`)'


def of_key(key: str) -> Iterator[Refusal]:
    if opened := _OPENED.match(key):
        yield f"there is no colon after `{opened[1]}`", f"write `{opened[1]}: {opened[2]}`"
    if key in ("", "<<"):
        yield f"`{key}` as a key", "write a word; keys cannot be empty or merged"


def of_lone_word(word: str, before: str, value: object) -> Refusal:
    """Of a word between brackets without a colon: what stood behind a comma, as in ``{text: Slow, and long}``.

    ``before``: the key in front of it, with its value.
    """
    if joined := _JOINED.match(word):
        return f"there is no blank after `{joined[1]}:`", f"write `{joined[1]}: `, a colon and a blank"
    if word.isdecimal() and isinstance(value, int):
        return f"`{before}` is `{value},{word}`", f"write a number, with a point: `{value}.{word}`"
    # A word may go over several lines, and a problem is one.
    problem = f"`{' '.join(word[:40].split())}` stands alone between two commas or brackets"
    return problem, "put the whole text in quotes, or write a value after it"
