"""Who may open what of the returns of sub-committees; see `addresses.py`."""

from typing import Any

from tests.metatests.gates import READERS, Gate, P, holders, in_area, of_plan

# everybody in the test deputises for the group that owes them
WRITERS = holders(P.RETURN_WRITE, P.RETURN_KEEP) & READERS
KINDS = ("information", "quality", "policy", "other")  # each is asked a form of its own
INSIDE = holders(P.PLAN_READ_DRAFT) & READERS


def _draft(name: str, *, post_only: bool = False) -> Gate:
    """A page at the key of a draft, or of what hangs from it: its writers alone know of it."""
    return Gate(lambda world: [getattr(world, name).pk], WRITERS, WRITERS, post_only)


def _sent(name: str, allowed: frozenset[Any], *, post_only: bool = False) -> Gate:
    """A page at the key of what was sent: the committee knows of it."""
    return Gate(lambda world: [getattr(world, name).pk], allowed, INSIDE, post_only)


def _quarter(world: Any) -> list[Any]:
    return [world.sent_return.duty_id, world.sent_return.period_end.isoformat()]


def _unwritten(world: Any) -> list[Any]:
    return [world.sent_return.duty_id, "2026-03-31"]


def _of_sent(world: Any) -> list[Any]:
    """What was sent stays, however many ask."""
    return [world.course_question.entry_id]


RETURNS: dict[str, Gate] = {
    "returns": Gate(in_area=False),
    "return_list": in_area(P.PLAN_READ),
    "return_duties": in_area(P.RETURN_KEEP),
    "return_duty_add": in_area(P.RETURN_KEEP),
    "return_duty_edit": of_plan("return_duty", P.RETURN_KEEP),
    "return_page": Gate(_quarter, INSIDE, INSIDE),
    "return_file": Gate(lambda world: [*_quarter(world), "xlsx"], INSIDE, INSIDE),
    "return_begin": Gate(_unwritten, WRITERS, READERS, post_only=True),
    "return_edit": _draft("return_draft"),
    "return_send": _draft("return_draft", post_only=True),
    "return_correct": _sent("sent_return", WRITERS),
    "return_check": _sent("sent_return", holders(P.RETURN_KEEP) & READERS),
    "return_entry_add": _draft("return_draft"),
    "return_entry_edit": _draft("return_entry"),
    **{f"return_entry_edit:{kind}": _draft("return_entry") for kind in KINDS},
    "return_entry_remove": Gate(_of_sent, WRITERS, INSIDE, post_only=True),
    "return_course": _sent("course_question", WRITERS),
}
