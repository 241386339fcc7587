"""Plans of others that an area's actions serve."""

from __future__ import annotations

from connections.rules.facts import OtherPlanFacts
from connections.services import add_other_plan, connect_action
from demonstration.queries.sources import Source
from demonstration.services.people import Place
from demonstration.services.plans import Printed


def keep_other_plans(source: Source, place: Place, printed: Printed) -> None:
    """Each plan of the file, and the actions that serve it."""
    for row in source.story.get("other_plans", ()):
        starts, ends = row.get("since"), row.get("until")
        facts = OtherPlanFacts(
            name=row["name"],
            owner=row["owner"],
            starts=None if starts is None else place.timetable.months_ago(starts),
            ends=None if ends is None else place.timetable.months_ago(-ends),
            address=row.get("address", ""),
            edition=row.get("edition", ""),
        )
        other = add_other_plan(by=place.lead_officer, area=place.area, facts=facts)
        for key in row["actions"]:
            connect_action(by=place.lead_officer, other_plan=other, action=printed.actions[key])
