"""What each role may do, and what nobody decides alone: as the program holds it, for auditors."""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees.rules.interests import WORDS


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    context = {"roles": Role, "rows": _permissions(), "own": _own_matters()}
    return render(request, "accounts/roles.html", context)


@require_safe
def roles_file(request: HttpRequest) -> HttpResponse:
    """The same two tables for a spreadsheet."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="roles.csv"'
    answer.write("\ufeff")  # by it Excel knows the encoding
    lines = csv.writer(answer)
    lines.writerow(["May", *(role.label for role in Role)])
    for label, cells in _permissions():
        lines.writerow([label, *("Yes" if granted else "No" for _, granted in cells)])
    lines.writerow([])
    lines.writerow(["Nobody decides on their own", "What is said to whom it concerns"])
    for matter, said in _own_matters():
        lines.writerows([matter, sentence] for sentence in said)
    return answer


def _permissions() -> list[tuple[str, list[tuple[str, bool]]]]:
    """Each permission with every role and whether it has it."""
    return [
        (permission.label, [(role.label, permission in ROLE_PERMISSIONS[role]) for role in Role])
        for permission in Permission
    ]


def _own_matters() -> Iterator[tuple[str, list[str]]]:
    """Each matter that needs somebody else, with what is said for each way of being one's own."""
    for matter, words in WORDS.items():
        yield matter.name.replace("_", " ").capitalize(), list(dict.fromkeys(words.values()))
