"""What was decided about a plan, and the plan as it stood then."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from plans import services
from plans.forms.plan import DecisionForm, VersionForm, decision_choices
from plans.models import PlanVersion
from plans.views.scope import plan_crumbs, plan_in_scope, text_page
from web.form_page import ask, opened


@require_safe
def plan_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Decisions and kept versions of a plan, for all who read it."""
    plan = plan_in_scope(request, slug, Permission.PLAN_READ)
    context = {
        "plan": plan,
        "sign_offs": plan.sign_offs.all(),
        "versions": plan.versions.defer("content").order_by("-number"),
        "agrees": may(person(request), Permission.PLAN_AGREE, plan.area_id),
        "open_decisions": decision_choices(plan),
        "breadcrumbs": plan_crumbs(plan, ("Decisions and versions", "")),
    }
    return render(request, "plans/versions.html", context)


@require_safe
def plan_version(request: HttpRequest, pk: int) -> HttpResponse:
    seen = PlanVersion.objects.visible_to(request.user).select_related("plan__area")
    version = get_object_or_404(seen, pk=pk)
    plan = version.plan
    back = reverse("plan_versions", args=[plan.slug])
    crumbs = plan_crumbs(plan, ("Decisions and versions", back), (f"Version {version.number}", ""))
    context = {"plan": plan, "version": version, "text": version.content, "breadcrumbs": crumbs}
    return render(request, "plans/version.html", context)


@require_http_methods(["GET", "POST"])
def plan_decide(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_AGREE)
    page = text_page(
        plan,
        "Record a decision about the plan",
        "The decision was recorded, and the plan's text of that day is kept.",
        back="plan_versions",
        lead=f"The plan is now: {plan.get_state_display().lower()}.",
    )
    form = opened(DecisionForm, request, plan=plan)
    return ask(request, form, page, partial(services.decide_on_plan, plan=plan))


@require_http_methods(["GET", "POST"])
def version_keep(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_AGREE)
    page = text_page(
        plan,
        "Keep a version",
        "The plan's text is kept as a version.",
        back="plan_versions",
        lead="The plan's text as it stands now is kept under this name and never changes.",
    )
    form = opened(VersionForm, request)
    return ask(request, form, page, partial(services.keep_version, plan=plan))
