"""The texts of the pages in the language of the reader, looked up so that it costs little."""

from typing import cast

from babel.support import Translations
from flask import Flask, g
from flask_babel import get_translations
from markupsafe import Markup


def add_speech(app: Flask) -> None:
    """Let templates say texts. A page has a hundred, so the catalogue is found once a page and each text once."""
    said: dict[tuple[Translations, str], Markup] = {}

    def say(text: str, /, **words: object) -> Markup:
        catalogue = _catalogue()
        if words:
            return Markup(catalogue.ugettext(text)) % words  # noqa: S704  # our own texts; the words are escaped
        found = said.get((catalogue, text))
        if found is None:
            found = said[catalogue, text] = Markup(catalogue.ugettext(text)) % {}  # noqa: S704  # as above
        return found

    def say_number(one: str, many: str, num: int, /, **words: object) -> Markup:
        return Markup(_catalogue().ungettext(one, many, num)) % {"num": num, **words}  # noqa: S704  # as above

    app.jinja_env.globals.update(_=say, gettext=say, ngettext=say_number)


def _catalogue() -> Translations:
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return cast(Translations, found)
