"""Pages of the difference made: a plan's, priority by priority; the form; the press that shares."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from committees.permissions import may
from committees.views.scope import row_in_scope
from impact import services
from impact.forms.statements import StatementForm
from impact.models import Statement
from impact.queries.differences import differences
from impact.rules.evidence import NONE_YET
from outcomes.models import HighLevelOutcome
from plans.models import Heading, Plan
from plans.views.scope import plan_crumbs, plan_in_scope, plan_page
from web.form_page import FormPage, ask, opened, pressed

HEADING = "Difference made"
NOTHING = "Nothing shows a difference on it yet: {} Until something does, none is said."


@require_safe
def difference(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug)
    return plan_page(
        request,
        plan,
        "impact/plan.html",
        HEADING,
        rows=differences(request.user, plan, timezone.localdate()),
        current="difference",
        none_yet=NONE_YET,
        edits=may(request.user, Permission.VOICE_EDIT, plan.area_id),
    )


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What somebody says of one priority, and what shows it."""
    plan = plan_in_scope(request, slug, Permission.VOICE_EDIT)
    rows = differences(request.user, plan, timezone.localdate())
    row = next((one for one in rows if one.priority.key == key), None)
    if row is None:
        raise Http404("The plan has no such priority.")
    missing = " ".join(one.missing for one in row.evidence if one.missing)
    page = FormPage(
        heading="What difference was made?",
        caption=row.priority.title,
        back=f"{_address(plan)}#priority-{key}",
        done="It was saved as a draft. Share it when it may be read.",
        why_not="" if row.choices else NOTHING.format(missing),
        breadcrumbs=plan_crumbs(plan, (HEADING, _address(plan)), (row.priority.title, "")),
    )
    draft = row.draft.statement if row.draft else None
    form = opened(StatementForm, request, choices=row.choices, row=draft)
    service = partial(services.write_statement, priority=_priority(plan, key))
    return ask(request, form, page, service)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Statement.objects.select_related("plan")
    row = row_in_scope(request, rows, Permission.VOICE_EDIT, pk=pk)
    done = "It is shared: everybody who reads plans here sees it."
    pressed(request, partial(services.share_statement, statement=row), done)
    return redirect(f"{_address(row.plan)}#priority-{row.key}")


def _address(plan: Plan) -> str:
    return reverse("plan_difference", args=[plan.slug])


def _priority(plan: Plan, key: str) -> Heading | HighLevelOutcome:
    if key.startswith("h"):
        return plan.headings.get(pk=int(key[1:]))
    return plan.high_level_outcomes.get(pk=int(key[1:]))
