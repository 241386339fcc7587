"""A plan as a file: Word, Excel or CSV, for whoever reads the plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from exchange.models import EditedFile
from exchange.queries.paper import plan_paper
from exchange.rules.formats import FORMATS
from plans.queries import import_of
from plans.views.scope import plan_in_scope, plan_page
from web.downloads import download


@require_safe
def plan_files(request: HttpRequest, slug: str) -> HttpResponse:
    """The forms in which the plan can be taken along."""
    plan = plan_in_scope(request, slug)
    edits = may(person(request), Permission.PLAN_EDIT, plan.area_id)
    rows = EditedFile.objects.filter(plan=plan).defer("content").select_related("made_by")
    sent = rows if edits else rows.none()
    context = {"formats": FORMATS, "edits": edits, "sent": sent, "came_in": import_of(plan)}
    return plan_page(request, plan, "exchange/plan_files.html", "Files", **context)


@require_safe
def plan_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The plan as it stands now, as a file of one form."""
    plan = plan_in_scope(request, slug)
    if form not in FORMATS:
        raise Http404("A plan goes out as .docx, .xlsx or .csv.")
    data = FORMATS[form].made(plan_paper(plan, timezone.now()))
    return download(data, f"{plan.slug}.{form}")
