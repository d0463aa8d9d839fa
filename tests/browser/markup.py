"""What becomes of a page on its way out of a house: it is judged, kept, and said in languages that nobody speaks."""

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path

import html5lib
from flask import Response, request

from tests.browser.pseudo import LETTERS, say_in

MARKUP = os.environ.get("MARKUP")
"""A folder to keep every page in as it is served."""


def find_flaw(page: str) -> str | None:
    """What a browser would have to repair in this markup, or which of two things of one name it would take."""
    try:
        document = html5lib.HTMLParser(strict=True).parse(page)
    except html5lib.html5parser.ParseError as error:
        return f"{request.path}: {error}"
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    twice = [name for name, times in ids.items() if times > 1]
    return f"{request.path}: more than one {twice}" if twice else None


def keep_page(page: str) -> None:
    """As it is served, for a validator that `make pages` asks."""
    if MARKUP:
        name = f"{request.endpoint}-{sha256(page.encode()).hexdigest()[:12]}.html"
        (Path(MARKUP) / name).write_text(page, "utf-8")


def let_scripts_look(response: Response) -> Response:
    """The frame for articles forbids every script, also the one that judges it. It is looked at where it lies."""
    if request.endpoint == "embedding.frame":
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'"
    return response


def in_pseudo_languages(response: Response) -> Response:
    """Whoever asks for a language that nobody speaks gets it."""
    language = request.headers.get("Accept-Language", "").partition(",")[0].partition("-")[0]
    if language in LETTERS and response.mimetype == "text/html":
        response.set_data(say_in(language, response.get_data(as_text=True)))
    return response
