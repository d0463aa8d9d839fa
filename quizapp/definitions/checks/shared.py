"""What can be shared, in every language: a form of its own, in which the owner speaks.

That each has one follows from the types and from complete translations; here it is looked at that it was written
for it, and is not the owner's text again.
"""

from collections.abc import Iterator

from quizapp.definitions.problems import Finding, Place
from quizapp.definitions.shapes import entries

FORMS = {"shared_detail": ("detail",), "shared": ("plain", "leaning", "looks", "summary")}
"""The form to share -> the texts for the owner beside it."""


def check_shared(data: object, place: Place = ()) -> Iterator[Finding]:
    """All texts of a source file or an overlay that can be shared."""
    if isinstance(data, dict):
        for form, others in FORMS.items():
            same = next((other for other in others if form in data and _same(data[form], data.get(other))), None)
            if same is not None:
                problem = f"`{form}` says the same as `{same}`, which speaks to the owner"
                yield Finding((*place, form), problem, "write it as the owner would say it: “I …”")
    for key, inner in entries(data):
        yield from check_shared(inner, (*place, key))


def _same(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return any(key in other and _same(one[key], other[key]) for key in one)
    return isinstance(one, str) and isinstance(other, str) and one.strip().casefold() == other.strip().casefold()
