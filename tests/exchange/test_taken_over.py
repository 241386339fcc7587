"""Any edits of any plan, taken over, give exactly the plan of the edited file."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.roles import Role
from audit.enums import Kind
from audit.models import Version
from exchange.queries.difference import difference_of
from exchange.queries.paper import plan_paper
from exchange.rules.edits import Picked
from exchange.rules.formats import FORMATS
from exchange.rules.lines import of_paper
from exchange.services.edited_files import apply_edited_file, send_edited_file
from imports.services.plan import save_plan
from sheets.rules.cells import to_json
from sheets.rules.source import read
from tests import factories as make
from tests.exchange.editor import edited
from tests.exchange.papers import PERIOD, draft_from, papers, said_by_draft
from tests.exchange.test_edits import changes_of, edits, joined

pytestmark = pytest.mark.django_db


def told(data, timed):
    """The actions of a file by their keys, or by their words where they are new; `timed` are those
    whose timescale was typed, beside a date that was left."""
    held = {}
    for one in said_by_draft(draft_from(data))["actions"]:
        key = one.pop("key")
        new = one["text"].startswith("A new thing to do")
        gone = ("heading", *(("due", "first_due", "kind", "starts") if key in timed else ()))
        held[one["text"] if new else key] = {k: v for k, v in one.items() if k not in gone}
    return held


@pytest.mark.parametrize("form", FORMATS)
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_any_edits_taken_over_give_the_edited_plan(form, data):
    with transaction.atomic():
        area = make.AreaFactory()
        officer = make.person_with(Role.LEAD_OFFICER, area)
        draft = draft_from(FORMATS["xlsx"].made(data.draw(papers())))
        period = {"period_start": PERIOD.start, "period_end": PERIOD.end}
        plan = save_plan(by=officer, draft=draft, area=area, title="Plan", **period)
        before = plan_paper(plan, timezone.now())
        ways = data.draw(edits(of_paper(before, joined)))
        file = edited(form, FORMATS[form].made(before), changes_of(ways))
        content = to_json(read(file))
        timed = {key for key, (way, _) in ways.items() if way == "Timescale"}
        if ways:
            _take_over(officer, plan, content)
        after = FORMATS[form].made(plan_paper(plan, timezone.now()))
        assert told(after, timed) == told(file, timed)
        _history_keeps(before, ways)
        transaction.set_rollback(True)


def _take_over(officer, plan, content):
    try:
        row = send_edited_file(by=officer, plan=plan, file_name="plan", content=content)
    except ValidationError:
        return  # the same words were typed again: nothing is an edit
    found = difference_of(row)
    picked = [Picked(edit.name, "Done by others.") for edit in found.edits]
    apply_edited_file(by=officer, row=row, picked=picked, seen=found.digest)


def _history_keeps(before, ways):
    """The first version of each action that was reworded still says the former words."""
    for action in before.actions:
        if ways.get(action.key, ("", ""))[0] == "Action":
            kept = Version.objects.filter(kind=Kind.ACTION, key=action.key).order_by("pk")
            assert kept[0].state["text"] == action.text
