"""What helps whoever writes a text in another language: where it is seen, who speaks, what has to stay."""

from quizapp.definitions.checks.texts import placeholders
from quizapp.definitions.problems import Place
from quizapp.definitions.shapes import ObjectShape, find_shape
from quizapp.definitions.translation.entries import Entry

_SHORT = "Short: there is little room."
_I = "First person: the reader shows it to someone else."
_CLAUSE = "Part of a sentence, second person; no capital, no full stop."

SEEN: dict[str, str] = {
    "Questionnaire": "Result page.",
    "Questionnaire.title": f"Name of the test, on every page. {_SHORT}",
    "Questionnaire.responses": f"Label of an answer, under every sentence. {_SHORT} Even steps, lowest first.",
    "Section": "Above the pages of a section.",
    "Section.heading": f"Head of a section, above its pages. {_SHORT}",
    "Front": "First page, or the page before the start.",
    "Front.headline": f"First page, large, one line each. {_SHORT}",
    "FrameWords": f"What the pages say when this frame was chosen. {_SHORT}",
    "FrameWords.shared_title": f"Head of a shared page. {_I} {_SHORT}",
    "Option": f"Label of an answer, under every sentence. {_SHORT} Even steps from the first to the last.",
    "Item": "Beside a sentence to answer.",
    "Item.text": "A sentence to answer. First person, except for a question; everyday words, one thought.",
    "Item.retelling": f"Result page: what someone said who agreed. {_CLAUSE}",
    "Item.retelling_low": f"Result page: what someone said who disagreed. {_CLAUSE}",
    "Item.lowest_label": f"Word at the low end of the numbers. {_SHORT}",
    "Item.highest_label": f"Word at the high end of the numbers. {_SHORT}",
    "Item.options": f"Label of an answer to choose. {_SHORT}",
    "Item.paragraphs": "A page of text between the questions. Second person.",
    "Scale": "Result page and report: the score.",
    "Scale.name": f"Name of a score, in charts. {_SHORT}",
    "Scale.topic": "Is built into a sentence: “On …”.",
    "ScaleEnd": "Result page and report: what is said towards this end. Second person.",
    "ScaleEnd.clause": f"Result page: the same in half a sentence. {_CLAUSE}",
    "ScaleEnd.word": f"Chart: this end of the line. {_SHORT}",
    "ScaleEnd.shared": f"Shared page: what is said towards this end. {_I}",
    "ScaleEnd.helps": f"Shared page: what helps me. {_I}",
    "Strength": "Result page and report: what goes well already, as something one does. Second person.",
    "Strength.title": "Result page and report: what goes well already. Second person; a whole sentence.",
    "Strength.shared_title": f"Shared page: what goes well already. {_I}",
    "Strength.shared_detail": f"Shared page: what goes well already. {_I}",
    "Composite": "Result page and report: a score over several scales.",
    "Composite.name": f"Name of a score, in charts. {_SHORT}",
    "Pattern": "Result page and report: what tends to happen. Second person; no type, no verdict.",
    "Pattern.name": f"Result page and chart: name of what tends to happen. {_SHORT}",
    "Pattern.shared_title": f"Shared page: what tends to happen. {_I}",
    "Pattern.shared": f"Shared page: what tends to happen. {_I}",
    "Family": "Result page: a group of patterns, and what is said when none can be named.",
    "FirstStep": "Result page: one small step for today. Second person.",
    "FirstStep.to_yourself": "Result page: words to say to oneself.",
    "Plane": f"Words at the chart of two scales. {_SHORT}",
    "Axis": f"Head of a chart. {_SHORT}",
    "InBetween": "Result page: what is said of a score near the middle. Second person.",
    "Opening": "Result page: joins the first paragraph. Second person.",
    "PlanDefinition": "Report.",
    "PlanDefinition.choice_note": "Result page: beside the choice of the report.",
    "PlanDefinition.pitch": "Result page: what the report is.",
    "PlanDefinition.free_day": f"Report, on the sheet of days. {_SHORT}",
    "Variant": "Report: said instead, when it holds for the reader. Second person.",
    "Reason": "Report: why this is here, for anyone. Second person.",
    "Stage": "Report: a stage of the plan.",
    "Exercise": "Report: something to do. Second person.",
    "Exercise.title": f"Report: name of something to do. {_SHORT}",
    "Exercise.time": f"Report: how long it takes. {_SHORT}",
    "Exercise.days": "Report: one line on the sheet of days. As short as the source.",
    "Exercise.lines_label": f"Report: above lines to write on. {_SHORT}",
    "LetterPrompt": "Report: a letter to write. Second person.",
    "LetterPrompt.openings": "Report: how a letter may begin. First person: the reader goes on writing.",
    "LetterPrompt.day": "Report: one line on the sheet of days. As short as the source.",
    "OwnWords": "Report: quotes what the reader wrote. Let a quotation end its sentence.",
    "Prompt": "Page after the result: something that nobody has to answer. Second person.",
    "Prompt.choices": f"Page after the result: one thing to value. {_SHORT}",
    "Phrase": "Report: words to copy.",
    "Phrase.text": "Report: words to copy, as they are said. First person.",
    "Action": "Report: a line of the menu of small things. As short as the source.",
    "EarlySign": "Report: a row of the page for when it gets loud again.",
    "Guidance": "Report: how to use the plan.",
}
"""By class, or by class and field where a field needs words of its own."""


def note_on(entry: Entry) -> str:
    """Where the text is seen and how it is written, then the places that have to stay, then its frames."""
    kept = ", ".join(f"{{{name}}}" for name in sorted(placeholders(entry.source)))
    places = f"Keep {kept}: it is filled in later." if kept else ""
    framed = "One text for all frames, or one after each [frame]." if entry.source.startswith("[") else ""
    stale = "The source has changed: adapt this, or set the state to done." if entry.state == "stale" else ""
    return " ".join(part for part in (stale, _seen(entry.place), places, framed) if part)


def _seen(place: Place) -> str:
    """Of the innermost class that the text stands in. KeyError for a class that nothing is said of."""
    at = max(index for index, key in enumerate(place) if _owner(place[:index]) is not None and isinstance(key, str))
    owner = _owner(place[:at])
    return SEEN.get(f"{owner}.{place[at]}") or SEEN[str(owner)]


def _owner(place: Place) -> str | None:
    shape = find_shape(place)
    return shape.of.__name__ if isinstance(shape, ObjectShape) else None
