"""What the assurance register tells in a report, read beside the record."""

import re
from datetime import UTC, date, datetime

import pytest

from actions.enums import LineageKind
from actions.models import Action
from assurance.enums import ActivityKind
from assurance.models import FindingAction
from assurance.services import share_activity
from documents.files import pdf
from documents.hash import digest
from reporting.queries.readiness import outstanding
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from reporting.services.proofs import is_current, make_proof
from tests import factories as make
from tests.reporting.scene import NOW, scene
from tests.reporting.visible import text_of, told_everywhere

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 6, 2, 9, tzinfo=UTC)
AFTER = datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def told():
    """A function that freezes a report of a plan with four actions and gives its content."""
    known = scene()

    def freeze(**fields):
        return content_of(known.frozen(**fields).snapshot)

    freeze.scene = known
    return freeze


def entry(told, **fields):
    return make.ActivityFactory(area=told.scene.plan.area, shared_at=BEFORE, **fields)


def test_without_entries_nothing_is_kept(told):
    make.ActivityFactory(title="Another area’s", shared_at=BEFORE)

    assert "registers" not in told()


@pytest.mark.parametrize(
    "fields",
    [
        {"shared_at": None, "shared_by": None},
        {"shared_at": AFTER},
        {"reported_on": date(2026, 9, 1)},
    ],
)
def test_what_was_not_shared_and_reported_by_the_day_is_not_told(told, fields):
    make.ActivityFactory(area=told.scene.plan.area, **{"shared_at": BEFORE, **fields})

    assert "registers" not in told()


def test_every_finding_stands_at_one_answer(told):
    """The sum beside the database: each kind of finding once, told apart."""
    actions = list(Action.objects.filter(plan=told.scene.plan).order_by("position"))
    inspection = entry(told, title="Joint inspection", looked_by="Inspectorate")
    for action in (None, *actions):
        finding = make.FindingFactory(activity=inspection)
        if action:
            make.FindingActionFactory(finding=finding, action=action, added_at=BEFORE)
    decided = make.FindingFactory(activity=inspection, text="Leaflets are out of date.")
    make.FindingDecisionFactory(finding=decided, reason="New ones came in May.")
    content = told()

    part, answered = content["registers"]
    complete = {row["id"] for row in content["actions"] if row["status"] == "complete"}
    gone = {row["id"] for row in content["actions"] if row["withdrawn_on"]}
    joined = set(FindingAction.objects.values_list("action_id", flat=True))
    numbers = [int(number) for number in re.findall(r" (\d+)[,.]", part["told"][1])]
    expected = [1, len(joined & gone), 1, len(joined - complete - gone), len(joined & complete)]
    assert numbers == [number for number in expected if number]
    assert part["told"][1].startswith(f"{2 + len(actions)} findings in the register: ")
    assert sum(numbers) == 2 + len(actions)
    rows = part["tables"][1]["rows"]
    assert len(rows) == 1 + len(joined - complete)
    assert rows[0][2] == "No action has come of it yet."
    last = answered["tables"][0]["rows"]
    assert len(last) == len(joined & complete) + 1
    assert last[-1][2].startswith("Accepted, and done already. New ones came in May. Decided by ")


def test_what_only_came_into_the_register_is_not_said_to_be_reported(told):
    entry(told, kind=ActivityKind.AUDIT)
    entry(told, kind=ActivityKind.POLICY, undated=True, dated="2021, updated since")

    (part,) = told()["registers"]
    days = "1 June 2026 to 31 August 2026"
    assert part["told"][0].replace("\xa0", " ") == (
        f"Reported from {days}: 1 (audit 1). Entered from {days}, reported on a day that is not "
        "known: 1 (national policy or guidance 1)."
    )


def test_an_action_stands_as_the_report_prints_it(told):
    action = Action.objects.filter(plan=told.scene.plan).order_by("position").first()
    finding = make.FindingFactory(activity=entry(told))
    make.FindingActionFactory(finding=finding, action=action, added_at=BEFORE)
    content = told()

    (part,) = content["registers"]
    (record,) = [row for row in content["actions"] if row["id"] == action.pk]
    (row,) = part["tables"][1]["rows"]
    assert row[2].startswith(f"{action.reference} {action.text}: ")
    assert row[2].endswith(record["status_label"])


@pytest.mark.parametrize(
    ("added", "ended", "stands"),
    [(BEFORE, None, True), (BEFORE, AFTER, True), (BEFORE, BEFORE, False), (AFTER, None, False)],
)
def test_a_tie_counts_on_the_days_on_which_it_stood(told, added, ended, stands):
    action = Action.objects.filter(plan=told.scene.plan).order_by("position").first()
    finding = make.FindingFactory(activity=entry(told))
    make.FindingActionFactory(finding=finding, action=action, added_at=added, ended_at=ended)

    (part,) = told()["registers"]

    assert (action.text in part["tables"][1]["rows"][0][2]) is stands


def test_what_took_an_actions_place_stands_for_it(told):
    first, second, *_ = Action.objects.filter(plan=told.scene.plan).order_by("position")
    make.LineageFactory(source=first, target=second, kind=LineageKind.SPLIT, on=date(2026, 7, 1))
    finding = make.FindingFactory(activity=entry(told))
    make.FindingActionFactory(finding=finding, action=first, added_at=BEFORE)

    (part,) = told()["registers"]

    came = part["tables"][1]["rows"][0][2]
    assert (second.text in came, first.text in came) == (True, False)


def test_small_samples_are_not_told(told):
    entry(told, kind=ActivityKind.AUDIT, sample=40, good_or_better=24)
    entry(told, kind=ActivityKind.AUDIT, sample=20, good_or_better=3)

    (part,) = told()["registers"]

    told_of = "\n".join(row[0] for row in part["tables"][0]["rows"])
    assert "24 of 40 graded good or better" in told_of
    assert "Not shown" in told_of
    assert "3 of 20" not in told_of


def test_words_written_by_hand_stand_above_it():
    known = scene()
    make.ActivityFactory(area=known.plan.area, shared_at=BEFORE, title="Audit of chronologies")
    report = known.begin()
    part = report.sections.get(key="quality_assurance")
    part.body, part.written_by, part.written_at = "A good quarter.", known.officer, NOW
    part.save()
    content = content_of(freeze_report(by=known.officer, report=report, now=NOW).snapshot)
    shown = text_of(pdf.html(content, digest(content))).replace("\N{NO-BREAK SPACE}", " ")

    words = f"Written by hand: the words of {known.officer}, 5 September 2026."
    assert f"{words} No register" not in shown
    at = [shown.index(text) for text in (words, "A good quarter.", "Audit of chronologies")]
    assert at == sorted(at)


def test_paper_word_and_spreadsheet_say_the_same(told):
    finding = make.FindingFactory(
        activity=entry(told, title="Audit of chronologies", went_well="Dates are in order."),
        text="Housing is missing from chronologies.",
    )
    content = told()
    (part,) = content["registers"]
    facts = [*part["told"], *part["notes"]]
    facts += [cell for table in part["tables"] for row in table["rows"] for cell in row]
    lines = {line for fact in facts for line in fact.split("\n") if line}

    paper, written, sheets = told_everywhere(content)

    assert finding.text in lines
    assert [line for line in lines if line not in paper] == []
    assert [line for line in lines if line not in written] == []
    assert [line for line in lines if line not in sheets] == []


def test_a_proof_grows_old_with_the_register(told):
    report = told.scene.begin()
    entry(told, title="Audit of chronologies")
    another = make.ActivityFactory(area=told.scene.plan.area, shared_at=None, shared_by=None)
    make_proof(by=told.scene.officer, report=report)
    assert is_current(report, outstanding(report).proof)

    share_activity(by=told.scene.officer, activity=another, at=BEFORE)

    assert not is_current(report, outstanding(report).proof)


def test_an_annual_report_tells_it_in_its_own_chapter(told):
    entry(told, title="Audit of chronologies")
    content = told()
    content["kind"] = "annual"

    shown = text_of(pdf.html(content, digest(content)))

    assert "Outside scrutiny" in shown
    assert "Audit of chronologies" in shown
