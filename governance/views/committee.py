"""The page of the committee itself, and the forms behind it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from committees.models import Body, Membership
from committees.permissions import may
from committees.views.scope import (
    area_crumbs,
    area_in_scope,
    area_page,
    body_in_scope,
    row_in_scope,
)
from governance import services
from governance.forms.committee import (
    ContributionForm,
    EditContributionForm,
    EditPlaceForm,
    EditStrategyForm,
    EditTermForm,
    InductionForm,
    PlaceForm,
    StrategyForm,
    TermForm,
    YearForm,
)
from governance.models import Contribution, Induction, Place, Strategy, Term
from governance.queries.committee import committee_itself, committee_of, year_rule_of
from governance.rules.year import year_from, year_of
from web.form_page import FormPage, ask, opened

P = Permission
TITLE = "The committee itself"


@require_safe
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    """Its meetings, who attended, its members, their terms and inductions, vacancies, strategies.

    Who attended by agency, and whose induction was recorded, is told to the committee and the chief
    officers; others see the totals.
    """
    area = area_in_scope(request, slug)
    body = committee_of(area)
    context = area_page(
        request,
        area,
        "committee",
        itself=committee_itself(body, timezone.localdate()) if body else None,
        whole=may(request.user, P.COMMITTEE_READ, area),
        edits=may(request.user, P.COMMITTEE_EDIT, area),
        records=may(request.user, P.MEETING_RECORD, area),
        breadcrumbs=area_crumbs(area, (TITLE, "")),
    )
    return render(request, "governance/committee.html", context)


@require_http_methods(["GET", "POST"])
def year(request: HttpRequest, pk: int) -> HttpResponse:
    body = body_in_scope(request, pk, P.COMMITTEE_EDIT)
    form = opened(YearForm, request, row=year_rule_of(body))
    page = _page(body, "The committee’s year", "The year is set.")
    return ask(request, form, page, partial(services.set_year, body=body))


@require_http_methods(["GET", "POST"])
def place_add(request: HttpRequest, pk: int) -> HttpResponse:
    body = body_in_scope(request, pk, P.COMMITTEE_EDIT)
    page = _page(
        body,
        "Add seats",
        "The seats were added.",
        lead="How many seats an agency has on the committee, whoever sits there now. One without a "
        "member is told of as vacant.",
    )
    form = opened(PlaceForm, request, area=body.area)
    return ask(request, form, page, partial(services.add_place, body=body))


@require_http_methods(["GET", "POST"])
def place_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Place.objects.select_related("body__area", "agency")
    place = row_in_scope(request, rows, P.COMMITTEE_EDIT, pk=pk)
    page = _page(place.body, "Change these seats", "The seats were changed.", lead=str(place))
    form = opened(EditPlaceForm, request, row=place)
    return ask(request, form, page, partial(services.edit_place, place=place))


@require_http_methods(["GET", "POST"])
def induction(request: HttpRequest, pk: int) -> HttpResponse:
    member = _member(request, pk)
    known = Induction.objects.filter(membership=member).first()
    form = opened(InductionForm, request, row=known or Induction(membership=member, row_version=0))
    page = _page(member.body, "Induction", "The induction is recorded.", lead=str(member))
    write = partial(services.record_induction, membership=member, on=timezone.localdate())
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def term_add(request: HttpRequest, pk: int) -> HttpResponse:
    member = _member(request, pk)
    page = _page(member.body, "Add a term of office", "The term was added.", lead=str(member))
    return ask(
        request, opened(TermForm, request), page, partial(services.add_term, membership=member)
    )


@require_http_methods(["GET", "POST"])
def term_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Term.objects.select_related("membership__body__area")
    term = row_in_scope(request, rows, P.COMMITTEE_EDIT, pk=pk)
    member = term.membership
    page = _page(member.body, "Change this term", "The term was changed.", lead=str(member))
    form = opened(EditTermForm, request, row=term)
    return ask(request, form, page, partial(services.edit_term, term=term))


@require_http_methods(["GET", "POST"])
def strategy_add(request: HttpRequest, pk: int) -> HttpResponse:
    body = body_in_scope(request, pk, P.COMMITTEE_EDIT)
    page = _page(body, "Add a strategy", "The strategy was added.")
    form = opened(StrategyForm, request, area=body.area)
    return ask(request, form, page, partial(services.add_strategy, body=body))


@require_http_methods(["GET", "POST"])
def strategy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Strategy.objects.select_related("body__area", "post")
    row = row_in_scope(request, rows, P.COMMITTEE_EDIT, pk=pk)
    page = _page(row.body, "Change this strategy", "The strategy was saved.")
    form = opened(EditStrategyForm, request, area=row.body.area, row=row)
    return ask(request, form, page, partial(services.edit_strategy, strategy=row))


@require_http_methods(["GET", "POST"])
def contribution_add(request: HttpRequest, pk: int) -> HttpResponse:
    """What a partner gives in this year of the committee, in one of the two before, or the next."""
    body = body_in_scope(request, pk, P.COMMITTEE_EDIT)
    first = year_rule_of(body).first_month
    this = year_of(timezone.localdate(), first).starts.year
    years = [year_from(number, first) for number in (this + 1, this, this - 1, this - 2)]
    page = _page(body, "Add a contribution", "The contribution was added.")
    form = opened(ContributionForm, request, area=body.area, years=years)
    return ask(request, form, page, partial(services.add_contribution, body=body))


@require_http_methods(["GET", "POST"])
def contribution_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Contribution.objects.select_related("body__area", "agency")
    row = row_in_scope(request, rows, P.COMMITTEE_EDIT, pk=pk)
    page = _page(row.body, "Change this contribution", "The amount was saved.", lead=str(row))
    form = opened(EditContributionForm, request, row=row)
    return ask(request, form, page, partial(services.edit_contribution, contribution=row))


def _member(request: HttpRequest, pk: int) -> Membership:
    rows = Membership.objects.select_related("body__area", "agency")
    return row_in_scope(request, rows, P.COMMITTEE_EDIT, pk=pk)


def _page(body: Body, heading: str, done: str, lead: str = "") -> FormPage:
    """A form below the page of the committee itself."""
    back = reverse("committee", args=[body.area.slug])
    return FormPage(
        heading=heading,
        caption=body.name,
        back=back,
        done=done,
        lead=lead,
        breadcrumbs=area_crumbs(body.area, (TITLE, back), (heading, "")),
    )
