"""Readings of measures: given once, corrected by another, asked with an update, printed."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from accounts.roles import Role
from audit.models import Event
from documents.difference import measures as measure_changes
from documents.files import pdf, spreadsheet, word
from outcomes.models import Measure, Reading
from outcomes.services import add_reading, edit_measure, remove_measure, remove_outcome
from reporting.queries import earlier_days
from reporting.queries.reports import content_of
from tests import factories as make
from tests.actions.scene import scene as scene_of_updates
from tests.clients import client_of
from tests.reporting.scene import AS_OF, scene

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 6, 30), date(2026, 8, 1)


@pytest.fixture
def measure() -> Measure:
    return make.MeasureFactory.create(unit="% of plans", good="up", text="Heard in plans")


def given(measure: Measure, value: float | None = 58, **said) -> Reading:
    fields = {"on": DAY, "today": TODAY, **said}
    return add_reading(
        by=None, measure=measure, value=None if value is None else Decimal(str(value)), **fields
    )


def refused(measure: Measure, value: float | None = 58, **said) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        given(measure, value, **said)
    return (getattr(refusal.value, "error_dict", None) and refusal.value.message_dict) or {
        "": refusal.value.messages
    }  # fmt: skip


def test_a_reading_is_recorded(measure):
    reading = given(measure, starts=date(2026, 4, 1), source="Audit of 40 records")

    assert (reading.value, reading.given_on) == (Decimal(58), TODAY)
    event = Event.objects.get(verb="gave reading")
    assert event.changes == {"value": "58", "on": "2026-06-30", "instead_of": None}


def test_a_button_pressed_twice_makes_one_reading(measure):
    given(measure)

    assert refused(measure) == {"": ["This reading stands already."]}
    assert measure.readings.count() == 1


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"value": None}, "value"),
        ({"value": 101}, "value"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"starts": TODAY}, "starts"),
        ({"value": 60}, "on"),
    ],
)
def test_what_cannot_be_a_reading_is_refused_beside_its_field(measure, said, wrong):
    if said == {"value": 60}:
        given(measure)

    assert list(refused(measure, **said)) == [wrong]


def test_that_there_is_no_number_yet_is_said_with_its_reason(measure):
    given(measure, None, note="The audit is in October.")

    assert given(measure, 61).value == 61


def test_a_correction_is_another_reading(measure):
    wrong = given(measure, 16)

    right = given(measure, 61, corrects=wrong, note="Turned round.")

    assert (right.corrects, measure.readings.count()) == (wrong, 2)
    assert "Somebody has corrected this reading already." in refused(
        measure, 62, corrects=wrong, note="Again."
    )[""][0]  # fmt: skip
    assert refused(measure, 62, corrects=right) == {"note": ["Say in a few words what was wrong."]}


def test_a_small_number_of_children_is_not_in_the_event():
    measure = make.MeasureFactory.create(unit="children", counts_children=True)

    given(measure, 3)

    assert Event.objects.get(verb="gave reading").changes["value"] == "fewer than 5"


def test_a_measure_with_readings_stays_and_is_used_no_more(measure):
    given(measure)
    with pytest.raises(ValidationError):
        edit_measure(by=None, measure=measure, expected=1, text="Heard", evidence_sources="",
                     counting=replaced(measure, unit="days"))  # fmt: skip
    measure.refresh_from_db()

    remove_measure(by=None, measure=measure)

    assert Measure.objects.get().ended_on == timezone.localdate()
    assert refused(measure, 60) == {"": ["This measure is not used any more."]}


def replaced(measure: Measure, **changes):
    from outcomes.rules.measurement import Counting  # noqa: PLC0415

    return Counting(**{"unit": measure.unit, "good": str(measure.good), **changes})


def test_an_outcome_stays_while_measures_belong_to_it(measure):
    outcome = make.HighLevelOutcomeFactory.create(plan=measure.plan)
    edit_measure(
        by=None, measure=measure, expected=1, text="Heard", evidence_sources="", outcomes=[outcome]
    )

    with pytest.raises(ValidationError, match="Measures belong to this outcome"):
        remove_outcome(by=None, outcome=outcome)


def test_bad_numbers_are_refused_beside_the_field_and_nothing_is_lost(measure):
    client = client_of(Role.LEAD_OFFICER, measure.plan.area)
    typed = {"value": "12,5", "on": "30 June 2026", "note": "Of 40 records."}

    form = client.post(reverse("reading_add", args=[measure.pk]), typed).context["form"]

    assert form.errors == {"value": ["Write decimals with a point: 12.5."]}
    assert [form[name].value() for name in typed] == list(typed.values())


@pytest.mark.parametrize(("role", "sees"), [(Role.LEAD_OFFICER, True), (Role.MEMBER, False)])
def test_a_page_shows_a_small_number_to_those_who_may_change_it(role, sees):
    measure = make.MeasureFactory.create(unit="children", counts_children=True)
    make.ReadingFactory.create(measure=measure, value=3)
    client = client_of(role, measure.plan.area)

    pages = [
        client.get(reverse("measure_detail", args=[measure.pk])).content.decode(),
        client.get(reverse("measure_list", args=[measure.plan.slug])).content.decode(),
    ]

    assert [("3 children" in page, "fewer than 5 children" in page) for page in pages] == [
        (sees, not sees)
    ] * 2


@pytest.fixture
def asked(client):
    """A lead whose action is measured, signed in."""
    stage = scene_of_updates()
    measure = make.MeasureFactory.create(plan=stage.plan, unit="% of plans", good="up")
    stage.action.measures.add(measure)
    client.force_login(stage.lead)
    return stage, measure


def address(stage, name="action_update"):
    return reverse(name, args=[stage.action.pk])


def test_a_reading_comes_with_the_update_once(client, asked):
    stage, measure = asked
    sent = stage.form(
        **{f"reading_{measure.pk}": "58.5", f"reading_{measure.pk}_note": "40 plans."}
    )

    for _ in range(2):
        client.post(address(stage), sent)

    reading = measure.readings.get()
    assert (reading.value, reading.note, reading.on, reading.given_by) == (
        *(Decimal("58.5"), "40 plans.", timezone.localdate()),
        stage.lead,
    )


@pytest.mark.parametrize("typed", ["n/a", "12 %", "140"])
def test_a_refused_reading_loses_nothing_and_writes_nothing(client, asked, typed):
    stage, measure = asked
    sent = stage.form(**{f"reading_{measure.pk}": typed})
    before = stage.action.updates.count()

    form = client.post(address(stage), sent).context["form"]

    assert (list(form.errors), form["what_happened"].value(), stage.action.updates.count()) == (
        [f"reading_{measure.pk}"], sent["what_happened"], before,
    )  # fmt: skip


def test_a_draft_keeps_it(client, asked):
    stage, measure = asked
    name = f"reading_{measure.pk}"

    seen = stage.action.updates.last().pk
    sent = stage.form(**{name: "58"}, seen=seen, draft="Save draft")
    client.post(address(stage, "action_draft"), sent)

    assert client.get(address(stage)).context["form"][name].value() == "58"


def test_nothing_to_report_does_not_swallow_a_number(client, asked):
    stage, measure = asked
    sent = stage.form(**{f"reading_{measure.pk}": "58", "nothing": "1", "what_happened": ""})
    del sent["save"]

    form = client.post(address(stage), sent).context["form"]

    assert (list(form.errors), measure.readings.count()) == (["__all__"], 0)


SQL = """
select r.value, m.baseline from outcomes_reading r join outcomes_measure m on m.id = r.measure_id
where m.id = %s and r.given_on <= %s
and not exists (select 1 from outcomes_reading c where c.corrects_id = r.id and c.given_on <= %s)
order by r."on", r.id
"""


@pytest.fixture
def counted():
    """A plan with a counted measure of its first action, and one of few children."""
    stage = scene()
    action = stage.plan.actions.get(number="1.1")
    percent = make.MeasureFactory.create(
        plan=stage.plan, unit="% of plans", good="up", text="Heard in plans", baseline=52,
        baseline_on=date(2025, 8, 31),
    )  # fmt: skip
    few = make.MeasureFactory.create(
        plan=stage.plan, unit="children", good="down", counts_children=True, text="Waiting"
    )
    for measure, values in ((percent, (58, 16, 66)), (few, (9, 3))):
        action.measures.add(measure)
        for month, value in enumerate(values, start=5):
            make.ReadingFactory.create(
                measure=measure, value=value, on=date(2026, month, 28), note=f"Note of {value}",
                given_on=date(2026, month, 28),
            )  # fmt: skip
    wrong = percent.readings.get(value=16)
    make.ReadingFactory.create(
        measure=percent, value=61, on=wrong.on, corrects=wrong, note="Turned round.", given_on=AS_OF
    )
    make.ReadingFactory.create(
        measure=percent, value=99, on=AS_OF, given_on=AS_OF + timedelta(days=1)
    )
    from audit.services import keep  # noqa: PLC0415

    keep(by=None, row=action, on=date(2026, 1, 1))
    return stage, percent, few


def test_what_is_printed_is_what_the_tables_say(counted):
    stage, percent, _ = counted
    content = content_of(stage.frozen().snapshot)

    with connection.cursor() as cursor:
        cursor.execute(SQL, [percent.pk, AS_OF, AS_OF])
        rows = [(Decimal(str(one)), Decimal(str(base))) for one, base in cursor.fetchall()]
    values, base = [value for value, _ in rows], rows[0][1]
    [row] = [one for one in content["measures"] if one["id"] == percent.pk]
    assert [one["value"] for one in row["readings"]] == [
        f"{value:.0f}% of plans" for value in values
    ]
    gap = values[-1] - base
    way = "above" if gap > 0 else "below"
    assert row["difference"].startswith(f"{abs(gap):.0f} percentage points {way} the baseline")
    assert [one["corrects"] for one in row["readings"]] == ["", "16% of plans", ""]
    printed = pdf.html(content, "0" * 64)
    assert all(f"{value:.0f}% of plans" in printed for value in values)
    assert "99% of plans" not in printed


def test_a_small_number_leaves_by_no_file(counted):
    stage, _, few = counted
    content = content_of(stage.frozen().snapshot)

    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, "0" * 64).data))
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    document = Document(io.BytesIO(word.docx(content, "0" * 64).data))
    cells += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = [*cells, pdf.html(content, "0" * 64), str(content)]
    assert [text for text in told if "3 children" in text or "Note of 3" in text] == []
    [row] = [one for one in content["measures"] if one["id"] == few.pk]
    assert (row["latest"], row["trend"]) == (
        "fewer than 5 children",
        "Down since the reading before: better",
    )


def test_changes_are_told_in_sentences(counted):
    stage, *_ = counted
    before, after = earlier_days.stood_on(stage.plan, date(2026, 7, 1), AS_OF)
    frozen = content_of(stage.frozen().snapshot)
    assert after.measures == frozen["measures"]

    told = measure_changes.between(
        before.measures, after.measures, {row["id"]: row["reference"] for row in after.actions}
    )

    nbsp = "\N{NO-BREAK SPACE}"
    assert [row["sentence"].replace(nbsp, " ") for row in told] == [
        "1.1 “Heard in plans” has a corrected reading: 61% of plans (28 June 2026), in place of "
        "16% of plans.",
        "1.1 “Heard in plans” has a new reading: 66% of plans (28 July 2026); before, "
        "16% of plans (28 June 2026).",
    ]
