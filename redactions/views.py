"""Words that identify a person: proposed, looked over by a second person, taken out."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from redactions import services
from redactions.enums import SeenIn, State
from redactions.forms import ConfirmationForm, ProposalForm
from redactions.models import Redaction
from redactions.queries.held_words import words_of
from redactions.queries.sight import Excerpt, excerpts
from redactions.rules.marks import mark
from redactions.rules.words import sought
from web.form_page import FormPage, ask, opened, pressed

PAGE = 50
BELOW = ("Redactions", "area_redactions")
PROPOSED = "It is proposed. Somebody else who may confirm it has to look at it now."
CONFIRMED = "The words are taken out. Where they stood, a mark says so."
DECLINED = "Nothing was taken out."
LEAD = (
    "Give one thing at a time. It is taken out of everything once a second person has confirmed "
    "it: texts, drafts, the record, files. Reports that were issued with it are withdrawn."
)
OWN = "You proposed this, so somebody else has to confirm it."
NO_RIGHT = "The lead officer, the chair or the vice-chair confirms it."
NOT_READ = (
    "You may read none of the texts in which the words stand, or they were changed meanwhile. "
    "Somebody who reads them has to confirm this."
)


@require_safe
def area_redactions(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, and what was taken out: kind, reason and who, never the words."""
    area = area_in_scope(request, slug, Permission.REDACTION_PROPOSE)
    rows = Redaction.objects.filter(area=area).select_related("proposed_by", "decided_by")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    crumbs = area_crumbs(area, ("Redactions", ""))
    context = area_page(request, area, "area_redactions", page=page, breadcrumbs=crumbs)
    return render(request, "redactions/redaction_list.html", context)


@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def redaction_propose(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.REDACTION_PROPOSE)
    page = area_form(area, "Take out words that identify a person", PROPOSED, LEAD, below=BELOW)
    given = request.GET.get("seen", "")
    first = {"seen_in": given} if given in SeenIn.values else None
    form = opened(ProposalForm, request, initial=first)
    return ask(request, form, page, partial(services.propose, area=area))


@require_http_methods(["GET", "POST"])
def redaction(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with as much of its texts as this person may read, and the button."""
    rows = Redaction.objects.select_related("area", "proposed_by", "decided_by")
    row = row_in_scope(request, rows, pk=pk)
    user = person(request)
    shown = _shown(user, row) if row.state == State.PROPOSED else []
    page = _page(row, user, shown)
    if request.method == "POST" and page.why_not:
        # Who presses again after it is decided is told so; it is no lack of a right. The words may
        # have been taken out since the row was read.
        row.refresh_from_db(fields=["state"])
        if row.state == State.PROPOSED:
            raise PermissionDenied(str(page.why_not))
    form = opened(ConfirmationForm, request)
    return ask(request, form, page, partial(services.confirm, redaction=row))


@require_POST
def redaction_decline(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_in_scope(request, Redaction.objects.select_related("area"), pk=pk)
    if not _declines(person(request), row):
        raise PermissionDenied(NO_RIGHT)
    pressed(request, partial(services.decline, redaction=row), DECLINED)
    return redirect("area_redactions", row.area.slug)


def _shown(user: User, row: Redaction) -> list[Excerpt]:
    """The words in the texts that this person may read."""
    places = list(row.places.all())
    words = words_of(row, places)
    return excerpts(user, places, sought(words)) if words else []


def _page(row: Redaction, user: User, shown: list[Excerpt]) -> FormPage:
    area: Area = row.area
    heading = "Take out words that identify a person"
    between = ("Redactions", reverse("area_redactions", args=[area.slug]))
    context: dict[str, Any] = {
        "redaction": row,
        "excerpts": shown,
        "mark": mark(localdate()),
        "declines": row.state == State.PROPOSED and _declines(user, row),
    }
    return FormPage(
        heading=heading,
        caption=area.name,
        back=between[1],
        done=CONFIRMED,
        leave="Leave it for now",
        why_not=_why_not(row, user, shown),
        breadcrumbs=area_crumbs(area, between, (str(row), "")),
        template="redactions/redaction.html",
        context=context,
    )


def _why_not(row: Redaction, user: User, shown: list[Excerpt]) -> str:
    if row.state != State.PROPOSED:
        return "This is decided."
    if row.proposed_by_id == user.pk:
        return OWN
    if not may(user, Permission.REDACTION_CONFIRM, row.area_id):
        return NO_RIGHT
    return "" if shown else NOT_READ


def _declines(user: User, row: Redaction) -> bool:
    confirms = may(user, Permission.REDACTION_CONFIRM, row.area_id)
    return confirms or row.proposed_by_id == user.pk
