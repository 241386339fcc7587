from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import Error

from actions.enums import ActionKind
from actions.models import Action, Completion, Lead, ProgressUpdate
from actions.queries.record import standings
from audit.models import Event
from committees.models import Post
from imports.services.plan import confirm_import, save_plan
from plans.models import Heading, Plan
from tests.audit.newest import newest_versions, rows_now
from tests.factories import AreaFactory, ImportDraftFactory, PostFactory, UserFactory
from tests.imports.books import PERIOD, book, draft_of, text
from tests.imports.test_shapes import ON_PAGES, WIDE, WITH_OBJECTIVES

pytestmark = pytest.mark.django_db
PAGES = book(ON_PAGES, merges=WIDE)


def save(data=PAGES, **given) -> Plan:
    values = {
        "by": None,
        "draft": draft_of(data),
        "area": given.pop("area", None) or AreaFactory(),
        "title": "Improvement plan",
        "period_start": PERIOD.start,
        "period_end": PERIOD.end,
    }
    return save_plan(**{**values, **given})


def test_levels_and_headings_are_the_documents():
    plan = save()
    assert list(plan.levels.values_list("singular", "role", "numbered")) == [
        ("Priority", "priority", True),
        ("Outcome", "outcome", True),
        ("Expected Impact", "objective", False),
    ]
    tree = [
        (h.level.singular, h.number, h.text, h.parent and h.parent.text) for h in headings(plan)
    ]
    assert tree[:3] == [
        ("Priority", "1", "Children and families", None),
        ("Outcome", "1", "Children come first", "Children and families"),
        ("Expected Impact", "", "Children are heard", "Children come first"),
    ]


def headings(plan):
    return Heading.objects.filter(plan=plan).select_related("level", "parent").order_by("position")


def test_actions_keep_their_words_and_place():
    plan = save()
    first = Action.objects.filter(plan=plan, kind=ActionKind.RATED).order_by("position").first()
    assert (first.printed_number + first.text, first.number) == ("1.1: Ask each child", "1.1")
    assert (first.timescale_words, first.due) == (ON_PAGES[7][4], date(2027, 7, 31))
    assert (first.added_on, first.heading.text) == (PERIOD.start, "Children are heard")


def test_ongoing_items_stand_apart():
    plan = save()
    rows = Action.objects.filter(plan=plan, kind=ActionKind.ONGOING).order_by("position")
    assert [(a.position, a.number, a.text, a.heading, a.due) for a in rows] == [
        (1, "1", "Keep the dataset", None, None),
        (2, "2", "Keep the guidance", None, None),
    ]


def test_the_first_lead_is_accountable():
    plan = save()
    leads = Lead.objects.filter(action__plan=plan, action__number="1.2").order_by("position")
    assert [(lead.post.title, lead.accountable) for lead in leads] == [
        ("Lead Nurse", True),
        ("Inter-Agency Co-ordinator", False),
    ]


def test_posts_of_the_area_are_taken_whatever_their_spelling():
    post = PostFactory(title="practice  group")
    save(area=post.area)
    assert Post.objects.filter(area=post.area, title__icontains="practice").count() == 1


def test_status_and_progress_are_imported_updates():
    plan = save(book(WITH_OBJECTIVES), stated_on=date(2025, 11, 30))
    updates = ProgressUpdate.objects.filter(action__plan=plan)
    assert (
        updates.filter(source="imported", as_at=date(2025, 11, 30)).count() == updates.count() == 7
    )
    complete = updates.filter(canonical="complete").order_by("pk")
    assert [(u.entry_code, u.what_happened) for u in complete] == [("P", "Complete")] * 2


def test_complete_counts_as_complete_and_is_never_overdue():
    rows = [
        ["Action", "Lead", "Timescale", "Status"],
        ["Ask", "Chair", "March 2026", "Complete"],
        ["Tell", "Chair", "March 2026", ""],
    ]
    plan = save(text(rows).encode())
    asked, told = standings(plan, date(2026, 4, 1))
    assert (asked.rating, asked.overdue, told.rating, told.overdue) == (
        "complete", False, "not_rated", True,
    )  # fmt: skip
    assert Completion.objects.get(action__plan=plan).imported


@pytest.mark.parametrize(
    ("day", "overdue"), [("2026-07-31", 0), ("2026-08-01", 3), ("2027-07-31", 3), ("2027-08-01", 5)]
)
def test_overdue_on_given_days(day, overdue):
    rows = standings(save(), date.fromisoformat(day))
    assert sum(row.overdue for row in rows) == overdue


def test_measures_and_outcomes_are_linked():
    plan = save(
        book(
            [["Priority", "No", "Action", "High Level Outcomes"], ["A", "1.1", "Ask", "01, 02"]],
            more={
                "High Level Outcomes": [["No", "Outcome"], ["01", "We learn"], ["02", "We act"]],
                "Measures": [["Action", "KPI", "Evidence source"], ["1.1", "Heard", "Survey"]],
            },
        )
    )  # fmt: skip
    action = Action.objects.get(plan=plan)
    assert list(action.outcomes.values_list("number", flat=True)) == ["01", "02"]
    assert list(action.measures.values_list("text", "evidence_sources")) == [("Heard", "Survey")]


def test_every_row_equals_its_newest_version():
    save(WITH_OBJECTIVES)

    assert rows_now() == newest_versions()


def test_the_record_names_the_file_and_the_counts():
    person = UserFactory()
    plan = save(by=person, file_name="plan.xlsx")
    event = Event.objects.get(verb="imported plan")
    assert (event.actor_id, event.target_id, event.changes["file"]) == (
        person.pk,
        plan.pk,
        "plan.xlsx",
    )
    assert (event.changes["actions"], event.changes["ongoing"]) == (5, 2)


def test_a_cell_that_blocks_leaves_nothing_behind():
    data = book([["Action", "Lead"], ["=A1", "Chair"]])
    with pytest.raises(ValidationError, match="Row 2, column A"):
        save(data)
    assert Plan.objects.count() == 0


def test_a_failure_at_the_last_write_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr(
        "imports.services.plan.record", lambda **_: (_ for _ in ()).throw(Error("broken"))
    )
    with pytest.raises(Error):
        save()
    assert (Plan.objects.count(), Post.objects.count()) == (0, 0)


def many(rows: int) -> bytes:
    header = ["Outcome", "No", "Action", "Lead", "Timescale", "Status"]
    body = [[f"Outcome {n % 3 + 1}: O", f"{n}", f"Do {n}", f"Post {n} Lead, Chair", "May 2026", "G"]
            for n in range(rows)]  # fmt: skip
    return text([header, *body]).encode()


def test_queries_do_not_grow_with_rows(django_assert_num_queries):
    drafts = [draft_of(many(3)), draft_of(many(30))]  # SQLite cuts longer writes into batches
    area = AreaFactory()
    with django_assert_num_queries(45, exact=False) as first:
        save(draft=drafts[0], area=area, title="Short")
    with django_assert_num_queries(len(first)):
        save(draft=drafts[1], area=area, title="Long")


def test_a_spreadsheet_comes_in_once():
    waiting, person = ImportDraftFactory(), UserFactory()
    draft = draft_of(many(1))
    plan = confirm_import(by=person, import_draft=waiting, draft=draft)
    assert plan.title == waiting.title
    with pytest.raises(ValidationError, match="brought in already"):
        confirm_import(by=person, import_draft=waiting, draft=draft)
