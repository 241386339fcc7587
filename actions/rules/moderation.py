"""What a lead said, as it is printed: in the lead's words, or in those of whoever checked it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.rules.record import Said
from actions.rules.standing import Standing


@dataclass(frozen=True)
class Wording:
    """A text as it is printed and, where the coordinator moderated it, the lead's own beside it."""

    printed: str
    lead: str = ""
    moderated: bool = False


def heard(standing: Standing) -> Said | None:
    """The lead's last word as it is printed: none in silence, and none that was sent back."""
    return None if standing.silent or standing.returned else standing.said


def difference(standing: Standing, claim: Said | None) -> Wording:
    """What the claim of completion said; a check counts where it is of that claim."""
    row, check = standing.completion, standing.checked
    of_claim = row and check and row.update_claiming_id == check.update_checked_id
    instead = check.difference if check and of_claim and heard(standing) else ""
    return worded(claim.difference if claim else "", instead)


def worded(own: str, instead: str) -> Wording:
    return Wording(instead, own, moderated=True) if instead else Wording(own)
