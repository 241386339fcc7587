"""Who may open papers that people write and others agree; see `addresses.py`."""

from accounts.roles import Permission as P
from tests.metatests.gates import Gate, holders, of_area, of_issued

KNOWN = holders(P.COMMITTEE_READ)


def _of(*permissions: P, key: str = "") -> Gate:
    """A page of a paper: those who see who attended know of it."""
    return Gate(
        lambda world: [world.written.pk, *([key] if key else [])],
        holders(*permissions) & KNOWN,
        KNOWN,
    )


WRITTEN: dict[str, Gate] = {
    "minutes": of_area("meeting", P.COMMITTEE_READ),
    "minutes_begin": of_area("meeting", P.MEETING_RECORD, post_only=True),
    "summary": of_issued("issued", P.REPORT_READ, P.REPORT_READ_ISSUED),
    "summary_begin": of_issued("issued", P.VOICE_EDIT, post_only=True),
    "paper": _of(P.COMMITTEE_READ),
    "paper_file": _of(P.COMMITTEE_READ),
    "paper_agree": _of(P.MEETING_RECORD),
    "paper_withdraw": _of(P.MEETING_RECORD),
    "paper_part": _of(P.MEETING_RECORD, key="other"),
}
