"""What commands are given, made into what they work with; and the one line they stop with."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from quizapp.definitions.library import Library
from quizapp.definitions.problems import DefinitionError
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import FORMS, Form, Frame
from quizapp.settings import BadSettings, Settings, read_settings, shipped

questionnaires_option = click.option(
    "--questionnaires",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with definitions to use instead of the shipped ones.",
)


form_option = click.option(
    "--form", type=click.Choice(FORMS), default="full", show_default=True, help="How much of it was asked."
)


def stop(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(1)


def settings_from(questionnaires: Path | None, port: int = 8000) -> Settings:
    environment = dict(os.environ)
    if questionnaires:
        environment["QUIZAPP_QUESTIONNAIRES"] = str(questionnaires)
    try:
        return read_settings(environment, port)
    except BadSettings as error:
        stop(str(error))


def library_from(questionnaires: Path | None) -> Library:
    try:
        return Library.load(questionnaires or shipped("questionnaires"))
    except DefinitionError as error:
        stop(str(error))


def questionnaire_named(
    name: str,
    library: Library,
    language: str | None = None,
    frame: Frame | None = None,
    form: Form = "full",
) -> Questionnaire:
    """SLUG or SLUG@VERSION."""
    slug, _, version = name.partition("@")
    number = int(version) if version.isdecimal() else _newest(library, slug)
    listing = library.find_listing(slug, number)
    if listing and form not in listing.forms:
        stop(f"{name}: has no {form} form - leave --form out, or declare it under `forms`")
    own = (language or listing.source_language, frame or listing.frames[0]) if listing else None
    found = library.find(slug, number, *own, form) if own else None
    if not found:
        known = ", ".join(listing.slug for listing in library.newest())
        stop(f"{name}: there is no such questionnaire in this language - choose one of {known}")
    return found


def _newest(library: Library, slug: str) -> int:
    newest = library.find_newest(slug)
    return newest.version if newest else 0
