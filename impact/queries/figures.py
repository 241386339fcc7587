"""What figures say of a priority: their own sentences, and nothing worked out here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from accounts.roles import Permission
from actions.queries.worse_results import joined_to
from actions.rules.worse_results import worse_of
from committees.models import Area
from committees.permissions import may
from committees.querysets import Actor
from figures.enums import Good
from figures.queries.record import figure_record
from figures.queries.told import told_to
from figures.rules.exhibits import exhibit
from figures.rules.record import FigureRecord, IndicatorRecord
from figures.rules.sentences import for_audience, spoken
from figures.rules.told import Told
from impact.enums import Ground
from impact.rules.evidence import Evidence, Shown

NOT_TOLD = "Nothing of it may be told here yet."
WAYS: Mapping[str, str] = {Good.UP: "Higher is better.", Good.DOWN: "Lower is better."}


def figures_of(
    user: Actor, area: Area, actions: Collection[int], today: date
) -> Mapping[int, list[Shown]]:
    """By the key of an action the figures that belong to it, in what `user` may be told of them.
    One query where no figure belongs to any."""
    joined = joined_to(actions)
    if not joined:
        return {}
    record = figure_record(area)
    told = told_to(user, area, record=record)
    exact = may(user, Permission.FIGURE_READ, area.pk)
    wanted = {row.indicator for row in joined}
    shown = {
        one.pk: shown_figure(one, record, told, today, exact=exact)
        for one in record.indicators
        if one.pk in wanted
    }
    by_action: dict[int, list[Shown]] = {}
    for row in joined:
        rows = by_action.setdefault(row.action, [])
        if row.indicator in shown and shown[row.indicator] not in rows:
            rows.append(shown[row.indicator])
    return by_action


def shown_figure(
    one: IndicatorRecord, record: FigureRecord, told: Told | None, until: date, *, exact: bool
) -> Shown:
    """One figure with its own sentence, which way is good, and whether it is worse than a year
    before."""
    evidence = Evidence(Ground.FIGURE, one.pk)
    periods = [period for period in told.periods(one) if period.end <= until] if told else []
    if told is None or not periods:
        return Shown(evidence, one.name, [NOT_TOLD], "indicator", one.pk, shows=False)
    figure = exhibit(one, told, area=record.area_name, until=until)
    newest = periods[-1]
    said = spoken(one, figure.sentence, newest).text
    if not exact:
        said = for_audience(one, figure, newest)
    worse = worse_of(one, told, until)
    beside = [WAYS.get(one.good, ""), f"{worse.words}." if worse else ""]
    return Shown(
        evidence, one.name, [said, *filter(None, beside)], "indicator", one.pk, shows=bool(said)
    )
