"""What was decided in an area that words of plans mean: the page, the file, and forgetting it."""

import json
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from committees.views.scope import area_crumbs, area_in_scope, row_in_scope
from imports.enums import Subject
from imports.forms.decisions import ForgetForm
from imports.models import ImportDecision
from imports.queries.decisions import remembered_by_subject
from imports.rules.words.decision_file import written
from imports.rules.words.spoken import spoken
from imports.services.decisions import forget
from web.downloads import download
from web.form_page import FormPage, ask, opened

HERE = "What words of plans mean"
GONE = "This is not remembered any more: somebody forgot it or decided otherwise."


@require_safe
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Who decided what, and when; each may be forgotten."""
    area = area_in_scope(request, slug, Permission.PLAN_IMPORT)
    context = {
        "area": area,
        "subjects": remembered_by_subject(area),
        "breadcrumbs": area_crumbs(area, (HERE, "")),
    }
    return render(request, "imports/decisions.html", context)


@require_safe
def decision_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as the file that `import_plan` reads."""
    area = area_in_scope(request, slug, Permission.PLAN_IMPORT)
    held = ImportDecision.objects.held_in(area)
    rows = [(key[0], row.words, row.value) for key, row in held.items() if row.value]
    text = json.dumps(written(rows), ensure_ascii=False, indent=2)
    return download(f"{text}\n", f"{area.slug}-decisions.json")


@require_http_methods(["GET", "POST"])
def decision_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, with what the words mean now."""
    rows = ImportDecision.objects.select_related("area", "made_by")
    row = row_in_scope(request, rows, Permission.PLAN_IMPORT, pk=pk)
    subject, back = Subject(row.subject), reverse("import_decisions", args=[row.area.slug])
    held = ImportDecision.objects.held_in(row.area).get((subject, row.key))
    holds = held is not None and held.pk == row.pk and bool(row.value)
    meaning = spoken(subject, row.value) if row.value else ""
    page = FormPage(
        heading=f"Forget what “{row.words}” means",
        caption=row.area.name,
        back=back,
        done=f"“{row.words}” is asked about again in the next plan.",
        leave="Keep it",
        lead=f"{row.made_by} decided: {meaning}. The next file that has these words is read "
        "without it, and asks again. Plans that are in keep what they were given."
        if holds
        else "",
        why_not="" if holds else GONE,
        breadcrumbs=area_crumbs(row.area, (HERE, back), ("Forget", "")),
    )
    return ask(request, opened(ForgetForm, request), page, partial(forget, decision=row))
