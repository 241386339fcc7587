"""Indicators in a hand-made snapshot: one of each kind of chart, all numbers invented."""

from typing import Any

from charts.figure import Figure
from charts.record import figure_record
from documents.schema.indicators import FigureFields, IndicatorRecord
from tests.charts import samples

DEFINITION = {
    "unit": "Number", "numerator": "children on the register", "numerator_ages": "unborn to 17",
    "denominator": "", "denominator_ages": "", "timing": "As at the last day",
    "frequency": "Each quarter", "year_type": "August to July", "good": "Neither: it needs to be "
    "explained", "source": "The council's case system", "set": "", "given_by": "Data officer",
}  # fmt: skip
TOLD = {
    "audience": "committee members",
    "rule": "Numbers of 1 to 4 children are hidden; a true zero is "
    "shown.", "edition": 3, "sha256": "ab" * 32,
}  # fmt: skip


def indicator(pk: int, name: str, figure: Figure | None, **changes: Any) -> IndicatorRecord:
    """An indicator with its figure; `changes` replaces fields."""
    row: dict[str, Any] = {
        "id": pk, "number": f"I{pk}", "name": name, "chapter": "information", "headline": pk < 4,
        "definition": DEFINITION, "period": "31 July 2026", "latest": "30",
        "latest_kind": "printed", "change": "−2 since 30 April 2026", "comparator": None,
        "figures": [figure_record(figure)] if figure else [],
        "sentence": figure.sentence if figure else "", "questions": [], "came_of": [],
        "missing": [], "hidden": [], "green_but_worse": "",
    }  # fmt: skip
    return row | changes  # type: ignore[return-value]


def indicators() -> list[IndicatorRecord]:
    rate, concerns, register, ages, added, hearings, steps, trained = samples.figures()
    return [
        indicator(
            1, "Children on the register, rate", rate, latest="1.7", change="−0.2 since 2025",
            sentence="The rate fell from 1.9 to 1.7, below Scotland’s.",
            comparator={"comparator": "Scotland", "period": "2025", "value": "2.4",
                        "edition": "March 2026", "source": "National tables"},
        ),
        indicator(
            2, "Children on the register", register, green_but_worse=(
                "Action 1.1 (Green) is measured by “Meetings in time”: 64% in May to July 2026, "
                "worse than a year before (71%)."
            ),
            questions=[
                {"question": "Are fewer children at risk, or fewer seen?", "by": "Committee",
                 "answer": "Referrals rose; an audit found that those in need were registered.",
                 "on": "2026-09-10"},
                {"question": "Who leaves the register within a year?", "answer": "", "by": "",
                 "on": None},
            ],
            came_of=[{"action": 1, "reference": "1.1", "text": "Audit 40 referrals that went no "
                      "further", "status": "on_track", "status_label": "Green"}],
        ),
        indicator(
            3, "New registrations", added, latest="52", period="2025/26",
            change="−5 since 2024/25", hidden=["I3 New registrations: 2023/24"],
        ),
        indicator(4, "Concerns recorded", concerns, latest="hidden", latest_kind="hidden",
                  change="", chapter="information", hidden=["I4 Concerns recorded: Sexual abuse"]),
        indicator(5, "Age bands", ages, chapter="demographics"),
        indicator(6, "Hearings arranged", hearings, latest="24.0%"),
        indicator(7, "Learning", trained, chapter="workforce", latest="815"),
        indicator(
            8, "Reviews held in time", None, latest="not given yet", latest_kind="missing",
            period="", change="", missing=[
                {"period": "May to July 2026", "kind": "unanswered",
                 "words": "Reviewing Manager, asked on 7 August 2026"},
                {"period": "February to April 2026", "kind": "not_available",
                 "words": "The system was changed."},
            ],
        ),
        indicator(9, "From referral to registration", steps, latest="52", change=""),
    ]  # fmt: skip


def figure_fields(**changes: Any) -> FigureFields:
    fields: dict[str, Any] = {
        "told": TOLD, "indicators": indicators(), "together": [],
        "figure_changes": ["I1 Children on the register, rate: 2024, Scotland: revised from 2.5 to "
                           "2.4."],
    }  # fmt: skip
    return fields | changes  # type: ignore[return-value]
