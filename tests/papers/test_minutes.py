"""Minutes: each decision stands in them, a draft says so, and a later meeting agrees them."""

import json
from datetime import timedelta
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from docx import Document

from accounts.roles import Role
from audit.models import Event
from audit.services.edits import EditConflict
from committees.enums import BodyKind, MeetingKind
from committees.models import Meeting
from documents.enums import Canonical
from handouts.written import ACTIONS, fingerprint, only
from handouts.written_files import html
from meetings.enums import Attended, DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.services import record_attendance, strike_out_decision
from papers.models import Paper
from papers.queries.minutes import TO_CARRY_OUT
from papers.queries.records import record_of
from papers.services import (
    agree_paper,
    begin_minutes,
    take_written_paper,
    withdraw_paper,
    write_paper_part,
)
from papers.services.agreement import WHICH_MEETING
from reporting.enums import Marking, ReportState
from reporting.models import Report
from tests import factories as make
from tests.meetings.scene import HELD, TODAY
from tests.reporting import pdf_tree
from timescales.date_format import long_day

K = DecisionKind


def begun(now):
    return begin_minutes(by=now.officer, meeting=now.meeting, on=TODAY)


def told(paper):
    return {part["key"]: part for part in record_of(paper, TODAY)["parts"]}


def agreed(now, paper, by=None, **more):
    later = {"body": now.plan.body, "held_on": HELD + timedelta(days=2)}
    given = {
        "marking": Marking.OFFICIAL_SENSITIVE,
        "agreed_meeting": Meeting.objects.filter(**later).first() or make.MeetingFactory(**later),
        "expected": paper.row_version,
    } | more
    return agree_paper(by=by or now.chair, paper=paper, today=TODAY, **given)


def write(now, paper, key="other", expected=0, words="The chair thanked Ms Weir.", **more):
    row = write_paper_part(by=now.officer, paper=paper, key=key, expected=expected, words=words,
                           today=TODAY, **more)  # fmt: skip
    paper.refresh_from_db()
    return row


def test_every_decision_that_stands_is_told_and_those_to_carry_out_are_listed(now):
    for kind in K:
        now.record(kind)
    struck = now.record(K.NOTED)
    strike_out_decision(by=now.officer, decision=struck)
    now.apply()
    now.record(K.ADD)  # after the others were applied

    parts = told(begun(now))

    rows = MeetingDecision.objects.exclude(state=DecisionState.CANCELLED)
    assert {key for key in parts if key.startswith("decision-")} == {
        f"decision-{row.token.hex[:16]}" for row in rows
    }
    assert f"decision-{struck.token.hex[:16]}" not in parts
    assert parts["undecided"]["facts"] == [
        "1 recorded in the room was struck out, and not decided."
    ]
    listed = parts["actions"]["tables"][0]["rows"]
    kept = [row for row in rows if row.kind in TO_CARRY_OUT or row.state == DecisionState.RECORDED
            or row.kind == K.COMPLETE]  # fmt: skip
    assert len(listed) == len(kept)
    waits = sum(row.state == DecisionState.RECORDED for row in rows)
    assert sum(row[4] == "Waits to be applied" for row in listed) == waits > 0


def test_exceptions_about_which_nothing_was_decided_are_listed_one_by_one(now):
    make.SignOffFactory(plan=now.plan, decided_on=HELD - timedelta(days=30))
    late = {"due": HELD - timedelta(days=9), "added_on": HELD - timedelta(days=40)}
    names = ("decided", "struck out", "left", "left too")
    actions = {name: now.action(text=f"{name}.", **late) for name in names}
    now.record(K.NOTED, actions["decided"])
    strike_out_decision(by=now.officer, decision=now.record(K.NOTED, actions["struck out"]))
    now.action(due=None, timescale_words="", text="Has no date.", added_on=late["added_on"])
    now.action(text="Came after the meeting.", added_on=TODAY, due=TODAY)

    part = told(begun(now))["undecided"]

    [table] = part["tables"]
    assert {(row[1], row[2]) for row in table["rows"]} == {
        (f"{name}.", "Past the date agreed") for name in names[1:]
    } | {("Has no date.", "Not updated this quarter")}
    assert part["facts"][-1] == (
        f"On {long_day(HELD)} 4 exceptions stood in the plan about which nothing was decided."
    )


@pytest.mark.parametrize("why", ["not agreed by then", "another group's", "by correspondence"])
def test_minutes_list_no_exceptions_of_what_the_meeting_could_not_decide_on(now, why):
    days = -1 if why == "not agreed by then" else 30
    make.SignOffFactory(plan=now.plan, decided_on=HELD - timedelta(days=days))
    now.action(due=HELD - timedelta(days=9), added_on=HELD - timedelta(days=40))
    if why == "another group's":
        now.meeting.body = make.BodyFactory(area=now.plan.area, kind=BodyKind.COMMITTEE)
    if why == "by correspondence":
        now.meeting.kind = MeetingKind.CORRESPONDENCE
    now.meeting.save()

    assert told(begun(now))["undecided"]["tables"] == []


def test_who_attended_is_told_by_agency_and_by_seat(now):
    council, health = (make.AgencyFactory(name=name) for name in ("Council", "Health board"))
    body, day = now.plan.body, HELD - timedelta(days=99)
    seats = [make.MembershipFactory(body=body, agency=agency, starts=day)
             for agency in (council, council, health)]  # fmt: skip
    how = {seats[0].pk: Attended.PRESENT, seats[1].pk: Attended.APOLOGIES}
    record_attendance(by=now.officer, meeting=now.meeting, expected=0, attended=how, on=TODAY)

    present = told(begun(now))["present"]

    assert present["facts"] == ["1 of 3 members and advisers were there, or a deputy of theirs."]
    agencies, by_seat = (table["rows"] for table in present["tables"])
    assert agencies == [["Council", "2", "1", "0", "1", "0", "0"],
                        ["Health board", "1", "0", "0", "0", "0", "1"]]  # fmt: skip
    assert sorted(row[3] for row in by_seat) == ["Apologies", "Not recorded", "Present"]


def test_what_is_not_known_is_said(now):
    parts = told(begun(now))

    assert parts["present"]["facts"] == ["Who attended is not recorded."]
    assert parts["undecided"]["facts"] == ["No decision about the plan is recorded."]
    assert parts["reports"]["facts"] == ["No report is recorded as considered here."]
    assert parts["actions"]["facts"] == [
        "Nothing was decided that somebody has still to carry out."
    ]


def test_a_report_is_named_by_version_and_hash_and_directions_with_it(stage):
    report = stage.issued()
    body = make.BodyFactory(area=stage.plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    meeting = make.MeetingFactory(body=body, held_on=TODAY - timedelta(days=1))
    Report.objects.filter(pk=report.pk).update(considered_at=meeting)
    draft = make.ReportFactory(plan=stage.plan, considered_at=meeting, as_of=TODAY)
    direction = make.DirectionFactory(report=report, given_on=meeting.held_on)

    parts = told(begin_minutes(by=stage.officer, meeting=meeting, on=TODAY))

    assert parts[f"report-{report.snapshot.sha256[:16]}"]["facts"][0] == (
        f"Version 1, position at {long_day(report.as_of)}, snapshot {report.snapshot.sha256[:16]}."
    )
    assert draft.state == ReportState.DRAFT
    assert len([key for key in parts if key.startswith("report-")]) == 1
    assert direction.text in parts["directions"]["facts"][0]
    assert [row[0] for row in parts["actions"]["tables"][0]["rows"]] == [str(direction)]


def test_what_was_decided_by_correspondence_since_stands_in_the_next_minutes(now):
    now.record(K.NOTED)
    Meeting.objects.filter(pk=now.meeting.pk).update(kind=MeetingKind.CORRESPONDENCE)
    later = make.MeetingFactory(body=now.plan.body, held_on=TODAY - timedelta(days=1))

    parts = told(begin_minutes(by=now.officer, meeting=later, on=TODAY))

    assert parts["correspondence"]["facts"] == [
        f"{long_day(HELD)}, Action {now.plan.actions.get().reference}: Noted: The meeting was "
        "content. Waits to be applied."
    ]


def test_the_action_list_by_itself_is_called_so(now):
    now.record(K.ADD)
    paper = begun(now)
    alone = only(record_of(paper, TODAY), ACTIONS)
    assert alone["title"] == f"Action list of the meeting of {long_day(HELD)}"
    assert [part["key"] for part in alone["parts"]] == [ACTIONS]


def test_an_exception_is_called_as_the_plans_legend_calls_it(now):
    make.SignOffFactory(plan=now.plan, decided_on=HELD - timedelta(days=30))
    action = now.action(text="Slips.", added_on=HELD - timedelta(days=40))
    said = {"as_at": HELD - timedelta(days=2), "canonical": Canonical.AT_RISK}
    label = make.ProgressUpdateFactory(action=action, **said).entry_label

    [table] = told(begun(now))["undecided"]["tables"]
    assert table["rows"][0][1:] == ["Slips.", label]
    assert label != "At risk"


def test_a_draft_says_so_on_every_page_in_pdf_and_in_word(now):
    for _ in range(9):
        now.record(K.ADD)
    paper = begun(now)
    made = take_written_paper(by=now.officer, paper=paper, today=TODAY)
    pages = pdf_tree.read(made.data).pages
    assert made.pages == len(pages) > 1
    for page in pages:
        assert pdf_tree.squeezed(page).count("NOTMARKEDYET·DRAFT") == 2
    word = Document(BytesIO(take_written_paper(
        by=now.officer, paper=paper, today=TODAY, word=True).data))  # fmt: skip
    assert word.sections[0].footer.paragraphs[0].text == "NOT MARKED YET · DRAFT"


def test_each_fact_of_the_pdf_stands_in_word(now):
    for kind in (K.ADD, K.EXTEND, K.NOTED):
        now.record(kind)
    paper = begun(now)
    write(now, paper, words="# Finance\nNone.\n- One\n- Two")
    record = record_of(paper, TODAY)
    word = Document(BytesIO(take_written_paper(
        by=now.officer, paper=paper, today=TODAY, word=True).data))  # fmt: skip
    lines = {row.text for row in word.paragraphs}
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    for part in record["parts"]:
        assert {part["heading"], *part["facts"]} <= lines
        assert {cell for table in part["tables"] for row in table["rows"] for cell in row} <= cells
    assert {"Finance", "None.", "One", "Two"} <= lines
    assert "Written by Morag Weir:" in html(record, "0" * 64)


def test_minutes_are_agreed_by_a_later_meeting_and_kept(now):
    now.record(K.NOTED)
    paper = begun(now)
    write(now, paper)
    paper = agreed(now, paper)
    first = take_written_paper(by=now.officer, paper=paper, today=TODAY)
    now.record(K.ADD)  # written down late: what was agreed stays

    again = take_written_paper(by=now.officer, paper=paper, today=TODAY + timedelta(days=400))

    assert first.data == again.data
    assert paper.sha256 == fingerprint(paper.content)
    day = long_day(HELD + timedelta(days=2))
    assert record_of(paper, TODAY)["state"] == (
        f"Agreed at the meeting of {day}; recorded by Una Ross."
    )
    kept = Event.objects.filter(verb="took written paper").latest("pk")
    assert kept.changes["sha256"] == sha256(again.data).hexdigest()
    assert (kept.changes["paper"], kept.changes["of"]) == ("Minutes", "PDF, agreed")


@pytest.mark.parametrize(
    ("days", "of_other_body"), [(-9, False), (2, True), (40, False)],
    ids=["earlier", "another group", "to come"],
)  # fmt: skip
def test_only_a_later_meeting_of_the_same_group_can_have_agreed_them(now, days, of_other_body):
    body = make.BodyFactory(area=now.plan.area) if of_other_body else now.plan.body
    other = make.MeetingFactory(body=body, held_on=HELD + timedelta(days=days))
    paper = begun(now)

    with pytest.raises(ValidationError) as refused:
        agreed(now, paper, agreed_meeting=other)

    assert set(refused.value.message_dict) == {"agreed_meeting"}
    with pytest.raises(ValidationError, match=WHICH_MEETING[:20]):
        agreed(now, paper, agreed_meeting=None)


def test_whoever_wrote_in_them_does_not_agree_them(now):
    paper = begun(now)
    write(now, paper)
    with pytest.raises(ValidationError) as refused:
        agreed(now, paper, by=now.officer)
    assert refused.value.messages == ["You wrote in this paper, so somebody else has to agree it."]
    other = now.person(Role.LEAD_OFFICER)
    write_paper_part(by=other, paper=paper, key="other", expected=1, words="New.", today=TODAY)
    paper.refresh_from_db()
    with pytest.raises(ValidationError):  # whose words another put in other words too
        agreed(now, paper, by=now.officer)


def test_two_at_once_and_what_was_read_is_what_is_agreed(now):
    paper = begun(now)
    assert begun(now) == paper
    assert Paper.objects.count() == 1
    row = write(now, paper)
    with pytest.raises(EditConflict):
        write(now, paper, expected=0, words="Another began there too.")
    assert write(now, paper, expected=1, words=row.words).row_version == 1
    with pytest.raises(EditConflict):
        agreed(now, paper, expected=1)
    agreed(now, paper)
    with pytest.raises(ValidationError):
        write(now, paper, expected=1, words="Too late.")


def test_minutes_that_were_taken_back_are_handed_out_no_more_and_begun_anew(now):
    paper = agreed(now, begun(now))
    withdraw_paper(by=now.chair, paper=paper, reason="A decision is missing.")
    paper.refresh_from_db()
    with pytest.raises(ValidationError, match="taken back"):
        take_written_paper(by=now.officer, paper=paper, today=TODAY)
    assert begun(now) != paper


@pytest.mark.parametrize("word", [False, True])
def test_the_action_list_alone_bears_the_mark_of_the_minutes(now, word):
    now.record(K.ADD)
    paper = begun(now)
    record = record_of(paper, TODAY)
    made = take_written_paper(by=now.officer, paper=paper, today=TODAY, part="actions", word=word)
    assert [part["key"] for part in only(record, "actions")["parts"]] == ["actions"]
    if not word:
        words = pdf_tree.squeezed(" ".join(pdf_tree.read(made.data).pages))
        assert fingerprint(record)[:12] in words
        assert "Anythingelse" not in words
    assert Event.objects.latest("pk").changes["paper"] == "Action list"


def test_the_guard_refuses_a_number_by_which_a_child_is_known(now, client):
    paper = begun(now)
    client.force_login(now.officer)
    address = reverse("paper_part", args=[paper.pk, "other"])
    answer = client.post(address, {"words": "About 0101011237.", "expected": "0"})
    assert "This looks like a CHI number" in answer.content.decode()
    assert not paper.parts.exists()


def test_on_the_site_minutes_are_begun_written_and_taken(now, client):
    now.record(K.NOTED)
    client.force_login(now.officer)
    page = client.get(reverse("minutes", args=[now.meeting.pk])).content.decode()
    assert "Begin the minutes" in page
    client.post(reverse("minutes_begin", args=[now.meeting.pk]))
    paper = Paper.objects.get()
    client.post(reverse("paper_part", args=[paper.pk, "other"]), {"words": "Tea.", "expected": "0"})
    page = client.get(reverse("paper", args=[paper.pk])).content.decode()
    assert "Tea." in page
    assert "You wrote in this paper, so somebody else has to agree it. Una Ross can." in page
    answer = client.get(reverse("paper_file", args=[paper.pk]), {"as": "docx"})
    assert answer["Content-Disposition"].endswith('-draft.docx"')


def test_by_command_as_on_the_site(now, tmp_path):
    now.record(K.NOTED)
    paper = agreed(now, begun(now))
    out, said = tmp_path / "minutes.pdf", StringIO()
    call_command("minutes", now.plan.slug, "--meeting", HELD.isoformat(), "--out", str(out),
                 "--json", stdout=said)  # fmt: skip
    facts = json.loads(said.getvalue())
    assert (facts["mark"], facts["draft"]) == (paper.sha256, False)
    assert out.read_bytes() == take_written_paper(by=now.chair, paper=paper, today=TODAY).data
    with pytest.raises(CommandError, match="Nobody met"):
        call_command("minutes", now.plan.slug, "--meeting", "2001-01-01", "--out", str(out))
