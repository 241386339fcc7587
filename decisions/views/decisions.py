"""Challenges, new dates and completions: asked by one person, decided by another."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from actions.enums import CompletionState, RevisionState
from actions.models import Action, Completion, DeadlineRevision, ProgressUpdate
from actions.permissions import abilities, updates_as
from actions.queries.date_rule import date_rule_of
from actions.queries.interests import of_completions, of_dates, of_update
from actions.queries.record import action_detail
from actions.rules.overdue import officers_words
from actions.rules.record import Detail
from actions.views.scope import action_form, action_in_scope
from committees.permissions import may, require
from committees.queries.interests import why_not_theirs
from committees.rules.interests import Matter
from decisions.forms.decisions import (
    ChallengeForm,
    CompletionDecisionForm,
    DateDecisionForm,
    NewDateForm,
    ReopenForm,
)
from decisions.queries.decision_queue import asked_by, waiting
from decisions.services import (
    decide_completion,
    decide_new_date,
    reopen_completion,
    request_new_date,
)
from plans.queries import legend_entries
from plans.views.scope import plan_in_scope, plan_page
from updates.services import challenge_rating
from web.form_page import ask, opened


@require_http_methods(["GET", "POST"])
def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair's rating beside the lead's."""
    row = action_in_scope(request, pk, Permission.RATING_CHALLENGE)
    last = row.updates.last()
    if last is None:
        raise Http404("Nobody has rated this action, so there is no rating to challenge.")
    form = opened(ChallengeForm, request, about=last, entries=legend_entries(row.plan))
    page = action_form(
        row,
        "Challenge the rating",
        title=f"Challenge the rating of {row.reference}",
        done="Your challenge is recorded beside the lead’s rating.",
        why_not=partial(_why_not_challenge, request, row, last),
        template="actions/challenge.html",
        context=partial(_beside, row),
    )
    write = partial(challenge_rating, action=row, update=last, on=timezone.localdate())
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def new_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new date; somebody else decides."""
    user, row = request.user, action_in_scope(request, pk)
    if not abilities(user, row, updates_as(user, row, timezone.localdate())).ask_date:
        raise PermissionDenied("Only the lead of this action, or the coordinator, asks for a date.")
    rule = date_rule_of(row.plan)
    words = officers_words(rule.officers_from_move, rule.officers_after_days)
    page = action_form(
        row,
        "Ask for a new date",
        title=f"Ask for a new date for {row.reference}",
        done="Your request is recorded. The present date stands until then.",
        template="actions/new_date.html",
        context=partial(_beside, row, rule=words),
    )
    write = partial(request_new_date, action=row, on=timezone.localdate())
    return ask(request, opened(NewDateForm, request), page, write)


@require_http_methods(["GET", "POST"])
def decide_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline a new date that somebody else asked for."""
    asked = DeadlineRevision.objects.visible_to(request.user).filter(action=pk)
    rows = asked.select_related("action__plan__area", "action__heading__level")
    revision = rows.filter(state=RevisionState.REQUESTED).first()
    if revision is None:
        return _nothing_waits(request, action_in_scope(request, pk, Permission.DATE_DECIDE))
    row, today = revision.action, timezone.localdate()
    require(request.user, Permission.DATE_DECIDE, row.plan.area_id)
    if revision.to_chief_officers:
        return redirect("officers_recorded", row.plan.slug)
    page = action_form(
        row,
        "Decide on a new date",
        here="New date",
        title=f"Decide on a new date for {row.reference}",
        done=f"Your decision on action {row.reference} is recorded.",
        back=reverse("plan_decisions", args=[row.plan.slug]),
        why_not=partial(_why_not_decide, request, revision),
        template="actions/decide_date.html",
        context=partial(_beside, row),
    )
    form = opened(DateDecisionForm, request, about=revision)
    return ask(request, form, page, partial(decide_new_date, revision=revision, on=today))


@require_http_methods(["GET", "POST"])
def completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify that an action is complete, or return it with a note."""
    row = action_in_scope(request, pk, Permission.COMPLETION_VERIFY)
    detail = action_detail(row, timezone.localdate())
    claimed = detail.standing.completion
    if claimed is None or not detail.standing.claimed:
        return _nothing_waits(request, row)
    claim = row.completions.select_related("action__plan", "update_claiming").get(pk=claimed.pk)
    page = action_form(
        row,
        "Verify that it is complete",
        here="Completion",
        title=f"Verify completion of {row.reference}",
        done=f"Your decision on action {row.reference} is recorded.",
        back=reverse("plan_decisions", args=[row.plan.slug]),
        why_not=_why_not_about(request, Matter.COMPLETION, claim),
        template="actions/completion.html",
        context={"detail": detail},
    )
    form = opened(CompletionDecisionForm, request, about=claim)
    write = partial(decide_completion, completion=claim, on=timezone.localdate())
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a completed action again, with the reason; its completion stays in the record."""
    row = action_in_scope(request, pk, Permission.COMPLETION_VERIFY)
    detail = action_detail(row, timezone.localdate())
    verified = detail.standing.completion
    if verified is None or verified.state != CompletionState.VERIFIED or row.withdrawn_on:
        messages.info(request, "This action is not complete, so there is nothing to reopen.")
        return redirect("action_detail", pk)
    done = row.completions.select_related("action__plan", "update_claiming").get(pk=verified.pk)
    page = action_form(
        row,
        "Reopen the action",
        here="Reopen",
        title=f"Reopen action {row.reference}",
        done=f"Action {row.reference} is open again. Its lead can update it.",
        leave="Leave it complete",
        why_not=_why_not_about(request, Matter.REOPENING, done),
        template="actions/reopen.html",
        context={"detail": detail},
    )
    write = partial(reopen_completion, completion=done, on=timezone.localdate())
    return ask(request, opened(ReopenForm, request, about=done), page, write)


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Completions to verify and dates to decide, for whoever may decide on either."""
    plan = plan_in_scope(request, slug)
    user = request.user
    deciders = (Permission.COMPLETION_VERIFY, Permission.DATE_DECIDE)
    if not any(may(user, one, plan.area_id) for one in deciders):
        raise PermissionDenied("Your role here does not decide on dates or completions.")
    return plan_page(
        request,
        plan,
        "actions/decisions.html",
        "Decisions",
        waiting=waiting(plan, user, timezone.localdate()),
        records=may(user, Permission.DATE_DECIDE, plan.area_id)
        or may(user, Permission.DIRECTION_RECORD, plan.area_id),
    )


def _beside(row: Action, **more: object) -> dict[str, object]:
    """What stands beside a form: how the action stands, loaded only where the page is drawn."""
    return {"detail": action_detail(row, timezone.localdate(), Detail.WORDS), **more}


def _why_not_decide(request: HttpRequest, revision: DeadlineRevision) -> str:
    today = timezone.localdate()
    asks = asked_by(request.user, revision.action.plan.area_id, today)
    return asks.why_not(Matter.DATE, of_dates([revision], today)[revision.pk])


def _why_not_about(request: HttpRequest, matter: Matter, claim: Completion) -> str:
    today = timezone.localdate()
    asks = asked_by(request.user, claim.action.plan.area_id, today)
    return asks.why_not(matter, of_completions([claim], today)[claim.pk])


def _why_not_challenge(request: HttpRequest, row: Action, last: ProgressUpdate) -> str:
    today = timezone.localdate()
    return why_not_theirs(
        Matter.CHALLENGE,
        request.user,
        of_update(last, today),
        area_id=row.plan.area_id,
        permissions=(Permission.RATING_CHALLENGE,),
        today=today,
    )


def _nothing_waits(request: HttpRequest, row: Action) -> HttpResponse:
    messages.info(request, "Nothing waits for a decision here. It may have been decided already.")
    return redirect("action_detail", row.pk)
