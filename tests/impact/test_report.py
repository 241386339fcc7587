"""What a report tells of the difference made, read beside the record."""

from datetime import UTC, datetime

import pytest

from plans.models import Heading
from reporting.queries.reports import content_of
from tests import factories as make
from tests.reporting.scene import scene
from tests.reporting.visible import told_everywhere

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 6, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 7, 2, 9, tzinfo=UTC)
AFTER = datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def known():
    return scene()


def said(known, heading, **fields):
    return make.StatementFactory(plan=known.plan, heading=heading, **fields)


def part(known):
    content = content_of(known.frozen().snapshot)
    (record,) = content["registers"]
    return content, record


@pytest.mark.parametrize("fields", [{"shared_at": None, "shared_by": None}, {"shared_at": AFTER}])
def test_what_was_not_shared_by_the_day_is_not_told(known, fields):
    said(known, known.plan.headings.first(), **fields)

    assert "registers" not in content_of(known.frozen().snapshot)


def test_every_priority_stands_with_what_was_said_last_by_the_day(known):
    heading, *others = Heading.objects.filter(plan=known.plan).order_by("position")
    action = known.plan.actions.order_by("position").first()
    said(known, heading, text="Earlier.", shared_at=BEFORE)
    stands = said(known, heading, text="Children know it on the day.", shared_at=LATER)
    said(known, heading, text="After.", shared_at=AFTER)
    voice = make.VoiceFactory(area=known.plan.area, shared_at=None, shared_by=None)
    make.ChosenFactory(statement=stands, action=action)
    make.ChosenFactory(statement=stands, action=None, voice=voice)

    content, record = part(known)

    rows = record["tables"][0]["rows"]
    assert rows[0][:3] == [
        heading.title,
        "Children know it on the day.",
        f"Action {action.reference}",
    ]
    assert [row[:3] for row in rows[1:]] == [[one.title, "None yet.", "–"] for one in others]
    lines = {line for row in rows for cell in row for line in cell.split("\n")}
    paper, *files = told_everywhere(content)
    assert [line for text in (paper, *files) for line in lines if line not in text] == []
    assert paper.index("Completed, and the difference made") < paper.index("None yet.")


def test_completed_actions_are_counted_as_the_report_prints_them(known):
    heading = Heading.objects.filter(plan=known.plan).order_by("position").first()
    said(known, heading, shared_at=BEFORE)

    content, record = part(known)

    under = set(known.plan.actions.filter(heading=heading).values_list("pk", flat=True))
    done = [row for row in content["actions"] if row["id"] in under and row["completed_on"]]
    words = [row for row in done if row["difference"]]
    expected = f"{len(done)} completed; the difference is recorded of {len(words)}"
    assert record["tables"][0]["rows"][0][3] == (expected if done else "None completed")


def test_another_plans_statement_leaves_none_yet(known):
    other = make.PlanFactory(area=known.plan.area)
    make.StatementFactory(plan=other, shared_at=BEFORE)

    _, record = part(known)

    assert {row[1] for row in record["tables"][0]["rows"]} == {"None yet."}
