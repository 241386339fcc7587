"""Calls of the services that write what is recorded of the committee itself."""

from datetime import date
from decimal import Decimal
from typing import Any

from committees.enums import Nation
from committees.models import Area
from meetings.enums import Attended
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, LATER, Prepare


def _england(w: World) -> dict[str, Any]:
    Area.objects.filter(pk=w.area.pk).update(nation=Nation.ENGLAND)
    return {
        "body": w.body,
        "agency": make.AgencyFactory(),
        "year": 2026,
        "amount": Decimal("12500"),
    }


GOVERNANCE: dict[str, Prepare] = {
    "meetings.record_attendance": lambda w: {
        "meeting": w.meeting,
        "expected": 0,
        "attended": {w.member.pk: Attended.PRESENT},
        "on": LATER,
    },
    "governance.set_year": lambda w: {
        "body": w.body,
        "expected": 0,
        "first_month": 4,
        "least_meetings": 6,
    },
    "governance.add_place": lambda w: {
        "body": w.body,
        "agency": None,
        "seat": "member",
        "number": 2,
    },
    "governance.edit_place": lambda w: {"place": w.place, "expected": 1, "number": 3},
    "governance.record_induction": lambda w: {
        "membership": w.member,
        "expected": 0,
        "done_on": DAY,
        "on": LATER,
    },
    "governance.add_term": lambda w: {
        "membership": w.member,
        "starts": date(2021, 1, 1),
        "ends": date(2023, 12, 31),
    },
    "governance.edit_term": lambda w: {
        "term": w.term,
        "expected": 1,
        "starts": w.term.starts,
        "ends": date(2028, 12, 31),
    },
    "governance.add_strategy": lambda w: {
        "body": w.body,
        "title": "Participation strategy",
        "post": w.post,
        "reviewed_on": None,
        "due_on": DAY,
    },
    "governance.edit_strategy": lambda w: {
        "strategy": w.strategy,
        "expected": 1,
        "title": w.strategy.title,
        "post": w.post,
        "reviewed_on": DAY,
        "due_on": None,
    },
    "governance.add_contribution": _england,
    "governance.edit_contribution": lambda w: {
        "contribution": w.contribution,
        "expected": 1,
        "amount": Decimal("13000"),
    },
}
