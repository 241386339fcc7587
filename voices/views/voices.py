"""Pages of what children, young people and families said: the list, one of them, a plan's."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from plans.enums import OVER
from plans.models import Plan
from plans.views.scope import plan_in_scope, plan_page
from voices import services
from voices.forms.voices import (
    AddVoiceForm,
    AnswerForm,
    EditVoiceForm,
    FeedbackForm,
    VoiceGroupForm,
)
from voices.models import Voice
from voices.queries.heard import heard, line_of, voices_of
from voices.views.scope import HEADING, voice_address, voice_crumbs, voice_form, voice_in_scope
from web.form_page import ask, opened, pressed

P = Permission


@require_safe
def voice_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.PLAN_READ)
    exact, today = may(person(request), P.FIGURE_READ, area), timezone.localdate()
    plans = Plan.objects.visible_to(request.user).filter(area=area).exclude(state__in=OVER)
    context = area_page(
        request,
        area,
        "voice_list",
        lines=[line_of(row, today, exact=exact) for row in voices_of(request.user, area)],
        plans=plans.order_by("-period_start", "title"),
        edits=may(request.user, P.VOICE_EDIT, area),
        breadcrumbs=area_crumbs(area, (HEADING, "")),
    )
    return render(request, "voices/list.html", context)


@require_safe
def plan_voices(request: HttpRequest, slug: str) -> HttpResponse:
    """Priority by priority, with who was not heard."""
    plan = plan_in_scope(request, slug)
    exact = may(person(request), P.FIGURE_READ, plan.area_id)
    rows = heard(request.user, plan, timezone.localdate(), exact=exact)
    return plan_page(
        request,
        plan,
        "voices/plan.html",
        "Who was heard",
        rows=rows,
        current="voices",
        edits=may(request.user, P.VOICE_EDIT, plan.area_id),
    )


@require_safe
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Voice.objects.select_related("area", "shared_by")
    area = row_in_scope(request, rows, pk=pk).area
    row = get_object_or_404(voices_of(request.user, area).select_related("shared_by"), pk=pk)
    exact = may(person(request), P.FIGURE_READ, area)
    context = {
        "voice": row,
        "area": area,
        "line": line_of(row, timezone.localdate(), exact=exact),
        "links": row.links.all(),
        "quotations": row.quotations.select_related("recorded_by", "withdrawn_by"),
        "edits": may(request.user, P.VOICE_EDIT, area),
        "breadcrumbs": voice_crumbs(area, (str(row), "")),
    }
    return render(request, "voices/voice.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.VOICE_EDIT)
    done = "It was saved as a draft. Say what it is about and what was decided, then share it."
    page = area_form(area, "Write down what was said", done, below=(HEADING, "voice_list"))
    form = opened(AddVoiceForm, request, area=area)
    return ask(request, form, page, partial(services.add_voice, area=area), onward=voice_address)


@require_http_methods(["GET", "POST"])
def group_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.VOICE_EDIT)
    done = "The group is in the list now."
    page = area_form(area, "Add a group of people", done, below=(HEADING, "voice_list"))
    return ask(
        request, opened(VoiceGroupForm, request), page, partial(services.add_group, area=area)
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = voice_in_scope(request, pk)
    page = voice_form(row, "Change what was said", "It was saved.")
    form = opened(EditVoiceForm, request, area=row.area, row=row)
    return ask(request, form, page, partial(services.edit_voice, voice=row))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided because of it."""
    row = voice_in_scope(request, pk)
    page = voice_form(row, "What was decided", "It was saved.", lead=row.said)
    form = opened(AnswerForm, request, row=row)
    return ask(request, form, page, partial(services.answer_voice, voice=row))


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether, how and when they were told."""
    row = voice_in_scope(request, pk)
    page = voice_form(row, "Were they told?", "It was saved.", lead=row.said)
    form = opened(FeedbackForm, request, row=row)
    return ask(request, form, page, partial(services.tell_back, voice=row))


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    row = voice_in_scope(request, pk)
    write = partial(services.share_voice, voice=row)
    pressed(request, write, "It is shared: everybody who reads plans here sees it.")
    return redirect(voice_address(row))
