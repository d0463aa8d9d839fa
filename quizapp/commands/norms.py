"""Norms: from the pool, from a file, into force."""

from datetime import UTC, datetime
from pathlib import Path

import click

from quizapp.commands.inputs import (
    A_FILE,
    library_from,
    open_store,
    questionnaire_named,
    questionnaires_option,
    stop,
    values_in,
)
from quizapp.commands.outputs import save, show_norms
from quizapp.definitions.norm_files import BadNorms, norms_as_json, read_norms
from quizapp.domain.norms import NormSet
from quizapp.domain.questionnaire import Questionnaire

A_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(epilog="Example: quizapp norms between-us --language en")
@click.argument("name", metavar="SLUG[@V]")
@click.option("--language", required=True, help="Norms belong to one language.")
@click.option("--import", "source", type=A_FILE, help="Take the norms in this file instead of making new ones.")
@click.option("--answers", type=A_FILE, help="Make them from this file of answers instead of the pool.")
@click.option("--answered", type=A_DAY, nargs=2, metavar="FIRST LAST", help="When those in --answers answered.")
@click.option(
    "--export",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the norms to this file instead of bringing them into force.",
)
@questionnaires_option
def norms(
    name: str,
    language: str,
    source: Path | None,
    answers: Path | None,
    answered: tuple[datetime, datetime] | None,
    target: Path | None,
    questionnaires: Path | None,
) -> None:
    """Work out norms from the pool and bring them into force. Results made before keep the norms they have."""
    questionnaire = questionnaire_named(name, library_from(questionnaires), language)
    if source and answers:
        stop("--import and --answers: norms come from one of the two - leave the other out")
    if bool(answers) != bool(answered):
        stop("--answers and --answered: each needs the other - give the file, and the days of its answers")
    if source:
        found = _imported(questionnaire, source)
    else:
        found = _from_file(questionnaire, answers, answered) if answers and answered else _from_pool(questionnaire)
    if target:
        save(target, norms_as_json(found))
    else:
        _bring_into_force(found)
    show_norms(found)


def _imported(questionnaire: Questionnaire, source: Path) -> NormSet:
    try:
        return read_norms(questionnaire, source)
    except BadNorms as error:
        stop("\n".join(f"{source}: {problem}" for problem in str(error).splitlines()))


def _from_pool(questionnaire: Questionnaire) -> NormSet:
    from quizapp.item_statistics.answered import answered_in_pool
    from quizapp.item_statistics.norming import build_norms, check_number, people_of_pool

    with open_store() as store:
        given = store.pool.find_all(questionnaire.slug, questionnaire.version, questionnaire.language)
    _stop_at(check_number(questionnaire, len(given)))
    answered, people = answered_in_pool(questionnaire, given), people_of_pool(given)
    return _told(*build_norms(questionnaire, answered, people, datetime.now(UTC).date()))


def _from_file(questionnaire: Questionnaire, answers: Path, answered: tuple[datetime, datetime]) -> NormSet:
    from quizapp.item_statistics.answered import people_in
    from quizapp.item_statistics.norming import People, build_norms, check_number

    values = values_in(answers, questionnaire)
    _stop_at(check_number(questionnaire, people_in(values)))
    first, last = (day.date() for day in answered)
    if first > last:
        stop(f"--answered: {first} comes after {last} - exchange them")
    people = People(who=f"The people in the file {answers.name}.", first_day=first, last_day=last)
    return _told(*build_norms(questionnaire, values, people, datetime.now(UTC).date()))


def _told(found: NormSet, left_out: list[str]) -> NormSet:
    """Says which scales have no norms; stops when none has."""
    for words in left_out:
        click.echo(words, err=True)
    if not found.scales:
        stop("No scale has enough answers for norms - nothing was written")
    return found


def _bring_into_force(found: NormSet) -> None:
    with open_store() as store:
        store.norms.put(found)
    click.echo(f"In force for {found.slug}@{found.version} in {found.language}, for results from now on.")


def _stop_at(problems: list[str]) -> None:
    if problems:
        stop("\n".join(problems))
