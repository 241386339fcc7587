"""Who may open what of the parts of reports; see `addresses.py`."""

from typing import Any

from tests import factories as make
from tests.metatests.gates import Gate, P, holders, of_report

OFFICE = holders(P.REPORT_PREPARE, P.REPORT_ISSUE)
# everybody in the test deputises for the post that is asked for “Risks and movement”
ASKED = holders(P.NARRATIVE_WRITE)
KNOWN = ASKED | holders(P.REPORT_READ)


def _asked(world: Any) -> list[Any]:
    return [world.draft.pk, "risks"]


def _written(world: Any) -> list[Any]:
    return [world.draft.pk, "learning"]


def _to_sign(world: Any) -> list[Any]:
    part = make.preface_to_sign(world.plan)
    return [part.report_id, part.key]


NARRATIVES: dict[str, Gate] = {
    "section_edit": of_report("draft", P.REPORT_PREPARE, P.REPORT_ISSUE, section="chairs_summary"),
    "section_edit:asked of a post": Gate(_asked, ASKED | OFFICE, KNOWN),
    "part_page": of_report("draft", P.REPORT_READ, section="chairs_summary"),
    "part_page:asked of a post": Gate(_asked, KNOWN, KNOWN),
    "part_claim": Gate(_asked, ASKED | OFFICE, KNOWN, post_only=True),
    "part_hand_in": Gate(_asked, ASKED | OFFICE, KNOWN, post_only=True),
    "part_review": Gate(_written, OFFICE, holders(P.REPORT_READ)),
    "part_take_back": Gate(
        _asked, holders(P.REPORT_PREPARE), holders(P.REPORT_READ), post_only=True
    ),
    # whoever was in the chair, who is none of the people of the table
    "part_sign": Gate(_to_sign, holders(), holders(P.REPORT_READ)),
    "part_ask_signature": Gate(_to_sign, holders(P.REPORT_PREPARE), holders(P.REPORT_READ)),
    "parts_ask": of_report("draft", P.REPORT_PREPARE),
}
