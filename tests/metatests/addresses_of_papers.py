"""Who may open the papers that are made from a frozen report; see `addresses.py`."""

from accounts.roles import Permission as P
from tests.metatests.addresses_of_editions import REPORT_EDITIONS
from tests.metatests.addresses_of_written import WRITTEN
from tests.metatests.gates import Gate, holders, of_report

NAMES = (
    "report_papers",
    "report_cover_report",
    "report_plan_page",
    "report_slides",
    "report_large_print",
    "report_action_sheet",
    "report_agency_extract",
    "report_scrutiny",
    "report_scrutiny_file",
)
READERS = holders(P.REPORT_READ, P.REPORT_READ_ISSUED)
PAPERS: dict[str, Gate] = {
    **WRITTEN,
    **{name: of_report("frozen", P.REPORT_READ) for name in NAMES},
    **REPORT_EDITIONS,
    "paper_check": Gate(in_area=False, allowed=READERS),
}
# open to everybody: what was released for the public
PUBLIC = {
    "public_areas",
    "public_check",
    "public_area",
    "public_logo",
    "public_plan",
    "public_report",
    "public_data",
    "public_table",
    "public_file",
}
