"""What an annual report tells of the committee itself, read beside the record."""

from datetime import date
from decimal import Decimal

import pytest

from audit.rules.days import NOTHING_LATER
from committees.enums import Nation, Seat
from documents.registers import checked, report_day, told_in_chapter, told_under
from governance.models import Contribution, Place
from governance.queries.report import recorded, told_of_committee
from meetings.enums import Attended
from meetings.models import Attendance
from reporting.queries.reports import content_of
from tests import factories as make
from tests.reporting.scene import NOW, scene

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 8, 31)


@pytest.fixture
def body():
    return make.BodyFactory(area__nation=Nation.ENGLAND)


def told(body, kind="annual"):
    """Its part of a report of that kind, whose actions do not matter."""
    content = content_of(scene().frozen().snapshot)
    content["kind"], content["as_of"] = kind, AS_OF.isoformat()
    day = report_day(content, area=body.area_id, frozen_at=NOW, since=None)
    return told_of_committee(day, NOTHING_LATER)


def tables(record):
    return {table["title"]: table["rows"] or [[table["empty"]]] for table in record["tables"]}


def test_no_quarterly_report_and_no_area_without_a_committee_tells_of_it(body):
    group = make.BodyFactory(kind="sub_committee")

    assert (told(body, "quarterly"), told(group)) == ([], [])


def test_it_is_kept_once_anything_is_recorded(body):
    make.MembershipFactory(body=body)
    assert list(recorded(body.area_id)) == []
    makers = {
        "year": lambda: make.YearRuleFactory(body=body),
        "place": lambda: make.PlaceFactory(body=body),
        "strategy": lambda: make.StrategyFactory(body=body),
        "contribution": lambda: make.ContributionFactory(body=body),
        "term": lambda: make.TermFactory(membership__body=body),
        "induction": lambda: make.InductionFactory(membership__body=body),
        "attendance": lambda: make.AttendanceRecordFactory(meeting__body=body),
    }
    kept = {}
    for name, made in makers.items():
        row = made()
        kept[name] = list(recorded(body.area_id))
        row.delete()

    assert kept == {name: [body] for name in makers}


def test_it_names_posts_and_totals_and_no_person_or_agency_that_was_absent(body):
    agency = make.AgencyFactory(name="Wolds Police")
    member = make.MembershipFactory(
        body=body, agency=agency, name="Ada Grant", designation="Superintendent"
    )
    make.TermFactory(membership=member)
    make.InductionFactory(membership=member, done_on=date(2026, 9, 1))
    record = make.AttendanceRecordFactory(meeting__body=body, meeting__held_on=date(2026, 5, 5))
    make.AttendanceFactory(record=record, membership=member, how=Attended.ABSENT)
    make.MeetingFactory(body=body, held_on=date(2026, 7, 7))
    make.MeetingFactory(body=body, held_on=date(2026, 12, 1))

    part, funding = told(body)

    assert part["told"] == [
        "Meetings from 1 April 2026 to 31 March 2027: 2 held, 1 planned, 1 missing of at least 4 "
        "(no day set).",
        "At 1 meeting members and advisers were there 0 of 1 times, 0 of them by a deputy; of 1 "
        "held it is not recorded.",
        "0 of 1 members have had their induction, 1 not yet.",
        "Nobody sat in the chair on that day.",
        "How many seats each agency has is not recorded, so vacancies are not known.",
    ]
    assert tables(part)["Meetings of the year"] == [
        ["5 May 2026", "Ordinary meeting", "0 of 1"],
        ["7 July 2026", "Ordinary meeting", "Not recorded"],
        ["1 December 2026", "Ordinary meeting", "To come"],
    ]
    assert tables(part)["Terms of office"] == [
        ["Member", "Superintendent", "3 years, from 1 January 2025 to 31 December 2027"]
    ]
    assert "Ada Grant" not in str((part, funding))
    assert "Wolds Police" not in str((part, funding))


def test_its_sums_are_those_of_the_database(body):
    chair = make.MembershipFactory(body=body, seat=Seat.CHAIR)
    others = make.MembershipFactory.create_batch(3, body=body)
    for month, ways in ((5, "present deputy absent"), (6, "deputy present apologies")):
        record = make.AttendanceRecordFactory(
            meeting__body=body, meeting__held_on=date(2026, month, 5)
        )
        for member, how in zip((chair, *others), ways.split(), strict=False):
            make.AttendanceFactory(record=record, membership=member, how=how)
    make.PlaceFactory(body=body, agency=None, number=5)
    make.ContributionFactory(body=body, amount=Decimal("1200.50"))
    make.ContributionFactory(body=body, amount=Decimal("800"))
    make.StrategyFactory(body=body, title="Communications", due_on=date(2026, 8, 1))
    make.StrategyFactory(body=body, title="Participation", reviewed_on=date(2026, 7, 1))

    part, funding = told(body)

    taken = Attendance.objects.filter(how__in=["present", "deputy"]).count()
    came = f"members and advisers were there {taken} of 8 times, 2 of them by a deputy"
    assert part["told"][1] == f"At 2 meetings {came}."
    whole = tables(part)
    vacant = Place.objects.get().number - len(others)
    assert whole["Seats and vacancies"] == [["Member", "5", "3", str(vacant)]]
    given = sum(row.amount for row in Contribution.objects.all())
    whole |= tables(funding)
    assert whole["Contributions of partners in 2026/27"][-1] == ["Of those recorded", f"£{given:,}"]
    assert whole["Contributions of partners in 2025/26"] == [
        ["No contribution is recorded for this year."]
    ]
    assert whole["Strategies and their reviews"] == [
        ["Communications", "Not recorded", "1 August 2026\nOverdue by 30 days",
         "No post is named"],
        ["Participation", "1 July 2026", "No day is set for the next review", "No post is named"],
    ]  # fmt: skip


def test_it_stands_in_the_chapter_of_the_functions_and_in_no_quarterly_part(body):
    make.YearRuleFactory(body=body)
    record = checked(told(body)[0])
    content = content_of(scene().frozen().snapshot)
    content["registers"] = [record]

    assert told_in_chapter(content, "functions") == [record]
    assert told_in_chapter(content, "scrutiny") == []
    assert told_under(content, "learning") == []
    with pytest.raises(ValueError, match="has no title"):
        checked({**record, "title": ""})


def test_correspondence_is_no_meeting_with_seats(body):
    make.MeetingFactory(body=body, held_on=date(2026, 6, 1), kind="correspondence")

    part, _funding = told(body)

    assert tables(part)["Meetings of the year"] == [
        ["1 June 2026", "Decision by correspondence", "Nobody met"]
    ]
    assert part["told"][1] == "Who attended is not recorded."
