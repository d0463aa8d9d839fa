"""Are the changes that no test noticed those that may go unnoticed?

    mutmut results --all true | python -m tests.mutation

``make mutation`` ends with it. CONTRIBUTING.md lists what may survive: a function, how many changes of it, and why.
Fails with the name of every function that has more, and when fewer than ``KILLED_AT_LEAST`` were noticed in all.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

KILLED_AT_LEAST = 0.95
LISTED_IN = Path(__file__).parent.parent / "CONTRIBUTING.md"
_LISTED = re.compile(r"\| `([\w.]+)` \| (\d+) \| .+ \|")
_RESULT = re.compile(r"\s*quizapp\.domain\.(\S+)__mutmut_\d+: (.+)")
NOTICED = ("killed", "timeout")


def listed(text: str) -> dict[str, int]:
    """Function, with its module -> how many of its changes may survive."""
    return {name: int(most) for name, most in _LISTED.findall(text)}


def counted(results: Iterable[str]) -> dict[str, Counter[str]]:
    """Outcome, "killed" or another -> how often for each function; what did not run is left out."""
    found: dict[str, Counter[str]] = {}
    for line in results:
        if (match := _RESULT.match(line)) and match[2] != "not checked":
            found.setdefault(match[2], Counter())[_written(match[1])] += 1
    return found


def _written(name: str) -> str:
    """``plan.xǁ_Personǁbecause`` -> ``plan._Person.because``, ``plan.x__room`` -> ``plan._room``."""
    module, _, function = name.partition(".")
    return f"{module}.{function.removeprefix('x').removeprefix('_').replace('ǁ', '.').removeprefix('.')}"


def check_results(found: dict[str, Counter[str]], allowed: dict[str, int]) -> list[str]:
    """What is wrong, a line each."""
    missed: Counter[str] = sum((names for outcome, names in found.items() if outcome not in NOTICED), Counter())
    problems = [
        f"{name}: {number} changes went unnoticed, {allowed.get(name, 0)} may - test or list it in {LISTED_IN.name}"
        for name, number in sorted(missed.items())
        if number > allowed.get(name, 0)
    ]
    every = sum(names.total() for names in found.values())
    if every and missed.total() > (1 - KILLED_AT_LEAST) * every:
        problems.append(f"{missed.total()} of {every} changes went unnoticed - no more than one in twenty may")
    return problems if every else ["nothing was changed - name files of quizapp/domain in ONLY"]


def main() -> None:
    found = counted(sys.stdin)
    sys.stdout.write(", ".join(f"{names.total()} {outcome}" for outcome, names in sorted(found.items())) + "\n")
    problems = check_results(found, listed(LISTED_IN.read_text(encoding="utf-8")))
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
