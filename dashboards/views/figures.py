"""The list of an area's figures, an indicator's page, and what people say of it."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_crumbs, area_in_scope, area_page
from dashboards.queries.figures import figure_board
from dashboards.queries.indicator import draft_of, indicator_page
from figures import services
from figures.forms.scrutiny import AnswersForm, SentenceForm
from figures.models import Answer, Indicator
from figures.permissions import may_give, sees_exact
from figures.rules.periods import Period, before, period_of
from figures.views.scope import figure_crumbs, indicator_form, indicator_in_scope
from web.form_page import ask, opened

P = Permission
READS = (P.PLAN_READ, P.FIGURE_READ)
GIVES = (P.FIGURE_GIVE_OWN, P.FIGURE_GIVE_ANY)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of the person's area, or the areas to choose from."""
    areas = list(Area.objects.with_permission(request.user, *READS))
    if len(areas) == 1:
        return redirect("figure_list", areas[0].slug)
    links = [(area.name, reverse("figure_list", args=[area.slug])) for area in areas]
    return render(request, "committees/choose_area.html", {"heading": "Figures", "links": links})


@require_safe
def figure_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = _area(request, slug)
    exact = may(request.user, P.FIGURE_READ, area)
    context = area_page(
        request,
        area,
        "figure_list",
        board=figure_board(request.user, area, timezone.localdate(), exact=exact),
        edits=may(request.user, P.FIGURE_EDIT, area),
        # a figure was just moved: its list stays open
        ordering="order" in request.GET,
        prepares=may(request.user, P.FIGURE_PREPARE, area),
        releases=may(request.user, P.FIGURE_ISSUE, area),
        gives=any(may(request.user, one, area) for one in GIVES),
        breadcrumbs=area_crumbs(area, ("Figures", "")),
    )
    return render(request, "dashboards/figure_list.html", context)


@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_in_scope(request, pk)
    user, exact = request.user, sees_exact(request.user, row)
    context = {
        "indicator": row,
        "area": row.area,
        "page": indicator_page(user, row, timezone.localdate(), exact=exact),
        "may": {
            "edit": may(user, P.FIGURE_EDIT, row.area_id),
            "answer": may(user, P.FIGURE_ANSWER, row.area_id),
            "plan": may(user, P.PLAN_EDIT, row.area_id),
            "give": may_give(user, row),
        },
        "breadcrumbs": figure_crumbs(row.area, (str(row), "")),
    }
    return render(request, "dashboards/indicator.html", context)


@require_http_methods(["GET", "POST"])
def sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """The one sentence beside the newest number: the draft, or what a person makes of it."""
    row = indicator_in_scope(request, pk, P.FIGURE_EDIT)
    draft, period = draft_of(row, request.user)
    form = opened(SentenceForm, request, initial={"text": draft})
    page = indicator_form(
        row,
        "The sentence beside this figure",
        "The sentence was saved. It stands until the numbers change.",
        why_not="" if period else "There is no figure yet to say anything of.",
        template="dashboards/indicator_sentence.html",
        context={"draft": draft},
    )
    write = partial(_written, indicator=row, period=period, drafted=draft)
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """What the committee answered to the questions of the newest period that has ended."""
    row = indicator_in_scope(request, pk, P.FIGURE_ANSWER)
    period = _ended(row)
    questions = [line.strip() for line in row.questions.split("\n") if line.strip()]
    held = Answer.objects.visible_to(request.user).filter(indicator=row, period_end=period.end)
    given = dict(held.order_by("pk").values_list("question", "text"))
    form = opened(AnswersForm, request, questions=questions, answers=given)
    page = indicator_form(
        row,
        "What the committee answered",
        "The answers were saved.",
        lead=f"Of {period.name}. An answer that stood before stays in the record.",
        why_not="" if questions else "No questions are written for this indicator yet.",
    )
    write = partial(services.answer_questions, indicator=row, period=period)
    return ask(request, form, page, write)


def _written(*, period: Period | None, **values: Any) -> Any:
    """A sentence of a period; the page does not ask for one where there is none."""
    assert period is not None
    return services.write_sentence(period=period, **values)


def _ended(row: Indicator) -> Period:
    """The newest period that has ended, of those for which the indicator is asked."""
    today = timezone.localdate()
    day = min(today, row.ends) if row.ends else today
    current = period_of(day, row.frequency, row.year_type)
    return current if current.end < today else before(current, row.frequency, row.year_type)


def _area(request: HttpRequest, slug: str) -> Area:
    area = area_in_scope(request, slug)
    if not any(may(person(request), one, area) for one in READS):
        raise PermissionDenied("Figures are not part of your role here.")
    return area
