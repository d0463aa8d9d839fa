"""What pages and the report say of each family of patterns."""

from dataclasses import dataclass

from quizapp.domain.patterns import Family, Pattern
from quizapp.domain.profile import Profile
from quizapp.domain.questionnaire import Questionnaire
from quizapp.reports.letter import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternView:
    """What is said of one family of patterns. ``full`` is None when no pattern is named.

    ``judged``: false when its scales have not enough answers, and nothing can be said.
    """

    title: str
    name: str
    says: list[str]
    turns: list[str]
    full: Pattern | None
    judged: bool = True


def build_families(questionnaire: Questionnaire, profile: Profile) -> tuple[PatternView | None, list[PatternView]]:
    """What is said of the family on the plane and of each other one: its likeliest pattern, or that none is."""
    told = {key: _family(questionnaire, profile, key, family) for key, family in questionnaire.families.items()}
    on_plane = told.pop(questionnaire.plane.family) if questionnaire.plane else None
    return on_plane, list(told.values())


def _family(questionnaire: Questionnaire, profile: Profile, key: str, family: Family) -> PatternView:
    named = profile.patterns.get(key)
    if not _can_judge(questionnaire, profile, key):
        told = _dimensions(questionnaire, profile, key)
        return PatternView(title=family.title, name="", says=told, turns=[], full=None, judged=False)
    if named is None or named.tier == "between":
        return PatternView(
            title=family.title,
            name=family.unclear_name,
            says=[family.unclear, *_dimensions(questionnaire, profile, key)],
            turns=list(family.turns),
            full=None,
        )
    pattern = questionnaire.patterns[named.pattern]
    return PatternView(
        title=family.title,
        name=pattern.name,
        says=[pattern.summary if named.tier == "plain" else pattern.leaning],
        turns=list(pattern.turns),
        full=pattern,
    )


def _can_judge(questionnaire: Questionnaire, profile: Profile, family: str) -> bool:
    """Whether at least one pattern of the family asks only about scales with a score."""
    rules = [pattern.rule for pattern in questionnaire.patterns.values() if pattern.family == family]
    return not rules or any({c.scale for c in rule if c.scale} <= profile.scores.keys() for rule in rules)


def _dimensions(questionnaire: Questionnaire, profile: Profile, family: str) -> list[str]:
    """Where no corner of the plane can be named, its two scales are told one by one."""
    plane = questionnaire.plane
    if plane is None or plane.family != family:
        return []
    told = [s for s in profile.statements if s.scale in (plane.across, plane.up)]
    quiet = [s for s in told if s.tier == "between" and s.scale not in profile.both_ways]
    # Two lines in the quiet middle are one thing to say, so it is said of the first.
    return [tell(questionnaire, profile, statement) for statement in told if statement not in quiet[1:]]
