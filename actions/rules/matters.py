"""What may be the matter with an action: one definition for number, list and command.

Pure. The words are printed as they stand; `domain.md` sections 3 and 6 say why each one matters.
"""

from collections.abc import Callable
from dataclasses import dataclass

from actions.rules.overdue import CLOSED
from actions.rules.standing import Standing
from committees.enums import Capacity, PostKind
from documents.enums import Silence


@dataclass(frozen=True)
class Matter:
    """One reason to look at an action; `key` stands in addresses."""

    key: str
    label: str
    meaning: str
    test: Callable[[Standing], bool]


def vacant(row: Standing) -> bool:
    """The accountable lead is a post that nobody holds. A group is `group_alone` instead."""
    lead = row.accountable
    if lead is None or lead.post.kind == PostKind.GROUP:
        return False
    return not any(holding.capacity == Capacity.HOLDER for holding in lead.post.present)


def group_alone(row: Standing) -> bool:
    """The accountable lead is a group, and nobody holds its post or deputises for it."""
    lead = row.accountable
    return lead is not None and lead.post.kind == PostKind.GROUP and not lead.post.present


def _open(row: Standing) -> bool:
    return row.rating not in CLOSED


MATTERS: tuple[Matter, ...] = (
    Matter("overdue", "Overdue", "Due before this day and not complete", lambda row: row.overdue),
    Matter(
        Silence.UNANSWERED.value,
        "Asked and silent",
        "The window closed without a word from the lead",
        lambda row: row.silence == Silence.UNANSWERED,
    ),
    Matter(
        Silence.AWAITED.value,
        "Asked, not answered yet",
        "The window is still open",
        lambda row: row.silence == Silence.AWAITED,
    ),
    Matter(
        Silence.NOBODY.value,
        "Nobody to ask",
        "Not updated this quarter: no lead, a vacant post, or a group with nobody behind it",
        lambda row: row.silence == Silence.NOBODY,
    ),
    Matter(
        Silence.NOT_ASKED.value,
        "Not asked yet",
        "Not updated this quarter, and no window has asked about it since it came in",
        lambda row: row.silence == Silence.NOT_ASKED,
    ),
    Matter(
        "challenged",
        "Challenged by the chair",
        "The chair's rating stands beside the lead's",
        lambda row: row.challenge is not None and _open(row),
    ),
    Matter(
        "sent_back",
        "Sent back to the lead",
        "The coordinator's note waits for the lead's next update",
        lambda row: row.returned is not None and _open(row),
    ),
    Matter(
        "adopted",
        "Proposed rating accepted",
        "The rules' rating counts until the lead's next update",
        lambda row: row.adopted is not None and row.agreed is None and _open(row),
    ),
    Matter(
        "agreed",
        "Rating agreed by the committee",
        "What a meeting agreed counts until the lead's next update",
        lambda row: row.agreed is not None and _open(row),
    ),
    Matter(
        "claimed",
        "Completion to be verified",
        "Reported complete; somebody else has to confirm it",
        lambda row: row.claimed,
    ),
    Matter(
        "date_asked",
        "New date asked for",
        "Waiting for a decision",
        lambda row: row.open_revision is not None,
    ),
    Matter(
        "no_lead",
        "No lead",
        "Open, and nobody answers for it",
        lambda row: row.no_lead and _open(row),
    ),
    Matter(
        "vacant_post",
        "Lead's post is vacant",
        "Open, and nobody holds the lead's post",
        lambda row: vacant(row) and _open(row),
    ),
    Matter(
        "group_alone",
        "Nobody behind the group",
        "Open, led by a group for which nobody is named to answer",
        lambda row: group_alone(row) and _open(row),
    ),
    Matter(
        "no_date",
        "No date",
        "Open, and its timescale is missing or was not understood",
        lambda row: row.no_date and _open(row),
    ),
    Matter(
        "proposed",
        "Another rating proposed",
        "The rules propose a rating that the lead has not given",
        lambda row: bool(row.proposals),
    ),
)
BY_KEY = {matter.key: matter for matter in MATTERS}


def matters_of(row: Standing) -> frozenset[str]:
    """The keys of everything that is the matter with an action as it stands."""
    return frozenset(matter.key for matter in MATTERS if matter.test(row))
