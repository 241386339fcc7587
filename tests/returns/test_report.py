"""What returns tell in a report, read beside the tables by another way."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.db.models import Sum

from audit.rules.days import NOTHING_LATER
from documents.enums import Readers, ReportKind
from documents.registers import report_day
from handouts.audiences import registers_for
from reporting.queries.reports import content_of
from returns.enums import Outcome, ReturnKind
from returns.models import Attendance, Entry
from returns.queries.report import told_of_returns
from returns.rules.report import stands_in, tells
from returns.rules.standing import Asked, Sending, standing_of
from tests import factories as make
from tests.reporting.scene import scene
from tests.reporting.visible import told_everywhere
from tests.returns.scene import at

pytestmark = pytest.mark.django_db

ON, LATE = date(2026, 7, 15), date(2026, 8, 3)


@pytest.fixture
def told():
    """A function that freezes the report of June to August 2026 and gives its content."""
    known = scene()

    def freeze(**fields):
        return content_of(known.frozen(**fields).snapshot)

    freeze.area = known.plan.area
    return freeze


def duty(told, **fields):
    return make.DutyFactory(area=told.area, starts=date(2026, 4, 1), **fields)


def came(told, on=ON, checked=ON, asked=True, **fields):
    row = make.ReturnFactory(duty=duty(told, **fields), sent_at=at(on), summary="Four ran.")
    if asked:
        make.ReturnRequestFactory(duty=row.duty)
    if checked:
        make.ReturnCheckFactory(sending=row, checked_at=at(checked))
    return row


def parts(content):
    return {(part["key"], part["title"]): part for part in content.get("registers", [])}


ASKED = ("sub_committees", "Returns of sub-committees")
COURSES = ("learning", "Learning and development")


def test_without_duties_nothing_is_kept(told):
    make.DutyFactory()

    assert "registers" not in told()


def test_every_return_stands_at_one_state(told):
    """One that came, one late, one silent, one that nobody could be asked for, one sent back."""
    came(told)
    came(told, on=LATE)
    back = came(told, checked=None)
    make.ReturnCheckFactory(
        sending=back, outcome=Outcome.SENT_BACK, note="Who came?", checked_at=at(ON)
    )
    make.ReturnRequestFactory(duty=duty(told))
    duty(told)
    content = told()

    part = parts(content)[ASKED]
    assert part["told"] == [
        "5 returns of sub-committees: 3 came (1 late), 1 asked and silent, 1 nobody to ask."
    ]
    assert sorted(row[2] for row in part["tables"][0]["rows"]) == [
        "Asked on 1 July 2026, came on 15 July 2026, sent back and not answered.",
        "Asked on 1 July 2026, came on 15 July 2026.",
        "Asked on 1 July 2026, came on 3 August 2026, 13 days late.",
        "Asked on 1 July 2026, silent.",
        "Nobody to ask.",
    ]
    assert "Who came?" not in str(content)


def test_numbers_are_those_of_the_tables(told):
    rows = [came(told), came(told, on=LATE, checked=None)]
    for place, row in enumerate(rows):
        for count in (0, 2, 5):
            entry = make.ReturnEntryFactory(sending=row, offered=10 + count)
            make.CourseAttendanceFactory(entry=entry, people=3 * count + place)
    unknown = make.ReturnEntryFactory(sending=rows[0], offered=None)
    make.CourseAttendanceFactory(entry=unknown, people=50)
    content = told()

    part = parts(content)[COURSES]
    known = Entry.objects.filter(offered__isnull=False)
    taken = Attendance.objects.filter(entry__in=known).aggregate(n=Sum("people"))["n"]
    offered = known.aggregate(n=Sum("offered"))["n"]
    line = next(line for line in part["told"] if "places taken" in line)
    assert [int(number) for number in re.findall(r"\d+", line)] == [
        taken,
        offered,
        round(taken * 100 / offered),
        6,
        7,
    ]
    by_agency = next(line for line in part["told"] if line.startswith("Attendance by agency"))
    whole = Attendance.objects.aggregate(n=Sum("people"))["n"]
    assert sum(int(number) for number in re.findall(r" (\d+)[,.]", by_agency)) == whole
    assert "Not checked by the lead officer yet." in str(part)


def test_one_course_is_told_in_its_own_row_and_not_summed_above_it(told):
    entry = make.ReturnEntryFactory(sending=came(told), offered=20)
    make.CourseAttendanceFactory(entry=entry, people=12)

    part = parts(told())[COURSES]
    assert [line for line in part["told"] if "12 of 20" in line or "Attendance" in line] == []
    assert "12 of 20 places taken" in str(part["tables"])


def test_what_is_told_stands_in_every_format(told):
    row = came(told)
    make.ReturnEntryFactory(
        sending=row, title="Neglect, two days", changed="Plans are shorter.", known_by="Audit."
    )
    content = told()

    for text in told_everywhere(content):
        assert "Neglect, two days" in text
        assert "Plans are shorter." in text
        assert "came on 15 July 2026" in text


def test_annual_report_tells_neither_silence_nor_attendance_by_agency(told):
    row = came(told)
    entry = make.ReturnEntryFactory(sending=row, title="Neglect, two days")
    agency = make.CourseAttendanceFactory(entry=entry, people=12).agency
    make.ReturnRequestFactory(duty=duty(told))
    known = told(kind=ReportKind.QUARTERLY.value)
    assert agency.name in str(known)

    day = report_day(known, area=told.area.pk, frozen_at=at(LATE), since=None)
    annual = told_of_returns(replace(day, kind=ReportKind.ANNUAL.value), NOTHING_LATER)
    assert "12 of 20 places taken" in str(annual)
    assert agency.name not in str(annual)
    assert "silent" not in str(annual)
    assert {part["key"] for part in annual} == {"workforce"}


def test_the_public_reads_neither_silence_nor_attendance_by_agency(told):
    """Of the very record that tells the committee of both."""
    row = came(told)
    entry = make.ReturnEntryFactory(sending=row, title="Neglect, two days")
    agency = make.CourseAttendanceFactory(entry=entry, people=12).agency
    make.CourseQuestionFactory(entry=entry, asked_on=ON, due_on=date(2026, 7, 20))
    make.ReturnRequestFactory(duty=duty(told))
    make.CourseQuestionFactory(
        entry__sending=came(told, on=date(2026, 5, 20), asked=False),
        asked_on=date(2026, 6, 20),
        due_on=date(2026, 7, 10),
    )
    content = told()

    inside, outside = (
        str([row for row in registers_for(content, readers) if row["register"] == "returns"])
        for readers in (Readers.MEMBERS, Readers.PUBLIC)
    )
    assert "12 of 20 places taken" in outside
    for secret in (agency.name, "silent", "nothing was answered", "Three months later"):
        assert secret in inside
        assert secret not in outside


@pytest.mark.parametrize("kind", list(ReturnKind))
def test_each_kind_has_its_part(told, kind):
    came(told, kind=kind, name="Named")

    keys = [key for key, title in parts(told()) if title == "Named"]
    assert keys == [
        {
            "learning": "learning",
            "information": "learning",
            "quality": "quality_assurance",
            "policy": "sub_committees",
            "other": "sub_committees",
        }[kind]
    ]


def test_course_of_an_earlier_report_is_told_when_it_is_answered(told):
    row = came(told, on=date(2026, 5, 20), asked=False)
    question = make.CourseQuestionFactory(
        entry__sending=row, asked_on=date(2026, 6, 20), due_on=date(2026, 7, 10)
    )
    make.CourseAnswerFactory(question=question, answered_at=at(ON), changed="Two teams do.")

    part = parts(told())["learning", "Courses of earlier reports, three months later"]

    assert "Two teams do." in str(part)


def test_periods_that_abut_tell_each_silence_and_each_arrival_once():
    """Every day of arrival, through reports of three months: told in exactly one."""
    asked = Asked(date(2026, 7, 1), date(2026, 7, 21))
    ends = [date(2026, 5, 31), date(2026, 7, 10), date(2026, 8, 1), date(2026, 12, 31)]
    spans = [(date.fromordinal(a.toordinal() + 1), b) for a, b in pairwise(ends)]
    for ordinal in range(date(2026, 7, 1).toordinal(), date(2026, 9, 1).toordinal()):
        on = date.fromordinal(ordinal)
        sent = [Sending(1, 1, on)]
        stood = [(standing_of(asked, sent, anybody=True, day=b), a, b) for a, b in spans]

        assert sum(tells(one, a, b) for one, a, b in stood) == 1
        arrived = [one for one, a, b in stood if one.first_came and stands_in(one, asked.due, a, b)]
        assert len(arrived) == 1
        silent = [
            one for one, a, b in stood if one.state == "silent" and stands_in(one, asked.due, a, b)
        ]
        assert len(silent) == (on > date(2026, 8, 1))
