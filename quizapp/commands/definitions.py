"""Writing a questionnaire: check."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from quizapp.definitions.files import VersionFiles, read_all
from quizapp.definitions.library import Library, build_sound, check_read
from quizapp.definitions.problems import Problem, errors
from quizapp.definitions.published import check_published
from quizapp.definitions.reach import Entry, prove_reach
from quizapp.definitions.translation.completeness import measure
from quizapp.domain.questionnaire import Questionnaire
from quizapp.settings import shipped
from quizapp.simulation.tally import Tally, tally_takers


@click.command(epilog="Example: quizapp check questionnaires")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Prove the definitions: every problem with file, line and remedy; exit 1 when there is one."""
    found, problems = list[VersionFiles](), list[Problem]()
    for path in paths or (shipped("questionnaires"),):
        read, unread = read_all(path)
        found, problems = found + read, problems + unread + check_published(path)
    measured = [measure(files) for files in found]
    problems = check_read(found, problems + [problem for _, wrong in measured for problem in wrong])
    for problem in problems:
        click.echo(str(problem) if problem.severity == "error" else f"{problem} (warning)")
    for completeness in (language for languages, _ in measured for language in languages):
        click.echo(str(completeness))
    _tell_proofs(build_sound(found, problems))
    wrong = len(errors(problems))
    click.echo(f"{_counted(wrong, 'problem')}, {_counted(len(problems) - wrong, 'warning')}.")
    sys.exit(1 if wrong else 0)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


TAKERS, SEED = 400, 1
"""Enough simulated takers to name a share to two per cent, few enough that ``check`` stays a matter of seconds."""


def _tell_proofs(sound: Library) -> None:
    for listing in sound.versions():
        questionnaire = sound.get(listing.slug, listing.version, listing.source_language, listing.frames[0])
        click.echo(f"{listing.slug}@{listing.version}: {'; '.join(_proofs(questionnaire))}.")


def _proofs(questionnaire: Questionnaire) -> Iterator[str]:
    """What was proved of a questionnaire without errors, and how."""
    reach = prove_reach(questionnaire)
    if reach.met:
        counts = Counter(kind for kind, _ in reach.met)
        met = ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items())
        yield f"{met} are met by somebody, by exhausting {reach.regions} regions of the rules"
    if reach.left or questionnaire.patterns:
        yield from _simulated(tally_takers(questionnaire, count=TAKERS, seed=SEED), reach.left)
    if questionnaire.plan is not None:
        yield "every stage has enough exercises for everyone, by going through every edition and frame"
    languages = ", ".join(questionnaire.languages)
    yield f"what can be shared speaks in the first person, text by text, in {languages}"


def _simulated(tally: Tally, left: list[Entry]) -> Iterator[str]:
    """What only takers who were drawn can tell: who meets no pattern, and what no region was enough for."""
    by = f"by {tally.people} simulated takers (seed {SEED})"
    if tally.questionnaire.patterns:
        yield f"{tally.patternless / tally.people:.1%} meet no pattern, {by}"
    unmet = {(kind, key) for kind, keys in tally.unmet.items() for key in keys}
    counted = {(kind, key) for kind, group in tally.groups.items() for key in group.met}
    for entries, said in (
        ([entry for entry in left if entry in counted - unmet], f"met in no region, but {by}"),
        (
            [entry for entry in left if entry not in counted - unmet],
            f"met in no region and by none of {tally.people}",
        ),
    ):
        if entries:
            yield f"{', '.join(f'{kind} {key}' for kind, key in entries)}: {said}"
