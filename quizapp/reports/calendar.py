"""Plan -> a calendar file. Its entries tell nobody what they are for."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from quizapp.domain.plan import Plan

LATEST = date(2200, 1, 1)
"""Beyond it some calendars lose count."""


def find_start(text: str, today: date) -> date | None:
    """The day that was chosen for day 1, as YYYY-MM-DD, at most a year back; None when it is no such day."""
    try:
        start = date.fromisoformat(text)
    except ValueError:
        return None
    return start if today - timedelta(days=366) <= start < LATEST else None


def build_calendar(plan: Plan, start: date, title_of: Callable[[int], str]) -> bytes:
    """One all-day entry for each day that asks something; ``title_of`` names a day by its number, from 1.

    The same plan and start give the same bytes, so that a file taken twice adds nothing twice.
    """
    # Loaded for those who take it: a server that starts would wait for it, and keep it in memory for nobody.
    from icalendar import Calendar, Event  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//days//")
    calendar.add("version", "2.0")
    for day in (day for stage in plan.stages for day in stage.days if day.id is not None):
        on = start + timedelta(days=day.day - 1)
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_OID, f"{start} {day.day}")))
        event.add("dtstamp", datetime.combine(start, time(), UTC))
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", title_of(day.day))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
