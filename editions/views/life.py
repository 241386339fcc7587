"""An edition is prepared, issued, put aside, withdrawn."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from committees.permissions import may, require
from editions import services
from editions.enums import AUDIENCES
from editions.forms.editions import (
    IssueEditionForm,
    PrepareEditionForm,
    WithdrawEditionForm,
)
from editions.models import ReportEdition
from editions.queries.interests import why_not_issue
from editions.rules.parts import never_told, parts_of
from editions.views.editions import file_in_scope
from editions.views.scope import edition_address, edition_form, edition_in_scope
from figures.enums import Audience, EditionState
from figures.forms.editions import DiscardForm
from reporting.views.scope import report_form, report_in_scope
from web.form_page import ask, opened, pressed

PREPARED = "The edition is prepared. Read it as its readers will; somebody else issues it."
ISSUED = "The edition is issued. Whoever it is for can read it now."
ASIDE = "It is put aside. Nobody of its audience saw it, and its figures bind nothing."
WITHDRAWN = "It is withdrawn. Its page says so, and its files are gone."
ANEW = "The document is being made again."
LEADS = {
    Audience.MEMBERS: "Members of the committee read what the report tells, with figures as they "
    "may see them.",
    Audience.PUBLIC: "The public reads posts and totals: no person, nobody’s silence, and no "
    "lead’s words that are not chosen here. Small numbers of children are kept in.",
}


@require_http_methods(["GET", "POST"])
def edition_prepare(request: HttpRequest, pk: int, audience: str) -> HttpResponse:
    """How it is marked, and what is told."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    if audience not in AUDIENCES:
        raise Http404("There is no edition for them.")
    to = Audience(audience)
    never = never_told(report.kind, to)
    also = f" Not told whatever is chosen: {'; '.join(never).lower()}." if never else ""
    page = report_form(
        report,
        "Prepare the public edition" if to == Audience.PUBLIC else "Prepare the members’ edition",
        PREPARED,
        lead=LEADS[to] + also,
        why_not="" if report.snapshot_id else "An edition is made from a report once it is frozen.",
    )
    form = opened(PrepareEditionForm, request, offered=parts_of(report.kind, to, report.contents))
    write = partial(services.prepare_report_edition, report=report, audience=audience)
    return ask(request, form, page, write, onward=edition_address)


@require_http_methods(["GET", "POST"])
def edition_issue(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_in_scope(request, pk, Permission.REPORT_ISSUE)
    numbers = f" Of small numbers in its words: {edition.numbers_reason}" * bool(
        edition.numbers_reason
    )
    page = edition_form(
        request,
        edition,
        f"Issue the {edition.name.lower()}",
        ISSUED,
        leave="Go back without issuing it",
        lead=f"It is marked {edition.get_marking_display()} and goes to: "
        f"{edition.get_audience_display().lower()}. What people have read cannot be taken back."
        f"{numbers}",
        why_not=partial(_why_not, request, edition),
    )
    form = opened(IssueEditionForm, request)
    return ask(request, form, page, partial(services.issue_report_edition, edition=edition))


@require_http_methods(["GET", "POST"])
def edition_discard(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _either(request, pk)
    waits = edition.state == EditionState.PREPARED
    page = edition_form(
        request, edition, "Put this edition aside", ASIDE, why_not="" if waits else _state(edition)
    )
    form = opened(DiscardForm, request)
    return ask(request, form, page, partial(services.discard_report_edition, edition=edition))


@require_http_methods(["GET", "POST"])
def edition_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _either(request, pk)
    issued = edition.state == EditionState.ISSUED
    page = edition_form(
        request,
        edition,
        "Withdraw this edition",
        WITHDRAWN,
        lead="Its files are taken away and its page says why. What people have read they know: its "
        "figures count for every later edition.",
        why_not="" if issued else _state(edition),
    )
    form = opened(WithdrawEditionForm, request)
    return ask(request, form, page, partial(services.withdraw_report_edition, edition=edition))


@require_POST
def edition_file_again(request: HttpRequest, pk: int) -> HttpResponse:
    file = file_in_scope(request, pk)
    require(request.user, Permission.REPORT_PREPARE, file.edition.area_id)
    pressed(request, partial(services.ask_edition_file_again, file=file), ANEW)
    return redirect(reverse("report_edition", args=[file.edition_id]))


def _either(request: HttpRequest, pk: int) -> ReportEdition:
    """The edition, for whoever prepares or releases it."""
    edition = edition_in_scope(request, pk)
    may_do = (Permission.REPORT_PREPARE, Permission.REPORT_ISSUE)
    if not any(may(request.user, one, edition.area_id) for one in may_do):
        raise PermissionDenied("Your role here reads editions and does not write them.")
    return edition


def _why_not(request: HttpRequest, edition: ReportEdition) -> str:
    if edition.state != EditionState.PREPARED:
        return _state(edition)
    return why_not_issue(request.user, edition)


def _state(edition: ReportEdition) -> str:
    return f"This cannot be done any more: {edition.get_state_display()}."
