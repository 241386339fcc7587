"""What a person has to look at before a plan can be counted on (domain.md, rule 11). Pure.

A list and never a guess: nothing here is mended by the program.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.queries.positions import Position
from actions.queries.rows import Row
from actions.rules.matters import group_alone, vacant
from actions.rules.record import ActionState
from plans.rules.numbers import repeated_keys
from timescales.enums import TimescaleKind


@dataclass(frozen=True)
class Doubt:
    """One thing to look at: an action, or a heading when `action` is None."""

    reference: str
    text: str
    detail: str
    action: ActionState | None = None


@dataclass(frozen=True)
class Finding:
    """One kind of doubt, what it means, and everything that it is true of."""

    key: str
    title: str
    meaning: str
    doubts: Sequence[Doubt]


Test = Callable[[Row], bool]
Detail = Callable[[Row], str]

CHECKS: tuple[tuple[str, str, str, Test, Detail], ...] = (
    (
        "no_lead",
        "No lead",
        "Nobody answers for these. Name an accountable post or group.",
        lambda row: row.standing.no_lead,
        lambda row: "No accountable lead",
    ),
    (
        "vacant_post",
        "Lead's post is vacant",
        "A post is named and nobody holds it, so nobody is asked for an update.",
        lambda row: vacant(row.standing),
        lambda row: str(row.standing.accountable),
    ),
    (
        "group_alone",
        "Nobody behind the group",
        "A group leads and nobody is named for it, so nobody is asked for an update. Say who "
        "answers for the group.",
        lambda row: group_alone(row.standing),
        lambda row: str(row.standing.accountable),
    ),
    (
        "no_timescale",
        "No timescale",
        "The plan does not say when these will be done.",
        lambda row: not row.standing.action.timescale_words.strip(),
        lambda row: "No words",
    ),
    (
        "not_understood",
        "Timescale not understood",
        "The words are kept and printed; no date was read from them, so they are never overdue.",
        lambda row: _kind(row) == TimescaleKind.UNKNOWN and bool(_words(row)),
        lambda row: f"“{_words(row)}”",
    ),
    (
        "misplaced",
        "Typed in the wrong place",
        "What stands as a timescale is something else: a status, or a pointer to the row above.",
        lambda row: _kind(row) == TimescaleKind.MISPLACED,
        lambda row: f"“{_words(row)}”",
    ),
)


def findings(position: Position) -> list[Finding]:
    """Every kind of doubt about the plan's rated actions, those without any included."""
    listed = [
        Finding(
            key, title, meaning, [_doubt(row, detail(row)) for row in position.rated if test(row)]
        )
        for key, title, meaning, test, detail in CHECKS
    ]
    listed.append(
        Finding(
            "repeated_number",
            "Number printed twice",
            "Two things carry the same number. They are kept apart; only a person can say which is "
            "wrong.",
            [*_repeated_headings(position), *_repeated_actions(position)],
        )
    )
    return listed


def _repeated_actions(position: Position) -> list[Doubt]:
    rows = position.rated
    actions = [row.standing.action for row in rows]
    twice = repeated_keys((action.pk, action.number, action.heading_id) for action in actions)
    return [_doubt(row, "Action") for row in rows if row.pk in twice]


def _repeated_headings(position: Position) -> list[Doubt]:
    doubts = []
    headings = [branch.heading for branch in position.headings]
    for level in {heading.level_id: heading.level for heading in headings}.values():
        mine = [heading for heading in headings if heading.level_id == level.pk]
        twice = repeated_keys((row.pk, row.number, row.parent_id) for row in mine)
        doubts += [Doubt(row.number, row.text, level.singular) for row in mine if row.pk in twice]
    return doubts


def _doubt(row: Row, detail: str) -> Doubt:
    action = row.standing.action
    return Doubt(action.reference, action.text, detail, action)


def _kind(row: Row) -> str:
    return row.standing.action.timescale_kind


def _words(row: Row) -> str:
    return row.standing.action.timescale_words.strip()
