"""The commands. Each says in one line what is wrong and what to do."""

import click

from quizapp.commands.authoring import new, publish, schema
from quizapp.commands.definitions import check
from quizapp.commands.files import report, score
from quizapp.commands.norms import norms
from quizapp.commands.operation import backup, doctor, purge, serve, upgrade, worker
from quizapp.commands.previewing import preview
from quizapp.commands.simulation import simulate_takers
from quizapp.commands.stats import stats
from quizapp.commands.translation import translate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Questionnaires from files, scored into profiles, told as pages and as a report."""


for command in (
    serve,
    worker,
    new,
    check,
    publish,
    schema,
    translate,
    preview,
    simulate_takers,
    score,
    report,
    norms,
    stats,
    purge,
    upgrade,
    backup,
    doctor,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
