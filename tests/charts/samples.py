"""Figures for tests: North Lanarkshire's seven kinds and the awkward ones, all numbers invented."""

from decimal import Decimal

from charts.figure import Figure, Measured
from charts.kinds import (
    BarRow,
    Bars,
    Chart,
    Columns,
    DifferenceRow,
    Differences,
    Groups,
    Multiples,
    ShareRow,
    Shares,
    Trend,
)
from charts.tables import table
from charts.values import (
    AgreedLine,
    Basis,
    Cell,
    Hidden,
    Missing,
    Period,
    Point,
    Printed,
    Series,
    Status,
    Unit,
)

CHILDREN = Basis(Unit.COUNT, "children")
RATE = Basis(Unit.RATE, per=1000, denominator="aged 0 to 15")
REFERRED = Basis(Unit.PERCENTAGE, denominator="referred children")
FEW = Hidden("fewer than 5")
NOT_YET = Missing("not published yet")


def cell(value: str | Cell) -> Cell:
    return Printed.of(value) if isinstance(value, str) else value


def points(*values: str | Cell | Point) -> tuple[Point, ...]:
    return tuple(value if isinstance(value, Point) else Point(cell(value)) for value in values)


def series(name: str, basis: Basis, *values: str | Cell | Point) -> Series:
    return Series(name, basis, points(*values))


def years(first: int, number: int) -> tuple[Period, ...]:
    return tuple(
        Period(str(year), when=f"at 31 July {year}") for year in range(first, first + number)
    )


def business_years(first: int, number: int) -> tuple[Period, ...]:
    return tuple(
        Period(f"{year}/{(year + 1) % 100}", f"{year}/{(year + 1) % 100}")
        for year in range(first, first + number)
    )


QUARTERS = tuple(
    Period(label, label[3:6] + " " + label[-2:], f"at {label}")
    for label in (
        *("31 Jul 2024", "31 Oct 2024", "31 Jan 2025", "30 Apr 2025", "31 Jul 2025"),
        *("31 Oct 2025", "31 Jan 2026", "30 Apr 2026", "31 Jul 2026"),
    )
)


def rate(**told) -> Trend:
    """Chart 1: an area's rate and the nation's, whose newest edition is not out."""
    edition = "March 2026"
    nation = [Point(cell(value), edition="March 2025") for value in ("2.6", "2.5", "2.5")]
    nation.append(Point(cell("2.4"), before="2.5", edition=edition))
    nation.append(Point(cell("2.4"), edition=edition))
    area = series("Strathmorlich", RATE, "2.4", "2.3", "2.0", "2.2", "1.9", "1.7")
    both = (area, series("Scotland", RATE, *nation, NOT_YET))
    return Trend(years(2021, 6), both, **told)


def concerns() -> Bars:
    """Charts 2 and 3: concerns, of which a child has several."""
    named = (
        *(("Domestic abuse", "17"), ("Neglect", "14"), ("Parental mental health", "13")),
        *(("Sexual abuse", FEW), ("Parental substance use", "12"), ("Emotional abuse", "9")),
        ("Services finding it hard to engage with the family", "6"),
    )
    return Bars(CHILDREN, tuple(BarRow(name, cell(value)) for name, value in named))


def register() -> Trend:
    """Chart 4: the number on the register, quarter by quarter, the last provisional."""
    last = Point(cell("30"), status=Status.PROVISIONAL)
    numbers = ("39", "37", "36", "35", "34", "33", "31", "32", last)
    agreed = "agreed by the committee on 3 March 2026"
    target = AgreedLine("target", Printed(Decimal(28), "28"), agreed)
    return Trend(QUARTERS, (series("Strathmorlich", CHILDREN, *numbers),), (target,))


def ages() -> Groups:
    """Chart 5: age bands in three years."""
    return Groups(
        ("Unborn and 0 to 4", "5 to 10", "11 to 15", "16 and over"),
        (
            series("2022", CHILDREN, "22", "12", "7", "0"),
            series("2024", CHILDREN, "18", "11", "10", Hidden("hidden")),
            series("2026", CHILDREN, "12", "8", "10", FEW),
        ),
    )


def registrations() -> Columns:
    """Chart 6: new registrations by year."""
    return Columns(
        business_years(2021, 5),
        series("New registrations", CHILDREN, "61", "58", FEW, "57", "52"),
    )


def hearings() -> Differences:
    """Chart 7: hearings arranged, here and in the nation, in percentage points."""
    rows = (("2022/23", "26.4", "23.5", "+2.9"), ("2023/24", "24.9", "25.3", "−0.4"))
    made = [DifferenceRow(label, cell(a), cell(b), cell(c), "July 2025") for label, a, b, c in rows]
    made.append(DifferenceRow("2024/25", cell("24.0"), cell("21.9"), cell("+2.1"), "July 2026"))
    return Differences(REFERRED, "Strathmorlich", "Scotland", tuple(made))


def steps() -> Multiples:
    """Chart 4 again: from referral to registration, each on its own axis."""
    named = {
        "Referrals": ("412", "438", "455", "471", "502"),
        "Inter-agency referral discussions": ("188", "201", FEW, "226", "240"),
        "Planning meetings": ("96", "94", "90", "93", "88"),
        "New registrations": ("61", "58", "55", "57", NOT_YET),
    }
    panels = tuple(
        series(name, Basis(Unit.COUNT, name.lower()), *values) for name, values in named.items()
    )
    return Multiples(business_years(2021, 5), panels)


def workforce() -> Shares:
    parts = ("Council", "Health", "Police", "Third sector", "Education")
    return Shares(
        Basis(Unit.COUNT, "people trained"),
        parts,
        (
            ShareRow("2024/25", tuple(map(cell, ("210", "160", "44", "18", "301")))),
            ShareRow("2025/26", tuple(map(cell, ("240", "171", "52", "30", "322")))),
            ShareRow("Of them at level 3", (cell("40"), cell("31"), FEW, cell("9"), cell("50"))),
        ),
    )


ON_REGISTER = Measured(
    "Children on the register per 1,000 aged 0 to 15",
    "children on the register",
    "children in the area",
    "of all ages",
    "aged 0 to 15",
    "at 31 July",
    source="Children’s social work statistics",
)


def figure(number: str, message: str, chart: Chart, what: str = "", sentence: str = "") -> Figure:
    measured = Measured(what or message) if what else ON_REGISTER
    return Figure(number, message, measured, chart, table(chart), sentence=sentence)


def figures() -> list[Figure]:
    """One of each kind."""
    return [
        figure("1", "The register is smaller, and its rate below Scotland’s", rate()),
        figure("2", "Domestic abuse is recorded for most children", concerns(),
               "Children on the register for whom each concern was recorded"),
        figure("3", "The register has fallen by nine in two years", register(),
               "Children on the register at the end of each quarter"),
        figure("4", "More of those registered are 11 or over", ages(),
               "Children on the register at 31 July by age"),
        figure("5", "New registrations are at their lowest", registrations(),
               "Registrations from 1 August to 31 July"),
        figure("6", "Hearings are still arranged more often than in Scotland", hearings(),
               "Referred children for whom a hearing was arranged"),
        figure("7", "More is referred and discussed", steps(),
               "From referral to registration, each on its own axis from nought"),
        figure("8", "Half of those trained work in education or the council", workforce(),
               "People who took part in learning, by who they work for"),
    ]  # fmt: skip
