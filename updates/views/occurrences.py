"""Recurring and meeting-tied work: what fell due in a plan, and the one line that answers it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views import person
from actions.permissions import updates_as
from actions.queries.occurrences import fell_due_of, recurring_of
from actions.queries.record import action_detail
from actions.rules.record import Detail
from actions.views.scope import action_form, action_in_scope
from plans.views.scope import plan_in_scope, plan_page
from updates.forms.occurrences import OccurrencesForm
from updates.services import answer_occurrences
from updates.services.occurrences import NOTHING_DUE
from updates.views.drafts import NOT_YOURS
from web.form_page import ask, opened


@require_safe
def recurring(request: HttpRequest, slug: str) -> HttpResponse:
    """The recurring work of a plan: what fell due, how it was answered, what comes next."""
    plan = plan_in_scope(request, slug)
    return plan_page(
        request,
        plan,
        "actions/recurring.html",
        "Recurring work",
        rows=recurring_of(plan, timezone.localdate()),
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """How many were done of all that fell due, in one line."""
    user, today = person(request), timezone.localdate()
    row = action_in_scope(request, pk)
    source = updates_as(user, row, today)
    if source is None:
        raise PermissionDenied(NOT_YOURS)
    fell = fell_due_of([row], today).get(row.pk)
    if fell is None or not fell.due:
        messages.info(request, NOTHING_DUE)
        return redirect("action_detail", pk)
    detail = action_detail(row, today, Detail.WORDS)
    first = {"entry": str(detail.entry.pk)} if detail.entry else {}
    form = opened(
        OccurrencesForm, request, row=row, entries=detail.entries, fell=fell, initial=first
    )
    page = action_form(
        row,
        "Answer for what fell due",
        here="Recurring work",
        title=f"Answer for what fell due of {row.reference}",
        done="Your answer is recorded. It counts as the update of this quarter.",
        template="actions/occurrences.html",
        context={"fell": fell, "detail": detail},
    )
    write = partial(answer_occurrences, action=row, on=today, source=source)
    return ask(request, form, page, write)
