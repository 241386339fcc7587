"""Calls of the services that write what is done about the parts of reports."""

from accounts.roles import Role
from committees.enums import BodyKind
from committees.models import Membership
from narratives.enums import StepKind
from narratives.services import facts_of
from reporting.models import Section
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import LATER, NOW, Prepare, actor


def _part(w: World, key: str) -> Section:
    part: Section = w.draft.sections.get(key=key)
    return part


def _next(w: World) -> dict[str, object]:
    """The next version of a report of which a part was asked for."""
    after = make.ReportFactory(plan=w.plan, area=w.area, version=2, corrects=w.draft)
    return {"before": w.draft, "after": after}


def _taking(w: World) -> dict[str, object]:
    part = _part(w, "chairs_summary")
    chosen = [one.mark for one in facts_of(part, NOW)]
    return {
        "section": part, "expected": part.row_version, "body": "", "chosen": chosen, "now": NOW,
    }  # fmt: skip


def _signing(w: World) -> dict[str, object]:
    """By whoever was in the chair."""
    chair, part = actor(), make.preface_to_sign(w.plan)
    make.RoleGrantFactory(user=chair, area=w.area, role=Role.CHIEF_OFFICER)
    seats = Membership.objects.filter(body__kind=BodyKind.CHIEF_OFFICERS_GROUP)
    seats.filter(body__area=w.area).update(user=chair)
    return {"part": part, "kind": StepKind.SIGNED}


NARRATIVES: dict[str, Prepare] = {
    "narratives.ask_for_parts": lambda w: {
        "report": w.draft,
        "parts": [_part(w, "answers")],
        "post": w.post,
        "due_on": LATER,
    },
    "narratives.take_back_request": lambda w: {"part": _part(w, "risks")},
    "narratives.claim_part": lambda w: {"part": _part(w, "risks")},
    "narratives.hand_in_part": lambda w: {"part": _part(w, "sub_committees")},
    "narratives.review_part": lambda w: {"part": _part(w, "learning"), "kind": StepKind.AGREED},
    "narratives.ask_for_signature": lambda w: {
        "part": make.preface_to_sign(w.plan),
        "due_on": LATER,
    },
    "narratives.sign_part": _signing,
    "narratives.take_facts": _taking,
    "narratives.carry_parts": _next,
}
