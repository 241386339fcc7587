"""Pages of findings: add, change, take out; which action came of which, from both sides."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from accounts.views import person
from actions.forms.choices import NO_ACTION_YET, WhichActionForm
from actions.models import Action
from actions.views.scope import action_form, action_in_scope
from assurance import services
from assurance.forms.findings import (
    ActionFindingForm,
    AddFindingForm,
    EditFindingForm,
    FindingDecisionForm,
)
from assurance.models import Finding, FindingAction, FindingDecision
from assurance.queries.interests import why_own_finding
from assurance.views.scope import (
    activity_address,
    activity_form,
    activity_in_scope,
    finding_in_scope,
)
from committees.models import Meeting
from committees.views.scope import row_in_scope
from web.form_page import ask, opened, pressed

P = Permission


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    row = activity_in_scope(request, pk, P.ASSURANCE_EDIT)
    page = activity_form(row, "Add a finding", "The finding was added.")
    form = opened(AddFindingForm, request)
    return ask(request, form, page, partial(services.add_finding, activity=row))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = finding_in_scope(request, pk)
    page = activity_form(row.activity, "Change this finding", "The finding was saved.")
    form = opened(EditFindingForm, request, row=row)
    return ask(request, form, page, partial(services.edit_finding, finding=row))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = finding_in_scope(request, pk)
    pressed(request, partial(services.remove_finding, finding=row), "The finding was taken out.")
    return redirect(activity_address(row.activity))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """An action that came of a finding."""
    row = finding_in_scope(request, pk)
    actions = Action.objects.visible_to(request.user).open_in(row.activity.area_id)
    page = activity_form(
        row.activity,
        f"Which action came of finding {row.reference}?",
        "The finding and the action belong together now.",
        lead=row.text,
        why_not="" if actions else NO_ACTION_YET,
    )
    form = opened(WhichActionForm, request, actions=actions)
    return ask(request, form, page, partial(services.join_action, finding=row))


@require_http_methods(["GET", "POST"])
def of_action(request: HttpRequest, pk: int) -> HttpResponse:
    """The findings that an action came of: those it has, and one more."""
    row = action_in_scope(request, pk, P.ASSURANCE_EDIT)
    findings = Finding.objects.visible_to(request.user).filter(activity__area=row.plan.area_id)
    page = action_form(
        row,
        "Where this came from",
        done="The finding and the action belong together now.",
        leave="Back to the action",
        template="assurance/action_findings.html",
        why_not="" if findings else "The register has no findings yet.",
        context=lambda: {
            "links": FindingAction.objects.visible_to(request.user)
            .standing()
            .filter(action=row)
            .select_related("finding__activity")
        },
    )
    form = opened(ActionFindingForm, request, findings=findings.select_related("activity"))
    return ask(request, form, page, partial(services.join_action, action=row))


@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """An action did not come of a finding after all."""
    rows = FindingAction.objects.select_related("action__plan", "finding__activity__area")
    link = row_in_scope(request, rows, P.ASSURANCE_EDIT, pk=pk)
    write = partial(services.part_action, link=link)
    pressed(request, write, "They do not belong together any more. The record keeps that they did.")
    if request.POST.get("from") == "action":
        return redirect("action_detail", link.action_id)
    return redirect(activity_address(link.finding.activity))


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """No action comes of a finding: it is done already, or not accepted."""
    row = finding_in_scope(request, pk, P.FINDING_DECIDE)
    today = timezone.localdate()
    meetings = Meeting.objects.visible_to(request.user).filter(
        body__area=row.activity.area_id, held_on__lte=today
    )
    page = activity_form(
        row.activity,
        f"Does finding {row.reference} need no action?",
        "The decision was recorded.",
        lead=row.text,
        why_not=why_own_finding(person(request), row),
    )
    rows = meetings.select_related("body").order_by("-held_on", "-pk")
    form = opened(FindingDecisionForm, request, meetings=rows)
    return ask(request, form, page, partial(services.decide_finding, finding=row, today=today))


@require_POST
def decision_end(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not decided so after all."""
    rows = FindingDecision.objects.select_related("finding__activity__area")
    decision = row_in_scope(request, rows, P.FINDING_DECIDE, pk=pk)
    write = partial(services.take_back_decision, decision=decision)
    pressed(request, write, "The decision was taken back. The record keeps it.")
    return redirect(activity_address(decision.finding.activity))
