"""What a person types into the forms of a report's parts."""

from django.utils import timezone

from accounts.roles import Role
from committees.enums import BodyKind
from committees.models import Membership
from tests import factories as make
from tests.metatests.press import Prepared, Press, ahead
from tests.metatests.world import World


def _asking(w: World) -> Press:
    part = w.draft.sections.get(key="answers")
    return Press({"parts": [part.pk], "post": w.post.pk, "due_on": ahead(14)})


def _reading(w: World) -> Press:
    """By a chair who wrote none of it and holds no post."""
    chair = make.person_with(Role.CHAIR, w.area)
    return Press({"kind": "agreed"}, by=chair)


def _signing(w: World) -> Press:
    part = make.preface_to_sign(w.plan)
    signer = Membership.objects.get(body__area=w.area, body__kind=BodyKind.CHIEF_OFFICERS_GROUP)
    return Press({"kind": "signed"}, at=[part.report_id, part.key], by=signer.user)


def _signature(w: World) -> Press:
    """Of the foreword: the preface is signed by another press."""
    report = make.preface_to_sign(w.plan).report
    report.sections.filter(key="foreword").update(body="A year on.", written_at=timezone.now())
    return Press({"due_on": ahead(14)}, at=[report.pk, "foreword"])


NARRATIVES: dict[str, Prepared] = {
    "section_edit": lambda w: Press({"body": "A steady quarter."}),
    "section_edit:asked of a post": lambda w: Press({"body": "No risk moved."}),
    "parts_ask": _asking,
    "part_claim": lambda w: Press(),
    "part_hand_in": lambda w: Press(at=[w.draft.pk, "sub_committees"]),
    "part_take_back": lambda w: Press(),
    "part_review": _reading,
    "part_sign": _signing,
    "part_ask_signature": _signature,
}
