"""The coordinator's queue, what is done with one update, and the chair's comment."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.models import ProgressUpdate, UpdateCheck
from actions.rules.status_tags import said_shown
from actions.views.scope import action_form, action_in_scope, number_sent
from committees.permissions import permitted
from decisions.forms.checks import CheckForm, CommentForm, ProposalForm, SendBackForm, WordingForm
from decisions.queries.check_queue import check_queue
from decisions.services import (
    accept_plain_updates,
    accept_update,
    comment_on_action,
    decide_proposal,
    moderate_update,
    send_back_update,
)
from decisions.services.checks import AcceptedTogether
from plans.views.scope import plan_in_scope, plan_page
from web.form_page import FormPage, ask, opened, pressed

UNCLEAR = "That answer was not understood. Nothing was written. Press one of the buttons again."


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What leads said in the present window, thin first, and what the rules propose."""
    plan = plan_in_scope(request, slug, Permission.UPDATE_CHECK)
    return plan_page(
        request,
        plan,
        "actions/check_queue.html",
        "Checking",
        queue=check_queue(plan, request.user, timezone.localdate()),
        typed_by=CommentForm(user=request.user).initial["typed_by"],
    )


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one update as it stands."""
    update = _update_in_scope(request, pk)
    seen = number_sent(request.POST.get("seen", ""))
    write = partial(accept_update, update=update, seen=seen, on=timezone.localdate())
    pressed(request, write, f"The update of action {update.action.reference} is accepted.")
    return redirect("plan_checking", update.action.plan.slug)


@require_POST
def accept_plain(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept every update on the page that was not thin."""
    plan = plan_in_scope(request, slug, Permission.UPDATE_CHECK)
    pairs = [item.partition(":") for item in request.POST.getlist("seen")[:2000]]
    seen = {number_sent(key): number_sent(sequence) for key, _, sequence in pairs}
    done = accept_plain_updates(by=person(request), plan=plan, seen=seen, on=timezone.localdate())
    _say_together(request, done)
    return redirect("plan_checking", slug)


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an update back to its lead with a note."""
    update = _update_in_scope(request, pk)
    reference = update.action.reference
    form = opened(SendBackForm, request, update=update, last=_last_check(update))
    page = _page(
        form,
        "Send the update back",
        here="Send back",
        title=f"Send back the update of {reference}",
        done=f"The update of action {reference} is sent back. The lead is asked.",
        template="actions/send_back.html",
    )
    write = partial(send_back_update, update=update, on=timezone.localdate())
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words for the report, beside the lead's own."""
    update = _update_in_scope(request, pk)
    reference = update.action.reference
    form = opened(WordingForm, request, update=update, last=_last_check(update))
    page = _page(
        form,
        "Wording for the report",
        title=f"Wording for the report of {reference}",
        done=f"The update of action {reference} is accepted. The lead’s own words stay in the "
        "record beside the report’s.",
        template="actions/wording.html",
    )
    write = partial(moderate_update, update=update, on=timezone.localdate())
    return ask(request, form, page, write)


@require_POST
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline what the rules propose."""
    row = action_in_scope(request, pk, Permission.UPDATE_CHECK)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        messages.error(request, UNCLEAR)
        return redirect("plan_checking", row.plan.slug)
    values = form.values()
    what = "accepted. The lead’s own rating stays beside it" if values["accepted"] else "declined"
    write = partial(decide_proposal, action=row, on=timezone.localdate(), **values)
    pressed(request, write, f"The proposed rating of action {row.reference} is {what}.")
    return redirect("plan_checking", row.plan.slug)


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair's comment on an action."""
    row = action_in_scope(request, pk, Permission.RATING_CHALLENGE)
    page = action_form(
        row,
        "Comment on this action",
        here="Comment",
        title=f"Comment on {row.reference}",
        done="Your comment stands in the history. The lead reads it there.",
        template="actions/form_page_beside.html",
    )
    write = partial(comment_on_action, action=row, on=timezone.localdate())
    return ask(request, opened(CommentForm, request), page, write)


def _update_in_scope(request: HttpRequest, pk: int) -> ProgressUpdate:
    """An update of a plan that this person sees and whose updates they check."""
    rows = ProgressUpdate.objects.select_related("action__plan__area", "entry")
    row = get_object_or_404(rows.visible_to(request.user), pk=pk)
    return permitted(request.user, row, rows, Permission.UPDATE_CHECK)


def _last_check(update: ProgressUpdate) -> UpdateCheck | None:
    return update.checks.select_related("checked_by").order_by("sequence").last()


def _say_together(request: HttpRequest, done: AcceptedTogether) -> None:
    number = len(done.accepted)
    if number:
        words = "1 update is" if number == 1 else f"{number} updates are"
        messages.success(request, f"{words} accepted.")
    elif not done.left:
        messages.info(request, "There was nothing left to accept. It may be done already.")
    for left in done.left:
        messages.warning(request, f"Action {left.action.reference} was left: {left.why}.")


def _page(form: CheckForm, heading: str, **more: Any) -> FormPage:
    """A form about one update, which leads back to the checking."""
    action, entry = form.update.action, form.update.entry
    last = action.updates.order_by("as_at", "made_at", "pk").last()
    return action_form(
        action,
        heading,
        back=reverse("plan_checking", args=[action.plan.slug]),
        leave="Back to checking",
        context={
            "update": form.update,
            "said": said_shown(form.update, {entry.pk: entry} if entry else {}),
            "newer": last != form.update,
        },
        **more,
    )
