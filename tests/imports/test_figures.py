"""Figures from a spreadsheet, a text file or a pasted block: every cell is accounted for."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given as varied
from hypothesis import settings as varying
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from accounts.roles import Role
from committees.rules.grid.paste import pasted_cells
from figures.enums import Frequency, ObservationStatus, Unit
from figures.models import Observation
from figures.rules.given import Given
from figures.rules.periods import period_of
from figures.services import give_figures
from guard.refusals import Refusal
from imports.rules.figures.columns import read_table
from imports.rules.figures.preview import Does, preview
from imports.rules.figures.sent import figures_sent
from imports.rules.figures.template import figures_template
from tests import factories as make
from tests.figures.records import indicator, quarter, row, with_

S = ObservationStatus
TODAY = date(2025, 6, 1)
Q1, Q2 = quarter(0), quarter(1)
BANDED = indicator(1, [], categories={"Under 5": None, "5 and over": None})
SHARE = indicator(2, [row(0, 20, 25)], unit=Unit.PERCENT)
KNOWN = [BANDED, SHARE]


def looked(*lines: str, known=KNOWN):
    table = read_table(pasted_cells("\n".join(lines)), known)
    return preview(table, known, TODAY)


NO = Does.REFUSED
LONG = "Figure\tOf\tPeriod\tNumber\tDivided by\tStatus\tNote"


@pytest.mark.parametrize(
    ("line", "does", "why"),
    [
        (f"Indicator 2\t\t{Q1.name}\t20\t25", Does.SAME, ""),
        (f"2 Indicator 2\tAll\t{Q2.end:%d/%m/%Y}\t30\t40", Does.ADDED, ""),
        (f"2\t\t{Q1.end}\t21\t25\t\tLate", Does.CHANGED, ""),
        ("Indicator 2\t\tJanuary 2025\t1\t2", Does.ADDED, ""),
        ("Indicator 2\t\tNovember 2024 to January 2025\t1\t2", Does.ADDED, ""),
        (f"Indicator 2\t\t{Q1.name}\t21\t25", NO, "Say why it is revised"),
        (f"Indicator 9\t\t{Q1.name}\t1", NO, "No figure that you give is called “Indicator 9”"),
        (f"Indicator 2\tYoung\t{Q1.name}\t1\t2", NO, "“Young” is none of its categories"),
        ("Indicator 2\t\t2031\t1\t2", NO, "“2031” is no period of this figure that has ended"),
        (f"Indicator 2\t\t{Q2.name}\t80%", NO, "“80%” is a percentage"),
        (f"Indicator 2\t\t{Q2.name}\t<5\t25", NO, "“<5” hides a number"),
        (f"Indicator 2\t\t{Q2.name}\t3", NO, "Divided by: Give what it is divided by: "),
        (f"Indicator 2\t\t{Q2.name}\t=A1\t25", NO, "This is a formula"),
        (f"Indicator 2\t\t{Q2.name}\t3\t25\tnearly", NO, "“nearly” is no status"),
        (f"Indicator 2\t\t{Q2.name}\tn/a\tn/a\t\tSystem down", Does.ADDED, ""),
        (f"Indicator 2\t\t{Q2.name}\t\t\tNot available\tSystem down", Does.ADDED, ""),
        (f"Indicator 2\t\t{Q2.name}\t\t", Does.EMPTY, ""),
        (f"Indicator 9\t\t{Q2.name}\t\t", Does.EMPTY, ""),
    ],
)  # fmt: skip
def test_each_line_says_what_it_does_and_why(line, does, why):
    [shown] = looked(LONG, line).lines
    assert (shown.does, shown.why[: len(why)]) == (does, why)
    assert bool(shown.why) == (does == NO)


@pytest.mark.parametrize("period", ["2023/24", "2023-24", "31 July 2024"])
def test_a_year_is_named_as_pages_name_it(period):
    since = date(2023, 8, 1)
    yearly = with_(indicator(2, [], unit=Unit.PERCENT), frequency=Frequency.YEAR, starts=since)
    [shown] = looked(LONG, f"Indicator 2\t\t{period}\t1\t2", known=[yearly]).lines
    assert (shown.does, shown.why) == (Does.ADDED, "")


def test_every_cell_is_counted_once():
    seen = looked(
        LONG,
        f"Indicator 1\tAll\t{Q1.name}\t41\t",
        f"\tUnder 5\t{Q1.name}\t20\t",
        f"\t5 and over\t{Q1.name}\t21\t",
        f"Indicator 1\tAll\t{Q1.name}\t40\t",
        f"Indicator 2\t\t{Q1.name}\t20\t25",
        f"Indicator 9\t\t{Q1.name}\t1\t2",
    )
    counts = seen.counts
    assert counts == {"read": 12, "added": 3, "changed": 0, "same": 2, "refused": 3, "empty": 4}
    assert counts["read"] == sum(counts[one] for one in Does)
    assert seen.taken == 3


def test_bands_that_do_not_add_up_are_refused_together():
    seen = looked(
        LONG,
        f"Indicator 1\tAll\t{Q1.name}\t42",
        f"Indicator 1\tUnder 5\t{Q1.name}\t20",
        f"Indicator 1\t5 and over\t{Q1.name}\t21",
    )
    assert [line.does for line in seen.lines] == [Does.REFUSED] * 3
    assert "add up to 41" in seen.lines[0].why
    assert seen.given == []


def test_periods_as_columns_with_denominators_in_rows_of_their_own():
    seen = looked(
        f"Figure\tWhat\t{Q1.name}\t{Q2.end:%B %Y}\tSeen by",
        "Indicator 2\tNumber\t20\t30\tAnn",
        "Indicator 2\tDivided by\t25\t40\t",
    )
    assert [(line.does, line.sent.number, line.sent.divided_by) for line in seen.lines] == [
        (Does.SAME, "20", "25"),
        (Does.ADDED, "30", "40"),
    ]
    assert seen.left_out == ["The column “Seen by”: 1 cell"]
    assert seen.counts["read"] == 4


@pytest.mark.parametrize("lines", [("",), ("a\tb", "1\t2"), ("Figure\tNote", "x\ty")])
def test_a_table_without_names_of_columns_is_refused(lines):
    with pytest.raises(Refusal, match="No row names the columns"):
        looked(*lines)


def test_a_workbook_with_a_number_of_a_child_is_refused_by_its_cell():
    book = Workbook()
    book.active.append(["Figure", "Period", "Number", "Note"])
    book.active.append(["Indicator 2", Q1.name, 3, "0101011237"])
    file = BytesIO()
    book.save(file)
    with pytest.raises(Refusal, match="In cell D2, this looks like a CHI number"):
        figures_sent("a.xlsx", file.getvalue())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"PK\x03\x04 broken", "The file is damaged: it could not be opened."),
    ],
)
def test_other_files_are_refused_in_words(data, words):
    with pytest.raises(Refusal, match=words):
        figures_sent("a.xlsx", data)


numbers = st.integers(0, 99_999)


@varying(max_examples=25, deadline=None)
@varied(st.lists(st.tuples(numbers, numbers, numbers), min_size=3, max_size=3))
def test_the_template_filled_in_is_read_back_as_it_was_typed(typed):
    """Template, filled in by openpyxl as Excel would, sent: what is given equals what was typed."""
    book = load_workbook(BytesIO(figures_template(KNOWN, quarter(2).end)))
    sheet, wanted = book["Figures"], {}
    for line in sheet.iter_rows(min_row=2):
        name, of, period = (line[at].value or "" for at in (1, 2, 3))
        at = [quarter(n).name for n in range(3)].index(period)
        young, older, part = typed[at]
        if name == "Indicator 1":
            number = {"All": young + older, "Under 5": young, "5 and over": older}[of]
            line[4].value = number
            wanted[name, of, period] = (Decimal(number), None)
        else:
            line[4].value, line[5].value = part, part + 7
            line[7].value = "Counted anew"
            wanted[name, "All", period] = (Decimal(part), Decimal(part + 7))
    file = BytesIO()
    book.save(file)
    sent = figures_sent("figures.xlsx", file.getvalue())
    assert sent["left_out"] == []
    seen = preview(read_table(pasted_cells(sent["text"]), KNOWN), KNOWN, quarter(2).end)
    assert seen.counts["refused"] == 0
    names = {1: "Indicator 1", 2: "Indicator 2"}
    labels = {None: "All", 1: "Under 5", 2: "5 and over"}
    given = {
        (names[one.indicator], labels[number.category], number.period.name): (
            number.numerator,
            number.denominator,
        )
        for one in seen.given
        for number in one.rows
    }
    same = {(20, 27): ("Indicator 2", "All", Q1.name)}
    assert {key: value for key, value in wanted.items() if key not in same.values()} == {
        key: value for key, value in given.items() if key not in same.values()
    }


def test_what_the_template_holds_changes_nothing_when_it_is_sent_back():
    known = [
        indicator(1, [row(0, 5), row(1, None, status=S.NOT_AVAILABLE)]),
        indicator(2, [row(0, 20, 25), row(1, 21, 25, status=S.PROVISIONAL)], unit=Unit.PERCENT),
    ]
    sent = figures_sent("a.xlsx", figures_template(known, TODAY))
    seen = preview(read_table(pasted_cells(sent["text"]), known), known, TODAY)
    doing = {line.does for line in seen.lines}
    assert doing <= {Does.SAME, Does.EMPTY, Does.REFUSED}
    assert seen.given == []


# -- the page -------------------------------------------------------------------------------------


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def area(self):
        return make.AreaFactory()

    @pytest.fixture
    def address(self, client, area):
        client.force_login(make.person_with(Role.LEAD_OFFICER, area))
        return reverse("figures_sheet", args=[area.slug])

    @pytest.fixture
    def one(self, area):
        days = {"starts": date(2025, 8, 1), "ends": date(2026, 2, 1)}
        return make.IndicatorFactory(area=area, name="Names added", **days)

    def numbers(self):
        return list(Observation.objects.order_by("pk").values_list("numerator", flat=True))

    def test_a_file_is_looked_at_then_saved_and_changes_nothing_twice(self, client, address, one):
        data = b'Figure,Period,Number\nNames added,October 2025,"1,204"\nOthers,October 2025,3\n'
        shown = client.post(address, {"file": SimpleUploadedFile("figures.csv", data)})
        form = shown.context["form"]
        assert form.preview.counts == {
            "read": 2, "added": 1, "changed": 0, "same": 0, "refused": 1, "empty": 0,
        }  # fmt: skip
        assert self.numbers() == []

        again = {"paste": form["paste"].value(), "seen": form["seen"].value(), "do": "1"}
        assert client.post(address, again).status_code == 302
        assert self.numbers() == [1204]
        for _ in range(2):
            late = client.post(address, again)
            assert late.status_code == 200
        assert self.numbers() == [1204]
        assert late.context["form"].preview.counts["same"] == 1

    def test_what_was_not_shown_is_not_saved(self, client, address, one):
        text = "Figure\tPeriod\tNumber\nNames added\tOctober 2025\t12"
        first = client.post(address, {"paste": text}).context["form"]
        give_figures(by=None, indicator=one, rows=[Given(one_period(one), Decimal(11))])
        answer = client.post(address, {"paste": text, "seen": first["seen"].value(), "do": "1"})
        assert answer.context["form"].non_field_errors() == [
            "This is not what was shown before: the table changed, or somebody gave figures "
            "meanwhile. Look it over, then save."
        ]
        assert self.numbers() == [11]

    @pytest.mark.parametrize(
        ("sent", "field", "words"),
        [
            ({}, "paste", "Choose a file, or paste the rows."),
            ({"paste": "a\tb"}, "paste", "No row names the columns."),
            ({"paste": "Figure\tPeriod\tNumber\nx\ty\t0101011237"}, "paste", "This looks like"),
            ({"file": SimpleUploadedFile("a.csv", b"%PDF-1.4")}, "file", "This is a PDF."),
        ],
    )
    def test_refusals_stand_beside_the_field(self, client, address, one, sent, field, words):
        answer = client.post(address, sent)
        [said] = answer.context["form"].errors[field]
        assert said.startswith(words)

    def test_the_template_is_sent_back_as_it_is(self, client, area, address, one):
        give_figures(by=None, indicator=one, rows=[Given(one_period(one), Decimal(11))])
        file = client.get(reverse("figures_template", args=[area.slug])).content
        form = client.post(address, {"file": SimpleUploadedFile("f.xlsx", file)}).context["form"]
        assert (form.errors, form.preview.taken, form.preview.counts["same"]) == ({}, 0, 1)


def one_period(one):
    return period_of(date(2025, 9, 1), one.frequency, one.year_type)
