"""Lists: the plans that a person may read, and a plan's actions."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from actions.queries.positions import Position
from actions.queries.rows import Row
from actions.rules.record import Said
from committees.models import Area
from committees.permissions import may_anywhere
from dashboards.forms.filters import ActionFilters
from dashboards.queries.baseline import with_issued_reports
from dashboards.queries.selection import Criteria, candidates, ordered, select
from dashboards.views.scope import addresses_of, asked_days, beside_report, position_on
from plans.models import Plan
from plans.views.scope import plan_page, plans_in_scope

PAGE_LENGTH = 50
ALL_ON_ONE = "all"


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan in the person's scope, by area, and the ways to bring one in."""
    plans = Plan.objects.visible_to(request.user).select_related("area")
    context = {
        "plans": plans.order_by("area__name", "-period_start", "title"),
        "taken_back": Plan.objects.taken_back_to(request.user).select_related("area"),
        "may_import": may_anywhere(request.user, Permission.PLAN_IMPORT),
        "writes_in": Area.objects.with_permission(request.user, Permission.PLAN_EDIT),
    }
    return render(request, "dashboards/plan_list.html", context)


@require_safe
def plan_actions(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan's actions, narrowed by what the address asks for."""
    asked = asked_days(request.GET)
    plan = get_object_or_404(with_issued_reports(plans_in_scope(request), asked.as_of), slug=slug)
    days = beside_report(plan, asked)
    position = position_on(plan, days)
    filters = ActionFilters(request.GET, position, days.today)
    wanted = filters.criteria()
    rows = ordered(_selected(position, wanted), filters.sort_order)
    page = _page(rows, request.GET.get("page", "1"))
    return plan_page(
        request,
        plan,
        "dashboards/plan_actions.html",
        "Actions",
        days=days,
        position=position,
        filters=filters,
        form=filters,
        in_use=wanted.in_use,
        page=page,
        shown=len(rows),
        total=len(candidates(position, wanted)),
        clear_url=addresses_of(plan, days).to(),
    )


def _selected(position: Position, wanted: Criteria) -> list[Row]:
    """The rows asked for; words are searched in each action's latest update too."""
    standings = [row.standing for row in (*position.rows, *position.gone)]
    said = {row.action.pk: _words(row.said) for row in standings if row.said}
    return select(position, wanted, said)


def _words(update: Said) -> str:
    texts = (update.what_happened, update.evidence, update.difference, update.reason)
    return " ".join((*texts, update.recovery))


def _page(rows: list[Row], asked: str) -> Page[Row]:
    if asked == ALL_ON_ONE:
        return Paginator(rows, max(len(rows), 1)).get_page(1)
    return Paginator(rows, PAGE_LENGTH).get_page(asked)
