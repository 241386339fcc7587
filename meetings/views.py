"""Meeting mode: decisions recorded in the room, applied together afterwards, printed as a list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.models import Action
from actions.queries.positions import position
from actions.rules.record import Detail
from committees.enums import BodyKind, MeetingKind
from committees.models import Meeting, Membership, Post
from committees.permissions import may, require
from committees.views.scope import body_form, row_in_scope
from meetings.enums import DecisionKind, DecisionState
from meetings.forms.attendance import AttendanceForm
from meetings.forms.cards import Forms
from meetings.forms.decision import MeetingForm
from meetings.models import MeetingDecision
from meetings.queries.agenda import Decided, agenda, decisions_of, meetings_about, meetings_of
from meetings.queries.appliers import LED, appliers_of
from meetings.queries.attendance import attendance_at, seats_at
from meetings.queries.minutes import minutes_of
from meetings.services import (
    apply_decisions,
    change_decision,
    record_attendance,
    record_decision,
    strike_out_decision,
)
from plans.models import LegendEntry, Plan
from plans.queries import plan_tree
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import Crumbs, FormPage, ask, opened, pressed, restored, saved

# nobody decides on their own new date, verifies their own claim or applies what was decided of what
# they lead; the rest whoever records applies
OTHERS_MAY_HAVE_TO = (DecisionKind.EXTEND, DecisionKind.COMPLETE, *LED)


@require_safe
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of the plan's committee, ahead and held lately."""
    plan = plan_in_scope(request, slug)
    today = timezone.localdate()
    lately = list(meetings_about(plan, today))
    context = {
        "plan": plan,
        "ahead": sorted((m for m in lately if m.held_on >= today), key=lambda m: m.held_on),
        "held": [m for m in lately if m.held_on < today],
        "today": today,
        "records": may(request.user, Permission.MEETING_RECORD, plan.area_id),
        "breadcrumbs": _crumbs(plan),
    }
    return render(request, "meetings/meetings.html", context)


@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The agenda, exceptions first, with a form for each kind of decision beside each action."""
    plan, meeting = _here(request, slug, pk, Permission.MEETING_RECORD)
    sent = request.method == "POST"
    forms = _forms(request, plan, entries=_entries(plan) if sent else ())
    form = forms.sent(request.POST) if sent else None
    if form and (done := saved(request, form, partial(_record, plan, meeting, form))):
        _say_whose(request, plan, done.written)
        return redirect(f"{_room(plan, meeting)}#{forms.place(form)}")
    stands = position(plan, timezone.localdate(), detail=Detail.WORDS)
    forms = replace(forms, entries=stands.legend)
    chosen = forms.chosen(request.GET, form)
    shown = agenda(stands, meeting, chosen)
    context = {
        "plan": plan,
        "meeting": meeting,
        "agenda": forms.put_into(shown, form),
        "yours": _yours(request, plan, shown.decisions),
        "add": forms.add(form),
        "form": form,
        "held": meeting.held_on <= timezone.localdate(),
        "breadcrumbs": _crumbs(plan, (str(meeting), "")),
    }
    return render(request, "meetings/room.html", context)


def _yours(request: HttpRequest, plan: Plan, decisions: Sequence[Decided]) -> bool:
    """Whether any of the recorded decisions is this person's to apply."""
    waiting = [item.row for item in decisions if item.open]
    if any(row.kind not in OTHERS_MAY_HAVE_TO for row in waiting):
        return True
    appliers = appliers_of(plan, waiting, timezone.localdate()) if waiting else {}
    return any(one.may(person(request)) for one in appliers.values())


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, pk: int, decision: int) -> HttpResponse:
    """Put one decision in other words, before it is applied."""
    plan, meeting = _here(request, slug, pk, Permission.MEETING_RECORD)
    row = _decision(plan, meeting, decision)
    if row.state != DecisionState.RECORDED:
        messages.info(request, "This decision is applied or struck out, so it stands as it is.")
        return redirect("meeting_room", slug, pk)
    forms = _forms(request, plan, entries=_entries(plan))
    form = forms.of(row, request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=f"Change a decision: {row.get_kind_display().lower()}",
        title=f"Change a decision – {plan.title}",
        caption=meeting.name,
        back=f"{_room(plan, meeting)}#decisions",
        leave="Back to the meeting without saving",
        done="The decision is changed.",
        breadcrumbs=_crumbs(plan, (str(meeting), _room(plan, meeting)), ("Decisions", "")),
        template="meetings/change.html",
        context={"plan": plan, "meeting": meeting, "row": row},
    )
    return ask(request, form, page, partial(change_decision, decision=row))


@require_POST
def strike_out(request: HttpRequest, slug: str, pk: int, decision: int) -> HttpResponse:
    """Strike out a decision; it stays in the record."""
    plan, meeting = _here(request, slug, pk, Permission.MEETING_RECORD)
    write = partial(strike_out_decision, decision=_decision(plan, meeting, decision))
    pressed(request, write, "The decision is struck out. It stays in the record.")
    return redirect(f"{_room(plan, meeting)}#decisions")


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All that will be done, in words; then, on one press, all of it or nothing."""
    plan, meeting = _here(request, slug, pk, Permission.MEETING_RECORD)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            rows = apply_decisions(
                by=person(request),
                meeting=meeting,
                plan=plan,
                on=timezone.localdate(),
                seen=_seen(request.POST.getlist("seen")),
            )
        except ValidationError as refusal:
            refusals = refusal.messages
        else:
            many = "decision is" if len(rows) == 1 else "decisions are"
            messages.success(request, f"{len(rows)} {many} applied. Print the action list below.")
            return redirect("meeting_minutes", slug, pk)
    waiting = [item for item in decisions_of(plan, meeting) if item.open]
    appliers = appliers_of(plan, [item.row for item in waiting], timezone.localdate())
    own = [item for item in waiting if appliers[item.row.pk].may(person(request))]
    context = {
        "plan": plan,
        "meeting": meeting,
        "decisions": own,
        "others": [(item, appliers[item.row.pk].told) for item in waiting if item not in own],
        "open": bool(waiting),
        "refusals": refusals,
        "held": meeting.held_on <= timezone.localdate(),
        "breadcrumbs": _crumbs(plan, (str(meeting), _room(plan, meeting)), ("Decisions", "")),
    }
    return render(request, "meetings/apply.html", context)


@require_safe
def minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The action list of the minutes: every decision, who leads, by when."""
    plan, meeting = _here(request, slug, pk, Permission.PLAN_READ)
    context = {
        "plan": plan,
        "meeting": meeting,
        "lines": minutes_of(plan, meeting, timezone.localdate()),
        "records": may(request.user, Permission.MEETING_RECORD, plan.area_id),
        "breadcrumbs": _crumbs(plan, (str(meeting), "")),
    }
    return render(request, "meetings/minutes.html", context)


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who attended a meeting, a question for each member of that day."""
    rows = Meeting.objects.select_related("body__area")
    meeting = row_in_scope(request, rows, Permission.MEETING_RECORD, pk=pk)
    seats, today = seats_at(meeting), timezone.localdate()
    page = body_form(
        meeting.body,
        "Who attended",
        "Who attended is recorded.",
        lead=meeting.name,
        why_not=_why_nobody_attended(meeting, seats, today),
    )
    if meeting.body.kind == BodyKind.COMMITTEE:
        page = replace(page, back=reverse("committee", args=[meeting.body.area.slug]))
    form = opened(AttendanceForm, request, seats=seats, row=attendance_at(meeting))
    write = partial(record_attendance, meeting=meeting, on=today)
    return ask(request, form, page, write)


def _why_nobody_attended(meeting: Meeting, seats: Sequence[Membership], today: date) -> str:
    if meeting.kind == MeetingKind.CORRESPONDENCE:
        return "Nobody meets where something is decided by correspondence."
    if meeting.held_on > today:
        return "This meeting is still to come. Record who came when it was held."
    return "" if seats else "No member is recorded for the day of this meeting."


def _here(request: HttpRequest, slug: str, pk: int, permission: Permission) -> tuple[Plan, Meeting]:
    plan = plan_in_scope(request, slug)
    meeting = get_object_or_404(meetings_of(plan), pk=pk)
    require(request.user, permission, plan.area_id)
    return plan, meeting


def _decision(plan: Plan, meeting: Meeting, pk: int) -> MeetingDecision:
    rows = MeetingDecision.objects.filter(plan=plan, meeting=meeting)
    return get_object_or_404(
        rows.select_related("plan__area", "meeting", "action", "heading", "lead", "entry"), pk=pk
    )


def _entries(plan: Plan) -> list[LegendEntry]:
    return list(LegendEntry.objects.filter(legend__plan=plan).order_by("position"))


def _forms(request: HttpRequest, plan: Plan, entries: Sequence[LegendEntry]) -> Forms:
    return Forms(
        user=person(request),
        branches=plan_tree(plan),
        posts=list(Post.objects.filter(area=plan.area_id).order_by("title")),
        entries=entries,
        kept=restored(request),
    )


def _record(plan: Plan, meeting: Meeting, form: MeetingForm, **values: Any) -> MeetingDecision:
    """Record what the form says about an action of this plan, or about a new one."""
    action = None
    if form.decision != DecisionKind.ADD:
        action = Action.objects.filter(plan=plan, pk=form.cleaned_data["action"]).first()
        if action is None:
            raise Http404("That action is not in this plan.")
    return record_decision(
        meeting=meeting,
        plan=plan,
        kind=form.decision,
        token=form.cleaned_data["token"] or uuid4(),
        on=timezone.localdate(),
        action=action,
        **values,
    )


def _say_whose(request: HttpRequest, plan: Plan, row: MeetingDecision) -> None:
    """Say at once where somebody else has to apply what was recorded, and whose decision it is."""
    if row.kind not in OTHERS_MAY_HAVE_TO:
        return
    appliers = appliers_of(plan, [row], timezone.localdate())[row.pk]
    if not appliers.may(person(request)):
        messages.info(request, f"Recorded. {appliers.told}")


def _seen(sent: list[str]) -> dict[int, int]:
    """Decisions that the page showed, each "key-version"; what cannot be read was not shown."""
    pairs = (one.partition("-")[::2] for one in sent)
    return {int(key): int(version) for key, version in pairs if _short(key) and _short(version)}


def _short(text: str) -> bool:
    """Whether a text is a number that a key or a version can have."""
    return text.isdecimal() and len(text) < 19


def _crumbs(plan: Plan, *rest: tuple[str, str]) -> Crumbs:
    own = reverse("plan_meetings", args=[plan.slug]) if rest else ""
    return plan_crumbs(plan, ("Meetings", own), *rest)


def _room(plan: Plan, meeting: Meeting) -> str:
    return reverse("meeting_room", args=[plan.slug, meeting.pk])
