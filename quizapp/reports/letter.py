"""The first paragraph: the surest single statements, joined. It never needs a pattern, so nobody gets nothing."""

from quizapp.domain.profile import Profile, Statement
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.strengths import strains, strengths
from quizapp.domain.wording import filled, sentence


def build_letter(questionnaire: Questionnaire, profile: Profile) -> list[str]:
    """The sentences of the first paragraph, in order; the last one is the first step."""
    carries, hard = strengths(questionnaire, profile), strains(questionnaire, profile)
    loud = hard[0] if hard and hard[0].tier == "plain" else None
    if all_low(questionnaire, profile):
        return [questionnaire.opening.no_strength]
    if loud is None and carries and carries[0].tier == "plain":
        return [_clear(questionnaire, carries), *_step(questionnaire, profile)]
    # An opening that goes both ways is long, so what is loud is told in one sentence after it.
    brief = bool(carries) and carries[0].tier == "between"
    told = [
        *_begin(questionnaire, profile, carries),
        *(_loud(questionnaire, loud)[: 1 if brief else 2] if loud else []),
    ]
    return [*(told or [_surest(questionnaire, profile)]), *_step(questionnaire, profile)]


def all_low(questionnaire: Questionnaire, profile: Profile) -> bool:
    """Whether nothing carries, not even as a leaning, and what could carry when high is clearly low."""
    if any(s.tier != "between" for s in strengths(questionnaire, profile)):
        return False
    told = [s for s in profile.statements if questionnaire.scales[s.scale].high.strength is not None]
    return bool(told) and all(s.end == "low" and s.tier != "between" for s in told)


def tell(questionnaire: Questionnaire, profile: Profile, statement: Statement) -> str:
    """What is said of one score, as surely as it can be."""
    if statement.tier == "between":
        return in_between(questionnaire, profile, statement.scale)
    end = questionnaire.end_of(statement.scale, statement.end)
    return end.plain if statement.tier == "plain" else end.leaning


def in_between(questionnaire: Questionnaire, profile: Profile, scale: str) -> str:
    """What is said of a score near the middle: both ways, with the two answers, or the quiet middle."""
    words, topic = questionnaire.in_between, questionnaire.scales[scale].topic
    pair = profile.both_ways.get(scale)
    if pair is None:
        return filled(words.middle, topic=topic)
    first = retelling(questionnaire, pair.first, agreed=pair.first_agreed)
    second = retelling(questionnaire, pair.second, agreed=pair.second_agreed)
    return filled(words.both, topic=topic, first=sentence(first), second=second)


def retelling(questionnaire: Questionnaire, item: str, *, agreed: bool) -> str:
    """What someone said with an answer, as a clause; the sentence itself where the author wrote none."""
    found = questionnaire.items[item]
    return (found.retelling if agreed else found.retelling_low) or found.text


def _begin(questionnaire: Questionnaire, profile: Profile, carries: list[Statement]) -> list[str]:
    """What carries, as surely as it can be said; nothing when nothing that could carry was answered."""
    if not carries:
        return []
    best = carries[0]
    end = questionnaire.end_of(best.scale, best.end)
    if best.tier == "between":
        return [in_between(questionnaire, profile, best.scale)]
    if best.tier == "leaning":
        return [filled(questionnaire.opening.strength_leaning, clause=end.clause)]
    return [end.plain]


def _surest(questionnaire: Questionnaire, profile: Profile) -> str:
    """Where nothing carries and nothing is loud: the surest statement, or that there are too few answers for one."""
    if not profile.statements:
        return questionnaire.opening.too_few
    return tell(questionnaire, profile, profile.statements[0])


def _clear(questionnaire: Questionnaire, carries: list[Statement]) -> str:
    clauses = [questionnaire.end_of(s.scale, s.end).clause for s in carries[:2] if s.tier == "plain"]
    if len(clauses) == 1:
        return filled(questionnaire.opening.clear_one, first=clauses[0])
    return filled(questionnaire.opening.clear, first=clauses[0], second=clauses[1])


def _loud(questionnaire: Questionnaire, loud: Statement) -> list[str]:
    end = questionnaire.end_of(loud.scale, loud.end)
    return [end.plain, *([end.care] if end.care else [])]


def _step(questionnaire: Questionnaire, profile: Profile) -> list[str]:
    if profile.first_step is None:
        return []
    step = questionnaire.first_steps[profile.first_step].text
    return [filled(questionnaire.opening.step, step=step)]
