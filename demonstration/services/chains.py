"""An area whose plans followed each other: each is lived, closed by its sum, and goes on."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from actions.enums import Way
from actions.models import Action
from actions.services import add_action
from audit.services import record
from committees.models import Area
from demonstration.queries.sign_ins import require_demonstration
from demonstration.queries.sources import Chain, Table
from demonstration.services.area import LOADED, loaded_on
from demonstration.services.editions import tell_editions
from demonstration.services.history import Teller, open_windows
from demonstration.services.people import Place, make_place
from demonstration.services.plans import AGREED_BEFORE, Printed, make_plan, sign_off, title_of
from demonstration.services.reports import make_annual, make_quarterly
from outline.queries.end import end_of
from outline.services import carry_rest, close_plan, dispose_of_action
from plans.models import Plan


@transaction.atomic
def load_chain(*, chain: Chain, today: date) -> bool:
    """Make the area of `chain` with all its plans unless it is there; say whether it was made.

    Raises DemonstrationRefused where the site is not a demonstration.
    """
    require_demonstration()
    if Area.objects.filter(slug=chain.slug).exists():
        return False
    place = make_place(chain.source(0), chain.term(len(chain.plans) - 1, today))
    printed, agreed = None, None
    for at, told in enumerate(chain.plans):
        term = chain.term(at, today)
        here = replace(place, timetable=term)
        printed = (
            _add_to(printed, chain, here, told) if printed else make_plan(chain.source(0), here)
        )
        sign_off(printed, here, agreed or term.period_start - AGREED_BEFORE)
        open_windows(here, printed, term.first, last=1 if term.ago else 0)
        Teller(chain.source(at), here, printed).tell()
        if term.ago:
            agreed = term.closed_on()
            printed = _close(
                printed, chain, replace(place, timetable=chain.term(at + 1, today)), at
            )
    changes = {"today": today}
    record(by=None, verb=LOADED, target=place.area, area_id=place.area.pk, changes=changes)
    return True


def make_chain_reports(*, chain: Chain) -> int:
    """The last report of each plan that has ended and the first of each that followed, with the
    annual report that its file tells; how many were missing."""
    area = Area.objects.get(slug=chain.slug)
    today = loaded_on(area)
    made = 0
    plans = Plan.objects.filter(area=area).order_by("pk")
    for at, (plan, told) in enumerate(zip(plans, chain.plans, strict=True)):
        term = chain.term(at, today)
        for name, quarter in (("first", term.first), ("last", 1)):
            if name in told:
                made += make_quarterly(plan, term.meeting(quarter), told[name], today)
        tell_editions(plan, {})
        if "annual" in told:
            made += make_annual(plan, told["annual"], plan.successors.first())
    return made


def _close(printed: Printed, chain: Chain, place: Place, at: int) -> Printed:
    """What became of each open action, and the draft that follows. `place` is in the time of the
    plan that follows; the rows are known by the same keys in it."""
    told, ended, by = chain.plans[at], printed.plan, place.lead_officer
    term = chain.term(at, place.timetable.today)
    for row in sorted(told["end"], key=lambda row: row["way"] == Way.MERGE):
        into = printed.actions[row["into"]] if "into" in row else None
        dispose_of_action(
            by=by,
            action=printed.actions[row["action"]],
            expected=0,
            way=Way(row["way"]),
            into=into,
            reason=row.get("reason", ""),
        )
    following = place.timetable
    end = end_of(ended, following.today)
    if end.left:  # the list of ongoing work goes on whole
        carry_rest(by=by, plan=ended, seen=end.digest)
    child = close_plan(
        by=by,
        plan=ended,
        seen=end_of(ended, following.today).digest,
        decided_by=told["decided_by"],
        on=term.closed_on(),
        note=told["note"],
        title=title_of(chain.plan["plan"], following.period_start, following.period_end),
        period_start=following.period_start,
        period_end=following.period_end,
        entered_on=min(term.closed_on(), following.period_start),
    )
    carried = {row.carried_from_id: row for row in Action.objects.filter(plan=child)}
    keys = {row.pk: key for key, row in printed.actions.items()}
    known = {keys[pk]: row for pk, row in carried.items() if pk in keys}
    return Printed(Plan.objects.get(pk=child.pk), known)


def _add_to(printed: Printed, chain: Chain, place: Place, told: Table) -> Printed:
    """What is new in the plan that follows, in its draft, under the heading of an action that its
    predecessor had."""
    numbered = chain.plan["plan"].get("numbered_actions", False)
    for row in told.get("added", []):
        heading = printed.plan.headings.get(text=_heading(chain, row))
        printed.actions[row["key"]] = add_action(
            by=place.lead_officer,
            plan=printed.plan,
            heading=heading,
            text=row["text"],
            number=row["key"] if numbered else "",
            added_on=place.timetable.period_start,
            timescale_words=place.timetable.words(row["timescale"]),
            accountable=place.posts[row["lead"][0]],
            contributing=[place.posts[key] for key in row["lead"][1:]],
        )
    return printed


def _heading(chain: Chain, row: Table) -> str:
    return next(
        str(heading["title"])
        for heading in chain.plan["headings"]
        if any(action["key"] == row["under"] for action in heading.get("actions", []))
    )
