"""One call of every service by which an edited file comes back; see tests/metatests/writes.py."""

from typing import Any

from exchange.queries.difference import difference_of
from exchange.rules.edits import Picked
from sheets.rules.cells import to_json
from sheets.rules.delimited import read_text
from tests.metatests.world import World
from tests.metatests.write_shape import Prepare

SHEET = b"Action,Lead,Timescale\nMeet with schools,Chair,Ongoing\n"
PICKED = [Picked("added-row0")]


def _applied(w: World) -> dict[str, Any]:
    return {"row": w.edited_file, "picked": PICKED, "seen": difference_of(w.edited_file).digest}


EXCHANGE: dict[str, Prepare] = {
    "exchange.send_edited_file": lambda w: {
        "plan": w.plan,
        "file_name": "plan.csv",
        "content": to_json(read_text(SHEET)),
    },
    "exchange.apply_edited_file": _applied,
    "exchange.apply": lambda w: {"differs": difference_of(w.edited_file), "picked": PICKED},
    "exchange.discard_edited_file": lambda w: {"row": w.edited_file},
}
