"""What a person types into each form: what `tests/metatests/test_presses.py` sends twice at once.

A row is prepared in a world with one of everything and gives what is typed over what the page
shows; `at` is the row that the address is about where another form uses up the world's own.
"""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState
from actions.services import edit_action
from audit.models import Event
from committees.enums import BodyKind
from committees.forms.grid import typed_rows
from committees.queries.grid import known_in
from committees.rules.grid.lines import digest, read_lines
from committees.rules.grid.paste import GridRow
from documents.enums import Canonical
from jobs.enums import FileState
from outline.queries.tree import outline_of
from plans.enums import PlanState
from plans.models import Plan
from tests import factories as make
from tests.metatests.press import Prepared, Press, ahead
from tests.metatests.presses_of_access import ACCESS
from tests.metatests.presses_of_archive import ARCHIVE
from tests.metatests.presses_of_assurance import ASSURANCE
from tests.metatests.presses_of_editions import EDITIONS
from tests.metatests.presses_of_ends import ENDS
from tests.metatests.presses_of_entrance import ENTRANCE
from tests.metatests.presses_of_exchange import EXCHANGE
from tests.metatests.presses_of_figures import FIGURES
from tests.metatests.presses_of_indicators import INDICATORS
from tests.metatests.presses_of_officers import OFFICERS
from tests.metatests.presses_of_redactions import REDACTIONS
from tests.metatests.presses_of_regions import REGIONS
from tests.metatests.world import World

FOUNDED = {"name": "Inverfar", "second_name": "Una", "second_email": "una.r@example.test"}
SHEET = b"Outcome,Action,Lead,Timescale\nHeard,Ask,Chair,Ongoing\n"


def _plan(w: World) -> Any:
    """A plan whose counts no other form has moved."""
    return make.PlanFactory(area=w.area, body=w.body)


def _grant(w: World) -> Any:
    """A role that nothing else uses, of somebody who has no other."""
    return make.RoleGrantFactory(area=w.area, role=Role.MEMBER)


def _action(w: World, **fields: Any) -> Any:
    return make.ActionFactory(plan=w.plan, heading=w.heading, **fields)


def _claimed(w: World, state: CompletionState = CompletionState.CLAIMED) -> Any:
    return make.CompletionFactory(action=_action(w), state=state).action


def _said(w: World) -> Any:
    return make.ProgressUpdateFactory(action=_action(w), canonical=Canonical.ON_TRACK)


def _plain(w: World) -> Any:
    """An update of today that a coordinator accepts without a second look."""
    fields = {"evidence": "Minutes.", "what_happened": "A chair was found."}
    action = make.led_action(make.person_with(Role.ACTION_LEAD, w.area), w.plan)
    return make.ProgressUpdateFactory(action=action, as_at=timezone.localdate(), **fields)


def _applying(w: World) -> Press:
    meeting = make.MeetingFactory(body=w.body, held_on=timezone.localdate() - timedelta(days=1))
    row = make.MeetingDecisionFactory(plan=w.plan, meeting=meeting, action=_action(w))
    return Press({"seen": [f"{row.pk}-{row.row_version}"]}, at=[w.plan.slug, meeting.pk])


def _decision(w: World) -> Any:
    return make.MeetingDecisionFactory(plan=w.plan, meeting=w.meeting, action=_action(w))


def _entry(w: World, canonical: Canonical) -> str:
    return str(make.entry_of(w.plan, canonical).pk)


def _stepped(w: World) -> Press:
    last = make.HeadingFactory.create_batch(3, plan=_plan(w))[-1]
    seen = outline_of(last.plan, timezone.localdate()).digest
    return Press({"line": f"h{last.pk}", "do": "up", "seen": seen}, at=[last.plan.slug])


def _reviewed(w: World) -> Press:
    plan = make.PlanFactory(area=w.area, state="published")
    return Press({"purpose": "The yearly review."}, at=[plan.slug])


def _moved(w: World) -> Press:
    last = make.HeadingFactory.create_batch(3, plan=_plan(w))[-1]
    typed = {"place": ".", "numbers": "follow", "previewed": ". follow"}
    return Press(typed, at=[last.plan.slug, f"h{last.pk}"])


def _renumbered(w: World) -> Press:
    typed = {"style1": "blank", "previewed": "blank"}
    return Press(typed, at=[make.HeadingFactory(plan=_plan(w)).plan.slug])


def _recurring(w: World) -> Press:
    """Monthly work of the group that everybody deputises for, of which something fell due."""
    fields = {"recurrence": "monthly", "timescale_kind": "recurring", "due": None}
    action = _action(w, timescale_words="Monthly", **fields)
    make.LeadFactory(action=action, post=w.group)
    typed = {"done": "0", "why": "Nobody in post.", "entry": _entry(w, Canonical.ON_TRACK)}
    return Press(typed, at=[action.pk])


def _reworded(w: World) -> Press:
    """An action whose words were changed and that nobody has spoken of since."""
    action = make.ActionFactory(plan=_plan(w))
    edit_action(by=make.UserFactory(), action=action, expected=1, text="Train every panel.")
    event = Event.objects.filter(target_id=action.pk, verb="edited action").latest("pk")
    return Press({"change": event.pk}, at=[action.pk])


def _long_move(w: World, plan: Plan | None = None) -> Any:
    """A new date that waits for the chief officers and that nothing else decides."""
    action = make.ActionFactory(plan=plan) if plan else _action(w)
    return make.DeadlineRevisionFactory(action=action, to_chief_officers=True)


def _for_officers(w: World) -> Press:
    row = _long_move(w)
    return Press({f"answer-{row.pk}": "yes", "note": "By letter."}, at=[row.pk])


def _for_officers_together(w: World) -> Press:
    """Two dates of an area, in one decision."""
    rows = [_long_move(w), _long_move(w)]
    return Press({**{f"answer-{row.pk}": "yes" for row in rows}, "note": "At the away day."})


def _officers_met(w: World) -> Press:
    """What they decided at a meeting of theirs, written down afterwards."""
    group = make.BodyFactory(area=w.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    held = make.MeetingFactory(body=group, held_on=timezone.localdate())
    row = _long_move(w, _plan(w))
    typed = {"decided_at": held.pk, "other_decider": "Chief Executive", "note": "Agreed."}
    return Press({f"answer-{row.pk}": "no", **typed}, at=[row.action.plan.slug])


def _issuing(w: World) -> Press:
    make.person_with(Role.CHIEF_OFFICER, w.area)
    report = make.frozen_report(plan=_plan(w))
    make.ReportFileFactory(report=report)
    return Press(at=[report.pk], by=Role.CHAIR)


def _failed(w: World) -> Press:
    file = make.ReportFileFactory(report=w.frozen, format="docx")
    file.state = FileState.FAILED
    file.save()
    return Press(at=[file.pk])


def _receiving(w: World) -> Press:
    user = make.person_with(Role.CHIEF_OFFICER, w.area)
    make.DeliveryFactory(report=w.issued, user=user)
    return Press(by=user)


def _erratum(w: World) -> Press:
    report = make.ReportFactory(plan=w.plan, as_of=w.issued.as_of, version=2, corrects=w.issued)
    return Press({"erratum": "Table 2 said 5. It is 6."}, at=[report.pk])


def _asked_to_move(w: World) -> Press:
    make.ProgressUpdateFactory(action=w.dated_action, as_at=timezone.localdate())
    last = w.dated_action.updates.get()
    typed = {"canonical": Canonical.AT_RISK, "seen": last.pk, "answer": "accept"}
    return Press(typed, at=[w.dated_action.pk])


def _in_force(w: World) -> Press:
    """Windows are set for a plan in force."""
    Plan.objects.filter(pk=w.plan.pk).update(state=PlanState.AGREED)
    return Press({"label": "Spring", "opens_on": ahead(60), "closes_on": ahead(70)})


def _row(w: World) -> Press:
    """Two actions of one lead, answered in the table of all of them."""
    w.own_action.refresh_from_db()
    key = w.own_action.pk
    typed = {
        "rows": [str(key)],
        f"a{key}-entry": _entry(w, Canonical.ON_TRACK),
        f"a{key}-what_happened": "A second panel was trained.",
        f"a{key}-expected": w.own_action.row_version,
    }
    return Press(typed)


def _grid(w: World) -> Press:
    """A new post and somebody new who holds it, as they were shown."""
    row = GridRow("Matron", "Eva Marr", "marr@example.test", "NHS Innerly")
    by = make.person_with(Role.ADMINISTRATOR, w.area)
    today = timezone.localdate()
    seen = digest(read_lines([row], known_in(w.area, by), today))
    typed = typed_rows([row]) | {"seen": seen, "starts": today.isoformat(), "invite": "on"}
    return Press(typed | {"do": "1"}, by=by)


def _uninvited(w: World) -> Press:
    make.RoleGrantFactory(area=w.area, user__password=None)
    return Press(by=Role.ADMINISTRATOR)


def _joining(w: World) -> Press:
    """The spreadsheet's one lead is joined to a post that stands."""
    return Press({"lead-0": f"post:{w.post.pk}"}, at=[make.ImportDraftFactory(area=w.area).pk])


COMMITTEES: dict[str, Prepared] = {
    "people_grid": _grid,
    "invite_all": _uninvited,
    "area_retention": lambda w: Press({"leavers": "6"}),
    "my_mail": lambda w: Press({"day": "1"}),
    "calendars": lambda w: Press(),
    "area_add": lambda w: Press(FOUNDED, by=make.UserFactory(is_superuser=True)),
    "bodies_add": lambda w: Press({"names": "Panel of carers\nPanel of schools"}),
    "meetings_add": lambda w: Press({"days": f"{ahead(50)}\n{ahead(140)}"}),
    "agency_add": lambda w: Press({"name": "NHS Farrow", "kind": "health"}),
    "body_add": lambda w: Press({"name": "Audit group", "kind": "sub_committee"}),
    "post_add": lambda w: Press({"title": "Chief Nurse", "kind": "post"}),
    "body_edit": lambda w: Press({"remit": "Oversees the plan."}),
    "member_add": lambda w: Press({"name": "Una Ross", "designation": "Head of Service"}),
    "meeting_add": lambda w: Press({"held_on": ahead(40)}),
    "member_edit": lambda w: Press({"designation": "Director"}),
    "member_end": lambda w: Press({"ends": ahead(3)}),
    "meeting_edit": lambda w: Press({"title": "Special meeting"}),
    "post_edit": lambda w: Press({"title": "Chief Midwife"}),
    "role_end": lambda w: Press({"ends": ahead(9)}, at=[_grant(w).pk]),
    "address_correct": lambda w: Press({"email": "ross@example.test"}, at=[_grant(w).pk]),
    "guard_pattern_add": lambda w: Press({"purpose": "reference", "text": "SW-######"}),
    "guard_pattern_remove": lambda w: Press(
        at=[w.area.slug, make.GuardPatternFactory(area=w.area).pk]
    ),
    "quarter": lambda w: Press({"opens_before": "35"}),
    "date_rule": lambda w: Press({"officers_after_days": "60"}),
}

PLANS: dict[str, Prepared] = {
    "plan_add": lambda w: Press(
        {"title": "Next plan", "period_start": "2027-08-01", "period_end": "2029-07-31"}
    ),
    "plan_words": lambda w: Press({"vision": "Safe at home."}),
    "heading_add": lambda w: Press({"level": w.level.pk, "text": "Heard."}),
    "version_keep": lambda w: Press({"label": "Reviewed"}),
    "plan_calendar": lambda w: Press(
        {f"theme_{row.pk}": ["1", "3"] for row in w.plan.headings.filter(parent=None)}
    ),
    "level_add": lambda w: Press({"singular": "Impact"}),
    "legend_add": lambda w: Press({"code": "N", "label": "Off", "canonical": "not_started"}),
    "level_remove": lambda w: Press(at=[make.LevelFactory(plan=w.plan).pk]),
    "level_edit": lambda w: Press({"singular": "Aim"}),
    "legend_edit": lambda w: Press({"label": "Stopped"}),
    "heading_edit": lambda w: Press({"text": "Heard early."}),
    "plan_outline": _stepped,
    "outline_move": _moved,
    "outline_renumber": _renumbered,
    "outcome_add": lambda w: Press({"number": "31", "text": "Heard."}),
    "outcome_edit": lambda w: Press({"text": "Heard early."}),
    "outcome_remove": lambda w: Press(at=[make.HighLevelOutcomeFactory(plan=w.plan).pk]),
    "measure_add": lambda w: Press({"text": "Fewer moves."}),
    "measure_edit": lambda w: Press({"text": "Fewer moves of school."}),
    "reading_add": lambda w: Press({"value": "58", "on": "2026-06-30"}),
    "reading_correct": lambda w: Press({"value": "57", "on": "2025-08-01", "note": "Misread."}),
    "measure_remove": lambda w: Press(at=[make.MeasureFactory(plan=w.plan).pk]),
    "plan_windows": _in_force,
    "window_reopen": lambda w: Press({"until": ahead(9), "reason": "The system was down."}),
    "plan_import": lambda w: Press(
        {
            "file": SimpleUploadedFile("plan.csv", SHEET),
            "area": w.area.pk,
            "title": "Brought in",
            "period_start": "2027-08-01",
            "period_end": "2029-07-31",
        }
    ),
    "plan_import_preview": lambda w: Press(
        {"0-1-C": "ignored"}, at=[make.ImportDraftFactory(area=w.area).pk]
    ),
    "plan_import_leads": _joining,
}

ACTIONS: dict[str, Prepared] = {
    "action_edit": lambda w: Press({"text": "Train every panel."}),
    "action_leads": lambda w: Press({"accountable": w.post.pk}),
    "action_links": lambda w: Press({"outcomes": [w.outcome.pk]}),
    "action_withdraw": lambda w: Press({"reason": "Merged."}, at=[_action(w).pk]),
    "action_add": lambda w: Press(
        {"text": "Train every school.", "timescale_words": "Ongoing", "origin": "plan"}
    ),
    "action_update": lambda w: Press(
        {"entry": _entry(w, Canonical.ON_TRACK), "what_happened": "A panel was trained."}
    ),
    "action_update:somebody else's": lambda w: Press(
        {
            "entry": _entry(w, Canonical.COMPLETE),
            "evidence": "Minutes.",
            "difference": "Shorter waits.",
        },
        at=[_action(w).pk],
    ),
    "action_new_date": lambda w: Press(
        {"proposed_due": "2029-09-30", "reason": "No supplier.", "impact": "Longer waits."}
    ),
    "action_new_date:somebody else's": lambda w: Press(
        {"proposed_due": "2029-09-30", "reason": "No supplier.", "impact": "Longer waits."}
    ),
    "action_challenge": lambda w: Press(
        {"entry": _entry(w, Canonical.AT_RISK), "reason": "Nobody is in post."}
    ),
    "action_new_date_decide": lambda w: Press(
        {"decision": "yes"}, at=[make.DeadlineRevisionFactory(action=_action(w)).action_id]
    ),
    "action_completion": lambda w: Press({"decision": "yes"}, at=[_claimed(w).pk]),
    "action_reopen": lambda w: Press(
        {"reason": "A gap."}, at=[_claimed(w, CompletionState.VERIFIED).pk]
    ),
    "action_occurrences": _recurring,
    "action_undo": _reworded,
    "date_for_chief_officers": _for_officers,
    "dates_decided_together": _for_officers_together,
    "officers_recorded": _officers_met,
    "meeting_room": lambda w: Press(
        {"kind": "noted", "action": w.own_action.pk, "reason": "The meeting was content."}
    ),
    "meeting_decision": lambda w: Press({"reason": "Merged with the next action."}),
    "meeting_strike_out": lambda w: Press(at=[w.plan.slug, w.meeting.pk, _decision(w).pk]),
    "meeting_apply": _applying,
    "plan_checking_accept": lambda w: Press({"seen": [f"{_plain(w).pk}:0"]}),
    "update_accept": lambda w: Press({"seen": "0"}, at=[_said(w).pk]),
    "update_send_back": lambda w: Press({"note": "Which paper shows it?"}, at=[_said(w).pk]),
    "update_wording": lambda w: Press(
        {"what_happened": "A first draft is agreed."}, at=[_said(w).pk]
    ),
    "action_proposal": _asked_to_move,
    "action_comment": lambda w: Press({"text": "Bring the first figures."}),
    "my_actions_table": _row,
    "action_draft": lambda w: Press({"what_happened": "The group met."}),
}

REPORTING: dict[str, Prepared] = {
    "report_begin": lambda w: Press({"kind": "quarterly"}),
    "report_details": lambda w: Press(
        {"marking": "official_sensitive"}, at=[make.ReportFactory(plan=_plan(w)).pk]
    ),
    "report_contents": lambda w: Press({"risks": "5"}, at=[make.ReportFactory(plan=_plan(w)).pk]),
    "report_freeze": lambda w: Press(at=[make.ReportFactory(plan=_plan(w)).pk]),
    "report_issue": _issuing,
    "report_return": lambda w: Press(
        {"note": "Add the figures."}, at=[make.frozen_report(plan=_plan(w)).pk]
    ),
    "report_next_version": lambda w: Press(at=[make.frozen_report(plan=_plan(w)).pk]),
    "report_erratum": _erratum,
    "report_received": _receiving,
    "report_send_again": lambda w: Press(),
    "report_file_again": _failed,
    "direction_record": lambda w: Press(
        {"text": "Bring it.", "given_by": "Chief Officers Group", "given_on": ahead(0)}
    ),
    "direction_answer": lambda w: Press({"how": "words", "text": "It was brought."}),
    "direction_close": lambda w: Press({"closing_note": "Settled."}),
    "version_begin": _reviewed,
    "plan_decide": lambda w: Press({"decision": "published", "decided_by": "Chief Officers Group"}),
}

# those of access before any form says that a second factor is needed
PRESSES = (
    ACCESS
    | OFFICERS
    | FIGURES
    | ARCHIVE
    | REDACTIONS
    | REGIONS
    | ENTRANCE
    | EDITIONS
    | COMMITTEES
    | PLANS
    | ENDS
    | EXCHANGE
    | (INDICATORS | ASSURANCE)
    | ACTIONS
    | REPORTING
)
