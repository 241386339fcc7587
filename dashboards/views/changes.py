"""What changed in a plan since a meeting, a report or a day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.forms.since import REPORT, SinceForm, points_of
from dashboards.queries import changes
from dashboards.queries.changes import Changed
from dashboards.rules.addresses import Addresses
from documents.statuses import by_state
from plans.models import Plan
from plans.queries import legend_entries
from plans.views.scope import plan_in_scope, plan_page
from reporting.models import Snapshot
from reporting.queries.reports import content_of


@require_safe
def plan_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """The changes between two days by kind, each in a sentence; every number leads to its list."""
    plan = plan_in_scope(request, slug)
    today = timezone.localdate()
    points = points_of(plan, request.user, today)  # type: ignore[arg-type]
    form = SinceForm(request.GET, points=points, today=today, ongoing=plan.ongoing_name)
    compared = _comparison(plan, form) if form.is_valid() else {}
    return plan_page(
        request, plan, "dashboards/plan_changes.html", "What changed", form=form, **compared
    )


def _comparison(plan: Plan, form: SinceForm) -> dict[str, Any]:
    entries = legend_entries(plan)
    compared = _compared(plan, form)
    addresses = Addresses(reverse("plan_changes", args=[plan.slug]), _fixed(form))
    tags = by_state(entry.tag for entry in entries)
    kinds = changes.kinds_of(compared, tags, addresses)
    wanted = form.cleaned_data["kind"]
    return {
        "compared": compared,
        "since_name": _name(form),
        "kinds": kinds,
        "shown": [kind for kind in kinds if wanted in ("", kind.key)],
        "wanted": compared.labels.get(wanted, ""),
        "everything": addresses.to(),
    }


def _compared(plan: Plan, form: SinceForm) -> Changed:
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    if form.chosen and form.chosen.kind == REPORT:
        content = content_of(Snapshot.objects.get(report=form.chosen.pk))
        return changes.since_frozen(plan, content, until)
    return changes.between(plan, since, until)


def _fixed(form: SinceForm) -> tuple[tuple[str, str], ...]:
    """What every link of the page carries, so that the two days stay the same."""
    asked = form.cleaned_data
    start = ("point", str(asked["point"]))
    if asked["point"] == "day":
        start = ("since", asked["since"].isoformat())
    return (start, ("until", asked["until"].isoformat()))


def _name(form: SinceForm) -> str:
    """The meeting or report that was chosen, in words; "" for a day."""
    if form.chosen is None:
        return ""
    chosen = form.chosen
    if chosen.kind != REPORT:
        return f"the meeting of {chosen.name} on"
    version = f", version {chosen.version}" if chosen.version > 1 else ""
    last = form.points.last_report(form.cleaned_data["until"])
    return (
        f"{'the last issued' if chosen == last else 'the'} report “{chosen.name}”{version}, as of"
    )
