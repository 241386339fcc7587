"""Dates as a calendar program reads them (RFC 5545). No words of a plan stand in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from committees.models import Meeting
from committees.rules.quarter import LABELS, Quarter
from documents.text import line

PRODUCER: Final = "-//cpcplan//Dates of the quarter//EN"
EVERY: Final = "PT6H"
# what a calendar shows of a quarter beside the meeting itself
SHOWN: Final = ("opens", "closes", "review", "papers", "report")

Days = tuple[date, date]


@dataclass(frozen=True)
class Entry:
    """One day in a calendar. `key` makes it the same entry whenever the calendar is read."""

    key: str
    day: date
    summary: str
    url: str = ""


def meeting_entries(
    meetings: Iterable[Meeting],
    quarters: Mapping[int, Quarter],
    windows: Mapping[int, Days] | None = None,
    shown: Iterable[str] = SHOWN,
) -> Iterator[Entry]:
    """Meetings and, for those in `quarters`, the days round them that are `shown`.

    `windows` are the days of windows that stand, by the meeting's key: they come before what the
    committee's usual days would give. `body` has to be loaded.
    """
    for meeting in meetings:
        name = f"{meeting.body}: {meeting.title or meeting.what}"
        yield Entry(f"meeting-{meeting.pk}", meeting.held_on, name)
        quarter = quarters.get(meeting.pk)
        if quarter is None:
            continue
        opens, closes = (windows or {}).get(meeting.pk, (quarter.opens, quarter.closes))
        days = {"opens": opens, "closes": closes}
        for key in shown:
            day = days.get(key) or getattr(quarter, key)
            words = f"{meeting.body}: {LABELS[key][0].lower()}{LABELS[key][1:]}"
            yield Entry(f"meeting-{meeting.pk}-{key}", day, words)


def calendar_file(name: str, entries: Iterable[Entry], made_at: datetime) -> bytes:
    """The calendar as a file: the same entries give the same bytes.

    `made_at` is the moment from which this calendar is read; it stamps every entry.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", line(name).text)  # a break would end the calendar's own line
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    stamp = made_at.astimezone(UTC).replace(microsecond=0)
    # an all-day entry ends on the day after, which the last day of all does not have
    shown = (entry for entry in entries if entry.day < date.max)
    for entry in sorted(shown, key=lambda entry: (entry.day, entry.key)):
        calendar.add_component(_event(entry, stamp))
    return bytes(calendar.to_ical())


def _event(entry: Entry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", line(entry.summary).text)
    event.add("transp", "TRANSPARENT")
    if entry.url:
        event.add("url", entry.url)
    return event
