"""Pages on which something happens to a risk: reviewed, escalated, closed, opened again."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from accounts.views import person
from risks import services
from risks.forms.steps import SCORES, RateForm, ReasonForm
from risks.models import Risk, RiskStep
from risks.permissions import may_review
from risks.queries.interests import why_own_risk
from risks.views.scope import risk_form, risk_in_scope
from timescales.date_format import long_day
from web.form_page import ask, opened

P = Permission


@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """A review of a risk, by whoever owns it or keeps the register."""
    row = risk_in_scope(request, pk)
    if not may_review(request.user, row):
        raise PermissionDenied("To review this risk is not part of your role here.")
    rated = row.steps.filter(likelihood__isnull=False).select_related("made_by").last()
    form = opened(
        RateForm,
        request,
        about=row.steps.last() or RiskStep(pk=0),
        stands={name: getattr(rated, name) for name in SCORES} if rated else {},
    )
    page = risk_form(row, "Review this risk", "The review was saved.", lead=_stands(rated))
    return ask(request, form, page, partial(services.rate_risk, risk=row))


@require_http_methods(["GET", "POST"])
def escalate(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk, P.RISK_ESCALATE)
    heading, done = "Escalate to chief officers", "The risk is with chief officers now."
    return _reasoned(request, row, heading, done, services.escalate_risk)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk, P.RISK_ESCALATE)
    heading, done = "Take back from chief officers", "The risk is the committee’s own again."
    return _reasoned(request, row, heading, done, services.return_risk)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk, P.RISK_EDIT)
    done = "The risk was closed. It stays in the register with its history."
    why_not = why_own_risk(person(request), row)
    return _reasoned(request, row, "Close this risk", done, services.close_risk, why_not)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk, P.RISK_EDIT)
    done = "The risk is open again. Review it."
    return _reasoned(request, row, "Open this risk again", done, services.reopen_risk)


def _reasoned(
    request: HttpRequest,
    row: Risk,
    heading: str,
    done: str,
    write: Callable[..., RiskStep],
    why_not: str = "",
) -> HttpResponse:
    form = opened(ReasonForm, request, button=heading)
    page = risk_form(row, heading, done, why_not=why_not)
    return ask(request, form, page, partial(write, risk=row))


def _stands(rated: RiskStep | None) -> str:
    """What the last review said, above the form that takes its place."""
    if rated is None:
        return ""
    by = f", by {rated.made_by}" if rated.made_by else ""
    return f"The last review, of {long_day(rated.on)}{by}: {rated.words}"
