"""Calls of the services that write returns."""

from datetime import date

from accounts.roles import Role
from committees.models import Body
from returns.enums import Outcome, ReturnKind
from returns.rules.facts import DutyFacts, EntryFacts
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, NOW, Prepare

COURSE = EntryFacts(title="Neglect, two days", starts=DAY, attendance={None: 3})


def _duty(w: World) -> DutyFacts:
    group: Body = w.return_duty.body
    return DutyFacts(body=group.pk, kind=ReturnKind.POLICY, starts=DAY)


def _chaired(w: World) -> None:
    """By somebody who can be asked; whoever acts came last."""
    chair = make.UserFactory()
    make.RoleGrantFactory(user=chair, area=w.area, role=Role.SUB_COMMITTEE_CHAIR)
    make.PostHoldingFactory(post=w.group, user=chair)


def _asked(w: World) -> dict[str, object]:
    _chaired(w)
    return {"today": date(2026, 7, 6)}


def _question(w: World) -> dict[str, object]:
    """A course of March whose return was accepted, and that nobody has asked about since."""
    _chaired(w)
    entry = make.ReturnEntryFactory(
        sending__duty=w.return_duty,
        sending__number=2,
        sending__sent_at=NOW,
        starts=date(2026, 3, 2),
        ask_again=True,
    )
    make.ReturnCheckFactory(sending=entry.sending)
    return {"today": date(2026, 6, 20)}


RETURNS: dict[str, Prepare] = {
    "returns.add_duty": lambda w: {"area": w.area, "facts": _duty(w)},
    "returns.edit_duty": lambda w: {"duty": w.return_duty, "expected": 1, "facts": _duty_later(w)},
    "returns.ask_for_returns": _asked,
    "returns.ask_about_courses": _question,
    "returns.begin_return": lambda w: {
        "duty": w.return_duty,
        "period_end": date(2026, 3, 31),
        "today": DAY,
    },
    "returns.edit_return": lambda w: {
        "row": w.return_draft,
        "expected": 1,
        "summary": "Three courses ran.",
        "next_steps": "",
    },
    "returns.send_return": lambda w: {"row": w.return_draft},
    "returns.correct_return": lambda w: {"row": w.sent_return, "reason": "Counted twice."},
    "returns.check_return": lambda w: {"row": w.sent_return, "outcome": Outcome.ACCEPTED},
    "returns.add_entry": lambda w: {"sending": w.return_draft, "facts": COURSE},
    "returns.edit_entry": lambda w: {"entry": w.return_entry, "expected": 1, "facts": COURSE},
    "returns.remove_entry": lambda w: {"entry": w.return_entry},
    "returns.answer_course": lambda w: {
        "question": w.course_question,
        "changed": "Plans are shorter.",
        "known_by": "Audit.",
    },
}


def _duty_later(w: World) -> DutyFacts:
    return DutyFacts(
        body=w.return_duty.body_id,
        kind=ReturnKind.LEARNING,
        starts=w.return_duty.starts,
        due_after=28,
    )
