"""A plan's pages that only read: dashboard, text, data quality."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.views import person
from actions.queries.descent import descent_of
from actions.queries.positions import position
from dashboards.queries.baseline import with_issued_reports
from dashboards.queries.data_quality import findings
from dashboards.queries.diary import diary, with_next_meetings
from dashboards.queries.figures_asked import missing_seen
from dashboards.queries.overview import dashboard
from dashboards.queries.plan_text import plan_text
from dashboards.queries.worse_results import green_with_worse_results
from dashboards.views.scope import addresses_of, asked_days, beside_report, position_on
from imports.views.reversal import taken_back_page
from plans.views.scope import plan_in_scope, plan_page, plans_in_scope


@require_safe
def plan_dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """How the plan stands: counts, what needs attention, movement since the quarter before."""
    days = asked_days(request.GET)
    plans = with_issued_reports(with_next_meetings(plans_in_scope(request), days.as_of), days.as_of)
    plan = plans.filter(slug=slug).first()
    if plan is None:
        return redirect(taken_back_page(request, slug))
    days = beside_report(plan, days)
    stands = position_on(plan, days, trend=True)
    context = {
        "plan": plan,
        "days": days,
        "form": days.form,
        "position": stands,
        "descent": descent_of(plan),
        "worse": green_with_worse_results(
            request.user, stands, days.report.as_of if days.report else None
        ),
        "board": dashboard(stands, addresses_of(plan, days)),
        "diary": diary(plan, stands.record, days.as_of),
        "breadcrumbs": [("Plans", reverse("plan_list")), (plan.title, "")],
    }
    return render(request, "dashboards/plan_dashboard.html", context)


@require_safe
def plan_text_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as printed: its tree with its own level names, actions, outcomes, legend."""
    plan = plan_in_scope(request, slug)
    return plan_page(
        request,
        plan,
        "dashboards/plan_text.html",
        "Plan text",
        text=plan_text(plan, timezone.localdate()),
    )


@require_safe
def plan_data_quality(request: HttpRequest, slug: str) -> HttpResponse:
    """What a person has to look at: missing leads and dates, numbers printed twice."""
    plan = plan_in_scope(request, slug)
    every = findings(position(plan, timezone.localdate()))
    return plan_page(
        request,
        plan,
        "dashboards/plan_data_quality.html",
        "Data quality",
        figures=missing_seen(person(request), plan.area, timezone.localdate()),
        findings=[finding for finding in every if finding.doubts],
        clear=[finding for finding in every if not finding.doubts],
    )
