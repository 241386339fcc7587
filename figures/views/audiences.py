"""What each audience may see: read, changed, confirmed by somebody else."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_in_scope, row_in_scope, sections
from figures import services
from figures.enums import Audience
from figures.forms.editions import AnswerForm, RuleForm
from figures.models import RuleChange
from figures.queries.audiences import (
    answered_changes,
    audience_rule,
    rule_of,
    rules_of,
    waiting_changes,
)
from figures.queries.interests import why_own_rule
from figures.rules.editions.audiences import WIDENING
from figures.views.scope import figure_crumbs
from web.form_page import FormPage, ask, opened, pressed

HEADING = "What each audience may see"
EITHER = (Permission.FIGURE_PREPARE, Permission.FIGURE_ISSUE)


@require_GET
def audience_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Every audience's rule, what waits for a second person, and what was answered."""
    area = area_in_scope(request, slug, Permission.FIGURE_READ)
    user, rules = person(request), rules_of(area)
    context = {
        "area": area,
        "rules": [(audience, rules[audience]) for audience in reversed(WIDENING)],
        "waiting": [
            (row, rule_of(row), row.proposed_by_id == user.pk) for row in waiting_changes(area)
        ],
        "answered": [(row, rule_of(row)) for row in answered_changes(area)],
        "changes": any(may(user, permission, area) for permission in EITHER),
        "confirms": may(user, Permission.FIGURE_ISSUE, area),
        "sections": sections(request, area, "area_editions"),
        "breadcrumbs": [*_above(area), (HEADING, "")],
        "page_heading": HEADING,
    }
    return render(request, "figures/audience_rules.html", context)


@require_http_methods(["GET", "POST"])
def audience_rule_edit(request: HttpRequest, slug: str, audience: str) -> HttpResponse:
    area = area_in_scope(request, slug)
    if audience not in Audience.values:
        raise Http404
    if not any(may(request.user, permission, area) for permission in EITHER):
        raise PermissionDenied("Figures are prepared and released by others.")
    name = Audience(audience).label
    form = opened(RuleForm, request, row=audience_rule(area, audience), audience=audience)
    page = FormPage(
        heading=f"What may be seen: {name}",
        caption=area.name,
        back=reverse("audience_rules", args=[slug]),
        done=_said,
        lead="What hides more holds at once. What shows more waits until somebody else who "
        "releases figures confirms it. What was released stays as it is.",
        breadcrumbs=[*_above(area), (HEADING, reverse("audience_rules", args=[slug])), (name, "")],
    )
    write = partial(services.set_audience_rule, area=area, audience=audience)
    return ask(request, form, page, write)


def _said(written: object) -> str:
    if isinstance(written, RuleChange):
        return "It waits now for somebody else who releases figures."
    return "The rule holds from now on, for everything that is prepared."


@require_http_methods(["GET", "POST"])
def rule_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person confirms or refuses."""
    change = _change(request, pk, Permission.FIGURE_ISSUE)
    page = FormPage(
        heading=f"What may be seen: {change.get_audience_display()}",
        caption=change.area.name,
        back=reverse("audience_rules", args=[change.area.slug]),
        done="Your answer is recorded.",
        lead=f"{change.proposed_by} proposes: {rule_of(change).words} {change.reason}",
        why_not=why_own_rule(person(request), change),
        breadcrumbs=[
            *_above(change.area),
            (HEADING, reverse("audience_rules", args=[change.area.slug])),
            ("Answer", ""),
        ],
    )
    form = opened(AnswerForm, request)
    return ask(request, form, page, partial(services.answer_rule, change=change))


@require_POST
def rule_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever proposed it takes it back."""
    change = _change(request, pk, Permission.FIGURE_READ)
    pressed(request, partial(services.withdraw_rule, change=change), "It is withdrawn.")
    return redirect("audience_rules", change.area.slug)


def _change(request: HttpRequest, pk: int, permission: Permission) -> RuleChange:
    rows = RuleChange.objects.select_related("area", "proposed_by")
    return row_in_scope(request, rows, permission, pk=pk)


def _above(area: Area) -> list[tuple[str, str]]:
    return figure_crumbs(area, ("Released figures", reverse("area_editions", args=[area.slug])))
