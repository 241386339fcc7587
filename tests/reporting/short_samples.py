"""Plans that are hard to print short: many headings, long words, other scripts, missing parts."""

from functools import cache
from typing import Any

from documents import sections
from documents.files.made import Made
from documents.hash import digest
from documents.schema.content import SnapshotContent
from handouts import files as short_papers
from tests.reporting import samples

ABOVE = """# The nation
- Getting it right for every child
- Children’s rights in law
# The region
- The best start
- Safe from harm
# The committee’s functions
- Continuous improvement
- Annual reporting"""
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SCRIPTS = (
    "Dìon chloinne agus theaghlaichean",
    "Bezpieczeństwo dzieci i młodzieży",
    "儿童和家庭的安全",
    "حماية الأطفال والأسر",
    "بچوں کا تحفظ",
    "הגנה על ילדים",
)
AGENCIES = ("Glenmarrow Council", "NHS Glenmarrow", "Police, Glenmarrow Division", "", "")


def plan(actions: int = 25, **changes: Any) -> SnapshotContent:
    """A plan with what stands above it, and with the agencies of its leads."""
    content = samples.snapshot(actions, **changes)
    content["plan"]["context_above"] = ABOVE
    content["plan"]["vision"] = "Every child is known, safe and has somebody to turn to"
    for place, row in enumerate(content["actions"]):
        row["agency"] = AGENCIES[place % 5]
        row["contributing_agencies"] = ["NHS Glenmarrow" for _ in row["contributing"]]
    return content


HAND = "# Financial\nNone beyond what is agreed.\n- Staffing: none\n- Property: none"


def _hand(key: str) -> str:
    lists = {
        "council_for": "Glenmarrow Council, Policy Committee, 9 December 2026",
        "council_papers": "Author: Una Reid, Head of Service\nCommittee minute, 3 June 2026",
    }
    return lists.get(key, HAND)


def covered(actions: int = 25, **changes: Any) -> SnapshotContent:
    """A plan with every heading of its cover report written."""
    content = plan(actions, **changes)
    content["sections"] = [
        *content["sections"],
        *(
            {"key": row.key, "heading": row.heading, "body": _hand(row.key)}
            for row in sections.COUNCIL
        ),
    ]
    return content


def crowded(headings: int = 60, actions: int = 500) -> SnapshotContent:
    """More headings, actions and words than a page can hold."""
    content = plan(actions)
    first = content["headings"][0]
    content["headings"] = [
        {**first, "id": n + 1, "number": str(n + 1), "text": f"{LONG_WORD} " * 3 + "ends. " * 60}
        for n in range(headings)
    ]
    for place, row in enumerate(content["actions"]):
        row["heading"] = place % headings + 1
    return content


def in_scripts() -> SnapshotContent:
    content = plan(12)
    for place, row in enumerate(content["headings"]):
        row["text"] = SCRIPTS[place % 6]
    for place, row in enumerate(content["actions"]):
        row["text"] = f"{SCRIPTS[place % 6]}. {LONG_WORD}"
        row["lead"] = SCRIPTS[(place + 1) % 6]
    return content


def bare() -> SnapshotContent:
    """A plan of which nothing is known but one action without anything."""
    content = samples.snapshot(1, levels=[], headings=[], revisions=[], changes=None, directions=[])
    content["actions"] = [
        samples.action(
            0, heading=None, lead="", lead_holder="", contributing=[], timescale="", due=None,
            due_first=None, status="not_rated", status_label="Not rated", rating="not_rated",
            rated_on=None, progress="", expected_impact="", measures=[], challenge=None,
            flags=["no_lead", "no_date"], agency="", contributing_agencies=[], reference="no. 1",
        )
    ]  # fmt: skip
    content["counts"] = {"not_rated": 1}
    content["count_rows"] = content["count_rows"][:1]
    return content


@cache
def papers() -> dict[str, Made]:
    """Every paper that is validated and counted, each printed once."""
    usual, many = plan(25), plan(300)
    made = {
        "page": short_papers.plan_page(usual, digest(usual)),
        "page of 300": short_papers.plan_page(many, digest(many)),
        "sheet": short_papers.action_sheet(usual, digest(usual), 7, [samples.snapshot(9)]),
        "extract": short_papers.agency_extract(usual, digest(usual), "NHS Glenmarrow"),
    }
    for name, content in {"": covered(), ", none": covered(0), ", scripts": in_scripts()}.items():
        made[f"cover{name}"] = short_papers.cover_report(content, digest(content))
    for name, content in {"crowded": crowded(), "scripts": in_scripts(), "bare": bare()}.items():
        sha256, key = digest(content), content["actions"][0]["id"]
        made[f"page, {name}"] = short_papers.plan_page(content, sha256)
        made[f"sheet, {name}"] = short_papers.action_sheet(content, sha256, key)
    content = in_scripts()
    made["extract, scripts"] = short_papers.agency_extract(content, digest(content), AGENCIES[0])
    return made
