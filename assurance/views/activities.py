"""Pages of the assurance register: the list, an entry with what became of its findings, files."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from assurance import services
from assurance.forms.activities import AddActivityForm, EditActivityForm, JudgementForm
from assurance.models import Activity, Judgement
from assurance.queries.commitments import open_commitments
from assurance.queries.files import FindingsPaper, findings_pdf, findings_workbook
from assurance.queries.interests import who_decides
from assurance.queries.register import register
from assurance.queries.trace import traced
from assurance.rules.samples import graded
from assurance.views.scope import (
    activity_address,
    activity_form,
    activity_in_scope,
    register_crumbs,
)
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from plans.models import Plan
from web.downloads import download
from web.form_page import ask, opened, pressed

P = Permission


@require_safe
def assurance(request: HttpRequest) -> HttpResponse:
    """The register of the person's area, or the areas to choose from."""
    areas = list(Area.objects.with_permission(request.user, P.PLAN_READ))
    if len(areas) == 1:
        return redirect("assurance_list", areas[0].slug)
    links = [(area.name, reverse("assurance_list", args=[area.slug])) for area in areas]
    return render(request, "committees/choose_area.html", {"heading": "Assurance", "links": links})


@require_safe
def assurance_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.PLAN_READ)
    context = area_page(
        request,
        area,
        "assurance_list",
        groups=register(request.user, area),
        edits=may(request.user, P.ASSURANCE_EDIT, area),
        breadcrumbs=area_crumbs(area, ("Assurance", "")),
    )
    return render(request, "assurance/list.html", context)


@require_safe
def commitments(request: HttpRequest, slug: str) -> HttpResponse:
    """Every open commitment by where it came from, the oldest first."""
    area = area_in_scope(request, slug, P.PLAN_READ)
    groups = open_commitments(request.user, area, timezone.localdate())
    context = area_page(
        request,
        area,
        "assurance_list",
        groups=groups,
        total=sum(len(group.commitments) for group in groups),
        breadcrumbs=register_crumbs(area, ("Open commitments", "")),
    )
    return render(request, "assurance/commitments.html", context)


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    row = activity_in_scope(request, pk)
    paper = _paper(request, row)
    followed = row.progress_reviews.filter(pk__in=Activity.objects.visible_to(request.user))
    context = {
        "activity": row,
        "area": row.area,
        "paper": paper,
        "reviews": followed,
        "follows": _seen(request, row.follows),
        "action_plan": _plan_seen(request, row),
        "edits": may(request.user, P.ASSURANCE_EDIT, row.area_id),
        "decides": may(request.user, P.FINDING_DECIDE, row.area_id),
        "who_decides": _who_decides(request, paper),
        "breadcrumbs": register_crumbs(row.area, (str(row), "")),
    }
    return render(request, "assurance/activity.html", context)


@require_safe
def activity_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Every finding and what became of it: as a PDF, or as a workbook."""
    row = activity_in_scope(request, pk)
    paper = _paper(request, row)
    if form not in ("pdf", "xlsx"):
        raise Http404("Findings go out as .pdf or .xlsx.")
    data = findings_pdf(paper).data if form == "pdf" else findings_workbook(paper)
    name = slugify(f"findings {row.title} {timezone.localdate(paper.at)}")
    return download(data, f"{name}.{form}")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.ASSURANCE_EDIT)
    done = "It was added as a draft. Write down its findings, then share it."
    page = area_form(area, "Add to the register", done, below=("Assurance", "assurance_list"))
    form = opened(AddActivityForm, request, area=area)
    write = partial(services.add_activity, area=area)
    return ask(request, form, page, write, onward=activity_address)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = activity_in_scope(request, pk, P.ASSURANCE_EDIT)
    page = activity_form(row, "Change this entry", "The entry was saved.")
    form = opened(EditActivityForm, request, area=row.area, row=row)
    return ask(request, form, page, partial(services.edit_activity, activity=row))


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    row = activity_in_scope(request, pk, P.ASSURANCE_EDIT)
    write = partial(services.share_activity, activity=row)
    pressed(request, write, "It is shared: everybody who reads plans here sees it.")
    return redirect(activity_address(row))


@require_http_methods(["GET", "POST"])
def judgement_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = activity_in_scope(request, pk, P.ASSURANCE_EDIT)
    page = activity_form(row, "Add a judgement", "The judgement was added.")
    form = opened(JudgementForm, request)
    return ask(request, form, page, partial(services.add_judgement, activity=row))


@require_POST
def judgement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Judgement.objects.select_related("activity__area")
    row = row_in_scope(request, rows, P.ASSURANCE_EDIT, pk=pk)
    write = partial(services.remove_judgement, judgement=row)
    pressed(request, write, "The judgement was taken out. The record keeps what it said.")
    return redirect(activity_address(row.activity))


def _paper(request: HttpRequest, row: Activity) -> FindingsPaper:
    at = timezone.localtime()
    exact = may(person(request), P.FIGURE_READ, row.area_id)
    return FindingsPaper(
        activity=row,
        findings=traced(request.user, row, at.date()),
        judgements=list(row.judgements.all()),
        graded=graded(row.sample, row.good_or_better, exact=exact),
        at=at,
    )


def _who_decides(request: HttpRequest, paper: FindingsPaper) -> str:
    """Who could decide that no action comes of a finding, where one waits for that."""
    area = paper.activity.area_id
    if all(row.answered for row in paper.findings) or not may(request.user, P.ASSURANCE_EDIT, area):
        return ""
    return who_decides(area)


def _seen(request: HttpRequest, row: Activity | None) -> Activity | None:
    """What an entry follows, where the person may know of it."""
    if row is None:
        return None
    return Activity.objects.visible_to(request.user).filter(pk=row.pk).first()


def _plan_seen(request: HttpRequest, row: Activity) -> Plan | None:
    """The plan that answers an entry, where the person may know of it."""
    return Plan.objects.visible_to(request.user).filter(pk=row.action_plan_id or 0).first()
