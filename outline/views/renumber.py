"""The whole plan numbered anew, with every old and new number shown first."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from outline.forms.renumber import RenumberForm
from outline.queries.tree import Outline
from outline.rules.numbers import changed, numbers, twice
from outline.services import renumber_plan
from outline.views.scope import outline_address, outline_crumbs, outline_today
from plans.models import Plan
from plans.queries import levels_of
from plans.views.scope import plan_in_scope, wording_notice
from web.form_page import FormPage, ask, opened, show


@require_http_methods(["GET", "POST"])
def renumber(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    outline = outline_today(plan)
    names = {level.position: level.plural for level in levels_of(plan)}
    form = opened(RenumberForm, request, outline=outline, names=names)
    page = FormPage(
        heading="Renumber the plan",
        caption=plan.title,
        back=outline_address(plan),
        done=lambda count: f"{count} number{'' if count == 1 else 's'} changed.",
        notice=partial(wording_notice, plan, request.path),
        leave="Leave the numbers as they are",
        breadcrumbs=outline_crumbs(plan, "Renumber"),
        why_not="" if outline.rows else "There is nothing to number in this plan yet.",
        template="outline/renumber.html",
        context=lambda: _shown(plan, outline, form),
    )
    if form.only_shown() and form.is_valid():
        return show(request, form, page)
    return ask(
        request,
        form,
        page,
        partial(renumber_plan, plan=plan),
        onward=lambda _: outline_address(plan),
    )


def _shown(plan: Plan, outline: Outline, form: RenumberForm) -> dict[str, Any]:
    given = numbers(outline.lines, form.styles)
    return {
        "plan": plan,
        "changes": changed(outline.lines, given),
        "twice": twice(outline.lines, given),
        "previewed": form.is_bound,
        "issued": plan.reports.filter(state="issued").order_by("-as_of"),
    }
