"""A return is written, sent, checked and sent anew; what was sent stays; pages say so."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from audit.models.conflict import EditConflict
from dashboards.queries.information import Subject, gathered
from returns import services
from returns.enums import Outcome, ReturnKind
from returns.models import Attendance, Return
from returns.queries.contents import content_of
from returns.rules.facts import EntryFacts
from tests import factories as make
from tests.returns.scene import END, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Scene:
    return scene()


def begun(group: Scene) -> Return:
    return services.begin_return(
        by=group.chair, duty=group.duty, period_end=END, today=date(2026, 7, 10)
    )


def course(group: Scene, **more) -> EntryFacts:
    agency = make.AgencyFactory()
    group.area.agencies.add(agency)
    facts = EntryFacts(
        title="Neglect", starts=date(2026, 5, 12), offered=20, attendance={agency.pk: 9, None: 4}
    )
    return replace(facts, **more)


def test_from_draft_to_accepted(group):
    row = begun(group)
    assert begun(group) == row  # a button pressed twice
    services.add_entry(by=group.chair, sending=row, facts=course(group))
    services.send_return(by=group.chair, row=row)
    services.check_return(by=group.officer, row=row, outcome=Outcome.ACCEPTED)

    content = content_of(row, date(2026, 8, 1))

    assert content.courses == "13 of 20 places taken (65%), over 1 course"
    assert content.attendance.endswith("All others 4")
    verbs = Event.objects.filter(target_type="returns.return").order_by("pk")
    assert [event.verb for event in verbs] == [
        "began return",
        "added to return",
        "sent return",
        "accepted return",
    ]
    assert "13" not in str([event.changes for event in verbs])


@pytest.mark.parametrize("end", [date(2026, 5, 31), date(2026, 3, 31), date(2026, 9, 30)])
def test_quarter_that_is_not_owed_is_refused(group, end):
    with pytest.raises(ValidationError, match="No return is owed"):
        services.begin_return(
            by=group.chair, duty=group.duty, period_end=end, today=date(2026, 7, 10)
        )


def test_empty_return_is_not_sent(group):
    with pytest.raises(ValidationError, match="Nothing is written yet"):
        services.send_return(by=group.chair, row=begun(group))


def test_what_was_sent_stays(group):
    row = begun(group)
    entry = services.add_entry(by=group.chair, sending=row, facts=course(group))
    services.send_return(by=group.chair, row=row)
    writes = [
        lambda: services.edit_return(
            by=group.chair, row=row, expected=1, summary="More", next_steps=""
        ),
        lambda: services.add_entry(by=group.chair, sending=row, facts=course(group, title="B")),
        lambda: services.edit_entry(by=group.chair, entry=entry, expected=1, facts=course(group)),
        lambda: services.remove_entry(by=group.chair, entry=entry),
        lambda: begun(group),
    ]

    for write in writes:
        with pytest.raises(ValidationError, match="was sent, and stays"):
            write()


@pytest.mark.parametrize("change", [{"sent_at": None}, {"number": 4}])
def test_database_keeps_what_was_sent(group, change):
    row = make.ReturnFactory(duty=group.duty)

    with pytest.raises(DatabaseError), transaction.atomic():
        Return.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Return.objects.filter(pk=row.pk).delete()


def test_correction_says_what_was_sent_and_counts_once_accepted(group):
    row = begun(group)
    services.add_entry(by=group.chair, sending=row, facts=course(group))
    services.send_return(by=group.chair, row=row)
    services.check_return(by=group.officer, row=row, outcome=Outcome.SENT_BACK, note="Who came?")

    new = services.correct_return(by=group.chair, row=row, reason="Twice counted.")

    assert services.correct_return(by=group.vice, row=row) == new
    assert (new.number, new.is_draft) == (2, True)
    (old_entry,), (entry,) = row.entries.all(), new.entries.all()
    assert entry.pk != old_entry.pk
    assert entry.facts() == old_entry.facts()
    facts = replace(entry.facts(), attendance={None: 5})
    services.edit_entry(by=group.vice, entry=entry, expected=1, facts=facts)
    assert Attendance.objects.filter(entry=old_entry).count() == 2


def test_correction_of_what_nobody_sent_back_says_why(group, client):
    row = make.ReturnFactory(duty=group.duty, summary="Four courses ran.")
    client.force_login(group.chair)
    url = reverse("return_correct", args=[row.pk])

    refused = client.post(url, {"reason": " "}).content.decode()
    done = client.post(url, {"reason": "One course was counted twice."}, follow=True)

    assert "What is put right, and why" in refused
    assert "One course was counted twice." in done.content.decode()
    assert [one.reason for one in group.duty.sendings.order_by("number")] == [
        "", "One course was counted twice."
    ]  # fmt: skip
    services.send_return(by=group.chair, row=group.duty.sendings.last())
    page = client.get(reverse("return_page", args=[group.duty.pk, row.period_end.isoformat()]))
    assert "What was put right, and why: One course was counted twice." in page.content.decode()


def test_what_was_sent_back_is_written_anew_without_another_reason(group, client):
    row = make.ReturnFactory(duty=group.duty)
    make.ReturnCheckFactory(sending=row, outcome=Outcome.SENT_BACK, note="Who came?")
    client.force_login(group.chair)

    assert client.post(reverse("return_correct", args=[row.pk]), {}).status_code == 302
    assert group.duty.sendings.count() == 2


def test_two_who_write_one_draft_see_both_texts(group, client):
    row = begun(group)
    client.force_login(group.chair)
    url = reverse("return_edit", args=[row.pk])
    services.edit_return(
        by=group.vice, row=row, expected=1, summary="Three courses ran.", next_steps=""
    )

    answer = client.post(url, {"expected": "1", "summary": "Four courses ran."})

    page = answer.content.decode()
    assert "Three courses ran." in page
    assert "Four courses ran." in page
    row.refresh_from_db()
    assert row.summary == "Three courses ran."


def test_attendance_that_somebody_else_counted_meanwhile_is_a_conflict(group):
    row = begun(group)
    entry = services.add_entry(by=group.chair, sending=row, facts=course(group))
    mine = replace(entry.facts(), attendance={None: 1})
    theirs = replace(entry.facts(), attendance={None: 2})
    services.edit_entry(by=group.vice, entry=entry, expected=1, facts=theirs)

    with pytest.raises(EditConflict):
        services.edit_entry(by=group.chair, entry=entry, expected=1, facts=mine)


@pytest.mark.parametrize("who", ["chair", "vice"])
def test_nobody_accepts_their_own(group, who):
    row = begun(group)
    services.edit_return(by=group.vice, row=row, expected=1, summary="Ran.", next_steps="")
    services.send_return(by=group.officer, row=row)
    user = getattr(group, who)
    make.RoleGrantFactory(user=user, area=group.area, role=Role.LEAD_OFFICER)

    for by in (user, group.officer):
        with pytest.raises(ValidationError, match="somebody else has to check it"):
            services.check_return(by=by, row=row, outcome=Outcome.ACCEPTED)


def test_second_check_is_told_who_was_first(group):
    row = make.ReturnFactory(duty=group.duty)
    other = make.person_with(Role.LEAD_OFFICER, group.area, name="Una Bain")
    services.check_return(by=other, row=row, outcome=Outcome.ACCEPTED)

    with pytest.raises(EditConflict, match="Una Bain accepted it meanwhile"):
        services.check_return(by=group.officer, row=row, outcome=Outcome.SENT_BACK, note="Why?")


def test_draft_is_seen_by_its_writers_and_what_was_sent_by_the_committee(group, client):
    row = begun(group)
    services.edit_return(by=group.chair, row=row, expected=1, summary="Unsent.", next_steps="")
    make.CourseQuestionFactory(entry__sending=make.ReturnFactory())  # another area's
    url = reverse("return_page", args=group.address())
    people = {
        "chair": group.chair,
        "vice": group.vice,
        "officer": group.officer,
        "member": make.person_with(Role.MEMBER, group.area),
        "inspector": make.person_with(Role.INSPECTOR, group.area),
    }

    def told(words):
        found = set()
        for name, user in people.items():
            client.force_login(user)
            answer = client.get(url)
            if answer.status_code == 200 and words in answer.content.decode():
                found.add(name)
        return found

    assert told("Unsent.") == {"chair", "vice", "officer"}
    services.send_return(by=group.chair, row=row)
    assert told("Unsent.") == set(people) - {"inspector"}
    services.check_return(by=group.officer, row=row, outcome=Outcome.ACCEPTED)
    assert told("Unsent.") == set(people)
    assert told("Not asked") == set(people) - {"inspector"}


def test_list_says_who_was_silent_to_the_committee_alone(group, client):
    make.ReturnRequestFactory(duty=group.duty)
    pages = {}
    for role in (Role.MEMBER, Role.INSPECTOR):
        client.force_login(make.person_with(role, group.area))
        pages[role] = client.get(reverse("return_list", args=[group.area.slug])).content.decode()

    assert "Asked on 1 July 2026, silent" in pages[Role.MEMBER]
    assert "silent" not in pages[Role.INSPECTOR]
    assert "No return was accepted yet" in pages[Role.INSPECTOR]


def test_look_is_joined_to_the_register_and_not_typed(group):
    duty = make.DutyFactory(area=group.area, kind=ReturnKind.QUALITY, starts=date(2026, 4, 1))
    row = make.DraftReturnFactory(duty=duty)
    mine, other = make.ActivityFactory(area=group.area), make.ActivityFactory()

    entry = services.add_entry(by=None, sending=row, facts=EntryFacts(activity=mine.pk))

    assert str(entry) == mine.title
    with pytest.raises(ValidationError, match="this area’s register"):
        services.add_entry(by=None, sending=row, facts=EntryFacts(activity=other.pk))


@pytest.mark.parametrize("kind", list(ReturnKind))
def test_form_of_each_kind_adds_and_changes(group, kind, client):
    duty = make.DutyFactory(area=group.area, kind=kind, name="Other", body=group.duty.body)
    row = make.DraftReturnFactory(duty=duty)
    activity = make.ActivityFactory(area=group.area)
    agency = make.AgencyFactory()
    group.area.agencies.add(agency)
    typed = {
        ReturnKind.LEARNING: {"title": "A", "starts": "2026-05-12", f"agency_{agency.pk}": "7"},
        ReturnKind.INFORMATION: {"title": "A", "reach": "900", "counted": "Clicks"},
        ReturnKind.QUALITY: {"activity": activity.pk},
        ReturnKind.POLICY: {"title": "A", "step": "adopted"},
        ReturnKind.OTHER: {"title": "A"},
    }[kind]
    client.force_login(group.chair)

    client.post(reverse("return_entry_add", args=[row.pk]), typed)

    entry = row.entries.get()
    url = reverse("return_entry_edit", args=[entry.pk])
    drawn = client.get(url).context["form"]
    shown = {field.html_name: field.value() for field in drawn if field.value()}
    client.post(url, {**shown, "words": "More was said."})
    entry.refresh_from_db()
    assert (entry.words, entry.row_version) == ("More was said.", 2)
    assert [one.people for one in entry.attendance.all()] == [7] * (kind == ReturnKind.LEARNING)


def test_newest_answer_about_a_course_holds(group):
    question = make.CourseQuestionFactory(entry__sending__duty=group.duty)
    make.CourseAnswerFactory(question=question)

    for _ in range(2):  # a button pressed twice
        services.answer_course(
            by=group.chair, question=question, changed="Nothing has.", known_by="Asked."
        )

    (item,) = content_of(question.entry.sending, timezone.localdate()).items
    assert dict(item.lines)["Three months later"] == "Nothing has."
    assert question.answers.count() == 2


def test_first_page_says_what_waits_for_whom(group, client):
    make.ReturnRequestFactory(duty=group.duty)
    pages = {}

    def home(user):
        client.force_login(user)
        return client.get(reverse("home")).content.decode()

    assert "Asked on 1 July 2026, silent" in home(group.chair)
    assert "Returns of sub-committees" not in home(group.officer)
    make.ReturnFactory(duty=group.duty)
    pages = {user: home(user) for user in (group.chair, group.officer)}
    assert "Asked on 1 July 2026, silent" not in pages[group.chair]
    assert "Check the return learning and development" in pages[group.officer]


def test_what_is_taken_for_a_request_holds_what_was_sent_and_no_draft(group):
    sent = make.ReturnFactory(duty=group.duty)
    make.ReturnEntryFactory(sending=sent, title="Neglect, two days")
    later = {"period_start": date(2026, 7, 1), "period_end": date(2026, 9, 30)}
    group.draft(**later)
    subject = Subject(group.area, date(2026, 7, 1), date(2026, 7, 31))

    tables = {table.name: table.rows for table in gathered(subject, group.officer)}

    assert [row[3:] for row in tables["Returns of sub-committees"]] == [
        ("", "Four courses ran."),
        (
            "Neglect, two days",
            "When: 12 May 2026\nPlaces: 20 places offered, attendance not counted\n"
            "What changed in practice: Nothing is said yet of what changed in practice.",
        ),
    ]
