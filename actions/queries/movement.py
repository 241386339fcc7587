"""What moved between two days of a plan, by the rules of `documents.difference.moves`. Pure."""

from actions.rules.standing import Standing
from documents.difference import moves
from documents.difference.moves import LABELS, Point

__all__ = ["LABELS", "moves_of"]


def moves_of(now: Standing | None, then: Standing | None) -> frozenset[str]:
    """The keys of `LABELS` that are true of an action between then and now.

    None: the action was not in the plan on that day.
    """
    return moves.moves(_point(then), _point(now)) & LABELS.keys()


def _point(row: Standing | None) -> Point | None:
    if row is None:
        return None
    done = row.completion if row.completion and not row.claimed else None
    return Point(row.rating.value, row.silent, done.completed_on.isoformat() if done else None)
