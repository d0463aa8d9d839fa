"""How items and scales did."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from quizapp.commands.inputs import (
    A_FILE,
    form_option,
    library_from,
    open_store,
    questionnaire_named,
    questionnaires_option,
    stop,
    values_in,
)
from quizapp.commands.outputs import save, show_report
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.wording import Form

if TYPE_CHECKING:
    from quizapp.item_statistics.item_report import Report


@click.command(epilog="Example: quizapp stats between-us --language en -o items.csv")
@click.argument("name", metavar="SLUG[@V]")
@click.argument("answers", required=False, type=A_FILE)
@click.option("--language", help="Only the answers given in this language; all without it.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The figures, as .csv or .json."
)
@form_option
@questionnaires_option
def stats(
    name: str,
    answers: Path | None,
    language: str | None,
    output: Path | None,
    form: str,
    questionnaires: Path | None,
) -> None:
    """How every item and scale did, from a file of answers or from the pool, and what to look at."""
    from quizapp.item_statistics.figures import as_csv, as_json
    from quizapp.item_statistics.item_report import build_report

    writers = {".csv": as_csv, ".json": as_json}
    if output and output.suffix.lower() not in writers:
        stop(f"{output}: is neither CSV nor JSON - let its name end in .csv or .json")
    if answers and language:
        stop("--language: a file does not say in which language it was answered - leave one of the two out")
    questionnaire = questionnaire_named(name, library_from(questionnaires), language, form=cast(Form, form))
    if answers:
        report = build_report(questionnaire, values_in(answers, questionnaire))
    else:
        report = _report_of_pool(questionnaire, language)
    if output:
        save(output, writers[output.suffix.lower()](report))
    show_report(report)


def _report_of_pool(questionnaire: Questionnaire, language: str | None) -> "Report":
    from quizapp.item_statistics.answered import answered_in_pool
    from quizapp.item_statistics.item_report import build_report

    with open_store() as store:
        given = store.pool.find_all(questionnaire.slug, questionnaire.version, language, questionnaire.form)
    seconds = [one.seconds for one in given if one.seconds is not None]
    return build_report(questionnaire, answered_in_pool(questionnaire, given), seconds)
