"""The calendar of themes, where a committee reports its themes by turns."""

from functools import partial
from itertools import islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from plans import services
from plans.forms.calendar import CalendarForm
from plans.models import Plan
from plans.queries import themes_of
from plans.rules.calendar import Quarter, quarters_from
from plans.views.scope import plan_in_scope, text_page
from web.form_page import ask, opened

LEAD = (
    "Choose in which quarters of the plan’s year a quarterly report tells of each; all four for "
    "what every report tells of. Choose none anywhere, and every report tells of the whole plan. "
    "Counts, exceptions and new dates are always those of the whole plan, and each report "
    "says what it leaves for later and when that is reported."
)


@require_http_methods(["GET", "POST"])
def plan_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Change in which quarters each theme is reported."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    themes = themes_of(plan)
    if not themes:
        said = "This plan has no headings, so there is nothing to report by turns."
        messages.info(request, said)
        return redirect("plan_edit", slug)
    form = opened(CalendarForm, request, row=plan, themes=themes, quarters=_quarters(plan))
    done = "The calendar of themes was saved. Reports that are frozen from now on follow it."
    page = text_page(plan, "Calendar of themes", done, lead=LEAD)
    return ask(request, form, page, partial(services.set_calendar, plan=plan))


def _quarters(plan: Plan) -> list[Quarter]:
    """Each quarter once, as it next is or is now."""
    coming = islice(quarters_from(timezone.localdate(), plan.period_start), 4)
    return sorted(coming, key=lambda quarter: quarter.number)
