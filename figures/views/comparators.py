"""Pages of what a figure is held against: comparators in their editions, targets, thresholds."""

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from figures import services
from figures.forms.comparators import BenchmarkForm, GoalForm
from figures.models import Indicator
from figures.rules.periods import Period, ended_periods
from figures.views.scope import indicator_form, indicator_in_scope
from web.form_page import ask, opened

YEARS_BACK = 6


@require_http_methods(["GET", "POST"])
def benchmark_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_in_scope(request, pk, Permission.FIGURE_EDIT)
    form = opened(
        BenchmarkForm, request, indicator=row, periods=_periods(row), initial=_as_before(row)
    )
    page = indicator_form(
        row,
        "Add a comparator’s number",
        "It was added. Where an earlier edition said something else, both are shown.",
    )
    return ask(request, form, page, partial(services.add_benchmark, indicator=row))


@require_http_methods(["GET", "POST"])
def goal_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_in_scope(request, pk, Permission.FIGURE_EDIT)
    page = indicator_form(
        row,
        "A target or threshold",
        "It was recorded. Its line says who agreed it.",
        lead="Only what was agreed is drawn. Without it a figure has no line and no colour.",
    )
    form = opened(GoalForm, request, indicator=row)
    return ask(request, form, page, partial(services.agree_goal, indicator=row))


def _periods(row: Indicator) -> list[Period]:
    """Those that have ended, the newest first; comparators reach further back than figures."""
    today = timezone.localdate()
    since = min(row.starts, date(today.year - YEARS_BACK, 1, 1))
    return ended_periods(row.frequency, row.year_type, since, today, row.ends)[::-1]


def _as_before(row: Indicator) -> dict[str, str]:
    last = row.benchmarks.order_by("pk").last()
    return {"comparator": last.comparator, "source": last.source} if last else {}
