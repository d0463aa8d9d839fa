"""The texts of the pages in the language of the reader, looked up so that it costs little."""

import re
from typing import cast

from babel.support import Translations
from flask import Flask, g
from flask_babel import get_translations
from markupsafe import Markup

_COUNT = re.compile("(?<=[0-9])(?=[\u3400-\u9fff])")
TOGETHER = "\u200a\u2060"
"""A hair space and a word joiner: no line ends between a number and its counter word in Chinese. The joiner alone
would take away the space that a browser puts between two scripts."""


def add_speech(app: Flask) -> None:
    """Let templates say texts. A page has a hundred, so the catalogue is found once a page and each text once."""
    said: dict[tuple[Translations, str], Markup] = {}

    def say(text: str, /, **words: object) -> Markup:
        catalogue = _catalogue()
        if words:
            return _with_counts(Markup(catalogue.ugettext(text)) % words)  # noqa: S704  # our own texts; the words are escaped
        found = said.get((catalogue, text))
        if found is None:
            found = said[catalogue, text] = _with_counts(Markup(catalogue.ugettext(text)) % {})  # noqa: S704  # as above
        return found

    def say_number(one: str, many: str, num: int, /, **words: object) -> Markup:
        return _with_counts(Markup(_catalogue().ungettext(one, many, num)) % {"num": num, **words})  # noqa: S704  # as above

    app.jinja_env.globals.update(_=say, gettext=say, ngettext=say_number)


def _with_counts(said: Markup) -> Markup:
    return Markup(_COUNT.sub(TOGETHER, said))  # noqa: S704  # only spaces are added


def _catalogue() -> Translations:
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return cast(Translations, found)
