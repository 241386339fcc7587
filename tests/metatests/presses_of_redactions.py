"""What is typed where words that identify a person are taken out; see `presses.py`."""

from accounts.roles import Role
from tests.metatests.press import Prepared, Press
from tests.metatests.world import proposal

REDACTIONS: dict[str, Prepared] = {
    "redaction_propose": lambda w: Press(
        {"words": "Seen with", "kind": "name", "reason": "child", "seen_in": "action"}
    ),
    "redaction": lambda w: Press({"read": "on"}, by=Role.CHAIR),
    "redaction_decline": lambda w: Press(at=[proposal(w.plan, "Seen with").pk], by=Role.CHAIR),
}
