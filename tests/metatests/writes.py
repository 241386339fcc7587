"""One call of every service that writes: what `tests/metatests/test_audit.py` goes through.

A row prepares the arguments of the service in a world with one of everything; the actor is added.
`tests/metatests/test_audit.py` fails until a new service has its row.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState, DecisionKind, Source
from actions.models import UpdateWindow
from plans.enums import Canonical, Decision, PlanState
from plans.models import Plan
from reporting.enums import FileState, Marking, ReportKind
from reporting.quarters import Period
from reporting.services import NewAction
from reporting.services.freezing import order_of
from tests import factories as make
from tests.metatests.world import World

Prepare = Callable[[World], dict[str, Any]]

DAY, LATER = date(2026, 9, 10), date(2026, 10, 1)
NOW = datetime(2026, 9, 5, 12, tzinfo=UTC)

ACCOUNTS: dict[str, Prepare] = {
    "accounts.add_person": lambda w: {"name": "Una Ross", "email": "una@example.test"},
    "accounts.choose_mail_day": lambda w: {"user": w.holding.user, "day": 1},
    "accounts.correct_address": lambda w: {"user": w.holding.user, "email": "una@example.test"},
    "accounts.send_invitation": lambda w: {"user": make.UserFactory()},
    "accounts.find_or_make_agency": lambda w: {"name": "NHS Farrow", "kind": "health"},
}

LETTERS: dict[str, Prepare] = {
    "letters.write_letter": lambda w: {
        "kind": "digest",
        "key": "digest:1",
        "user": w.holding.user,
        "address": "una@example.test",
        "subject": "Your actions",
        "text": "Two actions wait.",
    },
}

COMMITTEES: dict[str, Prepare] = {
    "committees.create_area": lambda w: {"name": "Inverfar"},
    "committees.add_agency_to_area": lambda w: {"area": w.area, "name": "NHS Farrow"},
    "committees.add_body": lambda w: {"area": w.area, "name": "Audit", "kind": "sub_committee"},
    "committees.edit_body": lambda w: {"body": w.body, "remit": "Oversees the plan."},
    "committees.add_meeting": lambda w: {"body": w.body, "held_on": LATER},
    "committees.edit_meeting": lambda w: {
        "meeting": w.meeting,
        "held_on": LATER,
        "title": "Special meeting",
    },
    "committees.add_member": lambda w: {
        "body": w.body,
        "name": "Una Ross",
        "designation": "Head of Service",
        "starts": DAY,
    },
    "committees.edit_member": lambda w: {
        "membership": w.member,
        "name": "Una Ross",
        "designation": "Director",
        "agency": None,
        "user": None,
        "seat": "chair",
    },
    "committees.end_membership": lambda w: {"membership": w.member, "ends": DAY},
    "committees.add_post": lambda w: {"area": w.area, "title": "Chief Nurse"},
    "committees.edit_post": lambda w: {
        "post": w.post,
        "title": "Chief Nurse",
        "kind": "post",
        "agency": None,
        "body": None,
    },
    "committees.set_holder": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.set_deputy": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.end_holding": lambda w: {"holding": w.holding, "ends": DAY},
    "committees.posts_for": lambda w: {"area": w.area, "titles": ["Chief Nurse", "Reporter"]},
    "committees.grant_role": lambda w: {
        "user": make.UserFactory(),
        "area": w.area,
        "role": Role.CHAIR,
    },
    "committees.welcome_person": lambda w: {
        "area": w.area,
        "name": "Una Ross",
        "email": "una@example.test",
        "role": Role.MEMBER,
    },
    "committees.correct_email": lambda w: {"grant": w.grant, "email": "una@example.test"},
    "committees.end_role": lambda w: {"grant": w.grant},
    "committees.set_offsets": lambda w: {"body": w.body, "expected": 0, "opens_before": 35},
    "committees.make_feed": lambda w: {"body": w.body},
}

PLANS: dict[str, Prepare] = {
    "plans.create_plan": lambda w: {
        "area": w.area,
        "title": "Next plan",
        "period_start": date(2027, 8, 1),
        "period_end": date(2029, 7, 31),
        "legend": "rag-blue",
    },
    "plans.edit_plan": lambda w: {"plan": w.plan, "expected": 1, "vision": "Safe at home."},
    "plans.edit_heading": lambda w: {"heading": w.heading, "expected": 1, "text": "Heard."},
    "plans.add_heading": lambda w: {"plan": w.plan, "level": w.level, "text": "Heard."},
    "plans.remove_heading": lambda w: {"heading": _second_heading(w)},
    "plans.move_heading": lambda w: {"heading": _second_heading(w), "up": True},
    "plans.edit_level": lambda w: {"level": w.level, "singular": "Aim"},
    "plans.edit_legend_entry": lambda w: {
        "entry": w.entry,
        "label": "Stopped",
        "definition": "Nothing moves.",
    },
    "plans.decide_on_plan": lambda w: {
        "plan": w.plan,
        "decision": Decision.AGREED,
        "decided_by": "Chief Officers Group",
        "on": DAY,
    },
    "plans.keep_version": lambda w: {"plan": w.plan, "label": "Reviewed", "dated": DAY},
}

OUTCOMES: dict[str, Prepare] = {
    "outcomes.add_outcome": lambda w: {"plan": w.plan, "number": "09", "text": "Heard."},
    "outcomes.edit_outcome": lambda w: {
        "outcome": w.outcome,
        "number": "09",
        "text": "Heard.",
        "headings": [w.heading],
    },
    "outcomes.remove_outcome": lambda w: {"outcome": w.outcome},
    "outcomes.add_measure": lambda w: {"plan": w.plan, "text": "Fewer moves."},
    "outcomes.edit_measure": lambda w: {
        "measure": w.measure,
        "text": "Fewer moves.",
        "evidence_sources": "Files read each quarter.",
    },
    "outcomes.remove_measure": lambda w: {"measure": w.measure},
}

ACTIONS: dict[str, Prepare] = {
    "actions.add_action": lambda w: {
        "plan": w.plan,
        "text": "Train every panel.",
        "added_on": DAY,
        "accountable": w.post,
    },
    "actions.edit_action": lambda w: {
        "action": w.action,
        "expected": 1,
        "text": "Train every panel.",
    },
    "actions.set_leads": lambda w: {
        "action": w.action,
        "accountable": w.post,
        "contributing": [w.group],
    },
    "actions.withdraw_action": lambda w: {"action": w.action, "reason": "Merged.", "on": DAY},
    "actions.record_update": lambda w: {
        "action": w.action,
        "expected": 1,
        "entry": make.entry_of(w.plan, Canonical.ON_TRACK),
        "as_at": DAY,
        "what_happened": "A first panel was trained.",
        "source": Source.ON_BEHALF,
    },
    "actions.challenge_rating": lambda w: {
        "action": w.rated_action,
        "update": w.rated_action.updates.get(),
        "entry": make.entry_of(w.plan, Canonical.AT_RISK),
        "reason": "Nobody is in post.",
        "on": DAY,
    },
    "actions.request_new_date": lambda w: {
        "action": w.action,
        "proposed": date(2027, 9, 30),
        "reason": "The supplier withdrew.",
        "impact": "Longer waits.",
        "on": DAY,
    },
    "actions.decide_new_date": lambda w: {
        "revision": w.dated_action.revisions.get(),
        "approved": True,
        "on": DAY,
    },
    "actions.decide_completion": lambda w: {
        "completion": w.claimed_action.completions.get(),
        "verified": True,
        "on": DAY,
    },
    "actions.reopen_completion": lambda w: {
        "completion": make.CompletionFactory(
            action=w.action, state=CompletionState.VERIFIED, completed_on=DAY
        ),
        "reason": "The review found a gap.",
        "on": DAY,
    },
    "actions.record_decision": lambda w: {
        "meeting": w.meeting,
        "plan": w.plan,
        "action": w.rated_action,
        "kind": DecisionKind.NOTED,
        "token": uuid4(),
        "on": DAY,
        "reason": "The meeting was content.",
    },
    "actions.change_decision": lambda w: {
        "decision": w.decision,
        "expected": 1,
        "reason": "Merged with the next action.",
    },
    "actions.strike_out_decision": lambda w: {"decision": w.decision},
    "actions.apply_decisions": lambda w: {"meeting": w.meeting, "plan": w.plan, "on": DAY},
    "actions.open_window": lambda w: {
        "plan": w.plan,
        "label": "Spring",
        "opens_on": date(2027, 3, 1),
        "closes_on": date(2027, 3, 15),
    },
    "actions.accept_update": lambda w: {
        "update": w.rated_action.updates.get(),
        "seen": 0,
        "on": DAY,
    },
    "actions.send_back_update": lambda w: {
        "update": w.rated_action.updates.get(),
        "seen": 0,
        "note": "Which paper shows it?",
        "on": DAY,
    },
    "actions.moderate_update": lambda w: {
        "update": w.rated_action.updates.get(),
        "seen": 0,
        "what_happened": "A first draft is agreed.",
        "on": DAY,
    },
    "actions.accept_plain_updates": lambda w: {
        "plan": w.plan,
        "seen": {_shown(w).pk: 0},
        "on": DAY,
    },
    "actions.decide_proposal": lambda w: {
        "action": _asked_to_move(w),
        "canonical": Canonical.AT_RISK,
        "accepted": True,
        "on": DAY,
    },
    "actions.comment_on_action": lambda w: {
        "action": w.action,
        "text": "Bring the first figures.",
        "on": DAY,
    },
    "actions.keep_windows": lambda w: _asked(w),
    "actions.reopen_window": lambda w: {
        "window": w.window,
        "until": w.window.closes_on + timedelta(days=2),
        "reason": "The system was down.",
        "on": w.window.closes_on,
    },
    "actions.queue_digests": lambda w: _owing(w),
    "actions.start_import": lambda w: {
        "area": w.area,
        "file_name": "plan.xlsx",
        "title": "Next plan",
        "period_start": date(2027, 8, 1),
        "period_end": date(2029, 7, 31),
        "legend": "",
        "content": [],
    },
    "actions.choose_columns": lambda w: {"draft": w.spreadsheet, "columns": {"0-1-A": "level"}},
    "actions.discard_import": lambda w: {"draft": w.spreadsheet},
    "actions.save_draft": lambda w: {
        "action": w.action,
        "fields": {"what_happened": "The group met."},
        "base_version": 1,
        "seen": 0,
        "now": NOW,
    },
    "actions.discard_draft": lambda w: {
        "draft": make.UpdateDraftFactory(action=w.action, user=_actor())
    },
    "actions.add_evidence_file": lambda w: {
        "action": w.action,
        "name": "figures.csv",
        "data": b"Quarter,Panels\n1,4\n",
    },
    "actions.add_evidence_link": lambda w: {
        "action": w.action,
        "url": "https://minutes.example.org/12",
    },
    "actions.remove_evidence": lambda w: {
        "evidence": make.EvidenceFactory(action=w.action, update_shown=None, added_by=_actor())
    },
}

REPORTING: dict[str, Prepare] = {
    "reporting.begin_report": lambda w: {
        "plan": w.plan,
        "kind": ReportKind.QUARTERLY,
        "period": _period(),
        "as_of": DAY,
        "marking": Marking.OFFICIAL,
    },
    "reporting.edit_report": lambda w: {
        "report": w.draft,
        "expected": 1,
        "period": _period(),
        "as_of": DAY,
    },
    "reporting.write_section": lambda w: {
        "section": w.draft.sections.first(),
        "expected": 1,
        "body": "A steady quarter.",
    },
    "reporting.freeze_report": lambda w: {"report": w.draft, "now": NOW},
    "reporting.freeze": lambda w: {
        "plan": w.plan,
        "order": order_of(w.draft, prepared_by="Una Ross", now=NOW),
    },
    "reporting.issue_report": lambda w: {"report": _with_a_chief_officer(w)},
    "reporting.return_report": lambda w: {"report": w.frozen, "note": "Add the figures."},
    "reporting.ask_again": lambda w: {"file": _failed(w.file)},
    "reporting.record_direction": lambda w: {
        "report": w.direction.report,
        "text": "Bring the figures.",
        "given_by": "Chief Officers Group",
        "given_on": LATER,
        "on": LATER,
    },
    "reporting.answer_direction": lambda w: {
        "direction": w.direction,
        "new": NewAction(plan=w.plan, text="Bring the figures."),
        "on": LATER,
    },
    "reporting.close_direction": lambda w: {
        "direction": w.direction,
        "expected": 1,
        "closing_note": "Settled.",
        "on": LATER,
    },
    "reporting.begin_next_version": lambda w: {"report": w.frozen},
    "reporting.edit_erratum": lambda w: {
        "report": make.ReportFactory(plan=w.plan, as_of=w.issued.as_of, version=2),
        "expected": 1,
        "erratum": "Table 2 said 5. It is 6.",
    },
    "reporting.send_again": lambda w: {"delivery": w.delivery},
    # the last person made is the one who acts: nobody says it for somebody else
    "reporting.confirm_receipt": lambda w: {
        "delivery": make.DeliveryFactory(report=w.issued, user=User.objects.latest("pk"))
    },
    "reporting.log_download": lambda w: {"file": w.file},
}

WRITES = LETTERS | ACCOUNTS | COMMITTEES | PLANS | OUTCOMES | ACTIONS | REPORTING


def _asked(world: World) -> Any:
    """The plan is agreed and its committee meets, so that its windows open by themselves."""
    world.plan.state = "agreed"
    world.plan.save(update_fields=["state"])
    make.MeetingFactory(body=world.body, held_on=date(2027, 3, 18))
    return {"today": date(2027, 1, 15)}


def _second_heading(world: World) -> Any:
    return make.HeadingFactory(plan=world.plan, level=world.level)


def _shown(world: World) -> Any:
    """An update with evidence, which is not thin."""
    return make.ProgressUpdateFactory(action=world.action, as_at=DAY, evidence="Minutes.")


def _asked_to_move(world: World) -> Any:
    """An action for which the rules propose amber: a new date is asked for."""
    make.ProgressUpdateFactory(action=world.dated_action, as_at=DAY)
    return world.dated_action


def _owing(world: World) -> dict[str, Any]:
    """A plan in force on a working day, with somebody who owes an answer."""
    Plan.objects.filter(pk=world.plan.pk).update(state=PlanState.AGREED)
    UpdateWindow.objects.filter(pk=world.window.pk).update(
        opens_on=date(2026, 9, 7), closes_on=date(2026, 9, 18)
    )
    make.holder_of(world.group)
    return {"today": DAY}


def _actor() -> User:
    """Whoever acts: the last person made. What was not sent is its writer's own."""
    return User.objects.latest("pk")


def _with_a_chief_officer(world: World) -> Any:
    make.person_with(Role.CHIEF_OFFICER, world.area)
    return world.frozen


def _failed(file: Any) -> Any:
    file.state = FileState.FAILED
    file.save(update_fields=["state"])
    return file


def _period() -> Period:
    return Period(date(2026, 8, 1), DAY, "Quarter to 10 September 2026")
