"""Pages on which a risk is written: added, changed, put in the register, linked; thresholds."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from committees.views.scope import area_form, area_in_scope
from risks import services
from risks.forms.register import AddRiskForm, EditRiskForm, RiskLinksForm
from risks.forms.steps import ScaleForm
from risks.models import RiskScale
from risks.rules.course import USUAL
from risks.views.scope import risk_address, risk_form, risk_in_scope
from web.form_page import ask, opened, pressed

P = Permission


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.RISK_EDIT)
    done = "It was added as a draft. Rate it, then put it in the register."
    page = area_form(area, "Add a risk", done, below=("Risks", "risk_list"))
    form = opened(AddRiskForm, request, area=area)
    write = partial(services.add_risk, area=area)
    return ask(request, form, page, write, onward=risk_address)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk, P.RISK_EDIT)
    page = risk_form(row, "Change this risk", "The risk was saved.")
    form = opened(EditRiskForm, request, area=row.area, row=row)
    return ask(request, form, page, partial(services.edit_risk, risk=row))


@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """What a risk is about: parts of plans, outcomes, figures."""
    row = risk_in_scope(request, pk, P.RISK_EDIT)
    form = opened(RiskLinksForm, request, area=row.area, row=row)
    page = risk_form(
        row,
        "What is this risk about?",
        "What the risk is about was saved.",
        why_not="This area has no plan and no figure yet." if form.empty else "",
    )
    return ask(request, form, page, partial(services.set_risk_links, risk=row))


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk, P.RISK_EDIT)
    write = partial(services.share_risk, risk=row)
    pressed(request, write, "It is in the register: everybody who reads plans here sees it.")
    return redirect(risk_address(row))


@require_http_methods(["GET", "POST"])
def scale(request: HttpRequest, slug: str) -> HttpResponse:
    """From which score on the committee calls a risk medium and high."""
    area = area_in_scope(request, slug, P.RISK_EDIT)
    newest = area.risk_scales.last()
    holds = newest or USUAL
    page = area_form(
        area,
        "Low, medium and high",
        "The thresholds were saved. They hold from today on.",
        "A score is likelihood × impact, from 1 to 25. Earlier days keep what held then.",
        below=("Risks", "risk_list"),
    )
    form = opened(
        ScaleForm,
        request,
        about=newest or RiskScale(pk=0),
        stands={"medium_from": holds.medium_from, "high_from": holds.high_from},
    )
    return ask(request, form, page, partial(services.set_risk_scale, area=area))
