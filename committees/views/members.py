"""Seats on a body."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from committees import services
from committees.forms.groups import EditMemberForm, NewMemberForm
from committees.forms.people import LastDayForm
from committees.models import Membership
from committees.views.scope import body_form, body_in_scope, row_in_scope
from web.form_page import ask, opened


@require_http_methods(["GET", "POST"])
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    body = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    page = body_form(body, "Add a member", "The member was added.")
    form = opened(NewMemberForm, request, area=body.area)
    return ask(request, form, page, partial(services.add_member, body=body))


@require_http_methods(["GET", "POST"])
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    member = _member(request, pk)
    page = body_form(
        member.body,
        "Change this member",
        "The member was changed.",
        lead="When somebody else takes the seat, end this membership and add theirs: the record "
        "then shows who sat when.",
    )
    form = opened(EditMemberForm, request, area=member.body.area, row=member)
    return ask(request, form, page, partial(services.edit_member, membership=member))


@require_http_methods(["GET", "POST"])
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    member = _member(request, pk)
    page = body_form(
        member.body,
        "End this membership",
        "The membership has an end. Reports about earlier days still name this member.",
        lead=f"{member.name}, {member.designation}.",
    )
    write = partial(services.end_membership, membership=member)
    return ask(request, opened(LastDayForm, request, row=member), page, write)


def _member(request: HttpRequest, pk: int) -> Membership:
    rows = Membership.objects.select_related("body__area", "user")
    return row_in_scope(request, rows, Permission.PEOPLE_MANAGE, pk=pk)
