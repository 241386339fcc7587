"""Findings that are answered by a decision, and not by an action."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from actions.models import Action
from assurance.enums import Verdict
from assurance.models import FindingDecision
from assurance.queries.commitments import open_commitments
from assurance.queries.register import register
from assurance.queries.trace import traced
from assurance.services import (
    add_finding,
    decide_finding,
    edit_finding,
    join_action,
    remove_finding,
    take_back_decision,
)
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def finding():
    return make.FindingFactory(activity__area=make.PlanFactory(state=PlanState.PUBLISHED).area)


@pytest.fixture
def chair(finding):
    return make.person_with(Role.CHAIR, finding.activity.area)


def decided(by, finding, **changes):
    values = {
        "verdict": Verdict.DECLINED,
        "reason": "Another partnership answers for it.",
        "decided_on": TODAY,
        "meeting": None,
        "today": TODAY,
    }
    return decide_finding(by=by, finding=finding, **{**values, **changes})


def test_decision_answers_a_finding_until_it_is_taken_back(finding, chair):
    def stands():
        (entry,) = register(chair, finding.activity.area)[0].entries
        (row,) = traced(chair, finding.activity, TODAY)
        waiting = open_commitments(chair, finding.activity.area, TODAY)
        return entry.without, row.answered, len(waiting)

    assert stands() == (1, False, 1)
    meeting = make.MeetingFactory(body__area=finding.activity.area, held_on=TODAY)
    decision = decided(chair, finding, meeting=meeting)
    assert decided(chair, finding, meeting=meeting) == decision
    assert stands() == (0, True, 0)
    (row,) = traced(chair, finding.activity, TODAY)
    assert row.decided.words == "Not accepted. Another partnership answers for it."
    assert row.decided.whose == f"Decided by {chair}, 20 November 2026, at: {meeting}."

    take_back_decision(by=chair, decision=decision)
    take_back_decision(by=chair, decision=decision)
    assert stands() == (1, False, 1)
    assert FindingDecision.objects.get().ended_by == chair


def test_action_and_decision_do_not_stand_together(finding, chair):
    action = make.ActionFactory(plan__area=finding.activity.area)
    link = join_action(by=chair, finding=finding, action=action)
    with pytest.raises(ValidationError, match="An action has come of this finding"):
        decided(chair, finding)

    Action.objects.filter(pk=action.pk).update(withdrawn_on=TODAY, withdrawn_reason="For nothing.")
    decided(chair, finding)
    link.delete()
    with pytest.raises(ValidationError, match="Take that back first"):
        join_action(by=chair, finding=finding, action=make.ActionFactory(plan=action.plan))
    with pytest.raises(ValidationError, match="so it stays"):
        remove_finding(by=chair, finding=finding)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": date(2026, 11, 21)}, "decided_on"),
        ({"reason": " "}, "reason"),
        ({"decided_on": date(2026, 11, 19), "at": TODAY}, "decided_on"),
    ],
)
def test_what_cannot_be_so_is_said_beside_its_field(finding, chair, changes, field):
    if held := changes.pop("at", None):
        body = make.BodyFactory(area=finding.activity.area)
        changes["meeting"] = make.MeetingFactory(body=body, held_on=held)
    with pytest.raises(ValidationError) as refused:
        decided(chair, finding, **changes)
    assert list(refused.value.message_dict) == [field]


def test_nobody_decides_on_a_finding_that_they_wrote_changed_or_shared(finding, chair):
    activity, area = finding.activity, finding.activity.area
    wrote, changed = (make.person_with(Role.VICE_CHAIR, area) for _ in range(2))
    own = add_finding(by=wrote, activity=activity, number="9", text="Minutes come late.")
    edit_finding(by=changed, finding=own, expected=1, number="9", text="Minutes come too late.")
    own.refresh_from_db()
    activity.shared_by = make.person_with(Role.VICE_CHAIR, area)
    activity.save()

    for person in (wrote, changed, activity.shared_by):
        with pytest.raises(ValidationError, match=f"so somebody else has to decide.*{chair} can"):
            decided(person, own)
    assert decided(chair, own).verdict == Verdict.DECLINED


def test_chair_decides_on_the_entrys_page_and_the_officer_is_told_who(finding, chair, client):
    officer = make.person_with(Role.LEAD_OFFICER, finding.activity.area)
    page = reverse("activity", args=[finding.activity_id])
    client.force_login(officer)
    assert f"{chair} can." in client.get(page).content.decode()

    client.force_login(chair)
    form = reverse("finding_decide", args=[finding.pk])
    assert form in client.get(page).content.decode()
    said = {"verdict": "done", "reason": "The form was changed in May.", "decided_on": "2026-06-17"}
    assert client.post(form, said, follow=True).redirect_chain[-1][0] == page
    shown = client.get(page).content.decode()
    assert "Accepted, and done already. The form was changed in May." in shown
    assert f"Decided by {chair}, 17 June 2026." in shown


def test_day_that_is_not_known_is_said_so(client):
    activity = make.ActivityFactory(undated=True, dated="Spring 2019")
    assert (activity.when, activity.named) == (
        "Spring 2019",
        f"{activity.title} (Spring 2019)",
    )
    activity.dated = ""
    assert (activity.when, activity.named) == ("Day not known", activity.title)
    assert replace(activity.facts(), dated="").reported_on is None
