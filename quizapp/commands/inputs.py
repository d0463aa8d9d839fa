"""What commands are given, made into what they work with; and the one line they stop with."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizapp.definitions.library import Library, Listing
from quizapp.definitions.problems import DefinitionError
from quizapp.domain.naming import suggestion
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import FORMS, Form, Frame
from quizapp.settings import BadSettings, Settings, read_settings, shipped

if TYPE_CHECKING:
    from quizapp.storage.store import Store

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

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


@contextmanager
def open_store() -> Iterator["Store"]:
    """The store of this installation; stops in words when it cannot be used."""
    from flask import Flask

    from quizapp.storage.store import StorageUnavailable, build_store

    settings = settings_from(None)
    try:
        store = build_store(Flask(__name__), settings.database_url)
        problems = store.check()
        if problems:
            stop("\n".join(problems))
        yield store
    except StorageUnavailable as error:
        stop(f"{error} Look with `quizapp doctor`.")


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
    """SLUG or SLUG@VERSION, in its source language and first frame if no other is asked for."""
    listing = _listing_named(name, library)
    language, frame = language or listing.source_language, frame or listing.frames[0]
    for kind, wanted, known in (("language", language, [*listing.languages]), ("frame", frame, [*listing.frames])):
        if wanted not in known:
            stop(f"{name}: is not there in {kind} `{wanted}` - {suggestion(wanted, known, kind)}")
    if form not in listing.forms:
        stop(f"{name}: has no {form} form - leave --form out, or declare it under `forms`")
    return library.get(listing.slug, listing.version, language, frame, form)


def _listing_named(name: str, library: Library) -> Listing:
    slug, at, version = name.partition("@")
    versions = {str(listing.version): listing for listing in library.versions() if listing.slug == slug}
    if not versions:
        known = [listing.slug for listing in library.newest()]
        stop(f"{name}: there is no questionnaire `{slug}` - {suggestion(slug, known, 'questionnaire')}")
    if at and version not in versions:
        stop(f"{name}: there is no version `{version}` - {suggestion(version, versions, 'version')}")
    return versions[version] if at else list(versions.values())[-1]


def values_in(answers: Path, questionnaire: Questionnaire) -> Mapping[str, Any]:
    """What each row of a file answered, item by item; stops at whatever is wrong in it."""
    from quizapp.score_files.columns import BadAnswers
    from quizapp.score_files.parquet_files import ParquetMissing
    from quizapp.score_files.reading import read_values

    try:
        return read_values(questionnaire, answers)
    except (BadAnswers, ParquetMissing, OSError) as error:
        stop(f"{answers}: {error}")
