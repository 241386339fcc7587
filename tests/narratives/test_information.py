"""What was done about the parts of reports, in answers to requests and among own data."""

from datetime import UTC, date, datetime

import pytest

from accounts.roles import Role
from committees.models import Post
from dashboards.queries.information import Subject, gathered
from narratives.enums import StepKind
from narratives.queries.information import TOOK
from redactions.queries.places import places
from redactions.rules.words import sought
from reporting.models import Report
from retention.queries.own_data import own_data
from tests import factories as make
from tests.redactions.lived import MARK, WORDS, taken_out

SINCE, UNTIL = date(2026, 9, 1), date(2026, 9, 30)
WRITTEN = datetime(2026, 9, 2, 9, tzinfo=UTC)


def handled(report: Report, by, words: str = "Say how you know."):
    """A part that was asked for, sent back with a note, and signed; a sentence went into it."""
    part = report.sections.get(key="chairs_summary")
    post = make.PostFactory(area=report.area)
    steps = (
        {"kind": StepKind.ASKED, "post": post, "due_on": date(2026, 9, 14)},
        {"kind": StepKind.SENT_BACK, "words_at": WRITTEN, "note": words},
        {"kind": StepKind.SIGNED, "words_at": WRITTEN, "signed_name": "A. Marr",
         "signed_post": "Chief Executive", "digest": "ab" * 32},
    )  # fmt: skip
    for step in steps:
        make.PartStepFactory(section=part, by=by, at=WRITTEN, **step)
    make.TakenFactory(section=part, by=by, at=WRITTEN, sentence=f"Nothing is late. {words}")
    return part


def told(area, **fields) -> list[tuple]:
    user = make.person_with(Role.LEAD_OFFICER, area)
    tables = {row.name: row.rows for row in gathered(Subject(area, SINCE, UNTIL, **fields), user)}
    return [row[3:] for row in tables["Parts of issued reports"]]


@pytest.mark.django_db
def test_steps_and_sentences_of_issued_reports_are_in_the_answer():
    report, by = make.issued_report(), make.UserFactory(name="Morag Weir")
    handled(report, by)
    handled(make.ReportFactory(plan=report.plan, version=2, corrects=report), by)  # a draft
    handled(make.issued_report(), by)  # of another area
    wanted = [
        (
            "Morag Weir",
            "Asked for",
            f"{Post.objects.filter(area=report.area).first()}, by 14 September 2026",
        ),
        ("Morag Weir", "Sent back with a note", "Say how you know."),
        ("Morag Weir", TOOK, "Nothing is late. Say how you know."),
        ("Morag Weir", "Signed", "A. Marr, Chief Executive\nabababababab"),
    ]
    assert sorted(told(report.area)) == sorted(wanted)
    assert told(report.area, plan=make.PlanFactory(area=report.area)) == []
    assert told(report.area, words="how you know")[0][1] == "Sent back with a note"
    assert told(report.area, post=make.PostFactory(area=report.area)) == []


@pytest.mark.django_db
def test_who_asks_what_is_held_of_them_reads_what_they_signed():
    by = make.UserFactory(name="Morag Weir")
    part = handled(make.ReportFactory(), by)
    held = own_data(by)["stands in the record"]
    steps = held["steps of parts (by)"]
    assert [row["kind"] for row in steps] == [StepKind.ASKED, StepKind.SENT_BACK, StepKind.SIGNED]
    assert (steps[2]["signed_name"], steps[2]["signed_post"]) == ("A. Marr", "Chief Executive")
    assert [row["what"] for row in held["sentences taken into parts (by)"]] == [
        "sentence taken into a part"
    ]
    assert "how you know" not in str(held)  # words of the committee
    assert part.steps.count() == 3


@pytest.mark.django_db(transaction=True)
def test_words_that_identify_somebody_are_taken_out_of_steps_and_sentences(settings, tmp_path):
    settings.DATA = tmp_path
    report = make.ReportFactory()
    part = handled(report, make.UserFactory(), f"Leave out {WORDS}.")
    paper = make.AgreedPaperFactory(area=report.area, content={"words": f"{WORDS} spoke."})

    row = taken_out(report.area)

    assert list(places(sought(WORDS))) == []
    assert [step.note for step in part.steps.exclude(note="")] == [f"Leave out {MARK}."]
    assert part.taken.get().sentence == f"Nothing is late. Leave out {MARK}."
    paper.refresh_from_db()
    assert (paper.withdrawn_by, paper.content) == (row.decided_by, {"words": f"{MARK} spoke."})
