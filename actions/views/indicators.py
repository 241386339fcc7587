"""Which figures an action came of and is measured by: from the action's side and the figure's."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from actions.forms.indicators import ActionOfIndicatorForm, IndicatorOfActionForm
from actions.models import Action, ActionIndicator
from actions.services import add_to_indicator, take_off_indicator
from actions.views.scope import action_form, action_in_scope
from committees.views.scope import row_in_scope
from figures.models import Indicator
from figures.views.scope import indicator_form, indicator_in_scope
from web.form_page import ask, opened, pressed


@require_http_methods(["GET", "POST"])
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators of an action: those it has, and one more."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    rows = Indicator.objects.filter(area=row.plan.area_id)
    form = opened(IndicatorOfActionForm, request, indicators=rows)
    page = action_form(
        row,
        "Figures of this action",
        done="The action and the figure belong together now.",
        leave="Back to the action",
        template="actions/indicators.html",
        why_not="" if rows else "This area has no indicators yet.",
        context=lambda: {"links": row.indicator_links.standing().select_related("indicator")},
    )
    return ask(request, form, page, partial(add_to_indicator, action=row))


@require_http_methods(["GET", "POST"])
def of_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """An action that came of an indicator, or is measured by it."""
    indicator = indicator_in_scope(request, pk, Permission.PLAN_EDIT)
    rows = Action.objects.visible_to(request.user).open_in(indicator.area_id)
    form = opened(ActionOfIndicatorForm, request, actions=rows)
    page = indicator_form(
        indicator, "Add an action", "The action and the figure belong together now."
    )
    return ask(request, form, page, partial(add_to_indicator, indicator=indicator))


@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """An action does not belong to an indicator any more."""
    rows = ActionIndicator.objects.select_related("action__plan", "indicator")
    link = row_in_scope(request, rows, Permission.PLAN_EDIT, pk=pk)
    write = partial(take_off_indicator, link=link)
    pressed(request, write, "They do not belong together any more. The record keeps that they did.")
    if request.POST.get("from") == "indicator":
        return redirect(reverse("indicator", args=[link.indicator_id]))
    return redirect("action_detail", link.action_id)
