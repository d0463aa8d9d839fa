"""The twelve reports that are looked at: patterns, languages, frames, editions, with and without a reflection."""

from dataclasses import dataclass
from functools import cache

from quizapp.definitions.support import load_support
from quizapp.domain.plan_definition import Edition
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.reflection import Pick, Reflection
from quizapp.domain.result import Result, Sitting
from quizapp.domain.wording import Frame
from quizapp.reports.action_report import ActionReport, build_action_report
from quizapp.settings import shipped
from quizapp.submissions import build_result, with_reflection
from tests.golden.test_golden_takers import TAKERS, answers_of
from tests.reports.made import MADE_AT, Made, library, printed

TOLD = {
    "en": Reflection(
        ratings={"today_again": 5, "enough_again": 7},
        rankings={"values": [Pick(choice="calm"), Pick(choice="room"), Pick(words="the garden")]},
        texts={
            "carried": "The bus ride home, forehead on the window. My sister’s voice messages.",
            "better": (
                "A Sunday in October. We peeled apples at the small table and the radio was on. Nobody looked "
                "at a phone. I noticed that I was humming."
            ),
            "hope": "That I sleep through on a night when nothing has been settled.",
        },
    ),
    "zh-Hans": Reflection(
        ratings={"today_again": 5, "enough_again": 7},
        rankings={"values": [Pick(choice="calm"), Pick(choice="room"), Pick(words="阳台上的花")]},
        texts={
            "carried": "下班坐公交，额头靠着车窗。还有我姐发来的语音。",
            "better": "十月的一个星期天，我们在小桌子边削苹果，收音机开着，谁也没看手机。后来发现，我在哼歌。",
            "hope": "有什么事还没谈完的晚上，我也能一觉睡到天亮。",
        },
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One of the twelve. ``told``: with a reflection."""

    taker: str
    language: str
    edition: Edition = "solo"
    frame: Frame = "now"
    told: bool = False

    @property
    def name(self) -> str:
        parts = [self.taker, self.language, self.edition, self.frame, "told" if self.told else ""]
        return "-".join(part for part in parts if part)


TWELVE = (
    Case(taker="listening_and_reaching", language="en", told=True),
    Case(taker="listening_and_reaching", language="zh-Hans", told=True),
    Case(taker="keeping_room_and_stepping_back", language="en"),
    Case(taker="both_pulls_and_swing", language="zh-Hans", frame="general"),
    Case(taker="running_hot", language="en", frame="former", told=True),
    Case(taker="keeping_the_peace", language="zh-Hans", told=True),
    Case(taker="at_ease_and_mending", language="en", edition="together"),
    Case(taker="running_hot", language="zh-Hans", edition="together"),
    Case(taker="all_lowest", language="en"),
    Case(taker="all_highest", language="zh-Hans"),
    Case(taker="mostly_skipped", language="en", frame="general"),
    Case(taker="at_ease_and_mending", language="zh-Hans", frame="former"),
)


def questionnaire_of(case: Case) -> Questionnaire:
    return library().get("between-us", 1, case.language, case.frame)


def result_of(case: Case) -> Result:
    questionnaire = questionnaire_of(case)
    sitting = Sitting(
        slug=questionnaire.slug,
        version=questionnaire.version,
        frame=case.frame,
        consent="",
        started_at=MADE_AT,
        answers=answers_of(questionnaire, TAKERS[case.taker]),
    )
    result = build_result(questionnaire, sitting, MADE_AT)
    return with_reflection(questionnaire, result, TOLD[case.language]) if case.told else result


@cache
def report_of(case: Case) -> ActionReport:
    questionnaire = questionnaire_of(case)
    support = load_support(shipped("questionnaires") / "support.yaml", case.language)
    return build_action_report(questionnaire, result_of(case), case.edition, support)


@cache
def made_of(case: Case) -> Made:
    return printed(report_of(case), case.taker)
