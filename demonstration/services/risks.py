"""An area's risk register: what might go wrong, how it was rated at each meeting, who was asked."""

from __future__ import annotations

from datetime import date, timedelta

from actions.services import join_risk
from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from figures.models import Indicator
from risks.models import Risk
from risks.rules.facts import Rating, RiskFacts
from risks.rules.reviews import asking_day
from risks.services import (
    add_risk,
    ask_for_reviews,
    close_risk,
    escalate_risk,
    rate_risk,
    return_risk,
    set_risk_links,
    set_risk_scale,
    share_risk,
)

STEPS = {"escalated": escalate_risk, "returned": return_risk, "closed": close_risk}
LATER = timedelta(weeks=13)


def keep_risks(source: Source, place: Place, printed: Printed) -> None:
    """Each risk of the file with its steps on the days of past meetings, and the posts asked for
    the reviews that came due since."""
    first = place.timetable.meeting(place.timetable.meetings_back)
    if scale := source.story.get("risk_scale"):
        set_risk_scale(by=place.lead_officer, area=place.area, on=first, **scale)
    days: set[date] = set()
    for row in source.story.get("risks", ()):
        days |= _risk(row, place, printed)
    asking = {asking_day(day, place.area.nation) for day in days}
    for day in sorted(day for day in asking if day <= place.timetable.today):
        ask_for_reviews(by=None, today=day, area=place.area)


def _risk(row: Table, place: Place, printed: Printed) -> set[date]:
    """One risk; the days by which it was to be reviewed."""
    by, owner = place.lead_officer, row.get("owner")
    facts = RiskFacts(
        number=row["number"],
        event=row["event"],
        cause=row.get("cause", ""),
        effect=row.get("effect", ""),
        mitigation=row.get("mitigation", ""),
        post=place.posts[owner].pk if owner else None,
    )
    risk = add_risk(by=by, area=place.area, facts=facts)
    days = {day for step in row["steps"] if (day := _step(step, risk, place))}
    if row.get("draft"):
        return set()
    entered = _day(row["steps"][0], place)
    share_risk(by=by, risk=risk, on=entered)
    for step in row["steps"]:
        _decided(step, risk, place)
    risk.refresh_from_db()
    actions = [printed.actions[key] for key in row.get("actions", ())]
    for action in actions:
        join_risk(by=by, action=action, risk=risk, on=entered)
    figures = Indicator.objects.filter(area=place.area, name__in=row.get("figures", ()))
    headings = [action.heading for action in actions if action.heading]
    set_risk_links(
        by=by, risk=risk, expected=risk.row_version, headings=headings, indicators=figures
    )
    return days


def _step(step: Table, risk: Risk, place: Place) -> date | None:
    """A rating, valid until the next meeting."""
    if "rated" not in step:
        return None
    on = _day(step, place)
    review_by = place.timetable.meeting(step["q"] - 1) if step["q"] else on + LATER
    rate_risk(
        by=place.lead_officer,
        risk=risk,
        rating=Rating(*step["rated"]),
        review_by=review_by,
        reason=step["why"],
        on=on,
    )
    return review_by


def _decided(step: Table, risk: Risk, place: Place) -> None:
    """What else was done at a meeting: the chair takes a risk to chief officers."""
    on = _day(step, place)
    for name, write in STEPS.items():
        if name in step:
            by = place.holder("chair", on) if name == "escalated" else None
            risk.refresh_from_db()
            write(by=by or place.lead_officer, risk=risk, reason=step[name], on=on)


def _day(step: Table, place: Place) -> date:
    """Of a past quarter its meeting; in the one in hand the day on which its window opened."""
    if step["q"]:
        return place.timetable.meeting(step["q"])
    return min(place.timetable.opens(0), place.timetable.today)
