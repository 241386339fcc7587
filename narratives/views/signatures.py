"""Pages of a signature: it is asked for, and given or refused by whoever was in the chair."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.views import person
from narratives import services
from narratives.forms.parts import SignatureForm, SignForm
from narratives.queries.pages import default_due
from narratives.queries.parts import standing_of_part
from narratives.rules.signatures import nobody_to_sign
from narratives.rules.standing import Standing
from narratives.views.parts import frozen, what_stands_beside
from narratives.views.scope import part_form, part_in_scope, part_to_be_asked
from reporting.enums import ReportState
from reporting.models import Section
from timescales.date_format import long_day
from web.form_page import ask, opened

ASKED = (
    "The signature is asked for in the letter of the day, and asked for again until the words are "
    "signed or the report is frozen."
)
ANSWERED = "Your answer was saved."


@require_http_methods(["GET", "POST"])
def ask_for(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask whoever was in the chair to sign a part, by a day."""
    part = part_to_be_asked(request, pk, key)
    if part.report.state != ReportState.DRAFT:
        return frozen(request, part)
    today = timezone.localdate()
    form = opened(
        SignatureForm, request, today=today, initial={"due_on": default_due(part.report, today)}
    )
    page = part_form(
        request,
        part,
        f"Ask for the signature under “{part.heading}”",
        ASKED,
        lead=partial(_who_signs, part),
        why_not=partial(_why_no_signature, part),
    )
    return ask(request, form, page, partial(services.ask_for_signature, part=part))


def _who_signs(part: Section) -> str:
    """Who is asked, and what there is to know where nobody can be."""
    signer = _standing(part).signer
    if signer is None:
        return ""
    day = part.report.period_end
    if nobody := nobody_to_sign(signer, day.isoformat()):
        return f"{nobody} Until then the coordinator hears of it in the letters."
    return (
        f"{signer.told} signs it, {signer.seat} on {long_day(day)}, the last day that the report "
        "covers. They read the words here; no other part of the report is shown to them."
    )


def _why_no_signature(part: Section) -> str:
    now = _standing(part)
    if now.signer is None:
        return services.NO_NAME
    if now.unsigned:
        return ""
    return services.SIGNED if now.written.stand else services.EMPTY


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The words as they stand, to be signed or sent back."""
    part = part_in_scope(request, pk, key)
    now = _standing(part)
    if now.signer is None or now.signer.user != person(request).pk:
        refused = services.NOT_YOURS.format(now.signer.whoever) if now.signer else services.NO_NAME
        raise PermissionDenied(refused)
    if part.report.state != ReportState.DRAFT:
        return frozen(request, part)
    page = part_form(
        request,
        part,
        f"Sign “{part.heading}”",
        ANSWERED,
        lead=f"Under these words the report prints: {now.signer.told}, {now.signer.seat} on "
        f"{long_day(part.report.period_end)}. Your signature is of exactly these words: whoever "
        "changes one of them afterwards takes it away, and you are asked again.",
        why_not=partial(_why_not, part, person(request).pk),
        template="narratives/review.html",
        context=lambda: {"part": part, **what_stands_beside(part)},
    )
    form = opened(SignForm, request, initial={"seen": part.row_version})
    return ask(request, form, page, partial(services.sign_part, part=part))


def _why_not(part: Section, user: int) -> str:
    now = _standing(part)
    if now.may_be_signed_by(user):
        return ""
    return services.NOT_WANTED if now.unsigned else _why_no_signature(part)


def _standing(part: Section) -> Standing:
    return standing_of_part(part, timezone.localdate())
