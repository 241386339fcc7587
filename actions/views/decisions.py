"""Challenges, new dates and completions: asked by one person, decided by another."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import person
from accounts.roles import Permission
from actions.enums import CompletionState
from actions.forms.decisions import (
    ChallengeForm,
    CompletionDecisionForm,
    DateDecisionForm,
    GroupsDateForm,
    NewDateForm,
    ReopenForm,
)
from actions.models import Action, DeadlineRevision
from actions.permissions import abilities, why_not_decide, why_not_verify
from actions.queries.decisions_waiting import recent_groups_meetings, waiting
from actions.queries.detail import ActionDetail, action_detail
from actions.services import (
    challenge_rating,
    decide_completion,
    decide_new_date,
    reopen_completion,
    request_new_date,
)
from actions.views.scope import action_crumbs, action_in_scope
from committees.permissions import may, require
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import saved, sent, today


@require_http_methods(["GET", "POST"])
def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair's rating beside the lead's."""
    row = action_in_scope(request, pk)
    require(person(request), Permission.RATING_CHALLENGE, row.plan.area_id)
    detail = action_detail(row, today())
    last = detail.last
    if last is None:
        raise Http404("Nobody has rated this action, so there is no rating to challenge.")
    form = ChallengeForm(**sent(request), about=last, entries=detail.entries)
    if form.is_valid() and saved(
        request,
        form,
        lambda: challenge_rating(
            by=person(request), action=row, update=last, on=today(), **form.values()
        ),
    ):
        messages.success(request, "Your challenge is recorded beside the lead’s rating.")
        return redirect("action_detail", pk)
    return _page(request, "actions/challenge.html", detail, form, "Challenge the rating")


@require_http_methods(["GET", "POST"])
def new_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new date; somebody else decides."""
    row = action_in_scope(request, pk)
    if not abilities(person(request), row, today()).ask_date:
        raise PermissionDenied("Only the lead of this action, or the coordinator, asks for a date.")
    detail = action_detail(row, today())
    form = NewDateForm(**sent(request))
    if form.is_valid() and saved(
        request,
        form,
        lambda: request_new_date(by=person(request), action=row, on=today(), **form.values()),
    ):
        messages.success(request, "Your request is recorded. The present date stands until then.")
        return redirect("action_detail", pk)
    return _page(request, "actions/new_date.html", detail, form, "Ask for a new date")


@require_http_methods(["GET", "POST"])
def decide_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline a new date that somebody else asked for."""
    row = action_in_scope(request, pk)
    require(person(request), Permission.DATE_DECIDE, row.plan.area_id)
    detail = action_detail(row, today())
    revision = detail.standing.open_revision
    if revision is None:
        return _nothing_waits(request, row)
    form = _date_form(request, revision)
    if form.is_valid() and saved(
        request,
        form,
        lambda: decide_new_date(by=person(request), revision=revision, on=today(), **form.values()),
    ):
        messages.success(request, f"Your decision on action {row.reference} is recorded.")
        return redirect("plan_decisions", row.plan.slug)
    why_not = why_not_decide(person(request), revision)
    return _page(request, "actions/decide_date.html", detail, form, "New date", why_not=why_not)


@require_http_methods(["GET", "POST"])
def completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify that an action is complete, or return it with a note."""
    row = action_in_scope(request, pk)
    require(person(request), Permission.COMPLETION_VERIFY, row.plan.area_id)
    detail = action_detail(row, today())
    claim = detail.standing.completion
    if claim is None or not detail.standing.claimed:
        return _nothing_waits(request, row)
    form = CompletionDecisionForm(**sent(request), about=claim)
    if form.is_valid() and saved(
        request,
        form,
        lambda: decide_completion(
            by=person(request), completion=claim, on=today(), **form.values()
        ),
    ):
        messages.success(request, f"Your decision on action {row.reference} is recorded.")
        return redirect("plan_decisions", row.plan.slug)
    why_not = why_not_verify(person(request), claim)
    return _page(request, "actions/completion.html", detail, form, "Completion", why_not=why_not)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a completed action again, with the reason; its completion stays in the record."""
    row = action_in_scope(request, pk)
    require(person(request), Permission.COMPLETION_VERIFY, row.plan.area_id)
    detail = action_detail(row, today())
    done = detail.standing.completion
    if done is None or done.state != CompletionState.VERIFIED or row.withdrawn_on:
        messages.info(request, "This action is not complete, so there is nothing to reopen.")
        return redirect("action_detail", pk)
    form = ReopenForm(**sent(request), about=done)
    if form.is_valid() and saved(
        request,
        form,
        lambda: reopen_completion(by=person(request), completion=done, on=today(), **form.values()),
    ):
        messages.success(request, f"Action {row.reference} is open again. Its lead can update it.")
        return redirect("action_detail", pk)
    return _page(request, "actions/reopen.html", detail, form, "Reopen")


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Completions to verify and dates to decide, for whoever may decide on either."""
    plan = plan_in_scope(request, slug)
    deciders = (Permission.COMPLETION_VERIFY, Permission.DATE_DECIDE)
    if not any(may(person(request), one, plan.area_id) for one in deciders):
        raise PermissionDenied("Your role here does not decide on dates or completions.")
    context = {
        "plan": plan,
        "waiting": waiting(plan, person(request)),
        "breadcrumbs": plan_crumbs(plan, "Decisions"),
    }
    return render(request, "actions/decisions.html", context)


def _date_form(request: HttpRequest, revision: DeadlineRevision) -> DateDecisionForm:
    """The chair's own decision, or what the chief officers group decided (rule 5)."""
    if not revision.to_chief_officers:
        return DateDecisionForm(**sent(request), about=revision)
    met = recent_groups_meetings(revision.action.plan.area, today())
    return GroupsDateForm(**sent(request), about=revision, meetings=met)


def _nothing_waits(request: HttpRequest, row: Action) -> HttpResponse:
    messages.info(request, "Nothing waits for a decision here. It may have been decided already.")
    return redirect("action_detail", row.pk)


def _page(
    request: HttpRequest,
    template: str,
    detail: ActionDetail,
    form: Any,
    here: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "action": detail.action,
        "detail": detail,
        "form": form,
        "breadcrumbs": action_crumbs(detail.action, here),
        **more,
    }
    return render(request, template, context)
