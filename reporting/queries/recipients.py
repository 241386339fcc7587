"""Who is sent a report when it is issued."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission, Role, roles_with
from committees.enums import BodyKind
from committees.models import Membership, RoleGrant
from reporting.models import Report


def recipients(report: Report, on: date) -> list[User]:
    """Chief officers of the area on that day, and who sits on the body it is presented to.

    A seat counts only with a role that reads issued reports here, and exact figures where it prints
    them. Nobody stands here twice, and nobody whose account is closed. One query.
    """
    grants = RoleGrant.objects.filter(area=report.area_id).current(on)
    seats = Membership.objects.filter(_presented_to(report), user__isnull=False).current(on)
    chiefs = Q(pk__in=grants.filter(role=Role.CHIEF_OFFICER).values("user"))
    reading = grants.filter(role__in=roles_with(Permission.REPORT_READ_ISSUED))
    seated = Q(pk__in=seats.values("user")) & Q(pk__in=reading.values("user"))
    people = User.objects.filter(chiefs | seated, is_active=True)
    if report.exact_figures:
        exact = grants.filter(role__in=roles_with(Permission.FIGURE_READ))
        people = people.filter(pk__in=exact.values("user"))
    return list(people.order_by("name", "email"))


def nobody(report: Report) -> str:
    """Why a report has no recipients, and what to do about it."""
    group = str(report.addressed_to or "the chief officers group")
    return (
        f"Nobody would be sent it: no chief officer of {report.area} has an account, and nobody "
        f"with a seat on {group} has one that reads issued reports. Ask the administrator to add "
        "them, or tick “Issue it without e-mail”."
    )


def _presented_to(report: Report) -> Q:
    if report.addressed_to_id:
        return Q(body=report.addressed_to_id)
    return Q(body__area=report.area_id, body__kind=BodyKind.CHIEF_OFFICERS_GROUP)
