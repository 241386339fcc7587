"""What was decided about a plan, and its versions: kept, begun, compared."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from plans import services
from plans.forms.plan import DecisionForm, decision_choices
from plans.forms.versions import NOW, CompareForm, ReviewForm, VersionForm, named_version
from plans.models import Plan, PlanVersion
from plans.queries import plan_text, wording_of
from plans.rules.plan_texts import compare
from plans.views.scope import plan_crumbs, plan_in_scope, text_page
from timescales.date_format import long_day
from web.form_page import Crumbs, ask, opened

TODAY = "The plan as it stands today"


@require_safe
def plan_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Decisions and kept versions of a plan, for all who read it."""
    plan = plan_in_scope(request, slug, Permission.PLAN_READ)
    versions = plan.versions.select_related("decided_at__body").defer("content")
    context = {
        "plan": plan,
        "sign_offs": plan.sign_offs.all(),
        "versions": versions.order_by("-number"),
        "review": plan.reviews.under_way().first(),
        "agrees": may(person(request), Permission.PLAN_AGREE, plan.area_id),
        "edits": may(person(request), Permission.PLAN_EDIT, plan.area_id),
        "open_decisions": decision_choices(plan),
        "breadcrumbs": plan_crumbs(plan, ("Decisions and versions", "")),
    }
    return render(request, "plans/versions.html", context)


@require_safe
def plan_version(request: HttpRequest, pk: int) -> HttpResponse:
    seen = PlanVersion.objects.visible_to(request.user)
    version = get_object_or_404(seen.select_related("plan__area", "decided_at__body"), pk=pk)
    plan = version.plan
    crumbs = _crumbs(plan, f"Version {version.number}")
    context = {"plan": plan, "version": version, "text": version.content, "breadcrumbs": crumbs}
    return render(request, "plans/version.html", context)


@require_safe
def version_compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions of the plan side by side, or one and the plan as it stands today."""
    plan = plan_in_scope(request, slug, Permission.PLAN_READ)
    versions = list(plan.versions.order_by("number"))
    context = {"plan": plan, "breadcrumbs": _crumbs(plan, "Compare two versions")}
    if not versions:
        return render(request, "plans/compare.html", context)
    form = CompareForm(request.GET, versions)
    context["form"] = form
    if form.is_valid():
        kept = {str(row.number): row for row in versions}
        before = kept[form.cleaned_data["before"]]
        after = kept.get(form.cleaned_data["after"])
        whole = request.GET.get("all") == "1"
        compared = compare(before.content, after.content if after else plan_text(plan))
        context |= {
            "compared": compared,
            "rows": compared.rows if whole else compared.changed,
            "whole": whole,
            "names": [named_version(before), named_version(after) if after else TODAY],
            "before": before,
            "after": after,
            "review": None if after else plan.reviews.under_way().first(),
            "now": NOW,
        }
    return render(request, "plans/compare.html", context)


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
def version_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the words of a published plan, then go on with what was to be changed."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    number = wording_of(plan).next_number
    page = text_page(
        plan,
        f"Begin version {number}",
        f"Version {number} is begun. What you change in the plan’s words belongs to it.",
        back="plan_versions",
        lead="From now on the plan’s words can be changed. What is changed shows at once, is "
        "marked as under review, and becomes a version with a date when somebody agrees it.",
    )
    form = opened(ReviewForm, request, number=number)
    write = partial(services.begin_review, plan=plan)
    return ask(request, form, page, write, onward=lambda _review: _then(request, plan))


@require_http_methods(["GET", "POST"])
def version_keep(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_AGREE)
    page = text_page(
        plan,
        "Keep a version",
        lambda version: f"Version {version.number} is kept, dated {long_day(version.dated)}.",
        back="plan_versions",
        lead="The plan's text as it stands now is kept under this name and never changes.",
    )
    form = opened(VersionForm, request, plan=plan)
    return ask(request, form, page, partial(services.keep_version, plan=plan))


def _then(request: HttpRequest, plan: Plan) -> str:
    """Where somebody came from to begin a version; without that, the plan that is edited."""
    then = request.GET.get("then", "")
    if then and url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        return then
    return reverse("plan_outline", args=[plan.slug])


def _crumbs(plan: Plan, here: str) -> Crumbs:
    back = reverse("plan_versions", args=[plan.slug])
    return plan_crumbs(plan, ("Decisions and versions", back), (here, ""))
