"""Whether an area here is what its file says, table by table. Pure.

Keys differ from place to place, so rows are named by their place among those of their table, in
the order of their keys; people by their address and agencies by their name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from archive.rules.contents import AGENCY, AREA, EVENT, TABLES, USER, VERSION
from archive.rules.document import Json
from archive.rules.references import OF_KIND, changes_there, state_there, target_there, text_there
from archive.rules.stored import edition_there
from audit.enums import Kind

Rows = Mapping[str, Mapping[int, Json]]
# by table, which column leads to which other table that goes; "" to one that stays
Leads = Mapping[str, Mapping[str, str]]

# where a file lies is each installation's own, and so are the notes of keys
OWN: Final[Mapping[str, frozenset[str]]] = {
    "actions.evidence": frozenset({"path"}),
    "reporting.reportfile": frozenset({"path"}),
    "editions.editionfile": frozenset({"path"}),
    "editions.reportedition": frozenset({"keys_here"}),
    "reporting.snapshot": frozenset({"keys_here"}),
    "figures.edition": frozenset({"keys_here"}),
    USER: frozenset({"name", "date_joined"}),
}
NATURAL: Final = {USER: "email", AGENCY: "name"}


@dataclass
class TableResult:
    """How many rows of a table are alike; where others differ; how many there are here besides."""

    table: str
    alike: int = 0
    different: list[str] = field(default_factory=list)
    besides: int = 0


class Side:
    """The rows of one side with names that do not depend on its keys."""

    def __init__(self, rows: Rows, leads: Leads) -> None:
        self._rows, self._leads = rows, leads
        self._places: dict[str, dict[int, int]] = {table: {} for table in TABLES}
        for table in TABLES:
            for place, key in enumerate(sorted(rows.get(table, {}))):
                self._places[table][key] = self._name(table, key, place)
        for values in rows.get(VERSION, {}).values():
            self.about(OF_KIND[Kind(values["kind"])], values["key"])

    def _name(self, table: str, key: int, place: int) -> int:
        if column := NATURAL.get(table):
            text = str(self._rows[table][key][column]).lower()
            return int(sha256(text.encode()).hexdigest()[:12], 16)
        return place + 1

    def place(self, table: str, key: int) -> int | None:
        """What a row is called on both sides; None where it is another area's."""
        return self._places.get(table, {}).get(key)

    def about(self, table: str, key: int) -> int | None:
        """The same for what the record tells of: what is gone is called by the order in which it
        is named."""
        places = self._places.get(table)
        if places is None or table == AREA:
            return self.place(table, key)
        return places.setdefault(key, -1 - sum(1 for known in places.values() if known < 0))

    def plain(self, table: str) -> dict[int, Json]:
        """The rows of a table by what they are called."""
        rows = self._rows.get(table, {})
        return {self._places[table][key]: self._row(table, rows[key]) for key in sorted(rows)}

    def _row(self, table: str, values: Json) -> Json:
        leads, own = self._leads.get(table, {}), OWN.get(table, frozenset())
        plain: Json = {}
        for column, value in values.items():
            if column in own:
                continue
            if column in leads:
                kept = value is not None and leads[column]
                plain[column] = self.place(leads[column], value) if kept else None
            else:
                plain[column] = value
        return plain | self._inside(table, values)

    def _inside(self, table: str, values: Json) -> Json:
        """What stands in columns that are no foreign keys."""
        if table == EVENT:
            return {
                **self._loose(values, actor_id=USER, area_id="committees.area"),
                "target_id": target_there(
                    str(values["target_type"]), values["target_id"], self.about
                ),
                "changes": changes_there(values["changes"], self.about),
            }
        if table == VERSION:
            kind = Kind(values["kind"])
            return {
                **self._loose(values, by_id=USER, area_id="committees.area", plan_id="plans.plan"),
                "key": self.place(OF_KIND[kind], values["key"]),
                "state": state_there(kind, values["state"], self.place),
            }
        if table == "figures.edition":
            return {"workings": edition_there(values["workings"], self.place)}
        if table == "plans.planversion":
            return {"content": text_there(values["content"], self.about)}
        if table == "imports.importdraft":
            return {"mapping": changes_there(values["mapping"], self.place)}
        return {}

    def _loose(self, values: Json, **tables: str) -> Json:
        told: Mapping[str, Any] = values
        return {
            column: None if told[column] is None else self.about(table, told[column])
            for column, table in tables.items()
        }


def compared(table: str, file: Side, here: Side) -> TableResult:
    """The rows of one table on both sides."""
    result, there, ours = TableResult(table), file.plain(table), here.plain(table)
    for name, values in there.items():
        if name not in ours:
            result.different.append(f"row {name} is not here")
        elif ours[name] == values:
            result.alike += 1
        else:
            columns = sorted(one for one in values if values[one] != ours[name].get(one))
            result.different.append(f"row {name}: {', '.join(columns)}")
    result.besides = len(ours.keys() - there.keys())
    return result
