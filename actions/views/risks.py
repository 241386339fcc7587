"""Which actions belong to which risk: from the risk's side and the action's."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from actions.forms.choices import NO_ACTION_YET, WhichActionForm
from actions.forms.risks import ActionRiskForm
from actions.models import Action, ActionRisk
from actions.services import join_risk, part_risk
from actions.views.scope import action_form, action_in_scope
from committees.views.scope import row_in_scope
from risks.models import Risk
from risks.views.scope import risk_form, risk_in_scope
from web.form_page import ask, opened, pressed

P = Permission


@require_http_methods(["GET", "POST"])
def of_risk(request: HttpRequest, pk: int) -> HttpResponse:
    """An action that belongs to a risk."""
    row = risk_in_scope(request, pk, P.RISK_EDIT)
    actions = Action.objects.visible_to(request.user).open_in(row.area_id)
    page = risk_form(
        row,
        "Which action belongs to this risk?",
        "The risk and the action belong together now.",
        why_not=_why_not(row, bool(actions)),
    )
    form = opened(WhichActionForm, request, actions=actions)
    return ask(request, form, page, partial(join_risk, risk=row))


@require_http_methods(["GET", "POST"])
def of_action(request: HttpRequest, pk: int) -> HttpResponse:
    """The risks that an action belongs to: those it has, and one more."""
    row = action_in_scope(request, pk, P.RISK_EDIT)
    risks = Risk.objects.visible_to(request.user).in_register().filter(area=row.plan.area_id)
    page = action_form(
        row,
        "Risks of this action",
        done="The risk and the action belong together now.",
        leave="Back to the action",
        template="actions/risks.html",
        why_not="" if risks else "The register of risks has none yet.",
        context=lambda: {"links": row.risk_links.standing().select_related("risk")},
    )
    form = opened(ActionRiskForm, request, risks=risks)
    return ask(request, form, page, partial(join_risk, action=row))


@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """An action does not belong to a risk any more."""
    rows = ActionRisk.objects.select_related("action__plan", "risk__area")
    link = row_in_scope(request, rows, P.RISK_EDIT, pk=pk)
    write = partial(part_risk, link=link)
    pressed(request, write, "They do not belong together any more. The record keeps that they did.")
    if request.POST.get("from") == "action":
        return redirect("action_detail", link.action_id)
    return redirect("risk", link.risk_id)


def _why_not(risk: Risk, any_action: bool) -> str:
    if risk.shared_on is None:
        return "Put this risk in the register first."
    return "" if any_action else NO_ACTION_YET
