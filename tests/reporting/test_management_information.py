"""North Lanarkshire's management information made again in an annual report, of numbers of our own:
national data, rate beside the nation's, concerns of nation and area, the detailed trend, age bands,
new registrations, hearings in percentage points, demographics, courses of the workforce."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from documents.files import pdf
from documents.hash import digest
from documents.papers.indicators import in_chapters
from figures.enums import Chapter, Frequency, LinkKind, Timing, Unit
from figures.models import Indicator
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from tests import factories as make
from tests.reporting.scene import NOW, scene
from tests.reporting.visible import text_of
from timescales.quarters import Period

pytestmark = pytest.mark.django_db

GIVEN = datetime(2026, 8, 20, 9, tzinfo=UTC)
YEARS = [(date(year - 1, 8, 1), date(year, 7, 31)) for year in range(2022, 2027)]
INFORMATION, DEMOGRAPHICS, WORKFORCE = (
    Chapter.INFORMATION, Chapter.DEMOGRAPHICS, Chapter.WORKFORCE
)  # fmt: skip


class Entry:
    """The area's figures as they are entered, year by year."""

    def __init__(self, area: Any) -> None:
        self.area, self.number = area, 0

    def add(self, name: str, numbers: Sequence[Any], **fields: Any) -> Indicator:
        """One indicator with numbers of the last years; a pair is a part and its whole."""
        self.number += 1
        bands = fields.pop("bands", {})
        one = make.IndicatorFactory.create(
            area=self.area, name=name, number=str(self.number), position=self.number,
            frequency=Frequency.YEAR, headline=True, starts=date(2021, 8, 1), **fields,
        )  # fmt: skip
        self.give(one, numbers)
        for place, (label, column) in enumerate(bands.items(), start=1):
            band = make.CategoryFactory.create(indicator=one, label=label, position=place)
            self.give(one, column, band)
        return one  # type: ignore[no-any-return]

    def give(self, one: Indicator, numbers: Sequence[Any], band: Any = None) -> None:
        for (start, end), number in zip(YEARS[5 - len(numbers) :], numbers, strict=True):
            part, whole = number if isinstance(number, tuple) else (number, None)
            make.ObservationFactory.create(
                indicator=one, category=band, period_start=start, period_end=end,
                numerator=Decimal(part), denominator=None if whole is None else Decimal(whole),
                entered_at=GIVEN,
            )  # fmt: skip

    def scotland(self, one: Indicator, values: Sequence[str], edition: date, last: int = 5) -> None:
        """One edition of the nation's values, of years up to the one at place `last`."""
        for (start, end), value in zip(YEARS[last - len(values) : last], values, strict=True):
            make.BenchmarkFactory.create(
                indicator=one, period_start=start, period_end=end, value=Decimal(value),
                edition_date=edition, entered_at=GIVEN,
            )  # fmt: skip


def demographics(entry: Entry) -> None:
    entry.add(
        "Children and young people", [66000, 66500], chapter=DEMOGRAPHICS, timing=Timing.AS_AT,
        published_elsewhere=True, breakdown="Age band",
        bands={"0 to 4": [17000, 16500], "5 to 11": [26000, 26500], "12 to 17": [23000, 23500]},
    )  # fmt: skip
    entry.add(
        "Pupils who get free school meals", [(10450, 49000)], chapter=DEMOGRAPHICS,
        unit=Unit.PERCENT, denominator="pupils", timing=Timing.AS_AT, published_elsewhere=True,
    )  # fmt: skip


def workforce(entry: Entry) -> None:
    entry.add(
        "People trained, by course", [], chapter=WORKFORCE, counts_children=False,
        breakdown="Course", overlapping=True,
        bands={"Contextual safeguarding": [251], "Understanding neglect": [268], "Briefing": [3]},
    )  # fmt: skip
    entry.add(
        "People trained", [400, 500], chapter=WORKFORCE, counts_children=False,
        breakdown="Agency", bands={"Council": [240, 250], "Health": [100, 200],
                                   "Police": [60, 50]},
    )  # fmt: skip


def information(entry: Entry) -> None:
    entry.add(
        "Children on the register in Scotland", [2140, 2051], timing=Timing.AS_AT,
        published_elsewhere=True,
    )  # fmt: skip
    rate = entry.add(
        "Rate of children on the register", [(112, 70000), (105, 70000), (98, 70000), (91, 70000)],
        unit=Unit.RATE_1000, decimals=1, denominator="children in the area",
        denominator_age_from=0, denominator_age_to=15, timing=Timing.AS_AT,
    )  # fmt: skip
    entry.scotland(rate, ["2.4"], date(2026, 1, 27), last=4)
    entry.scotland(rate, ["2.3", "2.2"], date(2026, 8, 25))
    entry.add(
        "Concerns in Scotland", [], unit=Unit.PERCENT, denominator="concerns recorded",
        timing=Timing.AS_AT, published_elsewhere=True, breakdown="Concern", overlapping=True,
        bands={"Domestic abuse": [(320, 2000)], "Neglect": [(300, 2000)]},
    )  # fmt: skip
    entry.add(
        "Concerns recorded here", [120, 110, 91], timing=Timing.AS_AT, breakdown="Concern",
        overlapping=True,
        bands={"Parental substance use": [60, 52, 44], "Neglect": [50, 47, 41],
               "Trafficking": [8, 7, 2]},
    )  # fmt: skip
    entry.add("Child protection referrals", [1500, 1650, 1790, 1895])
    entry.add("Inter-agency referral discussions", [610, 640, 705, 730])
    register = entry.add(
        "Children on the register", [120, 110, 91], timing=Timing.AS_AT, breakdown="Age band",
        bands={"0 to 4": [60, 52, 40], "5 to 11": [40, 38, 30], "12 and over": [20, 20, 21]},
    )  # fmt: skip
    new = entry.add("New registrations", [190, 180, 171, 160])
    make.IndicatorLinkFactory.create(indicator=new, kind=LinkKind.JOINS, to=register)
    hearings = entry.add(
        "Referred children for whom a hearing was arranged", [(152, 500), (139, 500)],
        unit=Unit.PERCENT, decimals=1, denominator="children referred to the Reporter",
    )  # fmt: skip
    entry.scotland(hearings, ["24.1", "22.3"], date(2026, 8, 25))


@pytest.fixture
def annual() -> Any:
    stage = scene()
    stage.plan.area.name = AREA
    stage.plan.area.save()
    entry = Entry(stage.plan.area)
    demographics(entry)
    workforce(entry)
    information(entry)
    report = stage.begin(
        kind="annual", period=Period(date(2025, 8, 1), date(2026, 7, 31), "2025/26"),
        as_of=date(2026, 7, 31),
    )  # fmt: skip
    for part in report.sections.all():
        part.body = "Words."
        part.save()
    return content_of(freeze_report(by=stage.officer, report=report, now=NOW).snapshot)


def shown(figure: Any) -> tuple[str, list[list[str]]]:
    """The kind of its chart, and its table as it is printed."""
    rows = [[row.label, *(cell.text for cell in row.cells)] for row in figure.table.rows]
    return type(figure.chart).__name__, [list(figure.table.heads), *rows]


AREA = "Strath"
DEMOGRAPHICS_PRINTED = [
    ("Trend", [["As at", AREA], ["31 July 2025", "66,000"], ["31 July 2026", "66,500"]]),
    ("Shares", [
        ["As at", "0 to 4", "5 to 11", "12 to 17"],
        ["31 July 2025", "17,000", "26,000", "23,000"],
        ["31 July 2026", "16,500", "26,500", "23,500"],
    ]),
    ("Trend", [["As at", AREA], ["31 July 2026", "21%"]]),
]  # fmt: skip

WORKFORCE_PRINTED = [
    ("Bars", [
        ["Course", "Number"],
        ["Understanding neglect", "268"],
        ["Contextual safeguarding", "251"],
        ["Briefing", "3"],
    ]),
    ("Columns", [["Period", AREA], ["2024/25", "400"], ["2025/26", "500"]]),
    ("Shares", [
        ["Year", "Council", "Health", "Police"],
        ["2024/25", "240", "100", "60"],
        ["2025/26", "250", "200", "50"],
    ]),
]  # fmt: skip

INFORMATION_PRINTED = [
    ("Trend", [["As at", AREA], ["31 July 2025", "2,140"], ["31 July 2026", "2,051"]]),
    # 112, 105, 98 and 91 of 70,000; the nation's second edition revises its first
    ("Trend", [
        ["As at", AREA, "Scotland", "Scotland, before revision", "Edition"],
        ["31 July 2023", "1.6", "not published yet", "–", "–"],
        ["31 July 2024", "1.5", "not published yet", "–", "–"],
        ["31 July 2025", "1.4", "2.3", "2.4", "August 2026"],
        ["31 July 2026", "1.3", "2.2", "–", "August 2026"],
    ]),
    # 320 and 300 of 2,000 concerns
    ("Bars", [
        ["Concern", "% of concerns recorded"], ["Domestic abuse", "16%"], ["Neglect", "15%"],
    ]),
    ("Trend", [
        ["As at", AREA],
        ["31 July 2024", "120"], ["31 July 2025", "110"], ["31 July 2026", "91"],
    ]),
    ("Bars", [
        ["Concern", "Number"],
        ["Parental substance use", "44"], ["Neglect", "41"], ["Trafficking", "hidden"],
    ]),
    ("Groups", [
        ["Concern", "Jul 24", "Jul 25", "Jul 26"],
        ["Parental substance use", "60", "52", "44"],
        ["Neglect", "50", "47", "41"],
        ["Trafficking", "8", "7", "hidden"],
    ]),
    ("Columns", [
        ["Period", AREA],
        ["2022/23", "1,500"], ["2023/24", "1,650"], ["2024/25", "1,790"], ["2025/26", "1,895"],
    ]),
    ("Columns", [
        ["Period", AREA],
        ["2022/23", "610"], ["2023/24", "640"], ["2024/25", "705"], ["2025/26", "730"],
    ]),
    ("Trend", [
        ["As at", AREA],
        ["31 July 2024", "120"], ["31 July 2025", "110"], ["31 July 2026", "91"],
    ]),
    ("Groups", [
        ["Age band", "Jul 24", "Jul 25", "Jul 26"],
        ["0 to 4", "60", "52", "40"],
        ["5 to 11", "40", "38", "30"],
        ["12 and over", "20", "20", "21"],
    ]),
    ("Columns", [
        ["Period", AREA],
        ["2022/23", "190"], ["2023/24", "180"], ["2024/25", "171"], ["2025/26", "160"],
    ]),
    # 152 and 139 of 500
    ("Trend", [
        ["Period", AREA, "Scotland", "Edition"],
        ["2024/25", "30.4%", "24.1%", "August 2026"],
        ["2025/26", "27.8%", "22.3%", "August 2026"],
    ]),
    ("Differences", [
        ["Period", AREA, "Scotland", "Difference, points", "Edition"],
        ["2024/25", "30.4%", "24.1%", "+6.3", "August 2026"],
        ["2025/26", "27.8%", "22.3%", "+5.5", "August 2026"],
    ]),
    ("Multiples", [
        ["Indicator", "2022/23", "2023/24", "2024/25", "2025/26"],
        ["Child protection referrals", "1,500", "1,650", "1,790", "1,895"],
        ["Inter-agency referral discussions", "610", "640", "705", "730"],
        ["New registrations", "190", "180", "171", "160"],
    ]),
]  # fmt: skip


def test_every_table_and_kind_of_chart_stands_in_its_chapter(annual):
    made = {key: [shown(one) for one in rows] for key, rows in in_chapters(annual).items()}

    assert made["demographics"] == DEMOGRAPHICS_PRINTED
    assert made["workforce"] == WORKFORCE_PRINTED
    assert made["information"] == INFORMATION_PRINTED


def test_what_each_says_of_itself(annual):
    figures = {one.message: one for rows in in_chapters(annual).values() for one in rows}

    here = figures["Concerns recorded here, by concern, at 31 July 2026"]
    owed = "These do not add up to children: several can be recorded for one child."
    assert owed in here.all_notes
    assert here.sentence == (
        "Concerns recorded here, of the numbers that are printed: most often parental substance "
        "use (44) and neglect (41)."
    )
    [row] = [one for one in annual["indicators"] if one["name"] == "Concerns recorded here"]
    assert row["hidden"] == ["8 Concerns recorded here: Trafficking, Jul 26"]
    courses = figures["People trained, by course, in 2025/26"]
    assert (
        "These do not add up to the whole: several can be recorded for one person or case."
        in courses.all_notes
    )
    together = figures["Concerns recorded here, by concern, 31 July 2024 to 31 July 2026"]
    assert (owed in together.all_notes, together.sentence) == (True, "")
    meals = figures["Pupils who get free school meals: 21% at 31 July 2026"]
    assert "At 31 July 2026: 10,450 of 49,000." in meals.all_notes
    scotland = figures["Children on the register in Scotland: 2,051 at 31 July 2026"]
    assert scotland.sentence == (
        "Children on the register in Scotland were 2,051 at 31 July 2026, 89 fewer than at "
        "31 July 2025 (2,140)."
    )
    agencies = figures["People trained, by agency, 2024/25 to 2025/26"]
    assert agencies.sentence == (
        "People trained: most often council (250), health (200) and police (50)."
    )


def test_paper_prints_them_and_never_the_number_that_is_hidden(annual):
    html = pdf.html(annual, digest(annual))
    words = text_of(html)

    for kind in ("Demographics", "Workforce", "Management information"):
        assert kind.lower() in words.lower()
    assert len(re.findall("<figure ", html)) == 20
    assert "2,051" in words
    assert re.findall(r"Trafficking[^<]*</t[hd]>\s*<td[^>]*>2<", html) == []
