"""The default catalogue of each nation: ours, to begin with and to change (domain.md, section 4).

It is no published set: those come in as files, with their source, edition and date.
"""

from collections.abc import Sequence

from figures.rules.catalogue.england import ENGLAND
from figures.rules.catalogue.entries import Entry
from figures.rules.catalogue.scotland import SCOTLAND

CATALOGUES: dict[str, Sequence[Entry]] = {"scotland": SCOTLAND, "england": ENGLAND}
NAMES = {"scotland": "Default catalogue for Scotland", "england": "Default catalogue for England"}
EDITION = "first"
SOURCE = "cpcplan’s own: to be adapted by the committee"
