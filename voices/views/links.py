"""Pages of what a voice is about, and of which action came of it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from actions.forms.choices import NO_ACTION_YET
from actions.models import Action
from committees.views.scope import row_in_scope
from voices import services
from voices.enums import LinkKind
from voices.forms.voices import VoiceActionForm, VoicePlaceForm
from voices.models import VoiceLink
from voices.queries.places import places_of
from voices.views.scope import voice_address, voice_form, voice_in_scope
from web.form_page import ask, opened, pressed


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, pk: int) -> HttpResponse:
    row = voice_in_scope(request, pk)
    places = places_of(request.user, row.area)
    page = voice_form(
        row,
        "What is it about?",
        "It belongs there now.",
        lead=row.said,
        why_not="" if places else "No plan of this area has a priority or an action yet.",
    )
    form = opened(VoicePlaceForm, request, places=places)
    write = partial(services.join_voice, voice=row, kind=LinkKind.CONCERNS)
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def came_of(request: HttpRequest, pk: int) -> HttpResponse:
    row = voice_in_scope(request, pk)
    actions = Action.objects.visible_to(request.user).open_in(row.area_id)
    page = voice_form(
        row,
        "Which action came of it?",
        "The voice and the action belong together now.",
        lead=row.said,
        why_not="" if actions else NO_ACTION_YET,
    )
    form = opened(VoiceActionForm, request, actions=actions)
    write = partial(services.join_voice, voice=row, kind=LinkKind.CAME_OF)
    return ask(request, form, page, write)


@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """A voice does not belong there after all."""
    rows = VoiceLink.objects.select_related("voice__area", "voice__group")
    link = row_in_scope(request, rows, Permission.VOICE_EDIT, pk=pk)
    write = partial(services.part_voice, link=link)
    pressed(request, write, "They do not belong together any more. The record keeps that they did.")
    return redirect(voice_address(link.voice))
