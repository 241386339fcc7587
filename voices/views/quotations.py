"""Pages of quotations: with consent they stand, without it their words are taken out."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from committees.views.scope import row_in_scope
from voices import services
from voices.forms.voices import QuotationForm
from voices.models import Quotation
from voices.views.scope import voice_address, voice_form, voice_in_scope
from web.form_page import ask, opened, pressed

WITHDRAWN = "The words were taken out. Papers that were issued stay as they were."


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    row = voice_in_scope(request, pk)
    page = voice_form(row, "Add a quotation", "The quotation and its consent were recorded.")
    form = opened(QuotationForm, request)
    return ask(request, form, page, partial(services.add_quotation, voice=row))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Consent was taken back."""
    rows = Quotation.objects.select_related("voice__area", "voice__group")
    row = row_in_scope(request, rows, Permission.VOICE_EDIT, pk=pk)
    pressed(request, partial(services.withdraw_consent, quotation=row), WITHDRAWN)
    return redirect(voice_address(row.voice))
