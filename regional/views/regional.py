"""Regional actions of an area: offered, answered, untied. No page shows another area's plan."""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.enums import TieState
from actions.models import Action, ProgressUpdate, RegionalAction, Tie
from actions.views.scope import action_form, action_in_scope
from committees.models import Post
from committees.permissions import may, require
from committees.views.scope import area_crumbs, area_in_scope, area_page
from documents.enums import Canonical
from documents.phrases import listed
from regional.forms.regional import MoreAreasForm, ShareForm, TieAnswerForm, UntieForm
from regional.forms.regional_update import RegionalUpdateForm
from regional.queries.regional import (
    areas_for,
    free_actions,
    groups_for,
    open_plans,
    own_parts,
    post_for,
    taken_by,
    tie_of,
    ties_of,
)
from regional.services import (
    answer_tie,
    end_tie,
    offer_regional,
    record_regional_update,
    share_action,
)
from updates.forms.readings import NAME
from updates.queries.my_actions import asked_measures
from updates.views.updates import CLAIMED, why_closed
from web.form_page import FormPage, ask, opened

NO_GROUP = (
    "No regional group serves this area and another one. Somebody who manages groups makes one "
    "under Groups, as “Regional group”, and offers it to the other areas."
)
NO_MORE = "Every area that this group serves has it, or was asked."
NOT_LED = "Only who leads this regional action gives its update."
NOTHING_OPEN = "Nothing is open to be updated in any of your areas."
SHARE_LEAD = (
    "Each other area adds it to its own plan, ties it to an action that stands there, or declines. "
    "The group’s lead then gives one update for all, and rates it in each plan by its own legend."
)


@require_safe
def regional_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What the area shares with others, and what it is offered."""
    area = area_in_scope(request, slug, Permission.PLAN_READ)
    context = area_page(
        request,
        area,
        "regional_list",
        ties=ties_of(person(request), area, timezone.localdate()),
        edits=may(request.user, Permission.PLAN_EDIT, area),
        breadcrumbs=area_crumbs(area, ("Regional actions", "")),
    )
    return render(request, "actions/regional_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Say once how a regional action is going, and rate it in each area that one leads it in."""
    user, today = person(request), timezone.localdate()
    seen = RegionalAction.objects.visible_to(user).select_related("body")
    regional = get_object_or_404(seen, pk=pk)
    parts = own_parts(user, regional, today)
    if not parts:
        raise PermissionDenied(NOT_LED)
    shut = [(part, why) for part in parts if (why := why_closed(part.detail))]
    open_parts = [part for part in parts if not why_closed(part.detail)]
    page = FormPage(
        heading="Update a regional action",
        caption=regional.body.name,
        lead=regional.text,
        back=reverse("my_actions"),
        leave="Leave without saving: back to my actions",
        done=_recorded,
        why_not="" if open_parts else NOTHING_OPEN,
        breadcrumbs=[("My actions", reverse("my_actions")), ("A regional action", "")],
        template="actions/regional_update.html",
        context={"shut": shut, "parts": open_parts},
    )
    # whoever was asked for no number sent none
    asks = request.method == "GET" or any(map(NAME.fullmatch, request.POST))
    measures = asked_measures([part.action for part in open_parts], today) if asks else {}
    form = opened(RegionalUpdateForm, request, parts=open_parts, today=today, measures=measures)
    return ask(request, form, page, partial(record_regional_update, regional=regional))


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an action regional, or offer a regional one to more areas."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    tie = tie_of(row)
    return _more(request, row, tie) if tie else _begun(request, row)


def _begun(request: HttpRequest, row: Action) -> HttpResponse:
    bodies = list(groups_for(row.plan.area))
    form = opened(
        ShareForm,
        request,
        bodies=groups_for(row.plan.area),
        areas=areas_for(bodies, row.plan.area_id),
        initial={"text": row.text, "body": bodies[0].pk if len(bodies) == 1 else None},
    )
    page = action_form(
        row,
        "Make this action regional",
        lead=SHARE_LEAD,
        done="The action is regional. The other areas are asked.",
        why_not="" if bodies else NO_GROUP,
    )
    return ask(request, form, page, partial(share_action, action=row))


def _more(request: HttpRequest, row: Action, tie: Tie) -> HttpResponse:
    areas = areas_for([tie.regional.body], *taken_by(tie))
    page = action_form(
        row,
        "Offer this regional action to more areas",
        lead=f"In these words: {tie.regional.text}",
        done="The areas are asked.",
        why_not="" if areas else NO_MORE,
    )
    form = opened(MoreAreasForm, request, areas=areas)
    return ask(request, form, page, partial(offer_regional, tie=tie))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes here of a regional action that the area is offered."""
    rows = Tie.objects.visible_to(request.user).select_related("regional__body__area", "area")
    tie = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.PLAN_EDIT, tie.area_id)
    back = reverse("regional_list", args=[tie.area.slug])
    lead = post_for(tie.regional.body, tie.area)
    form = opened(
        TieAnswerForm,
        request,
        plans=open_plans(tie.area),
        actions=free_actions(tie.area),
        posts=Post.objects.filter(area=tie.area),
        initial={"accountable": str(lead.pk) if lead else ""},
    )
    page = FormPage(
        heading="A regional action is offered",
        caption=f"{tie.regional.body}, {tie.area}",
        lead=tie.regional.text,
        back=back,
        done=_answered,
        why_not="" if tie.state == TieState.OFFERED else "This offer was answered already.",
        breadcrumbs=area_crumbs(tie.area, ("Regional actions", back), ("An offer", "")),
    )
    return ask(request, form, page, partial(answer_tie, tie=tie))


@require_http_methods(["GET", "POST"])
def untie(request: HttpRequest, pk: int) -> HttpResponse:
    """The action stays in this plan; updates of the regional group's lead reach it no more."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    tie = tie_of(row)
    if tie is None:
        raise Http404("This action is not regional.")
    page = action_form(
        row,
        "Untie the action",
        lead="It stays in this plan with all that was said about it. The other areas’ stay tied.",
        done=f"Action {row.reference} is not regional any more.",
    )
    return ask(request, opened(UntieForm, request), page, partial(end_tie, tie=tie))


def _recorded(updates: Sequence[ProgressUpdate]) -> str:
    areas = listed([update.action.plan.area.name for update in updates])
    claims = any(update.canonical == Canonical.COMPLETE for update in updates)
    return f"Your update is recorded in {areas}. {CLAIMED if claims else ''}".strip()


def _answered(tie: Tie) -> str:
    if tie.action is None:
        return "The offer is declined."
    return f"The regional action is tied to action {tie.action.reference} of this area’s plan."
