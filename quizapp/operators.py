"""Settings that say who runs the site: what its pages are called, and what people must be told about their data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NAME = "QUIZAPP_SITE_NAME"
CONTACT = "QUIZAPP_CONTACT"
RESPONSIBLE = "QUIZAPP_RESPONSIBLE"
HOSTED = "QUIZAPP_HOSTED"
TRANSFERS = "QUIZAPP_TRANSFERS"
COMPLAINTS = "QUIZAPP_COMPLAINTS"

TO_TELL = {
    RESPONSIBLE: "write the name and postal address of who answers for the data",
    CONTACT: "write an e-mail address, or an https address, for questions about it",
    HOSTED: "write where the servers stand and whose they are",
    TRANSFERS: "write whether data leaves that country, where to, and on what ground; or that it does not",
    COMPLAINTS: "write the name and address of the authority that takes complaints",
}
"""What a public site must say, and what belongs there."""

LONGEST = {NAME: 40}
USUALLY_LONGEST = 600
_TAG = re.compile(r"[A-Z]{2,3}(_[A-Z]{4})?(_[A-Z]{2})?")

Words = Mapping[str, str]
"""Language tag in small letters -> words; "" stands for every language that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who runs the site, by variable. Only a site that is not public may leave out what is ``TO_TELL``."""

    said: Mapping[str, Words]

    @property
    def known(self) -> bool:
        """Whether all is there that people must be told."""
        return all(self.said.get(variable) for variable in TO_TELL)

    def tell(self, variable: str, language: str) -> str:
        """What is said in a language, or in all; empty when nothing is."""
        words, tag = self.said.get(variable, {}), language.lower()
        return words.get(tag) or words.get(tag.partition("-")[0]) or words.get("", "")


def find_operator(environment: Mapping[str, str], problems: list[str], *, public: bool) -> Operator:
    """``public``: people reach the site over https, so they must be told who runs it."""
    said = {variable: _words(environment, variable, problems) for variable in [NAME, *TO_TELL]}
    for variable, remedy in TO_TELL.items():
        if public and variable not in environment:
            problems.append(f"{variable}: a public site must say this - {remedy}")
    return Operator(said=said)


def _words(environment: Mapping[str, str], variable: str, problems: list[str]) -> Words:
    found = dict(_given(environment, variable))
    longest = LONGEST.get(variable, USUALLY_LONGEST)
    for tag, words in found.items():
        name = variable if not tag else f"{variable}_{tag.upper().replace('-', '_')}"
        if not words or len(words) > longest or not words.isprintable():
            problems.append(f"{name}: cannot be shown - write 1 to {longest} characters in one line")
        elif variable == CONTACT and not re.fullmatch(r"https://\S+|[^\s@/]+@[^\s@/]+", words):
            problems.append(f"{name}: {words!r} cannot be written to - {TO_TELL[CONTACT]}")
    return found


def _given(environment: Mapping[str, str], variable: str) -> Iterator[tuple[str, str]]:
    for name, words in environment.items():
        if name == variable:
            yield "", words.strip()
        elif name.startswith(f"{variable}_") and _TAG.fullmatch(tag := name.removeprefix(f"{variable}_")):
            yield tag.lower().replace("_", "-"), words.strip()
