"""What a person's first page says of figures: those to give, and what is missing in an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Permission
from committees.models import Area
from committees.permissions import may
from documents.enums import Silence
from figures.queries.gaps import Missing, missing_figures, missing_in
from figures.querysets import held_by

P = Permission


@dataclass(frozen=True)
class FiguresAsked:
    """Of one area: what this person was asked for (or could give), and how many are missing in all
    for those who look after them."""

    area: Area
    own: int
    due_on: date | None
    silent: int = 0
    nobody: int = 0
    missing: int = 0


def figures_asked(user: User, areas: Sequence[Area], today: date) -> list[FiguresAsked]:
    """The areas in which something about figures waits for `user`. Six queries, none for those who
    give no figures."""
    gives = {area for area in areas if may(user, P.FIGURE_GIVE_OWN, area)}
    keeps = {area for area in areas if may(user, P.FIGURE_GIVE_ANY, area)}
    if not gives | keeps:
        return []
    held = set(held_by(user).values_list("post", flat=True))
    rows = missing_in(sorted(keeps, key=lambda area: area.pk), today)
    others = sorted(gives - keeps, key=lambda area: area.pk)
    if held and others:
        rows += missing_in(others, today, held)
    asked = [_asked(area, rows, held, keeps=area in keeps) for area in areas]
    return [one for one in asked if one.own or one.missing]


def missing_seen(user: User, area: Area, today: date) -> list[Missing]:
    """What is missing in `area`, for those who may see the list; nothing for others."""
    sees = may(user, P.FIGURE_GIVE_ANY, area) or may(user, P.FIGURE_READ, area)
    return missing_figures(area, today) if sees else []


def _asked(area: Area, missing: Sequence[Missing], held: set[int], *, keeps: bool) -> FiguresAsked:
    here = [row for row in missing if row.indicator.area_id == area.pk]
    own = [row for row in here if row.request and row.indicator.post_id in held]
    due = [row.request.due_on for row in own if row.request]
    if not keeps:
        return FiguresAsked(area, len(own), min(due, default=None))
    counts = [row.silence for row in here]
    return FiguresAsked(
        area,
        len(own),
        min(due, default=None),
        counts.count(Silence.UNANSWERED),
        counts.count(Silence.NOBODY),
        len(here),
    )
