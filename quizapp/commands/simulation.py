"""Takers who were never there: simulate."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.commands.inputs import library_from, questionnaire_named, questionnaires_option, stop
from quizapp.simulation.files import write_takers
from quizapp.simulation.takers import Taker, simulate
from quizapp.simulation.tally import Group, Tally, build_tally

if TYPE_CHECKING:
    from rich.table import Table


@click.command("simulate", epilog="Example: quizapp simulate between-us -n 5000 --seed 7 -o takers.csv")
@click.argument("name", metavar="SLUG[@V]")
@click.option("-n", "count", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed gives the same takers."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Their answers, as CSV for `score`."
)
@questionnaires_option
def simulate_takers(name: str, count: int, seed: int, output: Path | None, questionnaires: Path | None) -> None:
    """Make takers up, and count how many of them meet each pattern, step, exercise and letter.

    Their answers follow a graded response model; each thinks of the next of the declared frames in turn.
    """
    questionnaire = questionnaire_named(name, library_from(questionnaires))
    tally = build_tally(questionnaire)
    takers = _counted(simulate(questionnaire, count=count, seed=seed), tally, count)
    try:
        if output:
            write_takers(questionnaire, takers, output)
        for _rest in takers:
            continue
    except OSError as error:
        stop(f"{output}: cannot be written ({error.strerror}) - name a file in a folder that can be written")
    _show(tally)
    if output:
        click.echo(f"{count} takers written to {output}.")


def _counted(takers: Iterable[Taker], tally: Tally, count: int) -> Iterator[Taker]:
    """Every taker once counted, with a progress bar where somebody watches."""
    from rich.console import Console
    from rich.progress import track

    watched = Console(stderr=True)
    for taker in track(takers, "Simulating", count, console=watched, disable=not watched.is_terminal, transient=True):
        tally.add(taker.answers)
        yield taker


def _show(tally: Tally) -> None:
    from rich.console import Console

    console = Console()
    for kind, group in tally.groups.items():
        console.print(_table(kind, group, tally.people))
    if "pattern" in tally.groups:
        console.print(f"{_share(tally.patternless, tally.people)} of {tally.people} meet no pattern.")
    for kind, entries in tally.unmet.items():
        console.print(f"Nobody met {kind}: {', '.join(entries)}", markup=False)
    if not tally.unmet:
        console.print("Every entry was met by somebody.")


def _table(kind: str, group: Group, people: int) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(kind.capitalize(), box=SIMPLE_HEAD)
    for way in group.ways:
        table.add_column(way, justify="right", no_wrap=True)
    for entry, ways in group.met.items():
        table.add_row(entry, *(f"{ways[way]} {_share(ways[way], people):>6}" for way in group.ways))
    return table


def _share(count: int, people: int) -> str:
    return f"{100 * count / people:.1f}%"
