"""An edited file of a standing plan: what is picked is taken over, the history keeps the rest."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.models import Action, DeadlineRevision
from actions.services.text import edit_action
from audit.enums import Kind
from audit.models import Event, Version
from exchange.models import EditedFile
from exchange.queries.difference import difference_of
from exchange.queries.paper import plan_paper
from exchange.rules.edits import Picked
from exchange.rules.formats import FORMATS
from exchange.services.edited_files import (
    apply_edited_file,
    discard_edited_file,
    send_edited_file,
)
from imports.rules.columns.match import match
from imports.rules.plan.interpretation import interpret
from imports.services.plan import save_plan
from plans.enums import PlanState
from plans.services import begin_review
from sheets.rules.cells import to_json
from sheets.rules.source import read
from tests import factories as make
from tests.exchange.editor import Put, Struck, Typed, edited
from tests.imports.books import book
from timescales.days import Period

pytestmark = pytest.mark.django_db

PERIOD = Period(date(2026, 8, 1), date(2028, 7, 31))
ROWS = [
    ["Outcome", "No", "Action", "Lead", "Timescale", "RAG"],
    ["Outcome 1: Heard early", "1.1", "Agree a rota, with cover", "Chair", "31 March 2027", "G"],
    ["", "1.2", "Train every panel", "Lead officer", "Ongoing", "A"],
    ["Outcome 2: Safe at home", "2.1", "Read the files", "Chair", "30 June 2027", ""],
    ["", "2.2", "Write to parents", "Lead officer", "31 May 2027", ""],
]


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


@pytest.fixture
def plan(area, officer):
    sheets = read(book(ROWS))
    draft = interpret(sheets, match(sheets), PERIOD)
    return save_plan(
        by=officer,
        draft=draft,
        area=area,
        title="Plan",
        period_start=PERIOD.start,
        period_end=PERIOD.end,
    )


def action(plan, number):
    return Action.objects.get(plan=plan, number=number)


def taken(plan, form="docx"):
    return FORMATS[form].made(plan_paper(plan, timezone.now()))


def sent(by, plan, data, name="plan.docx"):
    return send_edited_file(by=by, plan=plan, file_name=name, content=to_json(read(data)))


def names(row):
    return [edit.name for edit in difference_of(row).edits]


def picked(row, *, reason="Done by others.", impact="None.", only=None):
    return [Picked(n, reason, impact) for n in names(row) if only is None or n in only]


def applied(by, row, **which):
    wanted = picked(row, **which)
    return apply_edited_file(by=by, row=row, picked=wanted, seen=difference_of(row).digest)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_nobody_edited_changes_nothing_and_says_so(form, plan, officer):
    with pytest.raises(ValidationError, match="Nothing in this file is other than"):
        sent(officer, plan, taken(plan, form))
    assert not EditedFile.objects.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_each_edit_is_found_and_taken_over(form, plan, officer):
    rota, panel, files = (action(plan, number) for number in ("1.1", "1.2", "2.1"))
    data = edited(
        form,
        taken(plan, form),
        [
            Typed(rota.pk, "Action", "Agree a rota, with cover at night"),
            Typed(panel.pk, "Lead", "Training Sub-group"),
            Struck(files.pk),
            Put(panel.pk, (("No", "1.3"), ("Action", "Meet twice a year"), ("Lead", "Chair"))),
        ],
    )
    row = sent(officer, plan, data)
    assert names(row) == [
        "added-row2",
        f"wording-{rota.pk}-text",
        f"lead-{panel.pk}-leads",
        f"missing-{files.pk}",
    ]
    applied(officer, row)
    rota.refresh_from_db(), panel.refresh_from_db(), files.refresh_from_db()
    assert rota.text == "Agree a rota, with cover at night"
    assert [str(lead.post) for lead in panel.leads.all()] == ["Training Sub-group"]
    assert files.withdrawn_reason == "Done by others."
    new = action(plan, "1.3")
    assert (new.text, new.heading, str(new.leads.get().post)) == (
        "Meet twice a year",
        panel.heading,
        "Chair",
    )
    said = Version.objects.filter(kind=Kind.ACTION, key=rota.pk).order_by("pk")
    assert [one.state["text"] for one in said] == [
        "Agree a rota, with cover",
        "Agree a rota, with cover at night",
    ]
    event = Event.objects.get(verb="took over edited file")
    assert (event.target_id, event.changes["edits"], event.changes["left"]) == (plan.pk, 4, 0)
    with pytest.raises(ValidationError, match="Nothing in this file"):
        sent(officer, plan, data, "again.docx")


def test_what_is_not_picked_stays(plan, officer):
    rota, files = action(plan, "1.1"), action(plan, "2.1")
    changes = [Typed(rota.pk, "Action", "Agree it"), Struck(files.pk)]
    row = sent(officer, plan, edited("docx", taken(plan), changes))
    applied(officer, row, only=[f"wording-{rota.pk}-text"])
    files.refresh_from_db()
    assert files.withdrawn_on is None
    assert row.__class__.objects.get().taken_over == ["Action 1.1 has changed: the action's text."]


def test_a_date_in_a_draft_is_set_and_in_a_published_plan_asked_for(plan, officer):
    rota = action(plan, "1.1")
    row = sent(officer, plan, edited("xlsx", taken(plan, "xlsx"), [
        Typed(rota.pk, "Timescale", "31 May 2027")]))  # fmt: skip
    applied(officer, row)
    rota.refresh_from_db()
    assert (rota.timescale_words, rota.first_due) == ("31 May 2027", date(2027, 5, 31))

    plan.state = PlanState.PUBLISHED
    plan.save(update_fields=["state"])
    far = timezone.localdate() + timedelta(days=400)
    words = f"{far:%-d %B %Y}"
    row = sent(officer, plan, edited("docx", taken(plan), [Typed(rota.pk, "Timescale", words)]))
    assert names(row) == [f"date-{rota.pk}-due"]
    with pytest.raises(ValidationError, match="Say why a new date is needed"):
        applied(officer, row, reason="")
    applied(officer, row, reason="The panel met late.")
    rota.refresh_from_db()
    assert (rota.due, rota.first_due) == (date(2027, 5, 31), date(2027, 5, 31))
    asked = DeadlineRevision.objects.get()
    assert (asked.proposed_due, asked.state, asked.reason) == (
        far,
        "requested",
        "The panel met late.",
    )


def test_what_the_plan_became_meanwhile_is_shown_beside_the_files_words(plan, officer):
    rota, panel = action(plan, "1.1"), action(plan, "1.2")
    data = edited("docx", taken(plan), [Typed(rota.pk, "Action", "Agree it by name")])
    edit_action(by=officer, action=rota, expected=rota.row_version, text="Agree it together")
    edit_action(by=officer, action=panel, expected=panel.row_version, text="Train all panels")
    row = sent(officer, plan, data)
    [edit] = difference_of(row).edits
    assert (edit.before, edit.now, edit.after) == (
        "Agree a rota, with cover",
        "Agree it together",
        "Agree it by name",
    )


def test_a_plan_that_changes_under_the_readers_hand_is_said_and_nothing_written(plan, officer):
    rota, panel = action(plan, "1.1"), action(plan, "1.2")
    row = sent(officer, plan, edited("docx", taken(plan), [Typed(rota.pk, "Action", "Agree it")]))
    wanted, seen = picked(row), difference_of(row).digest
    edit_action(by=officer, action=panel, expected=panel.row_version, text="Train all panels")
    with pytest.raises(ValidationError, match="changed while you looked"):
        apply_edited_file(by=officer, row=row, picked=wanted, seen=seen)
    rota.refresh_from_db()
    assert rota.text == "Agree a rota, with cover"


def test_one_refusal_refuses_all(plan, officer):
    rota, files = action(plan, "1.1"), action(plan, "2.1")
    changes = [Typed(rota.pk, "Action", "Agree it"), Struck(files.pk)]
    row = sent(officer, plan, edited("docx", taken(plan), changes))
    with pytest.raises(ValidationError, match="Say why it is withdrawn"):
        applied(officer, row, reason="")
    rota.refresh_from_db()
    assert rota.text == "Agree a rota, with cover"


def test_the_committees_own_file_edited(plan, officer):
    rows = [list(row) for row in ROWS]
    rows[1][2] = "Agree a rota, with cover at night"
    rows[3] = ["Outcome 2: Safe at home and outside", "2.1", "Read the files", "Chair",
               "30 June 2027", ""]  # fmt: skip
    del rows[4]
    rows.append(["", "2.3", "Ask children how it went", "Chair", "31 July 2027", ""])
    row = sent(officer, plan, book(rows), "our plan.xlsx")
    assert [name.rpartition("-")[0] if "row" not in name else name for name in names(row)] == [
        f"heading-{action(plan, '2.1').heading_id}",
        "added-row3",
        f"wording-{action(plan, '1.1').pk}",
        "missing",
    ]
    applied(officer, row)
    assert action(plan, "2.1").heading.text == "Safe at home and outside"
    assert action(plan, "2.3").heading == action(plan, "2.1").heading


def test_a_status_in_a_file_is_told_and_never_set(plan, officer):
    panel = action(plan, "1.2")
    row = sent(officer, plan, edited("docx", taken(plan), [Typed(panel.pk, "Status", "Red")]))
    assert names(row) == [f"status-{panel.pk}-status"]
    with pytest.raises(ValidationError, match="Pick at least one"):
        applied(officer, row)
    assert panel.updates.count() == 1


def test_the_same_file_waits_once_and_is_discarded(plan, officer):
    rota = action(plan, "1.1")
    data = edited("docx", taken(plan), [Typed(rota.pk, "Action", "Agree it")])
    assert sent(officer, plan, data) == sent(officer, plan, data)
    discard_edited_file(by=officer, row=EditedFile.objects.get())
    assert not EditedFile.objects.exists()


def test_by_pages(plan, officer, client):
    client.force_login(officer)
    rota, files = action(plan, "1.1"), action(plan, "2.1")
    page = client.get(reverse("plan_files", args=[plan.slug]))
    assert "Bring in an edited file" in page.content.decode()
    data = client.get(reverse("plan_file", args=[plan.slug, "docx"])).content

    changes = [Typed(rota.pk, "Action", "Agree it by name"), Struck(files.pk)]
    file = SimpleUploadedFile("plan.docx", edited("docx", data, changes))
    answer = client.post(reverse("edited_file_send", args=[plan.slug]), {"file": file})
    row = EditedFile.objects.get()
    assert answer["Location"] == reverse("edited_file", args=[row.pk])
    shown = client.get(answer["Location"]).content.decode()
    assert "Action 1.1 has changed: the action&#x27;s text." in shown
    assert "Withdraw it: Action 2.1 is not in the file: “Read the files”" in shown
    form = {"seen": difference_of(row).digest, f"pick-missing-{files.pk}": "on"}
    refused = client.post(answer["Location"], form).content.decode()
    assert "Say why it is withdrawn, or leave it in the plan." in refused
    form |= {f"reason-missing-{files.pk}": "Done.", f"pick-wording-{rota.pk}-text": "on"}
    done = client.post(answer["Location"], form, follow=True).content.decode()
    assert "What you picked is in the plan." in done
    assert "Action 1.1 has changed: the action&#x27;s text." in done
    assert "taken over" in client.get(reverse("plan_files", args=[plan.slug])).content.decode()


def test_a_published_plans_words_are_taken_over_only_under_review(plan, officer):
    plan.state = PlanState.PUBLISHED
    plan.save(update_fields=["state"])
    rota = action(plan, "1.1")
    row = sent(officer, plan, edited("docx", taken(plan), [Typed(rota.pk, "Action", "Agree it")]))
    with pytest.raises(ValidationError, match="its words change only in a version"):
        applied(officer, row)
    begin_review(by=officer, plan=plan)
    applied(officer, row)
    rota.refresh_from_db()
    assert rota.text == "Agree it"


def test_the_list_of_imports_names_edited_files_with_their_state(plan, officer, client):
    rota, panel = action(plan, "1.1"), action(plan, "1.2")
    done = sent(officer, plan, edited("docx", taken(plan), [Typed(rota.pk, "Action", "Agree it")]))
    applied(officer, done)
    waits = sent(officer, plan, edited("csv", taken(plan, "csv"), [Struck(panel.pk)]), "plan.csv")
    client.force_login(officer)
    page = client.get(reverse("plan_import"))

    assert [(row.pk, row.applied_at is None) for row in page.context["came_back"]] == [
        (waits.pk, True), (done.pk, False),
    ]  # fmt: skip
    assert reverse("edited_file", args=[waits.pk]) in page.content.decode()
    client.force_login(make.person_with(Role.LEAD_OFFICER, make.AreaFactory()))
    assert client.get(reverse("plan_import")).context["came_back"] == []


def test_another_order_of_rows_is_said_not_dropped(plan, officer):
    lines = taken(plan, "csv").decode("utf-8-sig").splitlines()
    turned = "\n".join([lines[0], lines[2], lines[1], *lines[3:]]).encode()
    row = sent(officer, plan, turned, "plan.csv")
    (edit,) = difference_of(row).edits

    assert (edit.kind, edit.after) == ("told", "1.2, 1.1")
    assert "arranged in the plan’s tree" in edit.before
