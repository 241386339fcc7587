"""The buttons by which files of a plan come in or come back; see tests/metatests/presses.py."""

from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.queries.difference import difference_of
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def _picking(w: World) -> Press:
    row = make.EditedFileFactory(plan=w.plan)
    return Press({"pick-added-row0": "on", "seen": difference_of(row).digest}, at=[row.pk])


EXCHANGE: dict[str, Prepared] = {
    "edited_file_send": lambda w: Press(
        {"file": SimpleUploadedFile("plan.csv", b"Action,Lead,Timescale\nMeet,Chair,Ongoing\n")}
    ),
    "edited_file": _picking,
    "edited_file_discard": lambda w: Press(at=[make.EditedFileFactory(plan=w.plan).pk]),
    "import_decision_forget": lambda w: Press(at=[make.ImportDecisionFactory(area=w.area).pk]),
    "plan_import_confirm": lambda w: Press(at=[make.ImportDraftFactory(area=w.area).pk]),
    "plan_import_discard": lambda w: Press(at=[make.ImportDraftFactory(area=w.area).pk]),
}
