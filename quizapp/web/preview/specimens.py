"""One of every component in every state that it can have, for the page of an author who changes the look."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from quizapp.domain.patterns import Pattern
from quizapp.domain.wording import Text
from quizapp.reports.answer_view import AnswerLine, ScaleAnswers
from quizapp.reports.charts import AxisRow, AxisView, Corner, PlaneView, Reading
from quizapp.reports.offer import StageLine
from quizapp.reports.pattern_view import PatternView
from quizapp.reports.strength_view import StrengthView
from quizapp.web.views import Choice, PlaceView, PromptView, Question, ShareLine

OF_THE_REPORT = frozenset({"band", "days", "field", "quotation"})
"""Components that stand on paper only, and are set by the report's own sheets."""

DRAWINGS = ("return", "near", "alongside", "open", "steady", "spark", "edges", "days")
LONG = Text(
    "A sentence that is rather long, as sentences are that have to be exact about two people and one evening."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """``component``: the file, and its macro. ``called``: what a macro is called around, None for
    the others. ``macro``: where it is not named as its file is. ``grouped``: one of several in a fieldset."""

    component: str
    state: str
    given: dict[str, Any] = field(default_factory=dict)
    called: str | None = None
    macro: str = ""
    grouped: bool = False


READING = Reading(estimate="4.2", low="3.6", high="4.8", highest="5")
ROW = AxisRow(
    scale="a", name="Coming back", word="often", leaning=False, reading=READING,
    x=249.0, x_low=204.0, x_high=293.0, answered=4, of=4, probability=98,
)  # fmt: skip
LEANING = replace(ROW, scale="b", name="A line with a name that is long", word="often", leaning=True, probability=71)
UNSCORED = AxisRow(scale="c", name="Too little answered", word="", leaning=False, answered=1, of=4)
BEHIND = ScaleAnswers(
    meaning="What a high score means.",
    lines=[AnswerLine(text=LONG, answer="Mostly like me"), AnswerLine(text="A short one.", answer=None)],
)
PLANE = PlaneView(
    title="Coming close, keeping room", across_low="quiet", across_high="loud", across_y=(181.0, 181.0),
    up_low="I let myself be seen", up_high="I keep it to myself", across="Distance", up="Keeping",
    across_reading=READING, up_reading=READING,
    corners=[
        Corner(name="Keeping room", x=16, y=48, right=False, here=False),
        Corner(name="Come close, step back", x=324, y=48, right=True, here=True),
        Corner(name="At ease", x=16, y=338, right=False, here=False),
        Corner(name="Listening", x=324, y=338, right=True, here=False),
    ],
    here=(170, 24, 166, 164), x=270, y=60, radius_x=60, radius_y=48,
)  # fmt: skip
PATTERN = Pattern(
    family="f", rule=[], name=Text("Reaching"), looks=LONG, protects=LONG, costs=LONG, loosens=LONG, door=LONG,
    leaning=LONG, summary=LONG, shared_title=LONG, shared=LONG,
    turns=[Text("One"), Text("Two"), Text("Three"), Text("Four")],
)  # fmt: skip
NAMED = PatternView(title="When talk gets hard", name="Reaching", says=[LONG], turns=[*PATTERN.turns], full=PATTERN)
FIVE = [
    Choice(value=f"o{n}", label=label) for n, label in enumerate(("Not at all", "Hardly", "Some", "Mostly", "Very"))
]
TEN = [Choice(value=f"r{n}", label=str(n)) for n in range(1, 11)]
ASKED = Question(id="q", kind="likert", number=1, text=LONG, choices=FIVE)
PROMPT = PromptView(
    id="p", kind="short_text", label="What carried you?", help="One line, or none.", numbers=TEN,
    ends=("hard", "easy"), as_given="Leave it as it was", choices=FIVE, places=[], value="",
    longest=200, problem=None,
)  # fmt: skip
PLACES = [PlaceView(id=f"l{n}", own_id=f"w{n}", number=n, chosen="", words="", described=None) for n in (1, 2, 3)]
STAGES = [StageLine(name="Begin", plain="the first week", first_day=1, last_day=7)]
STAGES += [StageLine(name="Stay", plain="the last days", first_day=36, last_day=40)]


def build_specimens() -> list[Specimen]:
    """By component, in the order of their names."""
    return sorted([*_marks(), *_charts(), *_said(), *_asked(), *_owned()], key=lambda one: one.component)


def _marks() -> Iterable[Specimen]:
    yield Specimen(component="mark", state="the mark")
    yield from (Specimen(component="drift", state=kind, given={"kind": kind}) for kind in ("wide", "tall"))
    yield from (Specimen(component="drawing", state=kind, given={"kind": kind}) for kind in DRAWINGS)
    yield from (
        Specimen(component="progress", state=f"{n} of 8", given={"done": n, "parts": 8}) for n in (0, 1, 5, 8)
    )
    yield Specimen(component="back", state="a way back", given={"url": "", "words": "Back"})


def _charts() -> Iterable[Specimen]:
    for mark in ("carries", "loud"):
        rows = [ROW, LEANING, UNSCORED]
        axis = AxisView(title="A family", mark=mark, lowest="Not at all", highest="Very", rows=rows)
        yield Specimen(component="axis", state=mark, given={"axis": axis, "answers": {"a": BEHIND}})
        yield from (
            Specimen(component="strip", state=f"{mark}: {r.name}", given={"row": r, "mark": mark}) for r in rows
        )
    yield Specimen(component="score", state="drawn elsewhere", given={"row": ROW, "behind": BEHIND})
    yield Specimen(component="score", state="its answers gone", given={"row": ROW, "behind": None, "mark": "carries"})
    yield Specimen(component="plane", state="a corner named", given={"plane": PLANE, "id": "plane-1"})
    between = replace(PLANE, here=None, x=170, y=188)
    yield Specimen(component="plane", state="in between", given={"plane": between, "id": "plane-2"})
    yield Specimen(component="reading", state="in words", given={"reading": READING})
    yield Specimen(component="cycle", state="with its words", given={"turns": PATTERN.turns, "id": "cycle-1"})
    yield Specimen(component="cycle_drawing", state="alone", given={"id": "cycle-2"})
    yield from (Specimen(component="forty", state=f"plain words {'first' if plain else 'after'}",
                         given={"stages": STAGES, "plain_first": plain}) for plain in (False, True))  # fmt: skip


def _said() -> Iterable[Specimen]:
    strengths = [
        StrengthView(key="a", title="You come back.", detail=LONG, drawing="return", among_strongest=True),
        StrengthView(key="b", title="You notice.", detail=LONG, drawing="spark"),
    ]
    yield Specimen(component="strengths", state="among the strongest, and not", given={"strengths": strengths})
    yield Specimen(component="pattern", state="folded", given={"pattern": PATTERN})
    yield Specimen(component="family", state="named", given={"view": NAMED, "title": NAMED.title})
    unnamed = replace(NAMED, name="In between", full=None)
    yield Specimen(component="family", state="in between", given={"view": unnamed})
    yield Specimen(component="family", state="not judged", given={"view": replace(unnamed, judged=False, says=[])})
    yield Specimen(component="answers", state="answered and skipped", given={"lines": BEHIND.lines})


def _asked() -> Iterable[Specimen]:
    kinds = {
        "likert": ASKED,
        "rating": replace(ASKED, kind="rating", choices=TEN, ends=("hard", "easy")),
        "choice": replace(ASKED, kind="choice"),
        "short_text": replace(ASKED, kind="short_text", choices=[], longest=200),
        "long_text": replace(ASKED, kind="long_text", choices=[], longest=2000),
    }
    for kind, asked in kinds.items():
        wrong = (
            "This has more characters than fit. All of it is still here; please shorten it"
            if asked.longest
            else "Choose one of the answers"
        )
        for state, problem in (("open", None), ("with a problem", wrong)):
            one = replace(asked, id=f"q-{kind}-{bool(problem)}", problem=problem)
            yield Specimen(component="question", state=f"{kind}, {state}", given={"question": one})
    prompts = {
        "rating": replace(PROMPT, kind="rating"),
        "ranking": replace(PROMPT, kind="ranking", places=PLACES),
        "short_text": PROMPT,
        "long_text": replace(PROMPT, kind="long_text", value="Something written.", problem="Too long"),
    }
    for kind, prompt in prompts.items():
        yield Specimen(component="prompt", state=kind, given={"one": replace(prompt, id=f"p-{kind}")})
    for kind in ("radio", "checkbox"):
        for picked in (False, True):
            given = {"kind": kind, "name": f"{kind}-{picked}", "value": "1", "label": LONG, "picked": picked}
            yield Specimen(
                component="choice",
                state=f"{kind}, {'picked' if picked else 'open'}",
                given=given,
                grouped=kind == "radio",
            )
    link = '<li><a href="#choice">Tick the box</a></li>'
    yield Specimen(component="mend", state="after a mistake", given={"heading": "One thing is missing"}, called=link)


def _owned() -> Iterable[Specimen]:
    link = {"label": "Your link", "url": "https://example.org/en/r/abc/"}
    yield Specimen(component="link", state="to copy", given={"id": "link-1", **link})
    yield Specimen(component="keep", state="three ways", given={"id": "link-2", **link, "base": "."})
    shown = ShareLine(
        secret=LONG,
        url="https://example.org/en/s/abc/",
        page="",
        made_at=datetime(2026, 11, 23, tzinfo=UTC),
        labels=["You come back."],
        pictured=False,
    )
    yield Specimen(component="take_back", state="of a share", given={"base": ".", "share": shown})
    yield Specimen(component="compare", state="to paste", given={"base": "."})
    yield Specimen(component="inside_app", state="in an app’s browser", macro="inside_app_note")
