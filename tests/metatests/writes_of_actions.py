"""One call of every service of actions; see tests/metatests/writes.py."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, DecidedAs, Source
from actions.services import edit_action
from audit.models import Event
from audit.services import keep_all
from committees.enums import BodyKind
from decisions.services.new_dates import Decider
from documents.enums import Canonical
from imports.enums import Subject
from imports.rules.words.meanings import Said
from imports.services.plan import save_plan
from meetings.enums import DecisionKind
from outcomes.queries import Given
from plans.enums import PlanState
from plans.models import Plan
from regional.queries.regional import Rating, own_parts
from reminders.queries.asked import asks_due
from reminders.services.letters import by_person
from tests import factories as make
from tests.imports.books import draft_of
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, LATER, NOW, Prepare, actor
from windows.models import UpdateWindow


def _edited(w: World) -> dict[str, Any]:
    """A change that can be undone, recorded before the record is broken."""
    action = make.ActionFactory(plan=make.PlanFactory(area=w.area))
    edit_action(by=make.UserFactory(), action=action, expected=1, text="Train every panel.")
    event = Event.objects.filter(target_id=action.pk, verb="edited action").latest("pk")
    return {"action": action, "change": event.pk}


def imported(w: World) -> Plan:
    """A plan that came in from a file, and nobody has worked with."""
    return save_plan(
        by=None,
        draft=draft_of([["Outcome", "Action"], ["Outcome 1: Heard", "Agree a rota"]]),
        area=w.area,
        title="Brought in by mistake",
        period_start=date(2027, 8, 1),
        period_end=date(2029, 7, 31),
    )


def _noted(w: World) -> Any:
    """A meeting of which something waits that anybody applies."""
    meeting = make.MeetingFactory(body=w.body, held_on=DAY - timedelta(days=1))
    fields = {"kind": DecisionKind.NOTED, "text": "The meeting was content.", "reason": ""}
    make.MeetingDecisionFactory(plan=w.plan, meeting=meeting, action=w.action, **fields)
    return meeting


def _together(w: World) -> dict[str, Any]:
    """By somebody who leads the shared action."""
    regional = w.shared_action.ties.get().regional
    (part,) = own_parts(w.person(Role.ACTION_LEAD), regional, DAY)
    entry = next(row for row in part.detail.entries if row.canonical == Canonical.ON_TRACK)
    return {
        "regional": regional,
        "ratings": [Rating(part.action, 1, entry)],
        "given": uuid4(),
        "as_at": DAY,
        "what_happened": "A panel was trained together.",
    }


def _one_more(w: World) -> dict[str, Any]:
    """A further area that the group serves."""
    tie = w.shared_action.ties.get()
    area = make.AreaFactory()
    tie.regional.body.also_serves.add(area)
    keep_all(by=None, rows=[tie.regional.body])
    return {"tie": tie, "areas": [area]}


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
    "regional.share_action": lambda w: {
        "action": w.action,
        "body": w.regional,
        "text": "Train every panel together.",
        "areas": [w.regional.also_serves.get()],
    },
    "regional.offer_regional": _one_more,
    "regional.answer_tie": lambda w: {"tie": w.tie, "plan": w.plan},
    "regional.record_regional_update": _together,
    "regional.end_tie": lambda w: {"tie": w.shared_action.ties.get()},
    "actions.link_action": lambda w: {
        "action": w.action,
        "outcomes": [w.outcome],
        "measures": [w.measure],
    },
    "actions.set_links": lambda w: {
        "action": w.action,
        "expected": 1,
        "outcomes": [w.outcome],
        "measures": [w.measure],
    },
    "actions.withdraw_action": lambda w: {"action": w.action, "reason": "Merged.", "on": DAY},
    "updates.answer_occurrences": lambda w: {
        "action": make.ActionFactory(
            plan=w.plan, recurrence="monthly", timescale_kind="recurring", due=None
        ),
        "expected": 1,
        "entry": make.entry_of(w.plan, Canonical.ON_TRACK),
        "on": LATER,
        "done": 0,
        "why": "Nobody in post.",
    },
    "actions.undo_change": _edited,
    "updates.record_update": lambda w: {
        "action": w.action,
        "expected": 1,
        "entry": make.entry_of(w.plan, Canonical.ON_TRACK),
        "as_at": DAY,
        "what_happened": "A first panel was trained.",
        "source": Source.ON_BEHALF,
    },
    "updates.add_reading_with_update": lambda w: {
        "given": Given(w.counted, Decimal(58), timezone.localdate(), "")
    },
    "updates.challenge_rating": lambda w: {
        "action": w.rated_action,
        "update": w.rated_action.updates.get(),
        "entry": make.entry_of(w.plan, Canonical.AT_RISK),
        "reason": "Nobody is in post.",
        "on": DAY,
    },
    "decisions.request_new_date": lambda w: {
        "action": w.action,
        "proposed": date(2027, 9, 30),
        "reason": "The supplier withdrew.",
        "impact": "Longer waits.",
        "on": DAY,
    },
    "decisions.decide_new_date": lambda w: {
        "revision": w.dated_action.revisions.get(),
        "approved": True,
        "on": DAY,
    },
    "decisions.settle": lambda w: {
        "revision": w.dated_action.revisions.get(),
        "approved": True,
        "on": DAY,
        "note": "",
        "decider": Decider(DecidedAs.CHAIR, "Una Ross"),
    },
    "decisions.decide_as_officer": lambda w: {
        "area": w.area,
        "answers": {w.later_action.revisions.get().pk: True},
        "note": "Seen by all.",
        "on": DAY,
    },
    "decisions.record_officers_decision": lambda w: {
        "area": w.area,
        "answers": {w.later_action.revisions.get().pk: False},
        "note": "Too late.",
        "on": DAY,
        "decider": "Chief Executive",
        "meeting": make.MeetingFactory(
            body=make.BodyFactory(area=w.area, kind=BodyKind.CHIEF_OFFICERS_GROUP), held_on=DAY
        ),
    },
    "decisions.correspondence_of_officers": lambda w: {
        "area": make.BodyFactory(area=w.area, kind=BodyKind.CHIEF_OFFICERS_GROUP).area,
        "on": DAY,
        "today": LATER,
    },
    "decisions.decide_completion": lambda w: {
        "completion": w.claimed_action.completions.get(),
        "verified": True,
        "on": DAY,
    },
    "decisions.reopen_completion": lambda w: {
        "completion": make.CompletionFactory(
            action=w.action, state=CompletionState.VERIFIED, completed_on=DAY
        ),
        "reason": "The review found a gap.",
        "on": DAY,
    },
    "meetings.record_decision": lambda w: {
        "meeting": w.meeting,
        "plan": w.plan,
        "action": w.rated_action,
        "kind": DecisionKind.NOTED,
        "token": uuid4(),
        "on": DAY,
        "reason": "The meeting was content.",
    },
    "meetings.change_decision": lambda w: {
        "decision": w.decision,
        "expected": 1,
        "reason": "Merged with the next action.",
    },
    "meetings.strike_out_decision": lambda w: {"decision": w.decision},
    "meetings.apply_decisions": lambda w: {"meeting": _noted(w), "plan": w.plan, "on": DAY},
    "windows.open_window": lambda w: {
        "plan": w.plan,
        "label": "Spring",
        "opens_on": date(2027, 3, 1),
        "closes_on": date(2027, 3, 15),
    },
    "decisions.accept_update": lambda w: {
        "update": w.rated_action.updates.get(),
        "seen": 0,
        "on": DAY,
    },
    "decisions.send_back_update": lambda w: {
        "update": w.rated_action.updates.get(),
        "seen": 0,
        "note": "Which paper shows it?",
        "on": DAY,
    },
    "decisions.moderate_update": lambda w: {
        "update": w.rated_action.updates.get(),
        "seen": 0,
        "what_happened": "A first draft is agreed.",
        "on": DAY,
    },
    "decisions.accept_plain_updates": lambda w: {
        "plan": w.plan,
        "seen": {_shown(w).pk: 0},
        "on": DAY,
    },
    "decisions.decide_proposal": lambda w: {
        "action": _asked_to_move(w),
        "canonical": Canonical.AT_RISK,
        "accepted": True,
        "on": DAY,
    },
    "decisions.agree_rating": lambda w: {
        "action": w.action,
        "entry": make.entry_of(w.plan, Canonical.AT_RISK),
        "reason": "Two of the three parts are late.",
        "meeting": w.meeting,
        "key": "meeting:1",
    },
    "decisions.comment_on_action": lambda w: {
        "action": w.action,
        "text": "Bring the first figures.",
        "on": DAY,
    },
    "windows.keep_windows": lambda w: _asked(w),
    "windows.reopen_window": lambda w: {
        "expected": 1,
        "window": w.window,
        "until": w.window.closes_on + timedelta(days=2),
        "reason": "The system was down.",
        "on": w.window.closes_on,
    },
    "reminders.queue_digests": lambda w: _owing(w),
    "reminders.write_digests": lambda w: {
        "day": _owing(w)["today"],
        "asked": by_person(asks_due(DAY)),
    },
    "imports.start_import": lambda w: {
        "area": w.area,
        "file_name": "plan.xlsx",
        "title": "Next plan",
        "period_start": date(2027, 8, 1),
        "period_end": date(2029, 7, 31),
        "legend": "",
        "content": [],
    },
    "imports.save_plan": lambda w: {
        "draft": draft_of([["Outcome", "Action"], ["Outcome 1: Heard", "Agree a rota"]]),
        "area": w.area,
        "title": "Next plan",
        "period_start": date(2027, 8, 1),
        "period_end": date(2029, 7, 31),
    },
    "imports.confirm_import": lambda w: {
        "import_draft": w.spreadsheet,
        "draft": draft_of([["Outcome", "Action"], ["Outcome 1: Heard", "Agree a rota"]]),
    },
    "imports.take_import_back": lambda w: {"plan": imported(w), "reason": "The wrong file."},
    "imports.choose": lambda w: {
        "draft": w.spreadsheet,
        "expected": 1,
        "columns": {"0-1-A": "level"},
        "said": [Said(Subject.TIMESCALE, "soon", "Soon", "ongoing")],
    },
    "imports.decide": lambda w: {
        "area": w.area,
        "said": [Said(Subject.TIMESCALE, "soon", "Soon", "ongoing")],
    },
    "imports.forget": lambda w: {"decision": w.decided_words},
    "imports.posts_of_leads": lambda w: {
        "area": w.area,
        "draft": draft_of([["Outcome", "Action", "Lead"], ["Heard", "Agree a rota", "Chair"]]),
        "chosen": {},
    },
    "imports.choose_leads": lambda w: {
        "draft": w.spreadsheet,
        "expected": 1,
        "joins": {"chair": "new"},
    },
    "imports.discard_import": lambda w: {"draft": w.spreadsheet},
    "updates.save_draft": lambda w: {
        "action": w.action,
        "fields": {"what_happened": "The group met."},
        "base_version": 1,
        "seen": 0,
        "now": NOW,
    },
    "updates.discard_draft": lambda w: {
        "draft": make.UpdateDraftFactory(action=w.action, user=actor())
    },
    "updates.add_evidence_file": lambda w: {
        "action": w.action,
        "name": "figures.csv",
        "data": b"Quarter,Panels\n1,4\n",
    },
    "updates.add_evidence_link": lambda w: {
        "action": w.action,
        "url": "https://minutes.example.org/12",
    },
    "updates.remove_evidence": lambda w: {
        "evidence": make.EvidenceFactory(action=w.action, update_shown=None, added_by=actor())
    },
}


def _asked(world: World) -> Any:
    """The plan is agreed and its committee meets, so that its windows open by themselves."""
    world.plan.state = "agreed"
    world.plan.save(update_fields=["state"])
    keep_all(by=None, rows=[world.plan])
    make.MeetingFactory(body=world.body, held_on=date(2027, 3, 18))
    return {"today": date(2027, 1, 15)}


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
    keep_all(by=None, rows=[Plan.objects.get(pk=world.plan.pk)])
    UpdateWindow.objects.filter(pk=world.window.pk).update(
        opens_on=date(2026, 9, 7), closes_on=date(2026, 9, 18)
    )
    make.holder_of(world.group)
    return {"today": DAY}
