"""How long an area keeps what, and what the product holds about a person's own account."""

import json
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.views.scope import area_crumbs, area_in_scope
from retention.forms import RetentionForm
from retention.queries.due import due, rule_of
from retention.queries.own_data import own_data
from retention.services import set_retention
from web.downloads import download
from web.form_page import FormPage, ask, opened

SET = "Kept. What is older goes in the coming night, and every night from then on."


@require_http_methods(["GET", "POST"])
def area_retention(request: HttpRequest, slug: str) -> HttpResponse:
    """The months of each kind, and beside them what would go today."""
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    rule = rule_of(area)

    def beside() -> dict[str, object]:
        going = due(area, rule, timezone.localdate())
        return {"counts": going.counts().items(), "leavers": going.leavers, "decided": rule.pk}

    page = FormPage(
        heading="How long what is kept",
        back=request.path,
        done=SET,
        leave="",
        breadcrumbs=area_crumbs(area, ("How long what is kept", "")),
        template="retention/area.html",
        context=beside,
    )
    form = opened(RetentionForm, request, row=rule)
    return ask(request, form, page, partial(set_retention, area=area))


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What is held about an account, in words, and the button that brings all of it."""
    context = {"breadcrumbs": [("Data of your account", "")]}
    return render(request, "retention/my_data.html", context)


@never_cache
@require_safe
def my_data_file(request: HttpRequest) -> HttpResponse:
    """All of it in one file that people and programs can read."""
    held = own_data(person(request))
    text = json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return download(text, "my-account.json")
