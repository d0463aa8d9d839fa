"""What commands show, and how: progress while they work, and tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.commands.inputs import stop
from quizapp.domain.norms import PEOPLE_FOR_PERCENTILES, NormSet

if TYPE_CHECKING:
    from rich.table import Table

    from quizapp.item_statistics.item_report import Report


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], object]]:
    """Shows how many ``what`` are done, on the terminal and only there; the function is told the number so far."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done: progress.update(task, completed=done)


def show_norms(norms: NormSet) -> None:
    """A table of the figures, and where they come from."""
    from rich.console import Console

    table = _table("scale", "n", "mean", "SD", "reliability", "95 % interval", "")
    for scale, norm in norms.scales.items():
        between = f"{norm.reliability_low:.3f} to {norm.reliability_high:.3f}"
        figures = f"{norm.mean:.3f}", f"{norm.standard_deviation:.3f}", f"{norm.reliability:.3f}"
        table.add_row(scale, str(norm.n), *figures, between, norm.coefficient)
    console = Console(highlight=False)
    console.print(table)
    console.print(f"{norms.people} people, {norms.first_day} to {norms.last_day}. {norms.provenance}")
    if not all(norm.percentiles for norm in norms.scales.values()):
        console.print(f"A scale that fewer than {PEOPLE_FOR_PERCENTILES} people answered in full has no percentiles.")


def show_report(report: "Report") -> None:
    """Every figure in tables, and what to look at in words."""
    from rich.console import Console

    from quizapp.item_statistics.figures import item_rows, scale_rows, subscale_rows
    from quizapp.item_statistics.remarks import remarks

    console = Console(highlight=False)
    console.print(f"{report.people} people.")
    for titles, rows in (item_rows(report), scale_rows(report), subscale_rows(report)):
        table = _table(*titles)
        for row in rows:
            table.add_row(*row)
        console.print(table)
    if report.speed:
        speed = report.speed
        console.print(f"Speed: {speed.median:.1f} s a sentence in the median of {speed.n} people.")
    else:
        console.print("Speed: nothing is known of it - cannot say.")
    console.print("What to look at:" if (found := remarks(report)) else "Nothing stands out.")
    for words in found:
        console.print(f"- {words}", soft_wrap=True)


def _table(*titles: str) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for place, title in enumerate(titles):
        table.add_column(title, justify="left" if place == 0 else "right", no_wrap=True)
    return table


def save(target: Path, text: str) -> None:
    """Write a file and say so; stops when it cannot be written."""
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        stop(f"{target}: {error.strerror} - name a file that can be written")
    click.echo(f"{target} written.")
