"""What a person types into the forms of returns."""

from typing import Any

from accounts.roles import Role
from returns.models import Duty, Return
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World

COURSE = {"title": "Neglect, two days", "starts": "2026-05-02", "offered": "16"}


def _checked(w: World) -> Press:
    """By a lead officer who stands for no group."""
    officer = make.person_with(Role.LEAD_OFFICER, w.area)
    return Press({"outcome": "accepted"}, by=officer)


def _draft(w: World, kind: str = "learning") -> Return:
    """A draft of its own: the world's is sent by another press."""
    body = w.return_duty.body
    duty = make.DutyFactory(
        area=w.area, body=body, kind=kind, name=f"Return {Duty.objects.count()}"
    )
    return make.DraftReturnFactory(duty=duty)


def _course(w: World, **typed: str) -> Press:
    return Press(typed, at=[make.ReturnEntryFactory(sending=_draft(w)).pk])


def _entry(kind: str, **fields: Any) -> Prepared:
    """One thing of a draft of another kind is changed."""

    def press(w: World) -> Press:
        told = {"activity": w.activity} if kind == "quality" else {"title": "A policy"}
        row = make.ReturnEntryFactory(sending=_draft(w, kind), offered=None, **told | fields)
        return Press({"words": "It is shorter."}, at=[row.pk])

    return press


RETURNS: dict[str, Prepared] = {
    "return_duty_add": lambda w: Press(
        {"body": w.group.body_id, "kind": "policy", "starts": "2026-01-01"}
    ),
    "return_duty_edit": lambda w: Press({"due_after": "28"}),
    "return_begin": lambda w: Press(),
    "return_edit": lambda w: Press({"summary": "Three courses ran."}),
    "return_send": lambda w: Press(),
    "return_correct": lambda w: Press({"reason": "One course was counted twice."}),
    "return_check": _checked,
    "return_entry_add": lambda w: Press(COURSE, at=[_draft(w).pk]),
    "return_entry_edit": lambda w: _course(w, title="Neglect, one day"),
    "return_entry_edit:information": _entry("information"),
    "return_entry_edit:quality": _entry("quality", title="", starts=None),
    "return_entry_edit:policy": _entry("policy", step="adopted"),
    "return_entry_edit:other": _entry("other"),
    "return_entry_remove": _course,
    "return_course": lambda w: Press({"changed": "Plans are shorter.", "known_by": "Audit."}),
}
