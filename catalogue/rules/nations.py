"""The default catalogue of each nation: ours, to begin with and to change (domain.md, section 4).

It is no published set: those come in as files, with their source, edition and date.
"""

from collections.abc import Sequence

from catalogue.rules.england import ENGLAND
from catalogue.rules.entries import Entry
from catalogue.rules.scotland import SCOTLAND

CATALOGUES: dict[str, Sequence[Entry]] = {"scotland": SCOTLAND, "england": ENGLAND}
NAMES = {"scotland": "Default catalogue for Scotland", "england": "Default catalogue for England"}
EDITION = "first"
SOURCE = "cpcplan’s own: to be adapted by the committee"
