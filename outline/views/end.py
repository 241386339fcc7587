"""The end of a plan: what becomes of every open action, one after the other, and the closing."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from actions.models import Disposal
from actions.queries.lineage import first_lines
from outline.forms.end import CarryRestForm, DisposalForm, EndForm, SuccessorForm
from outline.queries.end import end_of
from outline.services.end import (
    CLOSED,
    NOT_PUBLISHED,
    carry_rest,
    close_plan,
    dispose_of_action,
    why_not_closed,
)
from plans.enums import PlanState
from plans.models import Plan
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import Crumbs, FormPage, ask, opened

HERE = "The end of the plan"


@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every open action with what was decided of it, and the sum."""
    plan = plan_in_scope(request, slug, Permission.PLAN_AGREE)
    end = end_of(plan, timezone.localdate())
    rest = [row for row in end.left if not row.waits]
    page = FormPage(
        heading=HERE,
        caption=plan.title,
        back=_own(plan),
        done=lambda number: f"{number} more actions will be carried forward.",
        leave="",
        why_not=_why_not(plan),
        breadcrumbs=_crumbs(plan),
        template="outline/end.html",
        context={
            "plan": plan,
            "end": end,
            "rest": rest,
            "next": end.after(0),
            "successors": plan.successors.all(),
            "why_not_closed": why_not_closed(end),
        },
    )
    form = opened(CarryRestForm, request, end=end)
    return ask(request, form, page, partial(carry_rest, plan=plan))


@require_http_methods(["GET", "POST"])
def disposal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What becomes of one open action; then the next that nobody has decided."""
    plan = plan_in_scope(request, slug, Permission.PLAN_AGREE)
    end = end_of(plan, timezone.localdate())
    ending = end.row_of(pk)
    if ending is None:
        raise Http404("This action is not open in this plan.")
    kept = Disposal.objects.filter(action=pk).first()
    row = kept or Disposal(action=ending.action, row_version=0)
    page = FormPage(
        heading=f"At the end of the plan: {ending.action.reference}",
        caption=plan.title,
        back=_own(plan),
        done=f"What becomes of {ending.action.reference} is kept. Nothing is done before the plan "
        "is closed.",
        leave="Back to all of them",
        why_not=_why_not(plan) or ending.waits,
        breadcrumbs=_crumbs(plan, ending.action.reference),
        template="outline/disposal.html",
        context={
            "plan": plan,
            "ending": ending,
            "end": end,
            "kept": kept,
            "lines": first_lines(ending.action),
        },
    )
    form = opened(DisposalForm, request, row=row, end=end, ending=ending)
    write = partial(dispose_of_action, action=ending.action)
    return ask(request, form, page, write, onward=lambda _: _next(plan, pk))


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the plan, once the sum balances."""
    plan = plan_in_scope(request, slug, Permission.PLAN_AGREE)
    end = end_of(plan, timezone.localdate())
    page = FormPage(
        heading="Close the plan",
        caption=plan.title,
        back=_own(plan),
        done=lambda made: _closed(plan, made),
        leave="Back to all of them",
        lead=f"{end.balance.words}. A closed plan is kept as it is: nothing of it is changed "
        "or asked any more. Its last report can still be made.",
        why_not=_why_not(plan) or why_not_closed(end),
        breadcrumbs=_crumbs(plan, "Close"),
    )
    form = opened(SuccessorForm if end.going_on else EndForm, request, end=end)
    write = partial(close_plan, plan=plan)
    return ask(request, form, page, write, onward=_onward)


def _closed(plan: Plan, made: Plan) -> str:
    if made.pk == plan.pk:
        return "The plan is closed."
    return (
        f"“{plan.title}” is closed. “{made.title}” follows it, as a draft: read it through below."
    )


def _onward(made: Plan) -> str:
    if made.state == PlanState.DRAFT:
        return reverse("plan_outline", args=[made.slug])
    return reverse("plan_dashboard", args=[made.slug])


def _next(plan: Plan, pk: int) -> str:
    following = end_of(plan, timezone.localdate()).after(pk)
    if following is None:
        return _own(plan)
    return reverse("plan_end_action", args=[plan.slug, following.action.pk])


def _why_not(plan: Plan) -> str:
    if plan.state == PlanState.CLOSED:
        return CLOSED
    told = plan.get_state_display().lower()
    return "" if plan.state == PlanState.PUBLISHED else NOT_PUBLISHED.format(told)


def _own(plan: Plan) -> str:
    return reverse("plan_end", args=[plan.slug])


def _crumbs(plan: Plan, here: str = "") -> Crumbs:
    if not here:
        return plan_crumbs(plan, (HERE, ""))
    return plan_crumbs(plan, (HERE, _own(plan)), (here, ""))
