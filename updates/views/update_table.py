"""Many actions on one page: each row its own form and its own write."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from actions.enums import Source
from actions.models import Action, Evidence
from actions.permissions import updates_by
from actions.rules.record import Said
from actions.rules.status_tags import said_shown
from committees.permissions import may_anywhere
from documents.statuses import Tag
from outcomes.queries import Measured
from updates.forms.readings import reading_names
from updates.forms.update import DRAFTED
from updates.forms.update_table import ONE, RowForm
from updates.queries.evidence import kept_evidence_of
from updates.queries.my_actions import Mine, MyActions, asked_measures, my_actions
from updates.services import record_update
from web.form_page import restored, saved

NOT_A_LEAD = "Your role here does not lead actions."


@dataclass(eq=False)
class Row:
    """One action of the table: how it stands, its last update and its form."""

    mine: Mine
    last: Said | None
    said: Tag | None
    form: RowForm
    failed: bool = False

    @property
    def action(self) -> Action:
        return self.mine.action


@never_cache
@require_http_methods(["GET", "POST"])
def table(request: HttpRequest) -> HttpResponse:
    """Every action that waits for this person's answer, or with ?all=1 every open one."""
    user = person(request)
    if not any(may_anywhere(user, one) for one in (Permission.UPDATE_OWN, Permission.UPDATE_GROUP)):
        raise PermissionDenied(NOT_A_LEAD)
    waiting = my_actions(user, timezone.localdate())
    everything = "all" in request.GET
    rows = _rows(request, waiting, everything)
    if request.method == "GET":
        return _page(request, rows, waiting, everything)
    done = [row for row in rows if row.form.wanted and _written(request, row)]
    failed = [row for row in rows if row.failed]
    _say(request, len(done), len(failed))
    left = [row for row in rows if row not in done]
    if failed or any(row.form.touched for row in left):
        for row in left:
            row.form = row.form if row.failed else row.form.as_typed()
        return _page(request, left, waiting, everything)
    waits = any(row.mine.asks for row in left)
    return redirect(request.get_full_path() if everything or waits else "my_actions")


def _rows(request: HttpRequest, waiting: MyActions, everything: bool) -> list[Row]:
    """The rows of the page; of what was sent also those that somebody else answered meanwhile."""
    user = person(request)
    sent = set(request.POST.getlist("rows"))
    wanted = [
        mine for mine in waiting.open if mine.asks or everything or str(mine.action.pk) in sent
    ]
    shown = [mine for mine in wanted if _as_lead(user, mine) and not mine.regional]
    kept = kept_evidence_of(user, [mine.action for mine in shown])
    typed = restored(request)
    actions = [mine.action for mine in shown]
    # whoever was asked for no number sent none
    asks = request.method == "GET" or any("-reading_" in name for name in request.POST)
    asked = asked_measures(actions, timezone.localdate()) if asks else {}
    return [
        _row(request, mine, kept.get(pk, []), typed, asked.get(pk, []))
        for pk, mine in ((mine.action.pk, mine) for mine in shown)
    ]


def _as_lead(user: User, mine: Mine) -> bool:
    return updates_by(user, mine.action, mine.leads) == Source.LEAD


def _row(
    request: HttpRequest,
    mine: Mine,
    kept: Sequence[Evidence],
    typed: dict[str, list[str]],
    measures: Sequence[Measured],
) -> Row:
    action, last = mine.action, mine.standing.said
    prefix = f"a{action.pk}"
    begun = mine.draft if mine.draft and mine.draft.base_version == action.row_version else None
    initial: dict[str, Any] = {"expected": action.row_version, "seen": last.pk if last else ""}
    given = {
        name.removeprefix(f"{prefix}-"): values
        for name, values in typed.items()
        if name.startswith(f"{prefix}-")
    }
    posted = request.method == "POST" and str(action.pk) in request.POST.getlist("rows")
    form = RowForm(
        data=request.POST if posted else None,
        user=person(request),
        kept=given,
        prefix=prefix,
        entries=mine.entries,
        last=last,
        last_entry=next((row for row in mine.entries if row.pk == mine.standing.entry_id), None),
        source=Source.LEAD,
        today=timezone.localdate(),
        items=kept,
        compact=True,
        measures=measures,
        initial=initial
        | (begun.typed((*DRAFTED, "seen", *reading_names(begun.fields))) if begun else {}),
    )
    said = said_shown(last, {entry.pk: entry for entry in mine.entries}) if last else None
    return Row(mine, last, said, form)


def _written(request: HttpRequest, row: Row) -> bool:
    """Whether this row is in the record now. Each row is a write of its own."""
    user, form = person(request), row.form
    if saved(request, form, partial(record_update, action=row.action)):
        return True
    latest = row.action.updates.last() if form.conflict else None
    if latest and latest.author_id == user.pk and form.is_said(latest):
        return True
    form.last = latest or form.last
    row.failed = True
    return False


def _say(request: HttpRequest, done: int, failed: int) -> None:
    attention = f"{failed} need{'s' if failed == 1 else ''} your attention."
    if done:
        messages.success(request, f"Saved {done}." + (f" {attention}" if failed else ""))
    elif failed:
        messages.error(request, f"Nothing is saved yet. {attention}")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")


def _page(
    request: HttpRequest, rows: list[Row], waiting: MyActions, everything: bool
) -> HttpResponse:
    context = {
        "rows": rows,
        "one": ONE,
        "everything": everything,
        "regional": {
            mine.regional: mine
            for mine in waiting.open
            if mine.regional and (mine.asks or everything)
        }.values(),
        "wrong": [row for row in rows if row.failed],
        "many_plans": len({row.action.plan_id for row in rows}) > 1,
        "signed": rows[0].form.initial["typed_by"] if rows else "",
    }
    return render(request, "actions/table.html", context)
