"""A list that shows an accepted rating says the lead's own beside it."""

from datetime import date

import pytest

from actions.enums import CheckOutcome
from actions.queries.positions import position
from documents.enums import Canonical
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY, LATER = date(2026, 8, 20), date(2026, 8, 25)


def notes(plan, day) -> list[list[str]]:
    return [row.notes for row in position(plan, day).rows]


def test_accepted_rating_stands_with_the_leads_own():
    update = make.ProgressUpdateFactory.create(as_at=date(2026, 8, 10))
    make.ProposalDecisionFactory.create(action=update.action, about=update, decided_on=LATER)

    found = [position(update.action.plan, day).rows[0] for day in (DAY, LATER)]

    assert [(row.tag.label, row.notes) for row in found] == [
        ("Green", []),
        ("Amber", ["Lead: Green"]),
    ]


def test_accepted_rating_without_an_entry_has_the_plain_word():
    update = make.ProgressUpdateFactory.create(as_at=date(2026, 8, 10))
    plan = update.action.plan
    plan.legend.entries.filter(canonical=Canonical.AT_RISK).delete()
    make.ProposalDecisionFactory.create(
        action=update.action, about=update, entry=None, entry_label="At risk", decided_on=DAY
    )

    assert position(plan, DAY).rows[0].tag.label == "At risk"


def test_an_update_sent_back_is_said_in_the_list():
    update = make.ProgressUpdateFactory.create(as_at=date(2026, 8, 10))
    make.UpdateCheckFactory.create(
        action=update.action, update_checked=update, outcome=CheckOutcome.RETURNED, checked_on=DAY
    )

    assert notes(update.action.plan, DAY) == [["Sent back to the lead"]]
