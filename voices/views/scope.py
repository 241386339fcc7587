"""What a page of the voices is about, and what stands round it."""

from typing import Any, Unpack

from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from committees.models import Area
from committees.views.scope import area_crumbs, row_in_scope
from voices.models import Voice
from web.form_page import Crumbs, FormPage, PageParts

HEADING = "What children and families said"


def voice_in_scope(request: HttpRequest, pk: int) -> Voice:
    """The voice, for somebody who keeps them. 404 for those who may not know of it, 403 for others
    who see it."""
    rows = Voice.objects.select_related("area", "group")
    return row_in_scope(request, rows, Permission.VOICE_EDIT, pk=pk)


def voice_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the area over its voices to `rest`."""
    return area_crumbs(area, (HEADING, reverse("voice_list", args=[area.slug])), *rest)


def voice_address(voice: Voice) -> str:
    return reverse("voice", args=[voice.pk])


def voice_form(voice: Voice, heading: str, done: Any, **more: Unpack[PageParts]) -> FormPage:
    """A form about a voice, below its page."""
    back = voice_address(voice)
    parts: PageParts = {"caption": str(voice), **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=voice_crumbs(voice.area, (str(voice), back), (heading, "")),
        **parts,
    )
