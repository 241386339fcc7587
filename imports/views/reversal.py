"""An import is taken back: what goes and what stays, and afterwards what was taken back."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from imports.forms.reversal import TakeBackForm
from imports.queries.reversal import held_by, posts_left, taken_back_by, why_stays
from imports.services.reversal import take_import_back
from plans.models import Plan
from plans.queries import import_of, plan_tree
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import FormPage, ask, opened

HERE = "Take the import back"


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """The form with what it does; the record of it, once that is done."""
    try:
        plan = plan_in_scope(request, slug, Permission.PLAN_IMPORT)
    except Http404:  # what another press takes back between two questions, the later one finds
        gone = Plan.objects.taken_back_to(request.user).select_related("area")
        return _taken_back(request, get_object_or_404(gone, slug=slug))
    page = FormPage(
        heading=HERE,
        caption=plan.title,
        back=reverse("plan_edit", args=[plan.slug]),
        done="The import was taken back. Nothing of it is in a list any more, and all of it is "
        "kept here.",
        leave="Leave the plan as it is",
        why_not=why_stays(plan, person(request)),
        breadcrumbs=plan_crumbs(
            plan, ("Edit the plan", reverse("plan_outline", args=[plan.slug])), (HERE, "")
        ),
        template="imports/take_back.html",
        context=lambda: {
            "plan": plan,
            "event": import_of(plan),
            "held": held_by(plan),
            "posts": posts_left(plan),
        },
    )
    write = partial(take_import_back, plan=plan)
    onward = reverse("plan_take_back", args=[plan.slug])
    return ask(request, opened(TakeBackForm, request), page, write, onward=lambda _: onward)


def _taken_back(request: HttpRequest, plan: Plan) -> HttpResponse:
    context = {
        "plan": plan,
        "event": import_of(plan),
        "decision": taken_back_by(plan),
        "held": held_by(plan),
        "posts": posts_left(plan),
        "tree": [branch for top in plan_tree(plan) for branch in top.walk()],
        "actions": plan.actions.order_by("kind", "position", "pk"),
        "imports": may(person(request), Permission.PLAN_IMPORT, plan.area_id),
        "breadcrumbs": [("Plans", reverse("plan_list")), (plan.title, "")],
    }
    return render(request, "imports/taken_back.html", context)


def taken_back_page(request: HttpRequest, slug: str) -> str:
    """The address of the record of a plan that was taken back. 404 for any other."""
    plan = get_object_or_404(Plan.objects.taken_back_to(request.user), slug=slug)
    return reverse("plan_take_back", args=[plan.slug])
