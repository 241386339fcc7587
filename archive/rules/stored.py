"""What was frozen and said keeps its text; beside it stands which of its keys are which here. Pure.

`documents.schema.keys` and `figures.rules.keys_here` read them so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from archive.rules.references import Translate
from documents.schema import keys as of_snapshots
from documents.schema.keys import KeysHere
from figures.rules import keys_here as of_figures

TABLES_OF_KINDS: Final = {
    of_snapshots.ACTION: "actions.action",
    of_snapshots.HEADING: "plans.heading",
    of_snapshots.PLAN: "plans.plan",
    of_snapshots.MEASURE: "outcomes.measure",
    of_snapshots.READING: "outcomes.reading",
    of_snapshots.INDICATOR: "figures.indicator",
    of_figures.CATEGORY: "figures.category",
}
Walk = Callable[[Any, Callable[[str, int], int]], Any]


def kept_keys_of_snapshot(values: dict[str, Any], translate: Translate) -> KeysHere:
    return _kept(values["keys_here"], values["content"], of_snapshots.keys_here, translate)


def kept_keys_of_edition(values: dict[str, Any], translate: Translate) -> KeysHere:
    return _kept(values["keys_here"], values["said"], of_figures.keys_here, translate)


def _kept(before: KeysHere | None, text: str, walk: Walk, translate: Translate) -> KeysHere:
    """Which key in `text` is which here. What came from elsewhere `before` already, by the keys
    that it had there."""
    there = of_snapshots.translated(before or {})
    kept: dict[str, dict[str, int]] = defaultdict(dict)

    def note(kind: str, key: int) -> int:
        here = translate(TABLES_OF_KINDS[kind], there(kind, key))
        if here is not None:
            kept[kind][str(key)] = here
        return key

    walk(json.loads(text), note)
    return dict(kept)


def edition_there(workings: Any, translate: Translate) -> Any:
    """An edition's workings, which no hash covers: the names of numbers and what was asked for."""

    def here(kind: str, key: int) -> int:
        return translate(TABLES_OF_KINDS[kind], key) or key

    told = of_figures.keys_here(workings, here)
    if not isinstance(told, dict) or "extent" not in told:
        return told
    extent = told["extent"]
    indicator, category = of_figures.INDICATOR, of_figures.CATEGORY
    chosen = extent.get("indicators")
    bands = {
        str(here(indicator, int(key))): [[here(category, one) for one in band] for band in every]
        for key, every in extent.get("bands", {}).items()
    }
    indicators = None if chosen is None else sorted(here(indicator, key) for key in chosen)
    return {**told, "extent": {**extent, "indicators": indicators, "bands": bands}}
