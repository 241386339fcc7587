"""A plan as it stood at a moment, from the versions that were kept: what a file was made from."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from actions.enums import ActionKind
from actions.models import ProgressUpdate
from audit.enums import Kind
from audit.models import Version
from documents.enums import Canonical
from exchange.rules.lines import ActionLine, HeadingLine, Lines
from plans.models import Level, Plan
from plans.rules.tree import printed

State = Mapping[str, Any]


def lines_at(plan: Plan, moment: datetime, names: Mapping[int, str]) -> Lines:
    """The headings and actions of then; `names` are posts by their key. Three queries."""
    things = _newest(
        Version.objects.filter(
            plan_id=plan.pk,
            kind__in=(Kind.HEADING, Kind.ACTION, Kind.MEASURE),
            recorded_at__lte=moment,
        )
    )
    levels = {row.pk: row.singular for row in Level.objects.filter(plan=plan)}
    headings: dict[int, Any] = {
        key: state
        for key, state in things[Kind.HEADING].items()
        if state and state["level_id"] in levels
    }
    order = printed(headings)
    places = {key: at for at, key in enumerate(order)}
    states = _states(plan, moment)
    measures = things[Kind.MEASURE]
    return Lines(
        [_heading(key, headings[key], levels, places) for key in order],
        [
            _action(key, state, places, names, measures, states)
            for key, state in sorted(things[Kind.ACTION].items(), key=_printed_place)
            if state and not state["withdrawn_on"]
        ],
        list(levels.values()),
    )


def _newest(rows: Iterable[Version]) -> dict[Kind, dict[int, State | None]]:
    """The newest state of each thing; None where it was removed."""
    held: dict[Kind, dict[int, State | None]] = {
        Kind.HEADING: {},
        Kind.ACTION: {},
        Kind.MEASURE: {},
    }
    for row in rows:  # in the order in which their days count
        held[Kind(row.kind)][row.key] = None if row.removed else row.state
    return held


def _states(plan: Plan, moment: datetime) -> dict[int, Canonical]:
    """What was said last of each action by then."""
    rows = ProgressUpdate.objects.filter(action__plan=plan, made_at__lte=moment)
    said = rows.order_by("as_at", "made_at", "pk").values_list("action_id", "canonical")
    return {action: Canonical(state) for action, state in said}


def _printed_place(row: tuple[int, State | None]) -> tuple[int, int]:
    key, state = row
    return (state["position"] if state else 0), key


def _heading(
    key: int, state: State, levels: Mapping[int, str], places: Mapping[int, int]
) -> HeadingLine:
    parent = places.get(state["parent_id"] or 0)
    return HeadingLine(key, levels[state["level_id"]], parent, state["number"], state["text"])


def _action(
    key: int,
    state: State,
    places: Mapping[int, int],
    names: Mapping[int, str],
    measures: Mapping[int, State | None],
    states: Mapping[int, Canonical],
) -> ActionLine:
    posts = [pk for pk in (state["accountable"], *state["contributing"]) if pk]
    known = [one for pk in state["measures"] if (one := measures.get(pk))]
    status = states.get(key, Canonical.NOT_RATED)
    return ActionLine(
        key=key,
        heading=places.get(state["heading_id"] or 0),
        ongoing=state["kind"] == ActionKind.ONGOING.value,
        number=state["number"],
        text=state["text"],
        timescale=state["timescale_words"],
        due=_day(state["due"]),
        first_due=_day(state["first_due"]),
        leads=tuple(f"post:{pk}" for pk in posts),
        names=tuple(names.get(pk, "") for pk in posts),
        lead_words=state["lead_words"],
        impact=state["expected_impact"],
        evidence=state["evidence"],
        measures=tuple((one["text"], one["evidence_sources"]) for one in known),
        states=frozenset({status}),
        status=status.label,
    )


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
