"""The legends that committees print, ready to be chosen (domain.md, section 2). Wording is ours."""

from typing import NamedTuple

from documents.enums import Canonical
from documents.statuses import DEFAULTS
from plans.enums import LegendBasis


class Entry(NamedTuple):
    code: str
    label: str
    definition: str
    colour: str
    symbol: str
    canonical: Canonical


class Preset(NamedTuple):
    name: str
    basis: LegendBasis
    entries: tuple[Entry, ...]


GREEN = DEFAULTS[Canonical.ON_TRACK].colour
AMBER = DEFAULTS[Canonical.AT_RISK].colour
RED = DEFAULTS[Canonical.OFF_TRACK].colour
PURPLE = DEFAULTS[Canonical.COMPLETE].colour
BLUE = "#1f5a96"

PRESETS: dict[str, Preset] = {
    "traffic-light-date": Preset(
        "Four-colour traffic light (red is about the date)",
        LegendBasis.DATE,
        (
            Entry("G", "On target", "Will be done by the date agreed.", GREEN, "●",
                  Canonical.ON_TRACK),
            Entry("A", "Progress delayed", "Behind, and still expected within the date agreed.",
                  AMBER, "▲", Canonical.AT_RISK),
            Entry("R", "Outwith deadline, revision required",
                  "The date agreed has passed. A new date or a new approach has to be agreed.",
                  RED, "■", Canonical.OFF_TRACK),
            Entry("P", "Complete", "Done, with evidence.", PURPLE, "✓", Canonical.COMPLETE),
        ),
    ),
    "rag-judgement": Preset(
        "Red, amber, green (a judgement about delivery)",
        LegendBasis.JUDGEMENT,
        (
            Entry("R", "Red", "Serious problems now: time, scope or budget will not be met.",
                  RED, "■", Canonical.OFF_TRACK),
            Entry("A", "Amber", "Problems that will cost time, scope or budget unless they are put "
                  "right.", AMBER, "▲", Canonical.AT_RISK),
            Entry("G", "Green", "Nothing stands in the way: going to plan on time, scope and "
                  "budget.", GREEN, "●", Canonical.ON_TRACK),
            Entry("C", "Completed", "Done, with evidence.", PURPLE, "✓", Canonical.COMPLETE),
        ),
    ),
    "rag-blue": Preset(
        "Blue, green, amber, red (blue is complete)",
        LegendBasis.JUDGEMENT,
        (
            Entry("B", "Complete", "Done, with evidence.", BLUE, "✓", Canonical.COMPLETE),
            Entry("G", "On track", "Going to plan.", GREEN, "●", Canonical.ON_TRACK),
            Entry("A", "Some slippage", "Behind, with a way back to plan.", AMBER, "▲",
                  Canonical.AT_RISK),
            Entry("R", "Off track", "Will not be met without a decision.", RED, "■",
                  Canonical.OFF_TRACK),
        ),
    ),
}  # fmt: skip

DEFAULT = "rag-judgement"
