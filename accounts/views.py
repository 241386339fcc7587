"""Pages about people in general."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import ROLE_PERMISSIONS, Permission, Role


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may do, as the program holds it: for everybody, auditors among them."""
    rows = [
        (permission.label, [(role.label, permission in ROLE_PERMISSIONS[role]) for role in Role])
        for permission in Permission
    ]
    return render(request, "accounts/roles.html", {"roles": Role, "rows": rows})
